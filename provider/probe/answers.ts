import { isUtf8 } from 'node:buffer';

/**
 * The probe's answer for a path: the target of a link, the content of a file, which file it is (for a path after "="), or the error
 * number if it is not readable.
 */
export type Answer =
  | { readonly kind: 'link'; readonly text: string }
  | { readonly kind: 'file'; readonly text: string }
  /** The text is the device of the file, as "major:minor" in mountinfo, a space, and its inode. No two files have the same. */
  | { readonly kind: 'identity'; readonly text: string }
  | { readonly kind: 'error'; readonly errno: number };

/** In bytes: a status and a length, four bytes each. */
const HEADER = 8;

/** The error number of a link whose target is no text: EILSEQ. */
export const NOT_UTF8 = 84;

/** The error number of a file of which the probe printed only the beginning: EFBIG. */
export const NOT_WHOLE = 27;

/** In bytes: the most that the probe prints of a file (`BUFFER` in its source). */
const LONGEST = 4 * 1024 * 1024;

/** By the status of an answer. */
const KINDS = ['link', 'file', 'identity'] as const;
/** In bytes: where `struct statx` has the inode and the two numbers of the device (linux/stat.h). */
const [INODE, MAJOR, MINOR] = [32, 136, 140];

/** Parses what the probe printed: an answer for each path, in order. Throws if there are fewer. */
export function parseAnswers(output: Buffer, paths: readonly string[]): Map<string, Answer> {
  let at = 0;
  return new Map(paths.map((path): [string, Answer] => {
    if (at + HEADER > output.length) throw new Error(`The probe's answer ends before ${path}`);
    const [status, length] = [output.readInt32LE(at), output.readUInt32LE(at + 4)];
    const content = output.subarray(at + HEADER, at + HEADER + length);
    at += HEADER + length;
    if (at > output.length) throw new Error(`The probe's answer ends within ${path}`);
    if (status < 0) return [path, { kind: 'error', errno: -status }];
    const kind = KINDS[status] ?? 'file';
    // Its end may have what matters, such as the latest mounts of a process that made thousands.
    if (length >= LONGEST) return [path, { kind: 'error', errno: NOT_WHOLE }];
    // As a text, it would be the path of something else.
    if (kind === 'link' && !isUtf8(content)) return [path, { kind: 'error', errno: NOT_UTF8 }];
    return [path, { kind, text: kind === 'identity' ? identityIn(content) : content.toString() }];
  }));
}

function identityIn(statx: Buffer): string {
  if (statx.length < MINOR + 4) throw new Error('The probe\'s answer has no device and inode');
  return `${statx.readUInt32LE(MAJOR)}:${statx.readUInt32LE(MINOR)} ${statx.readBigUInt64LE(INODE)}`;
}
