import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { TerraformResourceLifecycle } from 'cdktf';
import { alreadyConnected } from './errors';
import { checkAttachment, checkNetworking, renderAttachment, Attachment, ContainerNetworkOptions } from './networking';
import { BerthError } from '../../private/berth-error';
import { Network } from '../network';
import { NetworkMode } from './network-mode';
import { SubnetSize } from '../inventory/subnet-layout';

/** Of which no container has two: who asks for a name that the engine does not know asks in vain. */
const NOBODY = '127.0.0.1';

/** The networks of one container, and what follows from them. */
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

  /** Whether the author chose where its ports are published. */
  public get areGiven(): boolean {
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

  public add(attachment: Attachment): void {
    this.all.push(attachment);
  }

  /**
   * What is replaced takes the container with it, since an engine removes no network that has members. Those of connections are left while it runs.
   */
  private get lifecycle(): TerraformResourceLifecycle | undefined {
    const lasting = this.networks.filter(({ _size }) => _size !== SubnetSize.CONNECTION);
    return lasting.length > 0 ? { replaceTriggeredBy: lasting.map(({ resource }) => `${resource.terraformResourceType}.${resource.friendlyUniqueId}`) } : undefined;
  }

  /** With no network there is none at all. Without a way out there is none for questions about names either, whatever the engine would do with them. */
  public render(): Pick<ContainerConfig, 'networkMode' | 'dns' | 'networksAdvanced' | 'lifecycle'> {
    const { networkMode, dns } = this.options;
    const isShut = this.all.length > 0 && this.all.every(({ network }) => !network.level.reachesOutside);
    return {
      networkMode: networkMode?.name ?? (this.all.length === 0 ? NetworkMode.NONE.name : undefined),
      dns: dns ?? (isShut ? [NOBODY] : undefined),
      lifecycle: this.lifecycle,
      networksAdvanced: this.all.length > 0 ? this.all.map(renderAttachment) : undefined,
    };
  }
}
