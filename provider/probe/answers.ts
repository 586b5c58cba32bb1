/** The probe's answer for a path: the target of a link, the content of a file, or the error number if it is not readable. */
export type Answer =
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'file'; readonly text: string }
  | { readonly kind: 'error'; readonly errno: number };

/** In bytes: a status and a length, four bytes each. */
const HEADER = 8;

/** Parses what the probe printed: an answer for each path, in order. Throws if there are fewer. */
export function parseAnswers(output: Buffer, paths: readonly string[]): Map<string, Answer> {
  let at = 0;
  return new Map(paths.map((path) => {
    if (at + HEADER > output.length) throw new Error(`The probe's answer ends before ${path}`);
    const [status, length] = [output.readInt32LE(at), output.readUInt32LE(at + 4)];
    const text = output.toString('utf8', at + HEADER, at + HEADER + length);
    at += HEADER + length;
    if (at > output.length) throw new Error(`The probe's answer ends within ${path}`);
    return [path, status < 0 ? { kind: 'error', errno: -status } : { kind: status === 0 ? 'link' : 'file', text }];
  }));
}
