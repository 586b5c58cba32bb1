import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { profileAllowing } from '../../src/isolation/seccomp-document';
import { withImplied } from '../../src/shared/controls/compare';
import { DEFAULT_CALLS } from '../../src/shared/controls/seccomp';
import { CONDITIONS } from '../../src/shared/controls/seccomp-conditions';
import { ControlName } from '../../src/shared/controls/table';

/** The name prefix of everything that the attacks create. */
export const NAME = 'e2e-attack';

/** Makes a value of an attribute: the value itself, or a reference to it. */
export type Write = (value: string | boolean | number) => unknown;

/** One way in: how a container would become weaker, and in which controls. */
export interface Attack {
  readonly controls: readonly ControlName[];
  readonly title: string;
  /** Whether only RESTRICTED asks for the control. */
  readonly onlyRestricted?: true;
  /** Whether no policy allows it. */
  readonly isNeverAllowed?: true;
  /** Whether only the engine shows it. */
  readonly onlyOnEngine?: true;
  /** Returns the attributes that differ from a container that satisfies RESTRICTED. */
  readonly weaken: (write: Write) => { readonly [attribute: string]: unknown };
}

const attack = (control: ControlName, title: string, weaken: Attack['weaken']): Attack => ({ controls: [control], title, weaken });
const restricted = (control: ControlName, title: string, weaken: Attack['weaken']): Attack => (
  { ...attack(control, title, weaken), onlyRestricted: true });
/** Shows everything on the host, the socket included. */
const everything = (title: string, weaken: Attack['weaken']): Attack => ({ controls: ['host_paths', 'engine_socket'], title, weaken });

/** The folder that the policy shares, read-only. */
export const SHARED = '/srv/berth-attacks';

/** The folder that the policy shares for writing. */
export const SCRATCH = '/srv/berth-attacks-scratch';

const mount = (source: unknown, readOnly: unknown = true) => (
  { mounts: [{ type: 'bind', source, target: '/x', read_only: readOnly }] });
const volume = (options: object, readOnly = false) => ({
  mounts: [{
    // A volume that exists keeps its options.
    type: 'volume',
    source: `${NAME}-made-${randomUUID()}`,
    target: '/x',
    volume_options: { driver_options: options },
    ...(readOnly && { read_only: true }),
  }],
});

/** Returns a profile of all calls that the engine's default profile allows, with another rule for those that it allows under conditions. */
function seccompAllowing(rule: object): string {
  const { syscalls, ...profile } = profileAllowing(DEFAULT_CALLS) as { syscalls: ReadonlyArray<{ readonly args?: object }> };
  const others = syscalls.filter(({ args }) => args === undefined);
  const rules = [...others, { names: [...CONDITIONS.keys()], action: 'SCMP_ACT_ALLOW', ...rule }];
  return `seccomp=${JSON.stringify({ ...profile, syscalls: rules })}`;
}

/** Spellings of paths that no host shares. */
const PATHS = [
  '/etc', '//etc//', '/srv/../etc', `${SHARED}/../berth-secret`, `${SHARED}-not`, '/srv', '/proc/sys/kernel', '/proc/1/root', '/sys',
  '/dev', '/usr/bin', '/root', '/etc/cron.d', '/boot', '/opt',
];

/** A way to a path of the host. In some of these, the kernel shows the machine, too. */
const pathAttack = (path: string, title: string, weaken: Attack['weaken']): Attack => (
  { controls: ['host_paths', ...(/^\/(proc|sys)/.test(path) ? ['kernel_paths'] as const : [])], title, weaken });

/** Folders in which engines listen. */
const SOCKET_FOLDERS = ['/run/docker/containerd', '/run/user/1000', '/run/buildkit', '/var/run/crio', '/run/podman'];

const onEngine = (hidden: Attack): Attack => ({ ...hidden, onlyOnEngine: true });

