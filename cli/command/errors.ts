import { DiagnosticError } from '../../provider/diagnostics/diagnostics';

/** The user interrupted the program. */
export function interrupted(): DiagnosticError {
  return new DiagnosticError({ summary: 'Interrupted' });
}
