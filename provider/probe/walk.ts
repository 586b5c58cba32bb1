/** In bytes: the lengths of the path, the name and the value, four bytes each. */
const HEADER = 12;

/** An extended attribute. Its value can be any bytes. */
export interface Attribute {
  readonly name: string;
  readonly value: Buffer;
}

/** Something that the walker could not read or remove. */
export interface WalkFailure {
  readonly path: string;
  /** The number of the error, such as 13 for EACCES. */
  readonly errno: number;
}

/** What the walker found in a folder. */
export interface Walk {
  /** The number of entries in the folder and all folders below it. Sockets don't count: no archive can contain them. */
  readonly entries: number;
  /**
   * The extended attributes by path: "." or "./folder/file". Paths can be any bytes, so each byte is one character (`latin1`).
   */
  readonly attributes: ReadonlyMap<string, readonly Attribute[]>;
  readonly failures: readonly WalkFailure[];
}

/** Parses what the walker printed. Throws if the end is missing. */
export function parseWalk(output: Buffer): Walk {
  const attributes = new Map<string, Attribute[]>();
  const failures: WalkFailure[] = [];
  for (let at = 0; at + HEADER <= output.length;) {
    const [pathLength, nameLength, result] = [output.readUInt32LE(at), output.readUInt32LE(at + 4), output.readInt32LE(at + 8)];
    if (pathLength === 0) return { entries: result, attributes, failures };
    const [name, value] = [at + HEADER + pathLength, at + HEADER + pathLength + nameLength];
    const path = output.toString('latin1', at + HEADER, name);
    at = value + Math.max(result, 0);
    if (result < 0) {failures.push({ path, errno: -result });} else {
      const attribute = { name: output.toString('utf8', name, value), value: output.subarray(value, at) };
      attributes.set(path, [...attributes.get(path) ?? [], attribute]);
    }
  }
  throw new Error('The list of extended attributes has no end');
}
