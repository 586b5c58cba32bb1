import { Control, sourcesOf } from './control';
import { controlRow, Controls } from '../shared/controls/table';

/** What controls ask for: a line for each, with the reason, who else asks for it, and what can't be done about it. */
export function explain(controls: Controls): string {
  const lines = Control.all().flatMap(({ _name: name, title, reason, caveat }) => {
    const value = controls[name];
    if (value === undefined) return [];
    const sources = sourcesOf(name);
    return [`${title}: ${controlRow(name).lattice.show(value)}. ${reason}${caveat === undefined ? '' : ` But: ${caveat}`}${sources === '' ? '' : ` [${sources}]`}`];
  });
  return lines.length === 0 ? 'It asks for nothing.' : lines.join('\n');
}
