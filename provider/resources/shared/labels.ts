import { parsed } from './validators';
import { ALLOWED_LABELS, isOwnLabel } from '../../../src/shared/own-labels';
import { DiagnosticError, Path } from '../../diagnostics/diagnostics';
import { Block } from '../../framework/schema/schema';

const WHY = 'The provider knows what it made by such labels.';
const freeName = parsed(ALLOWED_LABELS, (name) => isOwnLabel(name) ? undefined : name, WHY);

/** Returns the block for labels, as in `kreuzwerker/docker`'s schema. */
export function labels(description: string) {
  return {
    nesting: 'set',
    description,
    attributes: {
      label: { type: 'string', required: true, validators: [freeName], description: 'The label\'s name.' },
      value: { type: 'string', required: true, description: 'The label\'s value.' },
    },
  } as const satisfies Block;
}

/** Throws if a label of a resource is one of the provider's: its name may be known only when it is applied. */
export function refuseOwnLabels(given: ReadonlyArray<{ readonly label: string | null }>, path: Path = ['labels']): void {
  const own = given.find(({ label }) => isOwnLabel(label ?? ''))?.label;
  if (own === undefined) return;
  throw new DiagnosticError({
    summary: `The label "${own}" is the provider's own`,
    detail: `${WHY} Use ${ALLOWED_LABELS}.`,
    path,
  });
}
