import { ContainerHost } from '../host/container-host';

/** A host of a pool, by its name there. */
export interface PoolMember {
  readonly name: string;
  readonly host: ContainerHost;
  /** The name of the engine in the provider of the pool. Undefined for the provider's own. */
  readonly engine?: string;
  /** Whether no clone may be on it. */
  readonly drain: boolean;
}
