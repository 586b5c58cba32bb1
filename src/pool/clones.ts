import { Construct } from 'constructs';
import { Duration } from '../units/duration';

/** How many containers a description stands for. */
export interface Clones {
  readonly replicas: number;
  /** For how long a container that moves runs on both hosts. Undefined for the provider's default. */
  readonly overlap?: Duration;
}

const bySet = new WeakMap<Construct, Clones>();

/** Makes a container that is created in a scope stand for several. */
export function setClones(scope: Construct, clones: Clones): void {
  bySet.set(scope, clones);
}

/** Returns how many containers a container stands for: one, unless it is in a set. */
export function clonesOf(container: Construct): Clones {
  const { scope } = container.node;
  return (scope && bySet.get(scope as Construct)) ?? { replicas: 1 };
}