/** The ways in that need nothing but the container's own attributes. */
const OWN: readonly Attack[] = [
  attack('privileged', 'privileged', (write) => ({ privileged: write(true) })),
  attack('pid_namespace', 'the host\'s processes', (write) => ({ pid_mode: write('host') })),
  attack('ipc_namespace', 'the host\'s memory', (write) => ({ ipc_mode: write('host') })),
  attack('uts_namespace', 'the host\'s name', (write) => ({ uts_mode: write('host') })),
  attack('network_namespace', 'the host\'s network', (write) => ({ network_mode: write('host') })),
  attack('cgroup_namespace', 'the host\'s control groups', (write) => ({ cgroupns_mode: write('host') })),
  attack('user_namespace', 'the host\'s users', (write) => ({ userns_mode: write('host') })),
  ...['SYS_ADMIN', 'cap_sys_admin', 'ALL', 'all', 'Sys_Module', 'NET_RAW'].map((name) => (
    attack('capabilities', `capability ${name}`, (write) => ({ capabilities: { drop: ['ALL'], add: [write(name)] } })))),
  ...['no-new-privileges=false', 'no-new-privileges:false', 'no-new-privileges=0', 'no-new-privileges=F'].map((option) => (
    attack('no_new_privileges', option, (write) => ({ security_opts: [write(option)] })))),
  ...[
    'seccomp=unconfined', 'seccomp:unconfined', 'seccomp={"defaultAction":"SCMP_ACT_ALLOW"}',
    'seccomp={"DEFAULTACTION":"SCMP_ACT_ALLOW"}', 'seccomp={"defaultAction":"SCMP_ACT_ERRNO","defaultaction":"SCMP_ACT_ALLOW"}',
    'seccomp={"defaultAction":"SCMP_ACT_LOG"}', 'seccomp={"defaultAction":"SCMP_ACT_ERRNO","syscall":[]}',
    'seccomp={"defaultAction":"SCMP_ACT_ERRNO","listenerPath":"/x"}',
  ].map((option) => attack('seccomp', option, (write) => ({ security_opts: ['no-new-privileges', write(option)] }))),
  ...[
    {}, { args: [] }, { args: [{ index: 0, value: 0, op: 'SCMP_CMP_MASKED_EQ' }] }, { args: [{ index: 0, value: 0, op: 'SCMP_CMP_GE' }] },
    { names: ['io_uring_setup'] }, { names: ['kexec_load'], includes: { arches: ['amd64'] } },
    { names: ['bpf'], include: { caps: ['CAP_BPF'] } },
  ].map((rule) => attack('seccomp', `a profile with ${JSON.stringify(rule)}`, (write) => (
    { security_opts: ['no-new-privileges', write(seccompAllowing(rule))] }))),
  // The kernel removes spaces, and takes each beginning of "unconfined" for that.
  ...['unconfined', ' unconfined', 'unconfined ', 'u', 'unconf', ':x:', ':x:y', '&unconfined', 'a//&b', 'a b'].flatMap((profile) => (
    ['=', ':'].map((sign) => attack('apparmor', `AppArmor profile "${sign}${profile}"`, (write) => (
      { security_opts: ['no-new-privileges', write(`apparmor${sign}${profile}`)] }))))),
  {
    controls: ['selinux', 'kernel_paths'],
    title: 'label=disable, as the engine abbreviates it',
    weaken: (write) => ({ security_opts: ['no-new-privileges', write('disable')] }),
  },
  ...['label=disable', 'label:disable', 'LABEL=type:spc_t', 'label=user:root', 'label:type:unconfined_t'].map((option) => (
    attack('selinux', option, (write) => ({ security_opts: ['no-new-privileges', write(option)] })))),
  ...['remount,rw', 'rw,remount', 'shared', 'bind', 'sync'].map((options) => (
    attack('kernel_paths', `tmpfs with "${options}"`, (write) => ({ tmpfs: { '/sys/': write(options) } })))),
  attack('cpus', 'a real-time priority', (write) => (
    { ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }, { name: 'rtprio', soft: 0, hard: write(99) }] })),
  ...[21, 40, -1].map((hard) => attack('cpus', `precedence over other programs, by ${hard}`, (write) => (
    { ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }, { name: 'nice', soft: 0, hard: write(hard) }] }))),
  ...[-1, -1000].map((adjustment) => attack('memory', `killed last, by ${adjustment}`, (write) => ({ oom_score_adj: write(adjustment) }))),
  attack('kernel_paths', 'all paths of the kernel', () => ({ masked_paths: [] })),
  attack('kernel_paths', 'writable paths of the kernel', () => ({ readonly_paths: ['/proc/bus'] })),
  attack('kernel_paths', 'systempaths', (write) => ({ security_opts: ['no-new-privileges', write('systempaths=unconfined')] })),
  attack('sysctls', 'a parameter of the kernel', (write) => ({ sysctls: { 'net.ipv4.conf.all.route_localnet': write('1') } })),
  attack('devices', 'a device', (write) => ({ devices: [{ host_path: write('/dev/fuse'), container_path: '/dev/fuse' }] })),
  ...['writable-cgroups', 'writable-cgroups=true', 'credentialspec=file://x'].map((option) => (
    attack('kernel_paths', option, (write) => ({ security_opts: ['no-new-privileges', write(option)] })))),
  ...['org.systemd.property.MemoryMax', 'run.oci.keep_original_groups', 'dev.gvisor.flag.network', 'io.katacontainers.config.x'].map(
    (name) => attack('kernel_paths', `annotation ${name}`, (write) => ({ annotations: { [name]: write('1') } }))),
  ...['/docker/x', '/berth', '/berth/../system.slice', `/berth/team/${'0'.repeat(64)}`].map((group) => (
    attack('cgroup_namespace', `the control group ${group}, which is no resource pool`, (write) => ({ cgroup_parent: write(group) })))),
  ...['fluentd', 'syslog', 'gelf', 'splunk'].map((driver) => (
    attack('log_driver', `log driver ${driver}`, (write) => ({ log_driver: write(driver) })))),
  ...[['syslog-address', 'unixgram:///other.sock'], ['fluentd-address', 'tcp://127.0.0.1'], ['gelf-address', 'udp://x'], ['x', '']].map(
    ([option, value]) => attack('log_driver', `option ${option} of the default log driver`, (write) => (
      { log_driver: null, log_opts: { 'max-size': '1m', [option!]: write(value!) } }))),
  ...[['json-file', '700m'], ['local', '4.1m'], ['', '4097 KiB'], ['none', '0x1p30']].map(([driver, size]) => (
    attack('log_driver', `${driver} with ${size} of output in the engine's memory`, (write) => (
      { log_driver: driver || null, log_opts: { 'mode': 'non-blocking', 'max-buffer-size': write(size!) } })))),
  attack('memory', 'no memory limit', () => ({ memory: null })),
  attack('memory', 'no limit of swap', (write) => ({ memory_swap: write(-1) })),
  attack('cpus', 'no CPU limit', () => ({ cpus: null })),
  attack('processes', 'no limit of processes', (write) => ({ pids_limit: write(-1) })),
  attack('open_files', 'no limit of files', () => ({ ulimit: [{ name: 'nofile', soft: -1, hard: -1 }] })),
  ...['Nofile', 'NOFILE', 'nof\u0131le'].map((name) => attack('open_files', `a limit of files, and none by the name ${name}`, (write) => (
    { ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }, { name: write(name), soft: -1, hard: -1 }] }))),
  restricted('read_only_root', 'a writable root', (write) => ({ read_only: write(false) })),
  restricted('user', 'root', (write) => ({ user: write('0:0') })),
  ...['root', '2147483648', '4294967296', '99999999999999999999', '99999999999999999999:1000', '+1', '1e3', '٣', ' 1'].map((user) => (
    restricted('user', `the user "${user}", who can be root`, (write) => ({ user: write(user) })))),
];

