import { ContainerModel } from '../model/container';
import { BerthError } from '../private/berth-error';

/** Whether a target does what a field of a container asks for. */
export type Keeping = 'kept' | 'otherwise' | 'refused';

/**
 * How one field of a container becomes a part of what a target renders.
 *
 * @typeParam M  the value of the field
 * @typeParam Cluster  what the target knows of its cluster
 * @typeParam Arguments  what the field becomes
 */
export interface TargetRow<M, Cluster, Arguments> {
  readonly keeping: Keeping;
  /** How else it is kept, or what to do instead, as in the table of the guide. */
  readonly how?: string;
  /** Returns why a value can't be kept, and what to do, as the end of a sentence that begins with the prop. */
  refusal?(value: NonNullable<M>, model: ContainerModel, cluster: Cluster): string | undefined;
  /** Returns the arguments for a value. Those without a value may be undefined. */
  write?(value: M, model: ContainerModel, cluster: Cluster): Arguments;
}

/** A row for some fields. */
export type TargetTable<K extends keyof ContainerModel, Cluster, Arguments> = {
  readonly [Name in K]-?: TargetRow<ContainerModel[Name], Cluster, Arguments>;
};

/** A field that no container of a target can have. What a container has anyway is no reason to refuse it. */
export function refused<M>(
  how: string, isHarmless: (value: NonNullable<M>) => boolean = () => false,
): Pick<TargetRow<M, unknown, never>, 'keeping' | 'how' | 'refusal'> {
  return { keeping: 'refused', how, refusal: (value) => isHarmless(value) ? undefined : how };
}

/**
 * Returns an error for each field of a model that a target can't keep.
 *
 * @param rows  the table of the target
 * @param names  the fields to check, by default all
 * @param errorOf  returns the error for a field and a reason
 */
export function rowProblems<Cluster>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  rows: { readonly [name: string]: TargetRow<any, Cluster, any> }, model: ContainerModel, cluster: Cluster,
  names: readonly string[] | undefined,
  errorOf: (field: string, reason: string) => BerthError,
): BerthError[] {
  return Object.entries(rows).filter(([name]) => names?.includes(name) ?? true).flatMap(([name, { refusal }]) => {
    const value: unknown = model[name as keyof ContainerModel];
    const reason = value === undefined ? undefined : refusal?.(value, model, cluster);
    return reason === undefined ? [] : [errorOf(name, reason)];
  });
}
