import { movedOut } from './resources';
import { asConfigured, EvidenceFor, HIDES_MOUNTS, OWN_KERNEL, NOT_REPORTED } from './row';
import { KERNEL_CONTROLS, SELINUX_TYPES } from '../../../src/shared/controls/kernel';
import { hasDisabledLabel } from '../../isolation/engine-additions';
import { furtherKernelMounts } from '../../isolation/kernel-mounts';
import { Mount } from '../../isolation/mountinfo';
import { showsAllMounts } from '../../isolation/reachable-mounts';
import { ContainerFiles, enforcesSelinux } from '../gather';

/**
 * The devices that every container may use: null, zero, full, random, urandom, tty and terminals. Creating nodes ("m") needs a
 * capability.
 */
const ORDINARY_DEVICES = /^([bc] \*:\* m|c 1:(3|5|7|8|9) \w+|c 5:(0|1|2) \w+|c 136:\* \w+|c 10:200 \w+)$/;

/** The modes of an AppArmor profile in which the kernel forbids what the profile does not allow, and those in which it forbids nothing. */
const ENFORCING_MODES: readonly string[] = ['enforce', 'kill'];
const LOOSE_MODES: readonly string[] = ['complain', 'unconfined'];

export const KERNEL_EVIDENCE: EvidenceFor<keyof typeof KERNEL_CONTROLS> = {
  seccomp: {
    process({ status, configured, facts: { ownSeccompProfile } }) {
      // A kernel without seccomp has no such field, and no filter.
      if (status.size === 0) return NOT_REPORTED;
      if (ownSeccompProfile !== undefined && status.get('Seccomp') === '2' && configured.seccomp === 'default') {
        return { from: `Seccomp of its process: a filter, by the profile "${ownSeccompProfile}" of this engine's daemon.json` };
      }
      return status.get('Seccomp') === '2'
        ? asConfigured(configured.seccomp, 'Seccomp of its process: a filter; only the engine reports which one')
        : { value: 'any', from: 'Seccomp of its process: no filter' };
    },
    sandbox: ({ status, configured }) => status.get('Seccomp') === '2'
      ? asConfigured(configured.seccomp, 'Seccomp of the sandbox\'s process, which makes the calls itself')
      : { from: OWN_KERNEL },
  },
  apparmor: {
    process({ files, facts, inspect }) {
      if (!facts.hasAppArmor) {
        const isRequested = inspect.HostConfig.SecurityOpt?.some((option: string) => /^apparmor[=:](?!unconfined|$)/.test(option)) ?? false;
        return { ...(isRequested && { value: 'none' as const }), from: 'this engine\'s kernel has no AppArmor' };
      }
      const current = files.process('attr/current');
      if (current === undefined) return NOT_REPORTED;
      const [, profile = '', mode = ''] = /^(.*?)(?: \((\w+)\))?$/s.exec(current.replace('\0', '').trim())!;
      const from = 'attr/current of its process';
      if (profile === '' || profile === 'unconfined') return { value: 'none', from };
      if (ENFORCING_MODES.includes(mode)) return { value: [profile], from };
      const about = `${from}: "${profile}" in the mode "${mode}"`;
      return LOOSE_MODES.includes(mode) ? { value: 'none', from: `${about}, which forbids nothing` } : { from: about };
    },
    sandbox: () => ({ from: `${OWN_KERNEL}, which has no AppArmor` }),
  },
  selinux: {
    process({ files, facts, inspect, evidence }) {
      if (hasDisabledLabel(inspect)) return { from: 'the engine turns it off because of a host namespace or the privileged mode' };
      if (!facts.hasSelinux) return { from: 'this engine has no SELinux' };
      const [, , type] = files.process('attr/current')?.replace('\0', '').trim().split(':') ?? [];
      if (type === undefined) return NOT_REPORTED;
      const from = `attr/current of its process: ${type}`;
      if (!SELINUX_TYPES.includes(type)) return { value: 'any', from };
      const isEnforced = enforcesSelinux(evidence.host);
      if (isEnforced === undefined) return { from: `${from}; but it can't be seen whether the host enforces it` };
      return isEnforced ? { value: 'confined', from }
        : { value: 'any', from: `${from}; but SELinux of the host is permissive, and forbids nothing` };
    },
    sandbox: () => ({ from: `${OWN_KERNEL}, which has no SELinux` }),
  },
  devices: {
    process(subject) {
      const { files, configured, facts } = subject;
      const moved = movedOut(subject, 'devices');
      if (facts.cgroupVersion === '2') return { from: 'control groups version 2 have no list of devices', ...moved };
      const list = files.limits('devices/devices.list');
      if (list === undefined) return { from: 'its control group does not report it', ...moved };
      const extra = list.trim().split('\n').filter((line) => line !== '' && !ORDINARY_DEVICES.test(line));
      const from = 'devices.list of its control group';
      if (extra.length === 0) return { value: [], from, ...moved };
      const configuredDevices = configured.devices ?? [];
      // The list contains device numbers and the configuration paths, so only the number of devices can be compared.
      const mayBeConfigured = configuredDevices !== 'any' && extra.length <= configuredDevices.length
        && !extra.some((line) => line.startsWith('a '));
      return { ...(mayBeConfigured ? {} : { value: 'any' as const }), from: `${from}: ${extra.join(', ')}`, ...moved };
    },
    sandbox: ({ configured }) => asConfigured(configured.devices, 'as configured: a sandbox has only devices of its own'),
  },
  kernel_paths: {
    process({ mounts, files, inspect, evidence: { probeMounts } }) {
      if (mounts.length === 0 || probeMounts.length === 0) return NOT_REPORTED;
      const from = 'mounts of its process, and of the probe\'s';
      const [further] = furtherKernelMounts(probeMounts, mounts);
      if (further !== undefined) return { value: 'exposed', from: `${from}: "${further.type}" at "${further.mountPoint}"` };
      if (mounts.some(isWritableGroup) && !hasOwnUsers(files)) return { value: 'exposed', from };
      if (!showsAllMounts(mounts, inspect)) return HIDES_MOUNTS;
      return { value: areMasked(probeMounts, mounts) ? 'masked' : 'exposed', from };
    },
    sandbox: () => ({ value: 'masked', from: OWN_KERNEL }),
  },
  sysctls: {
    process: () => ({ from: 'not inspected: the engine sets parameters only once' }),
    sandbox: () => ({ from: OWN_KERNEL }),
  },
};

/** Whether the process has users of its own, to whom the files of control groups do not belong: no user is the host's root. */
function hasOwnUsers({ process }: ContainerFiles): boolean {
  const ranges = (process('uid_map') ?? '').trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return ranges.length > 0 && ranges.every(([, first = 0]) => first > 0);
}

/** Whether a mount shows control groups for writing. What it shows and where is up to the container; that it is writable is not. */
function isWritableGroup({ type, readOnly }: Mount): boolean {
  return type.startsWith('cgroup') && !readOnly;
}

/**
 * Whether every kernel path that the engine masks in the probe is masked or read-only in a container, too. The probe has the
 * engine's defaults.
 */
function areMasked(probe: readonly Mount[], mounts: readonly Mount[]): boolean {
  return probe
    .filter(({ mountPoint }) => /^\/(proc|sys)(\/|$)/.test(mountPoint) && !mountPoint.startsWith('/sys/fs/'))
    .every((masked) => mounts.some(({ mountPoint, readOnly }) => mountPoint === masked.mountPoint && (readOnly || !masked.readOnly)));
}
