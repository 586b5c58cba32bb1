/** The fields of a paragraph in one of Debian's control files, by name. A value of several lines keeps its line breaks. */
export type Paragraph = ReadonlyMap<string, string>;

/** Reads the paragraphs of a control file (Debian Policy, 5.1). */
export function paragraphsOf(text: string): readonly Paragraph[] {
  return text.split(/\n(?:[ \t]*\n)+/).map(fieldsOf).filter((fields) => fields.size > 0);
}

function fieldsOf(paragraph: string): Paragraph {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of paragraph.split('\n')) {
    const [, name, value] = /^([^\s:#][^:]*):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) {
      last = name.toLowerCase();
      fields.set(last, value!.trim());
    } else if (last !== '' && /^\s/.test(line)) {
      fields.set(last, `${fields.get(last)}\n${line.slice(1).trimEnd()}`);
    }
  }
  return fields;
}

/** Returns what a package depends on: for each dependency, the names of packages of which one is enough. */
export function dependenciesIn(control: Paragraph): readonly (readonly string[])[] {
  const lists = [control.get('pre-depends'), control.get('depends')].filter((list) => list !== undefined && list !== '');
  return lists.flatMap((list) => list!.split(',')).map((alternatives) => alternatives.split('|').map(nameIn));
}

/** Returns the names under which a package counts, too. */
export function providedBy(control: Paragraph): readonly string[] {
  return (control.get('provides') ?? '').split(',').map(nameIn).filter((name) => name !== '');
}

/** Returns the name in `libc6:any (>= 2.36) [amd64]`. */
function nameIn(relation: string): string {
  return relation.trim().split(/[\s(:[]/)[0]!;
}
