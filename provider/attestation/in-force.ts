import { CgroupControl, layoutOf } from './cgroup';
import { HostPath, pathControls } from './configured';
import { EngineFacts } from './engine-facts';
import { Evidence, HOST, isSandboxed, Namespace, Seen } from './gather';
import { capabilitiesOf, hardLimit, hostPathOf, Mount, mountsOf, statusOf, userWithin } from './proc';
import { CONTROL_NAMES, ControlName, Controls, ControlValue } from '../../src/shared/controls/table';
import { Inspect } from '../resources/container/fields/fact';

/** What the kernel says of one control, and what in particular does. Without a value, `from` says why there is none. */
export interface Finding<T = unknown> {
  readonly value?: T;
  readonly from: string;
}

export type Findings = { readonly [N in ControlName]: Finding<ControlValue<N>> };

/** All there is to know of one container that runs. */
export interface Subject {
  readonly inspect: Inspect;
  readonly configured: Controls;
  readonly facts: EngineFacts;
  readonly evidence: Evidence;
  readonly seen: Seen;
}

/** Of what nobody tells, nothing is known to be in force: neither good nor bad. */
const SILENT = { from: 'its process does not tell' } as const;

const NOT_REMAPPED = { value: 'engine', from: 'this engine remaps no users' } as const;

/** What is in force of each control, as the kernel shows it. */
export function inForce(subject: Subject): Findings {
  if (!isItself(subject)) return Object.fromEntries(CONTROL_NAMES.map((name) => [name, { from: 'its process has ended since the engine was asked' }])) as Findings;
  return isSandboxed(subject.inspect) ? ofSandbox(subject) : ofProcess(subject);
}

/** The kernel gives the number of a process that has ended to another. */
function isItself({ inspect, seen }: Subject): boolean {
  return (seen.process('cgroup') ?? '').includes(inspect.Id);
}

function ofProcess(subject: Subject): Findings {
  const { seen, evidence, configured } = subject;
  const status = statusOf(seen.process('status') ?? '');
  const mounts = mountsOf(seen.process('mountinfo') ?? '');
  return {
    ...powers(status, evidence),
    no_new_privileges: noNewPrivileges(status, 'of its process'),
    read_only_root: rootIsReadOnly(mounts, 'of its process'),
    user: user(status, seen.process('uid_map'), 'of its process'),
    user_namespace: userNamespace(subject),
    pid_namespace: namespace(subject, 'pid'),
    ipc_namespace: namespace(subject, 'ipc'),
    uts_namespace: namespace(subject, 'uts'),
    network_namespace: namespace(subject, 'net'),
    cgroup_namespace: namespace(subject, 'cgroup'),
    seccomp: seccomp(status, configured),
    apparmor: apparmor(subject),
    devices: devices(subject),
    kernel_paths: kernelPaths(mounts, evidence.probeMounts),
    sysctls: { from: 'not looked at: parameters are set once, by the engine' },
    ...paths(mounts, subject),
    ...limits(subject),
    open_files: openFiles(seen.process('limits')),
    runtime: runtime(subject),
  };
}

/** A sandbox makes the calls of what runs in it itself, so that its inside is looked at through a twin, and its limits are those of the sandbox. */
function ofSandbox(subject: Subject): Findings {
  const { seen, configured, facts } = subject;
  const twin = seen.twin!;
  const status = statusOf(twin('/proc/self/status') ?? '');
  const capabilities = capabilitiesFrom(status);
  const kernel = 'the sandbox has a kernel of its own';
  const silent = { from: 'the sandbox\'s kernel does not tell' };
  const own = { value: 'private', from: kernel } as const;
  return {
    privileged: { ...same(configured.privileged), from: 'what was asked for: a sandbox has no powers of the host' },
    capabilities: capabilities === undefined ? silent : { value: capabilities, from: 'CapBnd and CapPrm in a twin' },
    no_new_privileges: status.has('NoNewPrivs') ? noNewPrivileges(status, 'in a twin') : silent,
    read_only_root: rootIsReadOnly(mountsOf(twin('/proc/self/mountinfo') ?? ''), 'in a twin'),
    user: configured.user === 'any' ? { from: 'the image or its program decides' } : user(status, undefined, 'in a twin'),
    user_namespace: facts.remapsUsers ? userNamespace(subject) : NOT_REMAPPED,
    pid_namespace: own,
    ipc_namespace: own,
    uts_namespace: own,
    network_namespace: namespace(subject, 'net'),
    cgroup_namespace: own,
    seccomp: statusOf(seen.process('status') ?? '').get('Seccomp') === '2'
      ? { ...same(configured.seccomp), from: 'Seccomp of the sandbox\'s process, which makes the calls itself' }
      : { from: kernel },
    apparmor: { from: `${kernel}, which has no AppArmor` },
    devices: { ...same(configured.devices), from: 'what was asked for: a sandbox has no devices but its own' },
    kernel_paths: { value: 'masked', from: kernel },
    sysctls: { from: kernel },
    engine_socket: { from: 'the sandbox\'s mounts are not the host\'s to see' },
    host_paths: { from: 'the sandbox\'s mounts are not the host\'s to see' },
    ...limits(subject),
    open_files: silent,
    runtime: runtime(subject),
  };
}

