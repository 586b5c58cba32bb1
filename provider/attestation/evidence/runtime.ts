import { asConfigured, EvidenceFor, Finding, NOT_REPORTED } from './row';
import { RUNTIME_CONTROLS } from '../../../src/shared/controls/runtime';
import { isSandboxProgram, sandboxOf } from '../../../src/shared/runtimes';
import { HOST, mayBeSandboxed } from '../gather';
import { parseKernelVersion } from '../proc';
import { Subject } from '../subject';

/** What a container runs on whose process is no sandbox. No policy allows a runtime of this name. */
export const HOSTS_KERNEL = ['the host\'s kernel'];

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

export const RUNTIME_EVIDENCE: EvidenceFor<keyof typeof RUNTIME_CONTROLS> = {
  runtime: {
    process: ({ configured, evidence }) =>
      asConfigured(configured.runtime, `the host's kernel: ${parseKernelVersion(evidence.host('/proc/version'))}`),
    sandbox: (subject) => kernelOfRuntime(subject) ?? sandboxProcess(subject),
  },
};

/** Whether a container's process is surely no sandbox. */
export function isOnHostsKernel(subject: Subject): boolean {
  return !mayBeSandboxed(subject.inspect) || RUNTIME_EVIDENCE.runtime.sandbox(subject).value === HOSTS_KERNEL;
}

/**
 * Returns a finding unless the twin shows that the runtime gives containers a kernel of their own: the twin's kernel must be another one
 * than the host's. A virtual machine may run the same version as the host, but it booted separately. gVisor has no boot id.
 */
function kernelOfRuntime({ files: { twin }, evidence: { host } }: Subject): Finding<string[]> | undefined {
  const [own, hosts] = [twin?.('/proc/version'), host('/proc/version')];
  if (own === undefined || hosts === undefined) return { from: 'its twin did not report its kernel' };
  const [ownBoot, hostsBoot] = [twin?.(BOOT_ID), host(BOOT_ID)];
  const isHosts = ownBoot === undefined || hostsBoot === undefined ? own === hosts : ownBoot === hostsBoot;
  return isHosts ? { value: HOSTS_KERNEL, from: `its twin runs on the host's kernel: ${parseKernelVersion(own)}` } : undefined;
}

/**
 * Returns whether the container's own process is a sandbox. A container chooses its programs and their names, so the name shows nothing.
 * It cannot run the runtime's own file on the host, and cannot be in the host's mount namespace, in which the runtimes of virtual machines
 * run.
 */
function sandboxProcess(subject: Subject): Finding<string[]> {
  const { files, configured, evidence, inspect: { HostConfig: { Runtime: runtime = '' } }, mounts } = subject;
  const name = files.process('exe');
  if (name === undefined || files.program === undefined) return NOT_REPORTED;
  const version = parseKernelVersion(files.twin?.('/proc/version'));
  const sandboxed = (what: string): Finding<string[]> =>
    asConfigured(configured.runtime as string[] | undefined, `${what}, with a kernel of its own: ${version}`);
  if (evidence.runtimePrograms.get(runtime) === files.program) return sandboxed(`its process is the runtime's program ${name}`);
  const isOutside = (['mnt', 'pid'] as const).every((kind) => isInHosts(subject, kind));
  if (isOutside && sandboxOf(runtime) === 'kata' && isSandboxProgram(name.split('/').at(-1)!)) {
    return sandboxed(`its process is ${name} in the host's mount namespace`);
  }
  const [device] = files.program.split(' ');
  if (!isOutside && mounts.some((mount) => mount.device === device)) {
    return { value: HOSTS_KERNEL, from: `its process is ${name} in its own file system, which runs on the host's kernel` };
  }
  return { from: `it is unknown whether its process, ${name}, is a sandbox: it is not the file that the engine has for this runtime` };
}

function isInHosts({ files, evidence }: Subject, kind: 'mnt' | 'pid'): boolean {
  return (evidence.namespaceMembers.get(files.process(`ns/${kind}`) ?? '') ?? []).includes(HOST);
}
