import { TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { clonesOf } from './clones';
import { connectedInPool, notInPool, poolPortNotFixed } from './errors';
import { PoolMember } from './pool-member';
import { Attributes } from '../model/attributes';
import { ContainerModel } from '../model/container';
import { BerthError } from '../private/berth-error';
import { Dialect } from '../targets/dialect';
import { CloneSet, CloneSetTemplate, CloneSetTemplateNetworksAdvanced } from '../targets/docker/generated/clone-set';
import { HostProvider } from '../targets/docker/host-provider';
import { addressOfResource } from '../targets/docker/resources';
import { setCloneEngines } from '../targets/raw/clone-engines';
import { describeCloneSet } from '../targets/raw/docker';
import { setEnforcedPolicy } from '../targets/raw/enforced-policy';
import { RenderedContainer } from '../targets/target';
import { writeAttributes } from '../workload/container/fields/table';

interface Pool {
  readonly members: readonly PoolMember[];
  readonly provider: HostProvider;
  readonly dialect: Dialect;
  /** The id of the container's image on each host, by the name of the host. */
  readonly images: ReadonlyMap<string, string>;
}

/** Adds a `docker_clone_set`, whose template is a container. */
export function addCloneSet(scope: Construct, model: ContainerModel, pool: Pool): RenderedContainer {
  const { replicas, overlap } = clonesOf(scope);
  const resource = new CloneSet(scope, 'Resource', {
    provider: pool.provider.explicit,
    attributes: () => ({
      name: model.name,
      replicas,
      overlap_seconds: overlap?.toSeconds(),
      host: pool.members.map(({ name, engine, drain }) => ({ name, engine, image: pool.images.get(name), drain: drain || undefined })),
      template: templateOf(model, pool.dialect),
    }),
    metaArguments: () => ({ dependsOn: usedBy(model).flatMap(resourcesIn).map(addressOfResource) }),
  });
  setEnforcedPolicy(resource, () => model.policy);
  setCloneEngines(resource, pool.members.map(({ name, host }) => (
    { name, provider: host.provider.fqn, engine: host._placement.engineName })));
  scope.node.addValidation({ validate: () => connectionProblems(scope, model).map(({ detail }) => detail) });
  return {
    resource,
    get name() {
      return resource.getStringAttribute('name');
    },
    get id() {
      return resource.getStringAttribute('id');
    },
    hostPort: (index) => {
      const { containerPort, protocol } = model.ports[index];
      throw poolPortNotFixed(`${containerPort}/${protocol}`);
    },
    ipAddress: () => {
      throw notInPool('The address of a container on a network', 'it has another one on each host');
    },
    // The labels of the model are rendered whatever is set on the resource.
    keepLabels: () => undefined,
    describe: () => describeCloneSet(resource),
  };
}

/** Returns the template of a container. On its networks, all clones have the name of the set, too. */
function templateOf(model: ContainerModel, dialect: Dialect): CloneSetTemplate {
  const { name, image: _image, networks_advanced: networks, ...template } = writeAttributes(model, dialect) as Attributes & {
    readonly name: string; readonly networks_advanced?: readonly CloneSetTemplateNetworksAdvanced[];
  };
  const aliasesOf = ({ aliases }: CloneSetTemplateNetworksAdvanced) => [name, ...(aliases as readonly string[] | undefined) ?? []];
  return { ...template, networks_advanced: networks?.map((network) => ({ ...network, aliases: aliasesOf(network) })) };
}

/** A connection gives two containers a network of one host, and clones can be on different ones. */
function connectionProblems(container: IConstruct, { connections }: ContainerModel): BerthError[] {
  const others = connections.map(({ from, to }) => (from === container ? to : from));
  return [...new Set(others)].map((other) => connectedInPool(other.node.path));
}

/** Returns the constructs that a container needs on the host where it is. Its image is referred to by id. */
function usedBy({ networks, mounts, startAfter }: ContainerModel): IConstruct[] {
  return [
    ...networks.map(({ network }) => network),
    ...mounts.flatMap((mount) => (mount.type === 'volume' && mount.volume !== undefined ? [mount.volume] : [])),
    ...startAfter,
  ];
}

function resourcesIn(construct: IConstruct): TerraformResource[] {
  return construct.node.findAll().filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each));
}