/** What it may do: all that the host may, or some. */
function powers(status: ReadonlyMap<string, string>, { host }: Evidence): Pick<Findings, 'privileged' | 'capabilities'> {
  const capabilities = capabilitiesFrom(status);
  if (capabilities === undefined) return { privileged: SILENT, capabilities: SILENT };
  const all = capabilitiesOf(statusOf(host('/proc/1/status') ?? '').get('CapBnd'));
  const from = 'CapBnd and CapPrm of its process';
  if (all === undefined) return { privileged: { from: 'the host does not tell what capabilities there are' }, capabilities: { value: capabilities, from } };
  const hasAll = all.every((name) => capabilities.includes(name));
  return {
    privileged: { value: hasAll ? 'allowed' : 'denied', from: 'CapBnd of its process, and of the host\'s' },
    capabilities: { value: hasAll ? 'any' : capabilities, from },
  };
}

function capabilitiesFrom(status: ReadonlyMap<string, string>): string[] | undefined {
  const [bounding, permitted] = ['CapBnd', 'CapPrm'].map((field) => capabilitiesOf(status.get(field)));
  return bounding && permitted && [...new Set([...bounding, ...permitted])].sort();
}

function noNewPrivileges(status: ReadonlyMap<string, string>, of: string): Finding<'required' | 'optional'> {
  const bit = status.get('NoNewPrivs');
  return bit === undefined ? SILENT : { value: bit === '1' ? 'required' : 'optional', from: `NoNewPrivs ${of}` };
}

/** Of the user that a process is, was, and accesses files as, by the numbers that they have within the container. */
function user(status: ReadonlyMap<string, string>, uidMap: string | undefined, of: string): Finding<'any' | 'non-root'> {
  const outside = status.get('Uid')?.split(/\s+/).map(Number);
  if (outside === undefined) return SILENT;
  const within = uidMap === undefined ? outside : outside.map((one) => userWithin(one, uidMap));
  return { value: within.includes(0) ? 'any' : 'non-root', from: `Uid ${of}` };
}

/** A kernel without seccomp has no such field, and no filter. */
function seccomp(status: ReadonlyMap<string, string>, configured: Controls): Finding<ControlValue<'seccomp'>> {
  if (status.size === 0) return SILENT;
  return status.get('Seccomp') === '2'
    ? { ...same(configured.seccomp), from: 'Seccomp of its process: a filter; which one, only the engine says' }
    : { value: 'any', from: 'Seccomp of its process: no filter' };
}

function rootIsReadOnly(mounts: readonly Mount[], of: string): Finding<'required' | 'optional'> {
  const root = mounts.filter(({ at }) => at === '/').at(-1);
  return root === undefined ? SILENT : { value: root.readOnly ? 'required' : 'optional', from: `mounts ${of}` };
}

/** Whether all is covered or read-only that the engine covers or makes so for the probe, which it keeps as it does by default. */
function kernelPaths(mounts: readonly Mount[], probe: readonly Mount[]): Finding<'masked' | 'exposed'> {
  if (mounts.length === 0 || probe.length === 0) return SILENT;
  const ofKernel = ({ at }: Mount) => /^\/(proc|sys)\//.test(at) && !at.startsWith('/sys/fs/');
  const isMasked = probe.filter(ofKernel).every((covered) => mounts.some(({ at, readOnly }) => at === covered.at && (readOnly || !covered.readOnly)));
  return { value: isMasked ? 'masked' : 'exposed', from: 'mounts of its process, and of the probe\'s' };
}

function paths(mounts: readonly Mount[], subject: Subject): Pick<Findings, 'engine_socket' | 'host_paths'> {
  if (mounts.length === 0 || subject.evidence.hostMounts.length === 0) return { engine_socket: SILENT, host_paths: SILENT };
  const { engine_socket: socket, host_paths: found } = pathControls(hostPaths(mounts, subject), subject.facts);
  const from = 'mounts of its process, and of the host\'s';
  return { engine_socket: { value: socket!, from }, host_paths: { value: found!, from } };
}

function namespace({ inspect, seen, evidence }: Subject, kind: Namespace): Finding<'host' | 'shared' | 'private'> {
  const own = seen.process(`ns/${kind}`);
  const from = `namespace ${kind} of its process`;
  if (own === undefined) return { from: `${from}: not there` };
  const others = (evidence.inhabitants.get(own) ?? []).filter((id) => id !== inspect.Id);
  if (others.includes(HOST)) return { value: 'host', from: `${from}: the host's` };
  if (!evidence.hostsKnown.has(kind)) return { from: `${from}: whether it is the host's, nothing tells` };
  return others.length === 0 ? { value: 'private', from } : { value: 'shared', from: `${from}: that of ${others.map((id) => id.slice(0, 12)).join(', ')}, too` };
}

