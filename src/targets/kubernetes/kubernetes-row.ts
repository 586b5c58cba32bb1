import { Attributes } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { Size } from '../../units/size';
import { TargetRow, TargetTable } from '../target-row';

/** What every pod gets from the kubelet and the container runtime of its node, since a pod can't ask for it. */
export interface PodDefaultsModel {
  /** The most processes of a pod. Undefined if nobody says. */
  readonly processes?: number;
  /** The most open files of a process. */
  readonly openFiles?: number;
  readonly privateCgroupNamespace: boolean;
}

/** What rendering a container for a cluster depends on. */
export interface KubernetesModel {
  readonly podDefaults: PodDefaultsModel;
  /** The names of the runtime classes by those of runtimes. */
  readonly runtimeClasses: { readonly [runtime: string]: string };
  /** How ports are published to the outside. Undefined if that is not allowed. */
  readonly publishing?: 'LoadBalancer' | 'NodePort';
  /** The size of a volume that does not say. */
  readonly volumeSize: Size;
  /** The storage class of a volume of the driver "local". Undefined for the default of the cluster. */
  readonly storageClass?: string;
}

/** What a field of a container becomes: arguments of a pod, by the block that has them. */
export interface PodArguments {
  readonly pod?: Attributes;
  /** The `security_context` of the pod. */
  readonly podSecurity?: Attributes;
  readonly container?: Attributes;
  /** The `security_context` of the container. */
  readonly security?: Attributes;
  readonly limits?: Attributes;
  readonly requests?: Attributes;
  readonly annotations?: Attributes;
}

/** How one field of a container becomes a part of a pod. */
export type PodRow<M> = TargetRow<M, KubernetesModel, PodArguments>;

/** A row for some fields. */
export type PodTable<K extends keyof ContainerModel> = TargetTable<K, KubernetesModel, PodArguments>;

/** A field that is one argument of the container in a pod. */
export function inContainer<M>(argument: string, convert: (value: NonNullable<M>) => unknown = (value) => value): PodRow<M> {
  return {
    keeping: 'kept',
    write: (value) => ({ container: { [argument]: value === undefined || value === null ? undefined : convert(value) } }),
  };
}
