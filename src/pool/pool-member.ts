import { ContainerHost } from '../host/container-host';
import { Target } from '../targets/target';

/** A host of a pool, by its name there. */
export interface PoolMember {
  readonly name: string;
  readonly host: ContainerHost;
  /** The name of the engine in the provider of the pool. Undefined for the provider's own. */
  readonly engine?: string;
  /** What is on the host alone becomes, with the provider of the pool: it has to outlast the host, to forget what was on it. */
  readonly target: Target;
  /** Whether no clone may be on it. */
  readonly drain: boolean;
}
