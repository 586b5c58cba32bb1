import { TerraformResource } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { noAddress, noPortOf } from './errors';
import { CloneSet, CloneSetFork, CloneSetTemplate, CloneSetTemplateNetworksAdvanced } from './generated/clone-set';
import { HostProvider } from './host-provider';
import { addressOfResource } from './resources';
import { replacedVolumes } from './volume';
import { Attributes } from '../../model/attributes';
import { ForkModel } from '../../model/clones';
import { ContainerModel } from '../../model/container';
import { writeAttributes } from '../../workload/container/fields/table';
import { Dialect } from '../dialect';
import { describeCloneSet } from '../raw/docker';
import { setEnforcedPolicy } from '../raw/enforced-policy';
import { RenderedContainer } from '../target';

/** A host of a clone set, as the resource names it. */
export interface CloneSetHost {
  readonly name: string;
  /** The name of the engine in the provider. Undefined for the provider's own. */
  readonly engine?: string;
  /** The id of the image there, if it is not the same on all hosts. */
  readonly image?: string;
  readonly drain?: boolean;
}

/** Makes an apply fail that has created only some of the clones. An error of the provider would have Terraform replace all of them. */
const COMPLETE = {
  condition: '${self.complete}',
  errorMessage: 'Only ${self.summary}. A warning tells why. What runs stays, and the next apply does the rest.',
};

/** Adds a `docker_clone_set`, whose template is a container. */
export function addCloneSet(
  scope: Construct, model: ContainerModel, dialect: Dialect, provider: HostProvider, hosts: readonly CloneSetHost[],
): RenderedContainer {
  // A container of a pool is a set of one.
  const { replicas, overlap, standby, rollingUpdate, fork } = model.clones ?? { replicas: 1 };
  const resource = new CloneSet(scope, 'Resource', {
    provider: provider.explicit,
    attributes: () => ({
      name: model.name,
      replicas,
      standby,
      overlap_seconds: overlap?.toSeconds(),
      rolling_update: rollingUpdate && {
        max_unavailable: rollingUpdate.maxUnavailable, max_surge: rollingUpdate.maxSurge, rollback: rollingUpdate.rollback,
      },
      fork: fork && forkOf(fork),
      keep_on_failure: model.clones === undefined ? undefined : true,
      host: hosts.map(({ name, engine, image, drain }) => ({ name, engine, image, drain: drain || undefined })),
      template: templateOf(model, dialect, hosts.every(({ image }) => image !== undefined), provider.virtualHost?.rules),
    }),
    metaArguments: () => ({
      dependsOn: usedBy(model).flatMap(resourcesIn).map(addressOfResource),
      lifecycle: lifecycleOf(scope, model),
    }),
  });
  setEnforcedPolicy(resource, () => model.policy);
  return {
    resource,
    get name() {
      return resource.getStringAttribute('name');
    },
    get id() {
      return resource.getStringAttribute('id');
    },
    hostPort: (index) => noPortOf(model, index),
    ipAddress: () => noAddress(),
    // The labels of the model are rendered whatever is set on the resource.
    keepLabels: () => undefined,
    describe: () => describeCloneSet(resource),
  };
}

/** Replaces the set along with its volumes, since an engine can't remove a volume that a container uses. */
function lifecycleOf(scope: Construct, model: ContainerModel) {
  const volumes = replacedVolumes(scope, model);
  return { ...model.clones && { postcondition: [COMPLETE] }, ...volumes.length > 0 && { replaceTriggeredBy: volumes } };
}

function forkOf({ ready, after, reason, connections }: ForkModel): CloneSetFork {
  return {
    ready: ready && { command: ready.command, timeout_seconds: ready.timeout?.toSeconds() },
    after_fork: after && { command: after.command, signal: after.signal, timeout_seconds: after.timeout?.toSeconds() },
    no_unique_state: reason,
    connections,
  };
}

/** Returns the template of a container. On its networks, all clones have the name of the set, too. */
function templateOf(model: ContainerModel, dialect: Dialect, hostsHaveImages: boolean, rules: string | undefined): CloneSetTemplate {
  const { name, image, networks_advanced: networks, ...template } = writeAttributes(model, dialect) as Attributes & {
    readonly name: string; readonly image: string; readonly networks_advanced?: readonly CloneSetTemplateNetworksAdvanced[];
  };
  const aliasesOf = ({ aliases }: CloneSetTemplateNetworksAdvanced) => [name, ...(aliases as readonly string[] | undefined) ?? []];
  return {
    ...template,
    image: hostsHaveImages ? undefined : image,
    networks_advanced: networks?.map((network) => ({ ...network, aliases: aliasesOf(network) })),
    virtual_host: rules,
  };
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
