import { Member } from '../engine/placement';
import { ContainerHost } from '../host/container-host';
import { Target } from '../targets/target';

/** A host of a pool, and how the pool reaches it. */
export interface PoolMember extends Member {
  readonly host: ContainerHost;
  /** The name of the engine in the provider of the pool. Undefined for the provider's own. */
  readonly engine?: string;
  /** What is on the host alone becomes, with the provider of the pool: it has to outlast the host, to forget what was on it. */
  readonly target: Target;
}
