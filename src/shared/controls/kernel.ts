import { heldCapabilities } from './held-capabilities';
import { readHostPaths } from './host';
import { allowedNames, Allowed, chain, demandedNames, Demanded } from './lattice';
import { isPrivileged, readFrom, Reader, securityOption } from './reader';
import { asGiven, control, either } from './row';
import { Calls, callsOf, seccompProfiles } from './seccomp';
import { showsKernel, unmasksKernel } from './sensitive-paths';
import { hasFarReachingTmpfs } from './tmpfs';

/** The security options whose effect the controls judge. */
const SECURITY_OPTIONS: readonly string[] = ['apparmor', 'label', 'no-new-privileges', 'seccomp', 'systempaths'];

/** The types that the Pod Security Standards allow a container ("SELinux", in the profile "baseline"). */
export const SELINUX_TYPES: readonly string[] = ['container_t', 'container_init_t', 'container_kvm_t'];

/** The annotations that only describe an image (OCI image specification, "Pre-Defined Annotation Keys"). Runtimes act on others. */
const HARMLESS_ANNOTATION = /^org\.opencontainers\.image\.[a-z.]+$/;

// What every engine since 20.10 masks and makes read-only (moby, oci/defaults.go). Newer engines add more.
const MASKED = [
  '/proc/acpi', '/proc/asound', '/proc/kcore', '/proc/keys', '/proc/latency_stats', '/proc/sched_debug', '/proc/scsi', '/proc/timer_list',
  '/proc/timer_stats', '/sys/firmware',
];
const READ_ONLY = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];

// Pod Security Standards, "Sysctls", in the profile "baseline".
export const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_fin_timeout',
]);

