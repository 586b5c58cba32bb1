import { Fork } from './fork';
import { RollingUpdate } from './rolling-update';
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

  /**
   * The number of clones that are started and paused, beside `replicas`. With more replicas, they are resumed at once, and others are
   * started in their place. A paused clone keeps its memory. It does not count for `maxContainers` of a virtual container host.
   *
   * @default 0
   */
  readonly standby?: number;

  /**
   * How clones start as forks of one that is ready. For an application that takes seconds to start.
   *
   * @default - each starts by itself
   */
  readonly fork?: Fork;

  /**
   * How clones are made anew, if a change takes that.
   *
   * @default - one after the other
   */
  readonly rollingUpdate?: RollingUpdate;
}
