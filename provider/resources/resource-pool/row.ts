import { Bounds } from './schema';

/** The content of the files of a control group, by their names in a `Layout`. */
export type Texts = ReadonlyMap<string, string>;

/** A value to write into a file of a control group. */
export interface Write {
  readonly file: string;
  readonly value: string;
  /** Not every kernel has the file. */
  readonly isOptional?: boolean;
}

/** A bound: which files have it, and how. */
export interface Row {
  readonly attribute: keyof Bounds;
  /** Returns what the files have to contain. */
  writes(bounds: Bounds): readonly Write[];
  /** Returns the attribute's value from the files, for one that differs from what is known. */
  read(texts: Texts, known: Bounds): Bounds[keyof Bounds];
}

/** What the containers in a control group use, or one of them. What the kernel does not tell is null. */
export interface Use {
  /** In bytes. */
  readonly memory: number | null;
  readonly peak: number | null;
  readonly cpuSeconds: number | null;
  readonly throttledPeriods: number | null;
  readonly throttledSeconds: number | null;
  readonly processes: number | null;
  /** How often memory reached a bound, and how many programs ended for that. */
  readonly memoryHits: number | null;
  readonly oomKills: number | null;
}

/** Where a version of control groups has bounds and use. */
export interface Layout {
  readonly version: '1' | '2';
  /** The folder of the hierarchy that a file's name begins with. With version 2, there is one hierarchy. */
  readonly controllers: readonly string[];
  readonly rows: readonly Row[];
  /** What makes a new group count all that is in it. */
  readonly initial: readonly Write[];
  /** What makes the kernel reclaim all memory of a group that it can. */
  readonly reclaim: readonly Write[];
  /** The files with the use of a group. */
  readonly useFiles: readonly string[];
  /** Whether the counters of memory include those of the groups within. */
  readonly countsWithin: boolean;
  use(texts: Texts): Use;
}

/** In version 1, "no limit" of memory is the largest number of bytes in whole memory pages, which is above this number. */
const NO_LIMIT = 2 ** 62;

/** Returns a file's content as it is written. */
export function canonical(text: string | undefined): string | undefined {
  const value = text?.trim().replace(/^default /, '').split('\n')[0]!;
  return value !== undefined && /^\d+$/.test(value) && Number(value) >= NO_LIMIT ? '-1' : value;
}