/** The ways to the files of the host. */
const FILES: readonly Attack[] = [
  ...['/var/run/docker.sock', '//run/./docker.sock'].flatMap((socket) => [
    attack('engine_socket', `mount of ${socket}`, (write) => mount(write(socket))),
    attack('engine_socket', `volume of ${socket}`, (write) => ({ volumes: [{ host_path: write(socket), container_path: '/x' }] })),
  ]),
  ...PATHS.flatMap((path) => [
    pathAttack(path, `mount of ${path}`, (write) => mount(write(path))),
    pathAttack(path, `volume of ${path}`, (write) => (
      { volumes: [{ host_path: write(path), container_path: '/x', read_only: true }] })),
    pathAttack(path, `volume named ${path}`, (write) => ({ volumes: [{ volume_name: write(path), container_path: '/x' }] })),
    pathAttack(path, `volume that binds ${path}`, (write) => volume({ type: 'none', o: 'rbind,ro', device: write(path) })),
  ]),
  ...SOCKET_FOLDERS.map((folder) => everything(`mount of ${folder}`, (write) => mount(write(folder)))),
  ...[true, false].map((readOnly) => (
    attack('host_paths', 'mount of a path in a folder that is shared for writing', (write) => mount(write(`${SCRATCH}/x`), readOnly)))),
  attack('host_paths', 'writable mount of a folder that is shared read-only', (write) => mount(SHARED, write(false))),
  onEngine(attack('host_paths', 'link out of a shared folder', (write) => mount(write(`${SHARED}/link`)))),
  onEngine(attack('host_paths', 'link in a link', (write) => mount(write(`${SHARED}/inside/../link/sub`)))),
  restricted('host_paths', 'mount of a shared folder', (write) => mount(write(SHARED))),
  ...[{ type: 'none', o: 'bind' }, { o: 'rbind' }, { type: 'tmpfs', o: 'size=1m,bind' }].map((options) => (
    attack('host_paths', `volume with ${JSON.stringify(options)}`, (write) => volume({ ...options, device: write('/etc') })))),
  ...['bind', 'bind,ro,rw', 'ro,rbind,rw,', 'bind, ro', 'bind,ro,remount', 'bind,ro,x'].map((o) => (
    attack('host_paths', `volume of a shared folder with "${o}"`, (write) => volume({ type: 'none', o: write(o), device: SHARED })))),
  ...['bind', 'bind,private', 'bind,ro', 'bind,ro,rslave', 'bind,ro,shared'].map((o) => (
    attack('host_paths', `read-only mount of a volume of a folder that is shared read-only, with ${o}`, (write) => (
      volume({ type: 'none', o: write(o), device: SHARED }, true))))),
  attack('host_paths', 'volume of a folder that is shared for writing, to which mounts propagate', (write) => (
    volume({ type: 'none', o: 'bind', device: write(SCRATCH) }))),
  ...['slave', 'rslave', 'shared', 'rshared'].flatMap((propagation) => [SHARED, SCRATCH].map((source) => (
    attack('host_paths', `mount of ${source} with the propagation ${propagation}`, (write) => (
      { mounts: [{ type: 'bind', source, target: '/x', read_only: true, bind_options: { propagation: write(propagation) } }] }))))),
  attack('host_paths', 'new label for a folder that is shared read-only', (write) => (
    { volumes: [{ host_path: write(SHARED), container_path: '/x', read_only: true, selinux_relabel: 'z' }] })),
  onEngine(attack('host_paths', 'folder that the engine creates in one that is shared read-only', (write) => (
    { volumes: [{ host_path: write(`${SHARED}/${randomUUID()}`), container_path: '/x', read_only: true }] }))),
  onEngine(attack('host_paths', 'volume of an empty folder that is shared read-only, which the engine fills', (write) => (
    { mounts: [{ type: 'volume', source: write(`${NAME}-empty`), target: '/bin', read_only: true }] }))),
  onEngine(attack('host_paths', 'the same by `volumes`', (write) => (
    { volumes: [{ volume_name: write(`${NAME}-empty`), container_path: '/bin', read_only: true }] }))),
  ...['proc', 'sysfs', 'cgroup2', 'debugfs'].map((type) => (
    pathAttack('/proc', `volume of type ${type}`, (write) => volume({ type: write(type), device: type })))),
  ...['ext4', 'overlay'].map((type) => (
    everything(`volume of type ${type}`, (write) => volume({ type: write(type), o: 'lowerdir=/etc', device: '/dev/vda' })))),
  ...[
    { type: 'nfs', o: 'addr=127.0.0.1', device: ':/' }, { type: 'NFS4', device: '127.0.0.1:/srv' }, { type: 'cifs', device: `/${SHARED}` },
    { type: 'smb3', device: SHARED }, { type: 'nfs', o: 'private', device: SHARED },
  ].map((options) => attack('host_paths', `volume with ${JSON.stringify(options)}`, (write) => (
    volume({ ...options, device: write(options.device) })))),
  onEngine(attack('host_paths', 'volume that is a bind mount', (write) => (
    { volumes: [{ volume_name: write(`${NAME}-disguised`), container_path: '/x' }] }))),
  onEngine(attack('host_paths', 'mounts of another container', (write) => ({ volumes: [{ from_container: write(`${NAME}-other`) }] }))),
];

