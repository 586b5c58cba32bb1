import { DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';

/** A kind of object whose name is unique on an engine. */
export type NamedKind = 'container' | 'network' | 'volume';

/** Another object of the kind already has the name. */
export function nameTaken(kind: NamedKind, name: string, error?: EngineError): DiagnosticError {
  const command = `docker ${kind === 'container' ? '' : `${kind} `}rm ${name}`;
  return new DiagnosticError({
    summary: `The name "${name}" is taken by another ${kind}`,
    detail: [
      ...(error === undefined ? [] : [`The engine reports: ${error.engineMessage}`]),
      `Choose another name, remove that ${kind}${kind === 'volume' ? ' and its data' : ''} (${command}), or import it with terraform import. `
      + `With \`create_before_destroy\`, the name may belong to the ${kind} that is being replaced. `
      + `In that case, remove \`create_before_destroy\` or give the new ${kind} another name.`,
    ].join('\n\n'),
    path: ['name'],
  });
}

/** The object was created, and had disappeared when it was read back. */
export function goneAfterCreation(kind: 'Network' | 'Volume', name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${kind} "${name}" is gone`,
    detail: 'Something else removed it right after it was created. Apply again.',
  });
}
