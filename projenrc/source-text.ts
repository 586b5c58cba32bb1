/*
 * Parts of generated TypeScript.
 */

/** The columns of a line. */
export const LINE = 140;

export interface CommentOptions {
  /** The indentation of the member. @default - none */
  readonly indent?: string;
  /** Tags at the end, such as `@default - none`. */
  readonly tags?: readonly string[];
}

/** Returns a documentation comment, wrapped at the end of the line. Line breaks in the text stay. */
export function docComment(text: string, { indent = '', tags = [] }: CommentOptions = {}): string[] {
  const body = [...wrapped(text, LINE - indent.length - ' * '.length), ...tags.flatMap((tag) => ['', tag])];
  return [`${indent}/**`, ...body.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

function wrapped(text: string, width: number): string[] {
  return text.trim().replace(/\*\//g, '*\\/').split('\n').flatMap((paragraph) => {
    const lines: string[] = [''];
    for (const word of paragraph.trim().split(/ +/)) {
      const last = lines[lines.length - 1];
      if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines;
  });
}

/** Returns a name as a member of an interface or an object: as it is, or in quotes if TypeScript requires them. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

export function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n')}'`;
}

/** A string, or arrays and objects of such values. */
export type Literal = string | readonly Literal[] | { readonly [name: string]: Literal };

/**
 * Returns the source of a value. What does not fit on the line has a line for each element or member; an array of strings is filled.
 *
 * @param value the value
 * @param indent the indentation of the line
 * @param before the number of columns before the value, and after it on the same line
 */
export function literalSource(value: Literal, indent = '', before = 0): string {
  const inline = inlineSource(value);
  if (typeof value === 'string' || indent.length + before + inline.length <= LINE) return inline;
  const deeper = `${indent}  `;
  if (isArray(value)) {
    const lines = value.every((each) => typeof each === 'string')
      ? wrapped(value.map((each) => `${quoted(each)},`).join(' '), LINE - deeper.length)
      : value.map((each) => `${literalSource(each, deeper, 1)},`);
    return ['[', ...lines.map((line) => `${deeper}${line}`), `${indent}]`].join('\n');
  }
  const members = Object.entries(value).map(([name, each]) => {
    const start = `${memberName(name)}: `;
    return `${deeper}${start}${literalSource(each, deeper, start.length + 1)},`;
  });
  return ['{', ...members, `${indent}}`].join('\n');
}

function inlineSource(value: Literal): string {
  if (typeof value === 'string') return quoted(value);
  if (isArray(value)) return `[${value.map(inlineSource).join(', ')}]`;
  const members = Object.entries(value).map(([name, each]) => `${memberName(name)}: ${inlineSource(each)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function isArray(value: Literal): value is readonly Literal[] {
  return Array.isArray(value);
}
