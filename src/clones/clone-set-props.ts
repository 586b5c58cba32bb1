import { CloneSetOptions } from './clone-set-options';
import { IContainerHost } from '../engine/i-container-host';

/**
 * Properties of a set of clones: those of a container, how many, and where.
 */
export interface CloneSetProps extends CloneSetOptions {
  /**
   * The host of the clones, or the pool of hosts over which they are spread.
   */
  readonly host: IContainerHost;
}