/** The ways through another container that has what this one must not. */
const JOINED: readonly Attack[] = [
  // The kernel shows the root of each of its processes in /proc/PID/root, and so the folders of the host that it mounts.
  {
    ...attack('pid_namespace', 'processes of another container', (write) => ({ pid_mode: write(`container:${NAME}-other`) })),
    controls: ['pid_namespace', 'host_paths'] as const,
  },
  attack('ipc_namespace', 'memory of another container', (write) => ({ ipc_mode: write(`container:${NAME}-other`) })),
  attack('network_namespace', 'network of another container', (write) => ({ network_mode: write(`container:${NAME}-other`) })),
].map(onEngine);

export const ATTACKS: readonly Attack[] = [...OWN, ...FILES, ...JOINED];

const textAttack = (title: string, weaken: Attack['weaken']): Attack => ({ controls: [], title, isNeverAllowed: true, weaken });

/** Policies and reasons that could mean something else to a reader than to the provider, and folders that no host can share. */
export const TEXTS: readonly Attack[] = [
  ...[
    'restricted@01', 'none@1\u00a0memory=limited', 'restricted@1\ncapabilities=any', 'none@1 seccomp<=default', 'none@1 runtime=any,runc',
    'none@1 memory<=0512m', 'none@1 apparmor=none', 'none@1 runtime=r%75nc',
    ...[
      '/proc', '/sys/kernel', '/dev/shm', '/run/app', '/var/run/app', '/var/lib/docker', '/', '/etc', '/etc/cron.d:rw', '/usr/bin:rw',
      '/srv/..', '/srv/%2e%2e/etc', '/srv/x/%2E%2E', '//etc', '/srv/', '/srv:ro', '/srv:RW', '/srv/%00', '/srv/%1b', '/srv/%E2%80%AE',
      '/srv share=/srv:rw',
    ].map((folder) => `baseline@1 share=${folder}`),
  ].map((policy) => textAttack(`the policy ${JSON.stringify(policy)}`, (write) => ({ isolation_policy: write(policy) }))),
  ...['', ' ', '\u00a0', '\u200b', '\u3164', '\u2800', '...', 'it needs\u001b[2K it', 'it\u202e needs it', 'it\nneeds it'].map((reason) => (
    textAttack(`the reason ${JSON.stringify(reason)}`, (write) => ({ isolation_exemptions: { memory: write(reason) } })))),
];

