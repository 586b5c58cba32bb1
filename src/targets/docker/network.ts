import { DataDockerNetwork } from '@cdktf/provider-docker/lib/data-docker-network';
import { Network as NetworkResource, NetworkConfig } from '@cdktf/provider-docker/lib/network';
import { Construct } from 'constructs';
import { NETWORK_SCHEMA } from './generated/network';
import { HostProvider } from './host-provider';
import { NETWORK_ROWS } from './network-rows';
import { rendered } from './rendered-resource';
import { writeRows } from '../../model/attributes';
import { NetworkModel, mayHaveIpv6 } from '../../model/network';
import { IPV6_PROOF } from '../raw/unproved-ipv6';
import { FoundNetwork, Rendered } from '../target';

const DockerNetwork = rendered<NetworkConfig, NetworkResource>(NetworkResource, NETWORK_SCHEMA);

/** The hash of a path, with which cdktf ends a generated address. */
const HASH = /_[0-9A-F]+$/;

/**
 * Adds a `docker_network`.
 *
 * @param canProve whether the back end can prove that the network is isolated over IPv6
 */
export function addNetwork(scope: Construct, model: NetworkModel, canProve: boolean, host: HostProvider): Rendered {
  const resource: NetworkResource = new DockerNetwork(scope, 'Resource', { provider: host.explicit, name: model.name }, {
    attributes: () => ({ ...writeRows(NETWORK_ROWS, model), ...(canProve && mayHaveIpv6(model) && { [IPV6_PROOF]: true }) }),
    metaArguments: () => ({ lifecycle: isReplacedWhileUsed(model, host) ? { createBeforeDestroy: true } : undefined }),
    movedFrom: () => (model.title === undefined ? undefined : generatedId(resource)),
  });
  if (model.title !== undefined) resource.overrideLogicalId(shortId(model.title, generatedId(resource)));
  return { resource, name: resource.name, id: resource.id };
}

/**
 * Whether Terraform creates a new network before it destroys the old one, so that running containers can switch over in between.
 * Terraform then does the same with all that the network depends on. So it can't be on a host that the stack makes: two of it would have
 * one name, one port and one folder.
 */
export function isReplacedWhileUsed({ joinedWhileRunning }: Pick<NetworkModel, 'joinedWhileRunning'>, host: HostProvider): boolean {
  return joinedWhileRunning && !host.isMade();
}

/** Adds a data source `docker_network`. */
export function findNetwork(scope: Construct, name: string, provider: NetworkConfig['provider']): FoundNetwork {
  const resource = new DataDockerNetwork(scope, 'Data', { provider, name });
  return { resource, name: resource.name, id: resource.id };
}

/** Returns the id in Terraform that follows from a resource's path, which earlier versions used. */
function generatedId(resource: NetworkResource): string {
  return resource.cdktfStack.getLogicalId(resource);
}

function shortId(title: string, generated: string): string {
  const hash = HASH.exec(generated)?.[0] ?? `_${generated}`;
  return `${title.replace(/[^\w-]+/g, '-').replace(/^(?=[\d-])/, '_')}${hash}`;
}
