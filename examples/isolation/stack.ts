import { LocalBackend, TerraformStack } from 'cdktf';
import { BaseImage, Capability, Container, ContainerHost, ContainerOptions, Exemption, Mount, PidMode, Port, Runtime, SeccompProfile, Size } from 'cdktf-berth';
import { Construct } from 'constructs';
import { LIMITS } from './attempts';
import { nameOf, policyOf, runtimeOf, type Combination } from './combinations';

export interface IsolationProps {
  readonly combinations: readonly Combination[];
  /** Where the engine listens on its machine. */
  readonly engineSocket: string;
}

/** At each combination of privilege and kernel a workload, and beside it, under the same policy, somebody who attacks whatever there is. */
export class Isolation extends TerraformStack {
  constructor(scope: Construct, id: string, { combinations, engineSocket }: IsolationProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'terraform.tfstate' });
    const host = ContainerHost.fromEnvironment(this, 'host');

    for (const combination of combinations) {
      const { privilege } = combination;
      const policy = {
        host,
        isolation: policyOf(combination),
        exemptions: privilege === 'PRIVILEGED' ? Exemption.ofAll('the attacks must be seen to succeed where nothing stops them') : [],
        runtime: runtimeOf(combination),
      };
      const workload = new Container(this, `${nameOf(combination)}-workload`, {
        ...policy,
        image: image('redis:7.0'),
        // Under RESTRICTED a container starts as the user that it is to run as, by number: this is the image's user redis.
        ...privilege === 'RESTRICTED' ? { user: '999:999' } : {},
      });
      workload.connections.allowFromHost(Port.tcp(6379));

      const attacker = new Container(this, `${nameOf(combination)}-attacker`, {
        ...policy,
        image: image('debian:bookworm-slim'),
        command: ['sleep', 'infinity'],
        stopSignal: 'SIGKILL',
        ...privilege === 'PRIVILEGED' ? powers(policy.runtime, engineSocket) : LOW_LIMITS,
        ...privilege === 'RESTRICTED' ? { user: '65532:65532' } : {},
      });
      // Any device of the host, of which the `devices` would have to name each.
      if (privilege === 'PRIVILEGED' && policy.runtime === Runtime.RUNC) attacker.resource.addOverride('device_cgroup_rules', ['a *:* rwm']);
      if (privilege === 'PRIVILEGED') attacker.connections.allowTo(workload, Port.tcp(6379));
      if (privilege === 'RESTRICTED') attacker.connections.isolate();
      else attacker.connections.allowInternet();
    }
  }
}

/** Less than the defaults, so that they are soon reached. */
const LOW_LIMITS: Partial<ContainerOptions> = {
  memory: Size.mebibytes(LIMITS.memoryMiB),
  memorySwap: Size.mebibytes(LIMITS.memoryMiB),
  pidsLimit: LIMITS.processes,
  ulimits: [{ name: 'nofile', soft: LIMITS.openFiles }],
};

/**
 * Most of what `privileged` gives, one by one, and what is dangerous besides: an engine that lacks a capability itself, as one
 * within a container may, starts nothing that is privileged.
 */
function powers({ capabilities }: Runtime, engineSocket: string): Partial<ContainerOptions> {
  const names = ['CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'KILL', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID', 'SYS_ADMIN', 'SYS_CHROOT', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_TIME'];
  return {
    capabilities: names.map(Capability.of),
    apparmorProfile: 'unconfined',
    ...capabilities.seccompProfiles === false ? {} : { seccomp: SeccompProfile.UNCONFINED },
    // gVisor shares no processes, and starts nothing that has a socket of the host.
    ...capabilities.joinedNamespaces === false ? {} : { pidMode: PidMode.HOST, mounts: [Mount.bind(engineSocket, '/var/run/docker.sock')] },
  };
}

/** Images that others on the machine may use as well, so they stay when the stack goes. */
function image(reference: string): BaseImage {
  return BaseImage.fromRegistry(reference, { keepLocally: true });
}
