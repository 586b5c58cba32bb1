import { PlacementConstraint } from './placement-constraint';

/**
 * On which nodes of a cluster the tasks of a container run.
 */
export interface PlacementOptions {
  /**
   * What a node has to meet. A node that meets not all of them has no task.
   *
   * @default - none; tasks run on all nodes that are not drained
   */
  readonly constraints?: PlacementConstraint[];

  /**
   * The labels of nodes over whose values the tasks are spread evenly, the most important one first, such as "rack".
   *
   * @default - none; tasks are spread over all nodes
   */
  readonly spreadOver?: string[];

  /**
   * The most tasks on one node. Not for a container on each node.
   *
   * @default - no limit
   */
  readonly maxPerNode?: number;
}
