import { Config } from '../managed';

/** The values that one attribute or block of a container is tested with. */
export interface Row {
  /** Values with one meaning: the first is set, and each of the others must then plan no change. */
  readonly same: readonly unknown[];
  /** A different value. */
  readonly other: unknown;
  /** How the different value is applied, and how the attribute is removed. */
  readonly change: 'update' | 'replace';
  readonly remove: 'update' | 'replace';
  /** Other attributes that have to be configured with it. */
  readonly alongside?: Config;
  /** Invalid values, each with the message expected. */
  readonly refused?: readonly (readonly [unknown, RegExp])[];
}

export const replaced = { change: 'replace', remove: 'replace' } as const;
export const setting = { change: 'update', remove: 'update' } as const;
/** For limits that are changed live, but that the engine can't remove. */
export const sticky = { change: 'update', remove: 'replace' } as const;

/** Names of the objects that the test creates. IDs are only known when it runs. */
export interface Names {
  /** The image that the rows are tested with, without its tag, which is `latest`. */
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

/** Rows by attribute or block. */
export interface Rows { readonly [name: string]: Row }
