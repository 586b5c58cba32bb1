import { TerraformDataSource, TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { connectedInPool, notInPool } from './errors';
import { PoolMember } from './pool-member';
import { ContainerModel } from '../model/container';
import { ImageModel } from '../model/image';
import { NetworkModel } from '../model/network';
import { VolumeModel } from '../model/volume';
import { BerthError } from '../private/berth-error';
import { Dialect } from '../targets/dialect';
import { addCloneSet } from '../targets/docker/clone-set';
import { HostProvider } from '../targets/docker/host-provider';
import { setCloneEngines } from '../targets/raw/clone-engines';
import {
  FoundNetwork, IssuedCertificates, Rendered, RenderedContainer, RenderedImage, RenderedPool, RenderedPush, Target,
} from '../targets/target';

/**
 * Renders what is on a pool: a container as a set of clones, which spans all hosts, and what containers use as one resource on each host.
 */
export class PoolTarget implements Target {
  public readonly hasCloneSets = true;
  public readonly clonesSharePorts = false;
  public readonly connectsByNetworks = true;
  public readonly virtualHosts = 'synthesis';
  public readonly canRetainVolumes: boolean;
  public readonly canRejoinNetworks: boolean;
  public readonly dialect: Dialect;

  /** The id of an image on each host, by the name of the host. */
  private readonly images = new WeakMap<Construct, ReadonlyMap<string, string>>();

  constructor(private readonly members: readonly PoolMember[], private readonly provider: HostProvider) {
    const [{ target }] = members;
    ({ canRetainVolumes: this.canRetainVolumes, canRejoinNetworks: this.canRejoinNetworks, dialect: this.dialect } = target);
  }

  public addContainer(scope: Construct, model: ContainerModel): RenderedContainer {
    const images = this.images.get(model.image as unknown as Construct)!;
    const hosts = this.members.map(({ name, engine, drain }) => ({ name, engine, image: images.get(name), drain }));
    const added = addCloneSet(scope, model, this.dialect, this.provider, hosts);
    setCloneEngines(added.resource, this.members.map(({ name, host }) => (
      { name, provider: host.provider.fqn, engine: host._placement.engineName })));
    scope.node.addValidation({ validate: () => connectionProblems(scope, model).map(({ detail }) => detail) });
    return added;
  }

  public addNetwork(scope: Construct, model: NetworkModel): Rendered {
    return onAll(this.onEach(scope, (target, within) => target.addNetwork(within, model)), model.name);
  }

  public findNetwork(scope: Construct, name: string): FoundNetwork {
    const [first] = this.onEach(scope, (target, within) => target.findNetwork(within, name));
    return { resource: first.rendered.resource, name, id: name };
  }

  public findVolume(scope: Construct, name: string): string {
    this.onEach(scope, (target, within) => target.findVolume(within, name));
    return name;
  }

  public addVolume(scope: Construct, model: VolumeModel): Rendered {
    return onAll(this.onEach(scope, (target, within) => target.addVolume(within, model)), model.name);
  }

  public addImage(scope: Construct, model: ImageModel): RenderedImage {
    const rendered = this.onEach(scope, (target, within) => target.addImage(within, model));
    this.images.set(scope, new Map(rendered.map((each) => [each.name, each.rendered.id])));
    return onAll(rendered, model.name);
  }

  public addPushedImage(): RenderedPush {
    throw notInPool('A push of an image', 'push it from one host');
  }

  public addResourcePool(): RenderedPool {
    throw notInPool('A resource pool', 'add one to each host');
  }

  public forVirtualHost(): Target {
    throw notInPool('A virtual container host', 'make one on each host');
  }

  public addIsolationReport(): Rendered {
    throw notInPool('An isolation report', 'add one to each host');
  }

  public addHostCertificates(): IssuedCertificates {
    throw notInPool('Certificates of a host', 'add them to one host');
  }

  public addHostBootstrap(): TerraformResource {
    throw notInPool('The bootstrap of a host', 'add it to one host');
  }

  public addHostFacts(): TerraformDataSource {
    throw notInPool('Facts of a host', 'add them to each host');
  }

  private onEach<T>(scope: Construct, add: (target: Target, within: Construct) => T) {
    return this.members.map(({ name, target }) => ({ name, rendered: add(target, new Construct(scope, name)) }));
  }
}

/** A connection gives two containers a network of one host, and clones can be on different ones. */
function connectionProblems(container: IConstruct, { connections }: ContainerModel): BerthError[] {
  const others = connections.map(({ from, to }) => (from === container ? to : from));
  return [...new Set(others)].map((other) => connectedInPool(other.node.path));
}

/** Combines what a model became on each host. The clones wait for all of it, so its name need not be a reference. */
function onAll(each: ReadonlyArray<{ readonly rendered: RenderedImage }>, name: string): Rendered {
  return { resource: each[0].rendered.resource as TerraformResource, name, id: name };
}
