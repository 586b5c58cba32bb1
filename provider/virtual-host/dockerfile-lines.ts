/** A Dockerfile of which it can't be known what a build of it gets. */
export class UnreadableDockerfile extends Error {}

/** The longest Dockerfile that is read, in characters: 256 KiB. A long one has some KiB. */
const LONGEST = 256 * 1024;

/** A directive, or a comment that a parser may take for one. */
const ESCAPE = /^\s*#\s*escape\s*=/i;

const SEVERAL_ESCAPES = /\\\\[ \t]*$/;

/** White space that only some parsers take for such. */
const OTHER_SPACE = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;

const COMMENT = /^[ \t]*#/;

/** What continues a line, at its end. */
const CONTINUED = /\\[ \t]*$/;

/** A line that may begin an instruction which uses an image, or sets labels. */
const MATTERS = [
  /^\s*(?:ONBUILD[\s\\]+)*(?:FROM|LABEL)(?:[\s\\]|$)/i, /^\s*ONBUILD[ \t]*(?:\\|$)/i,
  /^\s*(?:ONBUILD\s+)?(?:COPY|ADD|RUN)\s.*--(?:(?:from|mount)=|\S*["'\\]\S*=)/i,
];

/**
 * Returns a Dockerfile with each instruction in one line, as engines join them: without comments and empty lines in between. The other
 * lines are empty, so that each instruction begins in the line in which it did. So nothing depends any more on how a parser joins lines.
 */
export function joined(text: string): string {
  const content = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  requirePlain(content);
  const result: string[] = [];
  let open: number | undefined;
  for (const line of content.split('\n')) {
    const index = result.push('') - 1;
    if (open === undefined && !COMMENT.test(line)) {
      result[index] = line.replace(CONTINUED, '');
      if (CONTINUED.test(line)) open = index;
    } else if (open === undefined) {
      result[index] = line;
    } else if (line.trim() !== '' && !COMMENT.test(line)) {
      if (MATTERS.some((each) => each.test(line)) && result[open]!.trim() !== '') {
        throw new UnreadableDockerfile(`Line ${index + 1} continues another line, and looks like an instruction. Write them in one line.`);
      }
      result[open] += line.replace(CONTINUED, '');
      if (!CONTINUED.test(line)) open = undefined;
    }
  }
  return result.map((line) => (COMMENT.test(line) ? line : line.trimEnd())).join('\n');
}

/** Throws if engines may differ in what is a line, or in what continues one. */
function requirePlain(content: string): void {
  if (content.length > LONGEST) throw new UnreadableDockerfile(`It has ${content.length} characters, and may have ${LONGEST}.`);
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(content)) throw new UnreadableDockerfile('It has control characters.');
  content.split('\n').forEach((line, index) => {
    // Engines and this parser differ in which comments end the directives, and so in which lines continue others.
    if (ESCAPE.test(line)) throw new UnreadableDockerfile(`Line ${index + 1} chooses the escape character. Remove it, and use "\\".`);
    if (SEVERAL_ESCAPES.test(line)) {
      throw new UnreadableDockerfile(`Line ${index + 1} ends with several "\\". Engines differ in whether the next line continues it.`);
    }
    if (OTHER_SPACE.test(line) && !COMMENT.test(line)) {
      throw new UnreadableDockerfile(`Line ${index + 1} has white space other than spaces and tabs.`);
    }
  });
}
