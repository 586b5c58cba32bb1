import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { ContainerHost } from './container-host';
import { hostKeyNotPinned } from './errors';
import { SshHostProps } from './ssh-host-props';
import { HostBootstrap } from '../bootstrap/host-bootstrap';
import { Endpoint } from '../engine/endpoint';
import { requireProps } from '../private/check-props';

/**
 * A machine that is reached over SSH, and that Terraform turns into a container host. One apply bootstraps the machine and fills it: a
 * script runs there as root, and then its engine is used over the same connection. All resources on the host depend on the bootstrap.
 *
 * The plan shows the script. It runs again if it changes, if the machine was reinstalled, or if it has no engine. Then it changes what
 * differs. Destroying the host removes what Terraform made on the engine. The machine and its engine stay.
 *
 * The machine's key is pinned: a machine with another key gets nothing. It needs `Backend.BERTH`.
 *
 * @example
 * const host = new SshHost(stack, 'eu-1', {
 *   hostname: 'eu-1.example.com',
 *   hostKey: 'ssh-ed25519 AAAA…',
 *   user: 'deploy',
 *   sudo: true,
 *   bootstrap: new HostBootstrap({
 *     users: [{ name: 'deploy', authorizedKeys: ['ssh-ed25519 AAAA… deploy'], usesEngine: true, sudo: true }],
 *   }),
 * });
 * host.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
 */
export class SshHost extends ContainerHost {
  /**
   * The resource that bootstraps the machine, for what is no resource of Docker and has to wait for it.
   */
  public readonly bootstrapResource: TerraformResource;

  /**
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param props the machine, its key, what it becomes, and the options of the host
   */
  constructor(scope: Construct, id: string, props: SshHostProps) {
    requireProps('SshHostProps', props);
    const { addressRange, exemptions, filtersIpv6, isolation, sharedFolders, registryCredentials } = props;
    super(scope, id, { addressRange, exemptions, filtersIpv6, isolation, sharedFolders, registryCredentials, endpoint: endpointOf(props) });
    const { bootstrap = new HostBootstrap(), sudo = false, bootstrapTimeout } = props;
    this.bootstrapResource = this._placement.target.addHostBootstrap(new Construct(this, 'Bootstrap'), {
      script: bootstrap.toShellScript(), sudo, timeoutSeconds: bootstrapTimeout?.toSeconds(),
    });
  }
}

/** Returns the endpoint, at which only known keys are accepted, whatever the configuration of `ssh` says. */
function endpointOf(props: SshHostProps): Endpoint {
  const { hostname, hostKey, knownHostsFile, user, port, identityFile, jumpHost, socketPath, options } = props;
  if (hostKey === undefined && knownHostsFile === undefined) throw hostKeyNotPinned(hostname);
  const strict = { StrictHostKeyChecking: 'yes', GlobalKnownHostsFile: '/dev/null' };
  return Endpoint.ssh(hostname, {
    user,
    port,
    identityFile,
    jumpHost,
    socketPath,
    // `ssh` takes the first of two options with one name.
    ...(hostKey === undefined ? { knownHostsFile, options: { ...strict, ...options, ...strict } } : { hostKey, options }),
  });
}