/** What a container can use and change of the host's kernel. */
export const KERNEL_CONTROLS = {
  seccomp: control({
    title: 'System calls',
    summary: 'Which system calls the container can make.',
    reason: 'Code of the kernel that no system call reaches cannot be attacked.',
    caveat: 'gVisor ignores seccomp profiles: its own kernel answers every call.',
    cis: ['5.22'],
    pss: 'Seccomp',
    lattice: seccompProfiles,
    form: 'calls',
    values: '`default` allows at most what the default profile of every engine allows. Otherwise, the calls that the container may '
      + 'make: `clone` stands for the call under the conditions of the default profile, `clone(any)` for the call without them.',
    observation: readFrom(['privileged', 'capabilities', 'security_opts'], seccomp),
    baseline: 'default',
    impliedByPrivileged: true,
    remedy: {
      construct: 'Remove `seccomp`, or set it to a profile that allows no other calls',
      resource: (wanted) => wanted === 'default'
        ? 'Remove the seccomp profile from `security_opts`.'
        : 'Add a seccomp profile to `security_opts` that allows only the wanted calls.',
    },
    prop: {
      name: 'seccomp',
      type: 'SeccompProfile',
      docs: 'The system calls that a container may make.',
      convert: (given: { _calls: Calls }) => given._calls,
    },
  }),

  apparmor: control({
    title: 'AppArmor profile',
    summary: 'Which AppArmor profile confines the container.',
    reason: 'A profile prevents even root from mounting, and from writing below /proc and /sys.',
    caveat: 'A host without AppArmor accepts any profile and confines nothing. The attestation reports it.',
    cis: ['5.2'],
    pss: 'AppArmor',
    lattice: demandedNames,
    form: 'names',
    values: '`some` requires any profile. Otherwise, one of these profiles is required. A name that is a beginning of "unconfined", or has '
      + 'a space, ":" or "&", is no profile: the kernel takes `u` for "unconfined".',
    observation: readFrom(['privileged', 'security_opts'], apparmor),
    baseline: [],
    impliedByPrivileged: true,
    remedy: {
      construct: 'Set the profile with `apparmorProfile`',
      resource: (wanted) => Array.isArray(wanted) && wanted.length > 0
        ? `Set "apparmor=${wanted[0]}" in \`security_opts\`.`
        : 'Remove "apparmor=..." from `security_opts`, or write the plain name of a profile.',
    },
    prop: {
      name: 'apparmorProfile',
      type: 'string',
      docs: 'The AppArmor profile that a container must have, by its name on the host.',
      convert: (given: string) => [given],
    },
  }),

  selinux: control({
    title: 'SELinux label',
    summary: 'Whether SELinux confines the container as one.',
    reason: 'The type of a container keeps even root from the host\'s files and processes.',
    caveat: 'A host without SELinux accepts any label and confines nothing. The attestation reports it.',
    cis: ['5.3'],
    pss: 'SELinux',
    lattice: chain('any', 'confined'),
    form: 'level',
    values: `\`confined\`: one of the types ${SELINUX_TYPES.join(', ')}, at any level; no other user or role.`,
    observation: readFrom(['privileged', 'security_opts'], selinux),
    baseline: 'confined',
    impliedByPrivileged: true,
    remedy: {
      construct: 'Remove "label" from `securityOptions`, except a level',
      resource: 'Remove "label=..." from `security_opts`, except a level.',
    },
    prop: {
      name: 'selinux',
      type: 'boolean',
      docs: 'Whether SELinux must confine a container as one, on a host that has SELinux.',
      convert: either('confined', 'any'),
    },
  }),

  devices: control({
    title: 'Host devices',
    summary: 'Which devices of the host the container can use.',
    reason: 'Access to a disk device gives access to every file on the disk.',
    caveat: 'A runtime can add devices by itself: that of NVIDIA does if the variable NVIDIA_VISIBLE_DEVICES is set, also by the image. '
      + 'Only the control "Runtime" limits which runtimes a container may have.',
    cis: ['5.18'],
    lattice: allowedNames,
    form: 'names',
    values: 'The devices that the container may have.',
    observation: readFrom(['privileged', 'devices', 'device_cgroup_rules', 'device_requests', 'gpus'], devices),
    baseline: [],
    impliedByPrivileged: true,
    remedy: {
      construct: 'Remove them from `devices` and `gpus`',
      resource: (wanted, shown) => {
        const except = Array.isArray(wanted) && wanted.length > 0 ? `, except for: ${shown}` : '';
        return `Remove \`devices\`, \`device_cgroup_rules\` and \`gpus\`${except}.`;
      },
    },
    prop: {
      name: 'devices',
      type: 'string[]',
      docs: 'The devices of the host that a container may have, by their paths on the host.',
      convert: asGiven<string[]>,
    },
  }),

  kernel_paths: control({
    title: 'Kernel paths',
    summary: 'Whether the paths of /proc and /sys that show or change the host are hidden or read-only.',
    reason: 'Files below /proc and /sys show and change settings of the host\'s kernel.',
    caveat: 'Security options that Berth does not know, and annotations, count as exposing them: a runtime may act on them in any way.',
    cis: [],
    pss: '/proc Mount Type',
    lattice: chain('exposed', 'masked'),
    form: 'level',
    values: '`masked`: hidden or read-only; no security options that Berth does not know; no annotations except '
      + '`org.opencontainers.image.*`; no options of a tmpfs that change other mounts, such as `remount`; no mount of the host\'s /proc or '
      + '/sys, or of a folder in them, under any name; nothing mounted at /proc, /sys, /dev or /dev/null, of which the last hides files of '
      + 'the first two.',
    observation: readFrom([
      'privileged', 'security_opts', 'masked_paths', 'readonly_paths', 'annotations', 'tmpfs', 'mounts', 'volumes',
    ], (container) => {
      const isExposed = isPrivileged(container) || securityOption(container, 'systempaths') === 'unconfined' || exposesPaths(container)
        || readHostPaths(container).some(({ path }) => showsKernel(path));
      const isUnknown = () => hasUnknownOption(container) || hasUnknownAnnotation(container) || hasFarReachingTmpfs(container)
        || mountsOverMasks(container);
      return isExposed || isUnknown() ? 'exposed' : 'masked';
    }),
    baseline: 'masked',
    impliedByPrivileged: true,
    remedy: {
      construct: 'Remove "systempaths=unconfined" and options that Berth does not know from `securityOptions`, and mounts of the host\'s '
        + '/proc and /sys, or at these paths, from `mounts`',
      resource: 'Remove `masked_paths` and `annotations`, "systempaths" and options that Berth does not know from `security_opts`, '
        + 'options such as "remount" from `tmpfs` and `tmpfs_options`, and mounts of the host\'s /proc and /sys, or at these paths.',
    },
    prop: {
      name: 'maskedKernelPaths',
      type: 'boolean',
      docs: 'Whether the paths of /proc and /sys that show or change the host must be hidden or read-only.',
      convert: either('masked', 'exposed'),
    },
  }),

  sysctls: control({
    title: 'Kernel parameters',
    summary: 'Which kernel parameters the container sets.',
    reason: 'Some parameters affect more than the container.',
    cis: [],
    pss: 'Sysctls',
    lattice: chain('any', 'safe'),
    form: 'level',
    observation: readFrom(['sysctls', 'networks_advanced'], (container) => {
      const areSafe = Object.keys(container.get('sysctls') ?? {}).every((name) => SAFE_SYSCTLS.has(name));
      return areSafe && !setsSysctlsOfNetworks(container) ? 'safe' : 'any';
    }),
    baseline: 'safe',
    remedy: {
      construct: 'Set only parameters that the Pod Security Standards list as safe',
      resource: 'Remove from `sysctls` the parameters that affect the kernel of the whole host, and "com.docker.network.endpoint.sysctls" '
        + 'from `driver_opts` in `networks_advanced`.',
    },
    prop: {
      name: 'safeSysctls',
      type: 'boolean',
      docs: 'Whether a container may set only those kernel parameters that affect nothing but itself (Pod Security Standards, "Sysctls").',
      convert: either('safe', 'any'),
    },
  }),
};

