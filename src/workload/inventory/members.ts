import { IConstruct } from 'constructs';
import { SubnetSize } from './subnet-layout';

/** An object of the engine whose name must be unique. */
export interface NamedMember extends IConstruct {
  readonly _givenName: string;
}

/** A network, as the inventory and the address plan see it. */
export interface NetworkMember extends NamedMember {
  readonly level: { readonly reachesPeers: boolean };
  readonly _subnets: ReadonlyArray<{ readonly cidr: string }>;
  /** Whether the address plan allocates a subnet for it. */
  readonly _needsSubnet: boolean;
  readonly _size: SubnetSize;
}

/** A port of a container that is published on its host. */
export interface PublishedPortMember {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIp: string;
  readonly protocol: string;
}

/** An object that starts after others. */
export interface OrderedMember extends IConstruct {
  /** The objects that start before it. */
  _startsAfter(): OrderedMember[];
}

/** A container, as the inventory sees it. */
export interface ContainerMember extends NamedMember, OrderedMember {
  readonly _attachments: { readonly networks: readonly NetworkMember[] };
  _publishedPorts(): PublishedPortMember[];
}
