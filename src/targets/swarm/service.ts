import { Service, ServiceConfig } from '@cdktf/provider-docker/lib/service';
import { Aspects, TerraformResource, Token } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { addressOfTask } from './errors';
import { SwarmFiles } from './files';
import { constraintOf } from './placement-rows';
import { ServiceArguments, SwarmModel } from './service-row';
import { serviceAttributes } from './table';
import { ContainerModel } from '../../model/container';
import { isUnknown } from '../../private/expressions';
import { describeTask } from '../../shared/controls/task';
import { unlessEmpty } from '../../workload/blocks';
import { SERVICE_SCHEMA } from '../docker/generated/service';
import { HostProvider } from '../docker/host-provider';
import { keepLabels } from '../docker/keep-labels';
import { rendered } from '../docker/rendered-resource';
import { addressOf, addressOfResource } from '../docker/resources';
import { attributesOf } from '../raw/docker';
import { setEnforcedPolicy } from '../raw/enforced-policy';
import { Rendered, RenderedContainer } from '../target';

const DockerService = rendered<ServiceConfig, Service>(Service, SERVICE_SCHEMA);

/** What a service needs of its cluster. */
export interface ServiceSurroundings {
  readonly host: HostProvider;
  readonly swarm: SwarmModel;
  /** Returns the constraints on the nodes of its tasks. */
  readonly constraintsOf: (model: ContainerModel) => readonly string[];
  /** The addresses of what must be there before the service: the nodes. */
  readonly dependsOn: () => readonly string[];
  /** The address of the swarm, before which there are no configs and secrets. Undefined for one that exists. */
  readonly swarmAddress?: string;
  /** Adds an internal network to itself for a service that has no other one. */
  readonly addNetwork: (scope: Construct) => Rendered;
}

/** Adds a `docker_service`: of one task for a container, of many for a set of clones. */
export function addService(scope: Construct, model: ContainerModel, surroundings: ServiceSurroundings): RenderedContainer {
  const { host, swarm, constraintsOf, dependsOn, swarmAddress } = surroundings;
  const files = new SwarmFiles(scope, model, host, swarmAddress);
  const more = (): ServiceArguments => {
    const { container } = files.arguments();
    const constraints = [...model.placement?.constraints.map(constraintOf) ?? [], ...constraintsOf(model)];
    const alone = model.networks.length === 0 ? networkOf(scope, surroundings) : undefined;
    return {
      container,
      service: host.engine === undefined ? {} : { engine: host.engine },
      task: { networks_advanced: alone && [{ name: alone.name }] },
      placement: { constraints: unlessEmpty(constraints) },
    };
  };
  // The class wants a specification, which is rendered later.
  const config = { provider: host.explicit, name: model.name, taskSpec: { containerSpec: { image: model.image.imageId } } };
  const resource = new DockerService(scope, 'Resource', config, {
    attributes: () => serviceAttributes(model, swarm, more()),
    metaArguments: () => ({
      dependsOn: [...dependsOn(), ...model.startAfter.map(serviceOf).map(addressOfResource)],
      lifecycle: lifecycleOf(model),
    }),
  });
  setEnforcedPolicy(resource, () => model.policy);
  // Adds the configs, secrets and networks that follow from the complete model before the stack is written.
  Aspects.of(scope).add({ visit: (node) => void (node === scope && more()) });
  return {
    resource,
    // Not a token: a config with the name in it would depend on this service, and Terraform replaces configs before it destroys the old
    // ones, with all that they depend on.
    name: model.name,
    get id() {
      return resource.id;
    },
    hostPort: (index) => Token.asNumber(resource.interpolationForAttribute(`endpoint_spec[0].ports[${index}].published_port`)),
    ipAddress: () => {
      throw addressOfTask();
    },
    keepLabels: (labels) => keepLabels(resource, labels),
    describe: () => describeTask(attributesOf(resource), isUnknown),
  };
}

/** The swarm can't remove a network that a service uses. */
function lifecycleOf({ networks }: ContainerModel) {
  const addresses = networks.map(({ network }) => addressOf(network)).filter((address) => !address.startsWith('data.'));
  return addresses.length > 0 ? { replaceTriggeredBy: addresses } : undefined;
}

function serviceOf(container: IConstruct): TerraformResource {
  return container.node.findChild('Resource') as TerraformResource;
}

const networks = new WeakMap<IConstruct, Rendered>();

function networkOf(scope: Construct, { addNetwork }: ServiceSurroundings): Rendered {
  const network = networks.get(scope) ?? addNetwork(new Construct(scope, 'Alone'));
  networks.set(scope, network);
  return network;
}