/** Returns whether a network sets parameters of the kernel in the container (since Docker Engine 27). */
function setsSysctlsOfNetworks(container: Reader<'networks_advanced'>): boolean {
  const isSysctls = (option: unknown) => String(option).startsWith('com.docker.network.endpoint.sysctls');
  return container.blocks('networks_advanced').some(({ driver_opts: options }) => (
    (container.known(options) as unknown[] | null | undefined)?.some(isSysctls) ?? false));
}

function seccomp(container: Reader<'privileged' | 'capabilities' | 'security_opts'>): Calls {
  const profile = securityOption(container, 'seccomp');
  if (isPrivileged(container) || profile === 'unconfined') return 'any';
  if (profile === undefined || profile === '') return 'default';
  return callsOf(profile, heldCapabilities(container));
}

function apparmor(container: Reader<'privileged' | 'security_opts'>): Demanded {
  // With an empty name, the engine takes its own profile (moby, daemon/oci_linux.go).
  const profile = securityOption(container, 'apparmor') || 'docker-default';
  return isPrivileged(container) || !isProfile(profile) ? 'none' : [profile];
}

/**
 * Returns whether the kernel takes a name for that of an AppArmor profile. It removes spaces around a name, ends it at a NUL, and takes
 * every beginning of "unconfined" for that, if no profile has such a name (Linux, security/apparmor: `do_setattr()`,
 * `aa_lookupn_profile()`). With ":", a name says in which namespace the profile is, where ":NAMESPACE:" alone is unconfined; with "&", it
 * is several profiles.
 */
function isProfile(name: string): boolean {
  return /^[!-~]+$/.test(name) && !/[:&]/.test(name) && !'unconfined'.startsWith(name);
}

/** Returns whether the labels of a container leave it one of the types of containers. An option is `label=<part>` or `label:<part>`. */
function selinux(container: Reader<'privileged' | 'security_opts'>): 'any' | 'confined' {
  if (isPrivileged(container)) return 'any';
  const options = container.elements('security_opts').map((each) => String(container.known(each)).trim());
  // The engine reads a bare "disable" as "label=disable" (moby, daemon/daemon_unix.go).
  if (options.includes('disable')) return 'any';
  const labels = options.filter((option) => /^label([=:]|$)/i.test(option)).map((option) => option.slice('label='.length));
  const isConfined = (label: string) => label.startsWith('level:') || SELINUX_TYPES.some((type) => label === `type:${type}`);
  return labels.every(isConfined) ? 'confined' : 'any';
}

function devices(container: Reader<'privileged' | 'devices' | 'device_cgroup_rules' | 'device_requests' | 'gpus'>): Allowed {
  if (isPrivileged(container) || container.elements('device_cgroup_rules').length > 0) return 'any';
  const paths = container.blocks('devices').map(({ host_path: path }) => String(container.known(path)));
  const requested = container.blocks('device_requests').flatMap(({ driver, device_ids: ids }) => {
    const named = (container.known(ids) ?? []) as string[];
    return named.length > 0 ? named : [String(container.known(driver) || 'gpus')];
  });
  return [...new Set([...paths, ...requested, ...(container.text('gpus') === '' ? [] : ['gpus'])])].sort();
}

/** Returns whether there is a security option whose effect is not known, such as "writable-cgroups" of newer engines. */
function hasUnknownOption(container: Reader<'security_opts'>): boolean {
  const names = container.elements('security_opts').map((each) => /^\s*([^=:\s]*)/.exec(String(container.known(each)))![1]!.toLowerCase());
  return !names.every((name) => SECURITY_OPTIONS.includes(name));
}

/**
 * Returns whether there is an annotation on which the runtime may act. With runc, `org.systemd.property.*` changes limits of the control
 * group; with crun, `run.oci.*` passes host files and groups on; Kata and gVisor read their settings from annotations.
 */
function hasUnknownAnnotation(container: Reader<'annotations'>): boolean {
  return !Object.keys(container.get('annotations') ?? {}).every((name) => HARMLESS_ANNOTATION.test(name));
}

/** Returns whether something is mounted where it keeps paths of the kernel from being hidden. */
function mountsOverMasks(container: Reader<'tmpfs' | 'mounts' | 'volumes'>): boolean {
  const targets = [
    ...Object.keys(container.get('tmpfs') ?? {}),
    ...container.blocks('mounts').map(({ target }) => target),
    ...container.blocks('volumes').map(({ container_path: target }) => target),
  ];
  return targets.some((target) => unmasksKernel(String(container.known(target) ?? '')));
}

/**
 * Returns whether a list that replaces the engine's own lacks a path that every engine has in its list, or has one outside of the kernel's
 * folders. What the runtime mounts over that is not for the container to choose.
 */
function exposesPaths(container: Reader<'masked_paths' | 'readonly_paths'>): boolean {
  const isOther = (name: 'masked_paths' | 'readonly_paths', paths: readonly string[]) => {
    const given = container.get(name);
    if (!Array.isArray(given)) return false;
    return !paths.every((path) => given.includes(path)) || !given.every((path) => showsKernel(String(container.known(path))));
  };
  return isOther('masked_paths', MASKED) || isOther('readonly_paths', READ_ONLY);
}
