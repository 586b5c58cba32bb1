import { Attributes } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { TargetRow, TargetTable } from '../target-row';

/** What the tasks of a swarm get from the engine of their node without asking, since a service can't ask for it. */
export interface NodeDefaultsModel {
  readonly noNewPrivileges: boolean;
  readonly privateCgroupNamespace: boolean;
  /** The name of the default runtime. Undefined for the engine's own. */
  readonly runtime?: string;
}

/** How services of a swarm are found and published. */
export interface SwarmModel {
  readonly nodeDefaults: NodeDefaultsModel;
  /** Whether services can ask for no-new-privileges and for profiles themselves. */
  readonly servicePrivileges: boolean;
  /** How the name of a service resolves: to a virtual address, or to the addresses of its tasks. */
  readonly endpointMode: 'vip' | 'dnsrr';
  /** Where ports are published: on all nodes, or on those that have a task. Undefined if ports were not allowed to be. */
  readonly publishMode?: 'ingress' | 'host';
}

/** What a field of a container becomes: arguments of a `docker_service`, by the block that has them. */
export interface ServiceArguments {
  readonly service?: Attributes;
  readonly task?: Attributes;
  readonly container?: Attributes;
  readonly limits?: Attributes;
  readonly placement?: Attributes;
}

/** How one field of a container becomes a part of a service. */
export type ServiceRow<M> = TargetRow<M, SwarmModel, ServiceArguments>;

/** A row for some fields. */
export type ServiceTable<K extends keyof ContainerModel> = TargetTable<K, SwarmModel, ServiceArguments>;

/** A field that is one argument of the container in a task. */
export function inContainer<M>(argument: string, convert: (value: NonNullable<M>) => unknown = (value) => value): ServiceRow<M> {
  return {
    keeping: 'kept',
    write: (value) => ({ container: { [argument]: value === undefined || value === null ? undefined : convert(value) } }),
  };
}
