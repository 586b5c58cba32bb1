import { TerraformDataSource, TerraformElement, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Dialect } from './dialect';
import { ContainerModel, NetworkReference } from '../model/container';
import { HostBootstrapModel } from '../model/host-bootstrap';
import { HostCertificatesModel } from '../model/host-certificates';
import { HostFactsModel } from '../model/host-facts';
import { ImageModel } from '../model/image';
import { IsolationReportModel } from '../model/isolation-report';
import { NetworkModel } from '../model/network';
import { PlacementConstraintModel } from '../model/placement';
import { PushedImageModel } from '../model/pushed-image';
import { QuotaModel } from '../model/quota';
import { ResourcePoolModel } from '../model/resource-pool';
import { VolumeModel } from '../model/volume';
import { DescribedContainer } from '../shared/controls/reader';

/** What an object of a model becomes: a resource, and tokens for its attributes. */
export interface Rendered {
  readonly resource: TerraformResource;
  /** The name on the engine. */
  readonly name: string;
  /** The id on the engine. */
  readonly id: string;
}

/** What an image becomes. It has no resource where nodes pull it themselves. */
export interface RenderedImage extends Omit<Rendered, 'resource'> {
  readonly resource?: TerraformResource;
}

/** What a network that exists on the engine becomes: a data source, and tokens for its attributes. */
export interface FoundNetwork {
  readonly resource: TerraformDataSource;
  /** The name on the engine. */
  readonly name: string;
  /** The id on the engine. */
  readonly id: string;
}

/** A certificate and its private key, as tokens of PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** What an image in a registry becomes. Its id is its digest there. */
export interface RenderedPush extends Rendered {
  /** The public key of its signature. A token. */
  readonly signedBy: string;
}

/** What a resource pool becomes. */
export interface RenderedPool {
  readonly resource: TerraformResource;
  /** The control group, the parent of those of its containers. A token. */
  readonly cgroupParent: string;
}

/** What certificates of an engine and its client become. */
export interface IssuedCertificates {
  readonly resource: TerraformResource;
  /** The certificate of the authority, as a token of PEM. */
  readonly authority: string;
  readonly server: TlsIdentity;
  readonly client: TlsIdentity;
}

/**
 * What keeps a virtual container host within its bounds and rules:
 *
 * - `pool`: a resource pool, of which the kernel bounds the sum, and the provider, by the rules that the resources show
 * - `limits`: the limits of the containers, whose sum synthesis holds against the bounds, and synthesis for the rules
 * - `namespace`: the same, and a namespace with quotas, which its orchestrator holds
 * - `synthesis`: synthesis for the rules. It can have no bounds
 */
export type VirtualHostKeeping = 'pool' | 'limits' | 'namespace' | 'synthesis';

/** What the resources of a virtual container host have in common. */
export interface VirtualHostShare {
  /** The scope of the virtual container host. */
  readonly scope: Construct;
  readonly name: string;
  readonly quota: QuotaModel;
  /** What they must meet, as text. */
  readonly rules: string;
  /** The control group of its containers, if it has one. */
  readonly cgroupParent?: string;
  /** On which nodes its containers run. Empty for any. */
  readonly constraints: readonly PlacementConstraintModel[];
  /** Called for each resource that is rendered. */
  readonly onRendered: (resource: TerraformElement) => void;
}

/** What a container becomes. */
export interface RenderedContainer extends Rendered {
  /** Returns the host's port for the published port at an index. */
  hostPort(index: number): number;
  /** Returns the address on a network. */
  ipAddress(network: NetworkReference): string;
  /** Keeps labels of the model even if the labels of the resource were set to others. */
  keepLabels(labels: { readonly [name: string]: string }): void;
  /** Describes the container as it will be synthesized, changes of its resource included. */
  describe(): DescribedContainer;
}

/**
 * What a stack's objects become: resources of one Terraform provider.
 *
 * A target creates a resource at the call, so that its address and its tokens exist. It renders the attributes from the model whenever
 * cdktf asks for them, and does not keep the result: the model may still change, and cdktf asks before aspects run and after.
 */
export interface Target {
  /** Which attributes containers have. */
  readonly dialect: Dialect;
  /** Whether a set of containers can be one resource. */
  readonly hasCloneSets: boolean;
  /** Whether all clones of a set share its published ports. Otherwise each has its own. */
  readonly clonesSharePorts: boolean;
  /** What keeps the bounds and the rules of a virtual container host. */
  readonly virtualHosts: VirtualHostKeeping;
  /** Whether a volume can stay when its resource is destroyed. */
  readonly canRetainVolumes: boolean;
  /** Whether a container can leave and join a network, for example to get another alias there. Otherwise it is replaced. */
  readonly canRejoinNetworks: boolean;
  /**
   * Whether networks decide what containers reach. Otherwise the target renders a rule for each connection, with its port and direction,
   * for published ports, and for the internet.
   */
  readonly connectsByNetworks: boolean;
  addContainer(scope: Construct, model: ContainerModel): RenderedContainer;
  addNetwork(scope: Construct, model: NetworkModel): Rendered;
  findNetwork(scope: Construct, name: string): FoundNetwork;
  /** Returns the name of a volume that exists on the engine. A token, if the target can find volumes. */
  findVolume(scope: Construct, name: string): string;
  addVolume(scope: Construct, model: VolumeModel): Rendered;
  /** Throws an error if the target can't have such an image. */
  addImage(scope: Construct, model: ImageModel): RenderedImage;
  /** Throws an error if the back end can't push such an image. */
  addPushedImage(scope: Construct, model: PushedImageModel): RenderedPush;
  /** Throws an error if the target has no resource pools. */
  addResourcePool(scope: Construct, model: ResourcePoolModel): RenderedPool;
  /** Returns the target for the resources of a virtual container host on the host. Throws an error if it can't have one. */
  forVirtualHost(share: VirtualHostShare): Target;
  /** Throws an error if the target has no isolation reports. */
  addIsolationReport(scope: Construct, model: IsolationReportModel): Rendered;
  /** Makes everything on the host depend on its bootstrap. Throws an error if the target can't bootstrap hosts. */
  addHostBootstrap(scope: Construct, model: HostBootstrapModel): TerraformResource;
  /** Throws an error if the target can't issue certificates. */
  addHostCertificates(scope: Construct, model: HostCertificatesModel): IssuedCertificates;
  /** Checks what is on the host against its facts, too. Throws an error if the target has no facts of hosts. */
  addHostFacts(scope: Construct, model: HostFactsModel): TerraformDataSource;
}
