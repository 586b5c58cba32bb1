import { DiagnosticError } from '../../provider/diagnostics/diagnostics';

export function noSets(folder: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The stack in ${folder} has no set of clones`,
    detail: '`berth watch` follows the resources `docker_clone_set` of a stack. Give the folder of a stack that has a `CloneSet` and uses '
      + 'the provider of Berth.',
  });
}
