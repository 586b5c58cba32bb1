import { Fn, TerraformSelf } from 'cdktf';
import { Construct } from 'constructs';
import { checkDuration } from './check/ranges';
import { literalSecret, loginNotInBootstrap } from './errors';
import { VSphereHostProps } from './host-props';
import { fingerprintOf, userDataOf } from './render/user-data';
import { VSphereVirtualMachine } from './virtual-machine';
import { Endpoint } from '../engine/endpoint';
import { ContainerHost } from '../host/container-host';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { isKnown } from '../private/tokens';
import { Duration } from '../units/duration';

const BOOTSTRAP_TIMEOUT = Duration.minutes(15);

/**
 * A virtual machine of vSphere that becomes a container host at its first start. One apply makes the machine and fills it.
 *
 * The machine gets its bootstrap and its host key as user data of cloud-init. Terraform accepts no other key. It waits until cloud-init is
 * done, and fails if the bootstrap failed, before it creates anything on the machine. It needs `Backend.BERTH`.
 *
 * What it makes was judged by the schema of the provider `vmware/vsphere` 2.15, and was not applied to a vCenter.
 *
 * @example
 * const host = new VSphereHost(stack, 'host', {
 *   vcenter,
 *   compute: vcenter.findCluster('cluster', 'cluster-1'),
 *   datastore: vcenter.findDatastore('datastore', 'fast'),
 *   source: VSphereSource.linkedClone(vcenter.findTemplate('template', 'debian-12')),
 *   cpus: 4,
 *   memory: Size.gibibytes(8),
 *   networks: [{ network: vcenter.findNetwork('network', 'VM Network') }],
 *   bootstrap: new HostBootstrap({ users: [{ name: 'deploy', authorizedKeys: ['ssh-ed25519 AAAA… deploy'], usesEngine: true }] }),
 *   user: 'deploy',
 *   identityFile: '~/.ssh/deploy',
 *   hostKey: { publicKey: 'ssh-ed25519 AAAA…', privateKey: hostKey.stringValue },
 * });
 * host.addContainer('web', { image: BaseImage.fromRegistry('nginx:1.27') });
 */
export class VSphereHost extends ContainerHost {
  /**
   * The machine.
   */
  public readonly machine: VSphereVirtualMachine;

  /**
   * @param scope the scope of the host
   * @param id the id in the scope
   * @param props the machine, what it becomes, and the options of the host
   */
  constructor(scope: Construct, id: string, props: VSphereHostProps) {
    const machine = addMachine(scope, id, props);
    const { addressRange, exemptions, filtersIpv6, isolation, sharedFolders, registryCredentials } = props;
    super(scope, id, {
      addressRange,
      exemptions,
      filtersIpv6,
      isolation,
      sharedFolders,
      registryCredentials,
      endpoint: Endpoint.ssh(machine.address, {
        user: props.user,
        port: props.bootstrap._login.port,
        identityFile: props.identityFile,
        hostKey: props.hostKey.publicKey,
        jumpHost: props.jumpHost,
        options: { IdentitiesOnly: 'yes' },
      }),
      dependsOn: [machine],
    });
    this.machine = machine;
  }
}

/** Adds the machine, which is there before the host that is on it. */
function addMachine(scope: Construct, id: string, props: VSphereHostProps): VSphereVirtualMachine {
  // Before the check of types, which shows what is given.
  throwIfAny(isKnown(props?.hostKey?.privateKey) ? [literalSecret('The private key of a host')] : [], scope);
  requireProps('VSphereHostProps', props, scope);
  throwIfAny(checkHost(props), scope);
  const { bootstrap, hostKey, user, identityFile, replaceOnBootstrapChange = true, replaceTrigger } = props;
  const timeout = props.bootstrapTimeout ?? BOOTSTRAP_TIMEOUT;
  const within = new Construct(scope, `${id}UserData`);
  const fingerprint = replaceOnBootstrapChange ? fingerprintOf(within, bootstrap) : undefined;
  const triggers = [replaceTrigger, fingerprint].filter((each) => each !== undefined);
  const machine = new VSphereVirtualMachine(scope, `${id}Machine`, {
    ...props,
    userData: userDataOf(within, bootstrap, hostKey),
    replaceTrigger: triggers.length === 0 ? undefined : triggers.join(' '),
  });
  // vSphere reports an address long before cloud-init is done, and the engine may restart until then.
  machine.resource.provisioners = [{
    type: 'remote-exec',
    connection: {
      type: 'ssh',
      host: TerraformSelf.getString('default_ip_address'),
      port: bootstrap._login.port,
      user,
      privateKey: Fn.file(identityFile),
      hostKey: hostKey.publicKey,
      agent: 'false',
      timeout: `${timeout.toSeconds()}s`,
      ...bastionOf(props),
    },
    inline: [`timeout ${timeout.toSeconds()} cloud-init status --wait`],
  }];
  return machine;
}

/** Returns the jump host as provisioners name it. */
function bastionOf({ jumpHost }: VSphereHostProps) {
  if (jumpHost === undefined) return {};
  const { hostname, hostKey, user, port, identityFile } = jumpHost;
  return {
    bastionHost: hostname,
    bastionHostKey: hostKey,
    bastionUser: user,
    bastionPort: port,
    bastionPrivateKey: identityFile === undefined ? undefined : Fn.file(identityFile),
  };
}

function checkHost({ bootstrap, user, bootstrapTimeout }: VSphereHostProps): BerthError[] {
  const { users } = bootstrap._login;
  return [
    ...isKnown(user) && !users.includes(user) ? [loginNotInBootstrap(user, users)] : [],
    ...checkDuration('`bootstrapTimeout`', bootstrapTimeout, 'seconds', Duration.seconds(1), Duration.hours(24)),
  ];
}
