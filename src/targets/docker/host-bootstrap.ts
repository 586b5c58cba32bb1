import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { dependOn } from './depend-on';
import { HostBootstrap } from './generated/host-bootstrap';
import { HostProvider } from './host-provider';
import { addressOfResource } from './resources';
import { HostBootstrapModel } from '../../model/host-bootstrap';

/** Adds a `docker_host_bootstrap`, on which everything on the host depends. */
export function addHostBootstrap(scope: Construct, model: HostBootstrapModel, host: HostProvider): TerraformResource {
  const resource = new HostBootstrap(scope, 'Resource', {
    provider: host.explicit,
    attributes: () => ({ script: model.script, sudo: model.sudo, timeout_seconds: model.timeoutSeconds }),
  });
  dependOn(scope, host, () => [addressOfResource(resource)]);
  return resource;
}