/** A container that is attacked. */
export interface Attacked {
  readonly attacks: readonly Attack[];
  readonly profile: 'baseline' | 'restricted';
  readonly exempt: readonly ControlName[];
}

/** Generates containers that are attacked in one or two ways that don't undo each other. */
export function attacked(attacks: readonly Attack[]): fc.Arbitrary<Attacked> {
  return fc.uniqueArray(fc.constantFrom(...attacks), { minLength: 1, maxLength: 2 }).filter(changeDifferentAttributes).chain((some) => (
    fc.record({
      attacks: fc.constant(some),
      profile: fc.constantFrom('baseline', 'restricted'),
      exempt: fc.subarray([...new Set(some.flatMap(({ controls }) => controls))]),
    })));
}

function changeDifferentAttributes(attacks: readonly Attack[]): boolean {
  const attributes = attacks.flatMap(({ weaken }) => Object.keys(weaken((value) => value)));
  return new Set(attributes).size === attributes.length;
}

/** Returns whether the policy's own words allow what a container gets: it does not ask for the control, or exempts the container. */
export function isAllowed({ attacks, profile, exempt }: Attacked): boolean {
  const covered = withImplied(exempt);
  return attacks.every(({ controls, onlyRestricted, isNeverAllowed }) => !isNeverAllowed && (
    (onlyRestricted && profile === 'baseline') || controls.every((control) => covered.includes(control))));
}
