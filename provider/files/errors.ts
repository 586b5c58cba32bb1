import { DiagnosticError } from '../diagnostics/diagnostics';

/** Something that a configuration names, and that may never end. */
export function notRegular(path: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${path}" is not a regular file`,
    detail: 'It is a pipe, a socket or a device. The provider reads only files, since the others may have no end. Name a file, or write to '
      + 'one before what the program prints.',
  });
}
