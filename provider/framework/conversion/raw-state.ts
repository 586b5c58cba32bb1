import { DiagnosticError } from '../../diagnostics/diagnostics';
import { RawState } from '../wire/generated/tfplugin6';

/** Stored state as the JSON text that it is. */
export function rawStateToJson(state: RawState | undefined): string {
  if (state === undefined || state.json.length === 0) {
    throw new DiagnosticError({
      summary: 'The state is too old',
      detail: 'It was written by Terraform 0.11 or earlier, in a form that this provider does not read. Let Terraform 0.12 write it once.',
    });
  }
  return state.json.toString();
}
