import { Config } from '../managed';

/** One attribute or one kind of blocks: how it is written, and what the engine then has. */
export interface ServiceRow {
  /** Its place in the specification. */
  readonly at: string;
  /** Spellings that mean the same, and what the engine has. */
  readonly same: readonly unknown[];
  readonly is: unknown;
  readonly other: unknown;
  readonly isOther: unknown;
  /** What somebody else sets at that place. */
  readonly outside: unknown;
  /** What the engine has if nobody configures it. @default - nothing */
  readonly unset?: unknown;
  readonly isRequired?: boolean;
  readonly alongside?: Config;
  /** Whether somebody else's value is accepted if none is configured. */
  readonly isLeft?: boolean;
}

/** The place of the containers in a specification. */
export const CONTAINER = 'TaskTemplate.ContainerSpec';

/** A second, in nanoseconds. */
export const S = 1_000_000_000;

export const label = (value: string) => [{ label: 'a', value }];

export function text(at: string, same: readonly string[], other: string, outside: string, is = same[0]): ServiceRow {
  return { at, same, is, other, isOther: other, outside };
}

/** The names and ids of what a service refers to. */
export interface Referred {
  readonly network: string;
  readonly networkId: string;
  readonly secrets: readonly [string, string];
  readonly configs: readonly [string, string];
}

/** Returns the attribute or the kind of blocks of a row. What is after a space in its name tells it from others with the same path. */
export function pathOf(name: string): string {
  return name.split(' ')[0]!;
}
