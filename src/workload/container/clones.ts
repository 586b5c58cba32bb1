import { Construct } from 'constructs';
import { ClonesModel } from '../../model/clones';

const bySet = new WeakMap<Construct, ClonesModel>();

/** Makes a container that is created in a scope stand for several. */
export function setClones(scope: Construct, clones: ClonesModel): void {
  bySet.set(scope, clones);
}

/** Returns how many containers a container stands for, or undefined if it is not in a set. */
export function clonesOf(container: Construct): ClonesModel | undefined {
  const { scope } = container.node;
  return scope && bySet.get(scope as Construct);
}
