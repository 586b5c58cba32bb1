import { Duration } from '../units/duration';
import { ContainerOptions } from '../workload/container/container-options';

/**
 * Options of a set of clones: those of a container, and how many.
 */
export interface CloneSetOptions extends ContainerOptions {
  /**
   * The number of clones.
   */
  readonly replicas: number;

  /**
   * For how long a clone that moves to another host runs on both, so that a front finds the new one before the old one ends.
   *
   * @default Duration.seconds(5)
   */
  readonly overlap?: Duration;
}
