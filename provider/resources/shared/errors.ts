import { DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';

/** What is called by a name of its kind that nothing else on the engine may have. */
export type Named = 'container' | 'network' | 'volume';

/** The refusal to make something under a name that is another one's. */
export function nameTaken(kind: Named, name: string, error?: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `The name "${name}" is taken by another ${kind}`,
    detail: [
      ...(error === undefined ? [] : [`The engine says: ${error.engineMessage}`]),
      `Choose another name, remove that ${kind}${kind === 'volume' ? ' and its data' : ''} (docker ${kind === 'container' ? '' : `${kind} `}rm ${name}), or take it over with terraform import. `
      + 'With `create_before_destroy`, it may be the one that is replaced, which has its name until then: leave that out, or give the new one another name.',
    ].join('\n\n'),
    path: ['name'],
  });
}
