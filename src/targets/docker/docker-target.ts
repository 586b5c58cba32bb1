import { TerraformDataSource, TerraformElement, TerraformProvider, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { addCloneSet } from './clone-set';
import { addContainer } from './container';
import { addHostBootstrap } from './host-bootstrap';
import { addHostCertificates } from './host-certificates';
import { addHostFacts } from './host-facts';
import { HostProvider } from './host-provider';
import { addImage } from './image';
import { addIsolationReport } from './isolation-report';
import { KREUZWERKER_SPELLING } from './kreuzwerker-spelling';
import { addNetwork, findNetwork } from './network';
import { addPushedImage, addTag } from './pushed-image';
import { addResourcePool } from './resource-pool';
import { addVolume, findVolume } from './volume';
import { Backend } from '../../backend/backend';
import { notOnThisBackend } from '../../backend/errors';
import { ContainerModel } from '../../model/container';
import { HostBootstrapModel } from '../../model/host-bootstrap';
import { HostCertificatesModel } from '../../model/host-certificates';
import { HostFactsModel } from '../../model/host-facts';
import { ImageModel } from '../../model/image';
import { IsolationReportModel } from '../../model/isolation-report';
import { NetworkModel } from '../../model/network';
import { PushedImageModel } from '../../model/pushed-image';
import { ResourcePoolModel } from '../../model/resource-pool';
import { VolumeModel } from '../../model/volume';
import { throwIfAny } from '../../private/berth-error';
import { Dialect } from '../dialect';
import { canProveIpv6 } from '../raw/unproved-ipv6';
import {
  FoundNetwork, IssuedCertificates, Rendered, RenderedContainer, RenderedPool, RenderedPush, Target, VirtualHostKeeping, VirtualHostShare,
} from '../target';

/** Renders models as `docker_*` resources, for `berth/docker` or `kreuzwerker/docker`. */
export class DockerTarget implements Target {
  public readonly hasCloneSets: boolean;
  public readonly clonesSharePorts = false;
  public readonly connectsByNetworks = true;
  public readonly virtualHosts: VirtualHostKeeping;
  public readonly canRetainVolumes: boolean;
  public readonly canRejoinNetworks: boolean;
  public readonly dialect: Dialect;

  /**
   * @param backend the back end that applies the resources
   * @param hostProvider the provider of the host
   */
  constructor(private readonly backend: Backend, private readonly hostProvider: HostProvider) {
    this.hasCloneSets = backend._has('docker_clone_set');
    this.virtualHosts = backend._has('docker_resource_pool') ? 'pool' : 'synthesis';
    this.canRetainVolumes = backend._has('docker_volume', 'retain_as');
    this.canRejoinNetworks = backend !== Backend.KREUZWERKER;
    this.dialect = {
      has: (attribute) => backend._has('docker_container', attribute),
      ...(backend === Backend.KREUZWERKER ? KREUZWERKER_SPELLING : {}),
    };
  }

  private get provider(): TerraformProvider | undefined {
    return this.hostProvider.explicit;
  }

  public addContainer(scope: Construct, model: ContainerModel): RenderedContainer {
    if (model.clones !== undefined && this.hasCloneSets) return this.addClones(scope, model);
    return this.inVirtualHost(addContainer(scope, model, this.dialect, this.hostProvider));
  }

  public addNetwork(scope: Construct, model: NetworkModel): Rendered {
    return this.inVirtualHost(addNetwork(scope, model, canProveIpv6(this.backend), this.hostProvider));
  }

  public findNetwork(scope: Construct, name: string): FoundNetwork {
    return this.onEngine(findNetwork(scope, name, this.provider));
  }

  public findVolume(scope: Construct, name: string): string {
    if (this.backend !== Backend.BERTH) return name;
    const resource = findVolume(scope, name, this.provider);
    return this.onEngine({ resource, name: resource.getStringAttribute('name') }).name;
  }

  public addVolume(scope: Construct, model: VolumeModel): Rendered {
    return this.inVirtualHost(addVolume(scope, model, this.provider));
  }

  public addImage(scope: Construct, model: ImageModel): Rendered {
    const canImport = this.backend._has('docker_image_import');
    return this.inVirtualHost(addImage(scope, model, {
      name: `${this.backend}`, canImport, provider: this.provider, cgroupParent: this.hostProvider.virtualHost?.cgroupParent,
    }));
  }

  public addPushedImage(scope: Construct, model: PushedImageModel): RenderedPush {
    const only = (what: string) => notOnThisBackend(what, `${this.backend}`, 'push it with a tool such as crane, or use Backend.BERTH');
    if (this.backend !== Backend.BERTH) {
      throwIfAny([
        ...model.layout === undefined ? [] : [only('A push of a minimal image')],
        ...model.signature === undefined ? [] : [only('A signature')],
      ], scope);
    }
    const tag = model.layout === undefined ? this.inVirtualHost({ resource: addTag(scope, model, this.provider) }).resource : undefined;
    return this.inVirtualHost(addPushedImage(scope, model, tag, this.provider));
  }

  public addResourcePool(scope: Construct, model: ResourcePoolModel): RenderedPool {
    if (!this.backend._has('docker_resource_pool')) {
      throwIfAny([notOnThisBackend('A bound for the sum of containers', `${this.backend}`, 'leave it out, or use Backend.BERTH')], scope);
    }
    return this.onEngine(addResourcePool(scope, model, this.hostProvider));
  }

  public forVirtualHost(share: VirtualHostShare): Target {
    return new DockerTarget(this.backend, { ...this.hostProvider, virtualHost: share });
  }

  public addIsolationReport(scope: Construct, model: IsolationReportModel): Rendered {
    if (!this.backend._has('docker_isolation')) {
      throwIfAny([notOnThisBackend('An isolation report', `${this.backend}`, 'leave it out, or use Backend.BERTH')], scope);
    }
    return this.onEngine(addIsolationReport(scope, model, this.hostProvider));
  }

  public addHostBootstrap(scope: Construct, model: HostBootstrapModel): TerraformResource {
    if (!this.backend._has('docker_host_bootstrap')) {
      throwIfAny([notOnThisBackend('The bootstrap of a host', `${this.backend}`, 'use Backend.BERTH')], scope);
    }
    return this.onEngine({ resource: addHostBootstrap(scope, model, this.hostProvider) }).resource;
  }

  public addHostCertificates(scope: Construct, model: HostCertificatesModel): IssuedCertificates {
    if (!this.backend._has('docker_host_certificates')) {
      throwIfAny([notOnThisBackend('Certificates of a host', `${this.backend}`, 'use Backend.BERTH')], scope);
    }
    return this.onEngine(addHostCertificates(scope, model, this.provider));
  }

  public addHostFacts(scope: Construct, model: HostFactsModel): TerraformDataSource {
    if (!this.backend._has('docker_host_facts')) {
      throwIfAny([notOnThisBackend('Facts of a host', `${this.backend}`, 'leave them out, or use Backend.BERTH')], scope);
    }
    return this.onEngine({ resource: addHostFacts(scope, model, this.hostProvider) }).resource;
  }

  /** A set of clones names its engine, and the rules of its clones, by itself. */
  private addClones(scope: Construct, model: ContainerModel): RenderedContainer {
    const { engine, virtualHost } = this.hostProvider;
    const added = addCloneSet(scope, model, this.dialect, this.hostProvider, [{ name: engine ?? 'host', engine }]);
    virtualHost?.onRendered(added.resource);
    return added;
  }

  /** Adds the rules of the virtual container host to what a model became. */
  private inVirtualHost<R extends { readonly resource: TerraformElement }>(rendered: R): R {
    const { virtualHost } = this.hostProvider;
    if (virtualHost !== undefined) {
      if (this.virtualHosts === 'pool') rendered.resource.addOverride('virtual_host', virtualHost.rules);
      virtualHost.onRendered(rendered.resource);
    }
    return this.onEngine(rendered);
  }

  /** Adds the name of the engine to what a model became. No binding of cdktf has that attribute. */
  private onEngine<R extends { readonly resource: TerraformElement }>(rendered: R): R {
    const { engine } = this.hostProvider;
    if (engine !== undefined) rendered.resource.addOverride('engine', engine);
    return rendered;
  }
}
