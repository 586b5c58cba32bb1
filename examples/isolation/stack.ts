import { LocalBackend, TerraformStack } from 'cdktf';
import {
  BaseImage, Capability, Container, ContainerHost, ContainerOptions, Exemption, Mount, PidMode, Port, Runtime, SeccompProfile, Size,
} from 'cdktf-berth';
import { Construct } from 'constructs';
import { LIMITS } from './attempts';
import { nameOf, policyOf, runtimeOf, Combination } from './combinations';

export interface IsolationProps {
  readonly combinations: readonly Combination[];
  /** The path of the engine's socket on its machine. */
  readonly engineSocket: string;
}

/** A workload at each combination of privilege and kernel, and an attacker under the same policy. */
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
        // RESTRICTED requires a numeric user. This is the image's user redis.
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
      // Allows all devices of the host, which `devices` would have to list one by one.
      if (privilege === 'PRIVILEGED' && policy.runtime === Runtime.RUNC) {
        attacker.resource.addOverride('device_cgroup_rules', ['a *:* rwm']);
      }
      if (privilege === 'PRIVILEGED') attacker.connections.allowTo(workload, Port.tcp(6379));
      if (privilege === 'RESTRICTED') attacker.connections.isolate();
      else attacker.connections.allowInternet();
    }
  }
}

/** Lower than the defaults, so that the attacks reach them soon. */
const LOW_LIMITS: Partial<ContainerOptions> = {
  memory: Size.mebibytes(LIMITS.memoryMiB),
  memorySwap: Size.mebibytes(LIMITS.memoryMiB),
  pidsLimit: LIMITS.processes,
  ulimits: [{ name: 'nofile', soft: LIMITS.openFiles }],
};

/**
 * Grants most of the privileges of `privileged` one by one, and other dangerous ones. `privileged` itself would fail on an
 * engine that lacks a capability, such as an engine in a container.
 */
function powers({ capabilities }: Runtime, engineSocket: string): Partial<ContainerOptions> {
  const names = [
    'CHOWN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH', 'FOWNER', 'KILL', 'MKNOD', 'NET_RAW', 'SETGID', 'SETUID',
    'SYS_ADMIN', 'SYS_CHROOT', 'SYS_MODULE', 'SYS_PTRACE', 'SYS_TIME',
  ];
  return {
    capabilities: names.map(Capability.of),
    apparmorProfile: 'unconfined',
    ...capabilities.seccompProfiles === false ? {} : { seccomp: SeccompProfile.UNCONFINED },
    // gVisor does not share the host's processes, and refuses to mount a socket of the host.
    ...capabilities.joinedNamespaces === false ? {} : { pidMode: PidMode.HOST, mounts: [Mount.bind(engineSocket, '/var/run/docker.sock')] },
  };
}

/** Keeps the image when the stack is destroyed, because other stacks may use it. */
function image(reference: string): BaseImage {
  return BaseImage.fromRegistry(reference);
}