function userNamespace(subject: Subject): Finding<'host' | 'engine'> {
  if (!subject.facts.remapsUsers) return NOT_REMAPPED;
  const { value, from } = namespace(subject, 'user');
  return { ...(value !== undefined && { value: value === 'host' ? value : 'engine' }), from };
}

function apparmor({ seen, facts, inspect }: Subject): Finding<'none' | readonly string[]> {
  if (!facts.hasAppArmor) {
    const isNamed = inspect.HostConfig.SecurityOpt?.some((option: string) => /^apparmor[=:](?!unconfined)/.test(option)) ?? false;
    return { ...(isNamed && { value: 'none' as const }), from: 'this engine\'s kernel has no AppArmor' };
  }
  const current = seen.process('attr/current');
  if (current === undefined) return SILENT;
  const [profile = ''] = current.replace('\0', '').trim().split(' ');
  return { value: profile === '' || profile === 'unconfined' ? 'none' : [profile], from: 'attr/current of its process' };
}

/** What any container may use: the likes of null, zero, full, random, urandom and tty, and terminals; and making nodes, which needs a capability. */
const ORDINARY_DEVICES = /^([bc] \*:\* m|c 1:(3|5|7|8|9) \w+|c 5:(0|1|2) \w+|c 136:\* \w+|c 10:200 \w+)$/;

function devices({ seen, configured }: Subject): Finding<'any' | readonly string[]> {
  const list = seen.limits('devices/devices.list');
  if (list === undefined) return { from: 'control groups of version 2 keep no list of devices' };
  const more = list.trim().split('\n').filter((line) => line !== '' && !ORDINARY_DEVICES.test(line));
  const from = 'devices.list of its control group';
  if (more.length === 0) return { value: [], from };
  const asked = configured.devices ?? [];
  // The list has numbers, and what was asked for has paths: that something was asked for is all that can be compared.
  const isAsked = asked !== 'any' && asked.length > 0 && !more.some((line) => line.startsWith('a '));
  return { value: isAsked ? asked : 'any', from: `${from}: ${more.join(', ')}` };
}

/** What of the host a process sees: file systems that the host has, too, but what the engine itself put there. */
function hostPaths(mounts: readonly Mount[], { evidence: { hostMounts }, facts: { folder } }: Subject): HostPath[] {
  const known = new Set(hostMounts.map(({ device }) => device));
  return mounts
    .filter(({ device, type, at }) => known.has(device) && at !== '/' && !type.startsWith('cgroup'))
    .map((mount) => ({ path: hostPathOf(mount, hostMounts), readOnly: mount.readOnly }))
    .filter(({ path }) => !['containers', 'volumes'].some((part) => path.startsWith(`${folder}/${part}/`)));
}

function limits({ seen, facts }: Subject): { readonly [C in CgroupControl]: Finding<ControlValue<C>> } {
  const found = layoutOf(facts.cgroupVersion).limits(seen.limits);
  const of = (name: CgroupControl): Finding<ControlValue<CgroupControl>> =>
    found[name] === undefined ? { from: 'its control group does not tell' } : { value: found[name], from: 'its control group' };
  return { memory: of('memory'), cpus: of('cpus'), processes: of('processes'), disk_io: of('disk_io') };
}

function openFiles(text: string | undefined): Finding<ControlValue<'open_files'>> {
  const value = text === undefined ? undefined : hardLimit(text, 'Max open files');
  return value === undefined ? SILENT : { value, from: 'limits of its process' };
}

/** Whose kernel it is: the process of a sandbox is its runtime's program. */
function runtime({ inspect, seen, configured, evidence }: Subject): Finding<'any' | readonly string[]> {
  if (!isSandboxed(inspect)) return { ...same(configured.runtime), from: `the host's kernel: ${kernelOf(evidence.host('/proc/version'))}` };
  const program = seen.process('exe')?.split('/').at(-1);
  if (program === undefined) return SILENT;
  const isItsOwn = /^(runsc|qemu|cloud-hypervisor|firecracker|containerd-shim-kata|kata)/.test(program);
  const kernel = kernelOf(seen.twin?.('/proc/version'));
  return isItsOwn ? { ...same(configured.runtime), from: `${program}, whose own kernel says ${kernel}` } : { value: ['the host\'s kernel'], from: `its process is ${program}` };
}

/** The version that a kernel gives itself. */
export function kernelOf(version: string | undefined): string {
  return /^Linux version (\S+)/.exec(version ?? '')?.[1] ?? 'nothing of itself';
}

function same<T>(value: T | undefined): { readonly value?: T } {
  return value === undefined ? {} : { value };
}
