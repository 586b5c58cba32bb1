import { Container as ContainerResource, ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Annotations, Aspects, Fn, Lazy, Token } from 'cdktf';
import { Construct } from 'constructs';
import { counted, countedName } from './counted';
import { noAddress, noPortOf } from './errors';
import { CONTAINER_SCHEMA } from './generated/container';
import { HostProvider } from './host-provider';
import { keepLabels } from './keep-labels';
import { isReplacedWhileUsed } from './network';
import { rendered } from './rendered-resource';
import { addressOf, addressOfResource } from './resources';
import { replacedVolumes } from './volume';
import { ContainerModel, NetworkReference } from '../../model/container';
import { withoutTraces } from '../../private/traces';
import { FIELDS, writeAttributes } from '../../workload/container/fields/table';
import { Dialect } from '../dialect';
import { attributesOf, describeContainer } from '../raw/docker';
import { setEnforcedPolicy } from '../raw/enforced-policy';
import { RenderedContainer } from '../target';

const DockerContainer = rendered<ContainerConfig, ContainerResource>(ContainerResource, CONTAINER_SCHEMA);

/** Adds a `docker_container`, with `count` for a set of clones. */
export function addContainer(
  scope: Construct, model: ContainerModel, dialect: Dialect, host: HostProvider,
): RenderedContainer {
  const isSet = model.clones !== undefined;
  const name = isSet ? countedName(model.name) : model.name;
  const config = { provider: host.explicit, name, image: model.image.imageId, count: model.clones?.replicas };
  const resource = withoutTraces(() => new DockerContainer(scope, 'Resource', config, {
    attributes: () => isSet ? counted(model.name, writeAttributes(model, dialect)) : writeAttributes(model, dialect),
    spell: dialect.spell,
    metaArguments: () => ({ dependsOn: model.startAfter.map(addressOf), lifecycle: lifecycleOf(scope, model, host) }),
  }));
  if (dialect.has('isolation_policy')) setEnforcedPolicy(resource, () => model.policy);
  if (dialect.warnings) warnAtSynthesis(scope, resource, dialect.warnings);
  return {
    resource,
    // Getters, since overrideLogicalId() has no effect once cdktf has made a token.
    get name() {
      return isSet ? model.name : resource.name;
    },
    get id() {
      return isSet ? Fn.join(',', Token.asList(`\${${addressOfResource(resource)}[*].id}`)) : resource.id;
    },
    hostPort: (index) => isSet ? noPortOf(model, index) : Token.asNumber(Lazy.anyValue({
      // Produced late, since a port that is added until then can be written before this one.
      produce: () => resource.interpolationForAttribute(`ports[${positionOfPort(model, index, dialect)}].external`),
    })),
    ipAddress: (network) => isSet ? noAddress() : ipAddress(resource, network),
    keepLabels: (labels) => keepLabels(resource, labels),
    describe: () => describeContainer(resource),
  };
}

/**
 * Replaces the container along with its networks and volumes, since an engine can't remove what a container uses. It is not replaced along
 * with networks that it leaves and joins while it runs.
 */
function lifecycleOf(scope: Construct, model: ContainerModel, host: HostProvider) {
  const networks = model.networks.filter(({ network }) => !isReplacedWhileUsed(network._model, host))
    .map(({ network }) => addressOf(network))
    // A network of others is never replaced.
    .filter((address) => !address.startsWith('data.'));
  const addresses = [...networks, ...replacedVolumes(scope, model)];
  return addresses.length > 0 ? { replaceTriggeredBy: addresses } : undefined;
}

/** Warns about the container as it will be synthesized, since it may change until then. */
function warnAtSynthesis(scope: Construct, resource: ContainerResource, warningsFor: NonNullable<Dialect['warnings']>): void {
  const known = new Set<string>();
  Aspects.of(resource).add({
    visit: () => warningsFor(attributesOf(resource)).filter((warning) => !known.has(warning)).forEach((warning) => {
      known.add(warning);
      Annotations.of(scope).addWarning(warning);
    }),
  });
}

/** Returns where a port of the model is among the written ones. */
function positionOfPort(model: ContainerModel, index: number, dialect: Dialect): number {
  const { ports = [] } = FIELDS.ports.write(model.ports, model, dialect);
  const given = ports as readonly object[];
  const written = (dialect.spell?.({ ports }).ports ?? given) as readonly object[];
  return written.indexOf(given[index]);
}

/** Returns a token, since text is escaped in values such as those of environment variables. */
function ipAddress(container: ContainerResource, network: NetworkReference): string {
  const data = `docker_container.${container.friendlyUniqueId}.network_data`;
  const name = `${addressOf(network)}.name`;
  return Lazy.stringValue({ produce: () => `\${one([for each in ${data} : each.ip_address if each.network_name == ${name}])}` });
}
