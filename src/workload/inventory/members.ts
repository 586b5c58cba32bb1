import { IConstruct } from 'constructs';
import { SubnetSize } from './subnet-layout';
import { IContainerHost } from '../../engine/i-container-host';
import { ContainerModel } from '../../model/container';
import { NetworkModel } from '../../model/network';

/** An object of the engine whose name must be unique. */
export interface NamedMember extends IConstruct {
  readonly _model: { readonly name: string };
}

/** A network, as the inventory and the address plan see it. */
export interface NetworkMember extends NamedMember {
  readonly host: IContainerHost;
  readonly _model: NetworkModel;
  /** Whether the address plan allocates a subnet for it. */
  readonly _needsSubnet: boolean;
  readonly _size: SubnetSize;
  /** What its subnet follows from. */
  readonly _subnetKey: string;
}

/** A container, as the inventory sees it. */
export interface ContainerMember extends NamedMember {
  readonly host: IContainerHost;
  /** The name on the engine. A token. */
  readonly name: string;
  readonly _model: ContainerModel;
}
