import { Config } from '../managed';

/** What one attribute or block of a container is tried with. */
export interface Row {
  /** Values that all mean the same: the first is set, and each other is no change then. */
  readonly same: readonly unknown[];
  /** Another value. */
  readonly other: unknown;
  /** How the other value is reached, and how the attribute is removed. */
  readonly change: 'update' | 'replace';
  readonly remove: 'update' | 'replace';
  /** What has to be configured besides. */
  readonly besides?: Config;
  /** Values that are refused, each with what the complaint has to say. */
  readonly refused?: readonly (readonly [unknown, RegExp])[];
}

export const replaced = { change: 'replace', remove: 'replace' } as const;
export const setting = { change: 'update', remove: 'update' } as const;
/** Changed live; the engine can't take it back. */
export const sticky = { change: 'update', remove: 'replace' } as const;

/** What the test has made to use, by name; ids are only known when it runs. */
export interface Names {
  /** The image under which the rows are tried, without its tag, which is `latest`. */
  readonly image: string;
  readonly imageId: string;
  readonly network: string;
  readonly networkId: string;
  readonly other: string;
  readonly volume: string;
  readonly neighbour: string;
  readonly file: string;
  /** A runtime that is not the engine's default. */
  readonly runtime: string;
}

/** Rows by the attribute or block that they are of. */
export interface Rows { readonly [name: string]: Row }
