import { DiagnosticError } from '../../diagnostics/diagnostics';
import { RawState } from '../wire/generated/tfplugin6';

/** Returns the JSON text of a stored state. */
export function rawStateToJson(state: RawState | undefined): string {
  if (state === undefined || state.json.length === 0) {
    throw new DiagnosticError({
      summary: 'The state is too old',
      detail: 'Terraform 0.11 or earlier wrote the state, in a format that this provider can\'t read. '
        + 'Use Terraform 0.12 to write it again.',
    });
  }
  return state.json.toString();
}
