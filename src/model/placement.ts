/** A condition on the nodes of a cluster. */
export interface PlacementConstraintModel {
  readonly subject: 'label' | 'hostname' | 'role';
  /** The name of the label, if the subject is one. */
  readonly label?: string;
  /** Whether the value must be another one. */
  readonly isNot: boolean;
  readonly value: string;
}

/** On which nodes of a cluster the tasks of a container run. */
export interface PlacementModel {
  readonly constraints: readonly PlacementConstraintModel[];
  readonly spreadOver: readonly string[];
  readonly maxPerNode?: number;
}
