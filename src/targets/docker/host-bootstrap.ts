import { Aspects, TerraformDataSource, TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct } from 'constructs';
import { HostBootstrap } from './generated/host-bootstrap';
import { HostProvider, isOn } from './host-provider';
import { addressOfResource } from './resources';
import { HostBootstrapModel } from '../../model/host-bootstrap';

/** The types that need no engine. A bootstrap may even use what they make. */
const WITHOUT_ENGINE = ['docker_host_certificates', 'docker_isolation_policy'];

/**
 * Adds a `docker_host_bootstrap`. All resources and data sources that the stack has on the host depend on it, whether or not a construct of
 * Berth made them.
 */
export function addHostBootstrap(scope: Construct, model: HostBootstrapModel, host: HostProvider): TerraformResource {
  const resource = new HostBootstrap(scope, 'Resource', {
    provider: host.explicit,
    attributes: () => ({ script: model.script, sudo: model.sudo, timeout_seconds: model.timeoutSeconds }),
  });
  const address = addressOfResource(resource);
  Aspects.of(TerraformStack.of(scope)).add({
    visit: (node) => {
      if (node === resource || !isOnHost(node, host) || node.dependsOn?.includes(address)) return;
      node.dependsOn = [...node.dependsOn ?? [], address];
    },
  });
  return resource;
}

function isOnHost(node: IConstruct, host: HostProvider): node is TerraformResource | TerraformDataSource {
  if (!TerraformResource.isTerraformResource(node) && !TerraformDataSource.isTerraformDataSource(node)) return false;
  const type = node.terraformResourceType;
  const { rawOverrides: overrides } = node as unknown as { rawOverrides: { readonly engine?: unknown } };
  return type.startsWith('docker_') && !WITHOUT_ENGINE.includes(type)
    && isOn(host, { provider: node.provider?.fqn, engine: overrides.engine });
}
