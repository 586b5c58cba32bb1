import { Container as ContainerResource, ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { TerraformResourceLifecycle } from 'cdktf';
import { alreadyConnected } from './errors';
import { NetworkMode } from './network-mode';
import { checkAttachment, checkNetworking, renderAttachment, Attachment, ContainerNetworkOptions } from './network-options';
import { PortMapping } from './port-mapping';
import { BerthError } from '../../../private/berth-error';
import { SubnetSize } from '../../inventory/subnet-layout';
import { Network } from '../../network';

/** The container's own loopback address. No DNS server listens there, so lookups of names that the engine doesn't know fail at once. */
const NO_DNS_SERVER = '127.0.0.1';

/** The networks of one container, and the attributes that depend on them. */
export class Attachments {
  private readonly all: Attachment[];

  constructor(private readonly options: ContainerNetworkOptions) {
    this.all = (options.networks ?? []).map((network) => ({ network }));
  }

  public get networks(): Network[] {
    return this.all.map(({ network }) => network);
  }

  public has(network: Network): boolean {
    return this.all.some((attachment) => attachment.network === network);
  }

  public get mode(): NetworkMode | undefined {
    return this.options.networkMode;
  }

  /** Whether the props of the container choose its networks, rather than leaving that to its ports and connections. */
  public get areExplicit(): boolean {
    return this.options.networkMode !== undefined || (this.options.networks ?? []).length > 0;
  }

  public check(attachment: Attachment): BerthError[] {
    const { network } = attachment;
    return [
      ...checkAttachment(attachment),
      ...checkNetworking({ networkMode: this.options.networkMode, networks: [network] }),
      ...(this.has(network) ? [alreadyConnected(network.node.path)] : []),
    ];
  }

  public checkPort(mapping: PortMapping): BerthError[] {
    return checkNetworking({ networkMode: this.options.networkMode, ports: [mapping] });
  }

  public add(attachment: Attachment): void {
    this.all.push(attachment);
  }

  /**
   * Replaces the container along with its networks, since an engine can't remove a network that has members. The networks of connections
   * are excluded: the container leaves and joins them while it runs.
   */
  private get lifecycle(): TerraformResourceLifecycle | undefined {
    const addresses = this.networks.filter(({ _size }) => _size !== SubnetSize.CONNECTION)
      .map(({ resource }) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`);
    return addresses.length > 0 ? { replaceTriggeredBy: addresses } : undefined;
  }

  /** Renders no network at all for a container without networks, and no DNS server for one without access outside its networks. */
  public render(): Pick<ContainerConfig, 'networkMode' | 'dns' | 'networksAdvanced' | 'lifecycle'> {
    const { networkMode, dns } = this.options;
    const isInternal = this.all.length > 0 && this.all.every(({ network }) => !network.level.reachesOutside);
    return {
      networkMode: networkMode?.name ?? (this.all.length === 0 ? NetworkMode.NONE.name : undefined),
      dns: dns ?? (isInternal ? [NO_DNS_SERVER] : undefined),
      lifecycle: this.lifecycle,
      networksAdvanced: this.all.length > 0 ? this.all.map(renderAttachment) : undefined,
    };
  }

  /** Updates a resource that was rendered before the last network was added. */
  public applyTo(resource: ContainerResource): void {
    const { networkMode, dns, lifecycle, networksAdvanced } = this.render();
    if (networkMode === undefined) resource.resetNetworkMode();
    else resource.networkMode = networkMode;
    if (dns === undefined) resource.resetDns();
    else resource.dns = dns;
    if (lifecycle !== undefined) resource.lifecycle = { ...resource.lifecycle, ...lifecycle };
    resource.putNetworksAdvanced(networksAdvanced ?? []);
  }
}
