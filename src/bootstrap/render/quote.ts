/** Returns a text as one word of POSIX sh. Nothing has a meaning between single quotes but a single quote. */
export function quote(text: string): string {
  return /^[A-Za-z0-9_/.:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}

/** Returns a text as the input of a command: a here-document, in which nothing has a meaning but the line that ends it. */
export function hereDocument(text: string): string {
  const lines = text.split('\n');
  let end = 'END';
  while (lines.includes(end)) end = `${end}_`;
  return `<<'${end}'\n${text}${text.endsWith('\n') ? '' : '\n'}${end}`;
}
