import { DiagnosticError } from '../../provider/diagnostics/diagnostics';
import { messageOf } from '../../provider/facts/finding';

export function noStack(file: string, error: unknown): DiagnosticError {
  return new DiagnosticError({
    summary: `${file} is not a synthesized stack`,
    detail: `Reading it failed: ${messageOf(error)}. Give the folder of a stack, such as cdktf.out/stacks/<name>, after the app was `
      + 'synthesized.',
  });
}
