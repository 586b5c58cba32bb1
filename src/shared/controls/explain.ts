import { controlRow, ControlName, Controls, sourcesOf } from './table';

/** Explains what controls ask for: a line for each, with the reason, the caveat, and the standards that ask for it. */
export function explain(controls: Controls): string {
  const lines = Object.entries(controls).map(([name, value]) => {
    const { title, lattice, reason, caveat } = controlRow(name as ControlName);
    const sources = sourcesOf(name as ControlName).join('; ');
    return `${title}: ${lattice.show(value)}. ${reason}${caveat === undefined ? '' : ` But: ${caveat}`}${sources && ` [${sources}]`}`;
  });
  return lines.length === 0 ? 'It asks for nothing.' : lines.join('\n');
}
