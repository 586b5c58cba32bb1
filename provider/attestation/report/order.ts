import { CONTROL_NAMES } from '../../../src/shared/controls/table';
import { Cell, ContainerReport } from '../attest';

/** The verdicts that somebody may have to act on, the worst first. */
const CONCERNS: ReadonlyArray<Cell['verdict']> = ['fail', 'unknown', 'exempt'];

/** Sorts containers by what is wrong with them: by failed controls, then by controls without evidence, then by exemptions. */
export function worstFirst(containers: readonly ContainerReport[]): ContainerReport[] {
  const counts = new Map(containers.map((container) => [container, CONCERNS.map((verdict) => count(container, verdict))]));
  return [...containers].sort((a, b) => {
    const differing = CONCERNS.findIndex((_, index) => counts.get(a)![index] !== counts.get(b)![index]);
    return differing < 0 ? 0 : counts.get(b)![differing]! - counts.get(a)![differing]!;
  });
}

function count({ controls }: ContainerReport, verdict: Cell['verdict']): number {
  return CONTROL_NAMES.filter((control) => controls[control].verdict === verdict).length;
}
