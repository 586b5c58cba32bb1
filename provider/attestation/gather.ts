import { Joiner } from './between-restarts';
import { Network, OpenBridges, readOpenBridges } from './bridge-filter';
import { cgroupLayout } from './cgroup';
import { groupMovedTo, Hierarchy, limitPath, parseGroups, usualLimitPaths } from './cgroup-path';
import { parseStatus } from './proc';
import { readRuntimePrograms } from './runtime-programs';
import { readTwins } from './twins';
import { mayBeSandbox } from '../../src/shared/runtimes';
import { Engine } from '../engine/engine';
import { inspectContainer } from '../engine/inspect';
import { diskFiles, diskOf } from '../isolation/disk';
import { EngineFacts } from '../isolation/engine-facts';
import { Mount, parseMounts } from '../isolation/mountinfo';
import { Answer } from '../probe/answers';
import { limited } from '../probe/at-once';
import { withProbeImage } from '../probe/image';
import { hostProbeSettings, runProbe } from '../probe/run';
import { Inspect } from '../resources/container/fields/fact';

/** The namespaces that have a link in /proc/PID/ns. */
export const NAMESPACES = ['pid', 'ipc', 'uts', 'net', 'cgroup', 'user', 'mnt'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** The files that are read of a container's process: never its environment or arguments, which may contain secrets. */
const PROCESS_FILES = [
  'status', 'limits', 'oom_score_adj', 'cgroup', 'mountinfo', 'uid_map', 'attr/current', 'exe', ...NAMESPACES.map((name) => `ns/${name}`),
  'net/dev', 'net/fib_trie', 'net/if_inet6',
];
const HOST_FILES = [
  '/proc/1/status', '/proc/2/status', '/proc/1/mountinfo', '/proc/version', '/proc/sys/kernel/random/boot_id',
  ...['/proc/1', '/proc/2'].flatMap((process) => NAMESPACES.map((name) => `${process}/ns/${name}`)),
  ...['mountinfo', 'cgroup', 'net/dev', 'net/if_inet6'].map((file) => `/proc/self/${file}`),
];

/** Where SELinux shows whether it forbids anything on the host (1), or only notes what it would forbid (0). */
const SELINUX_MODES = ['/proc/1', '/proc/2'].map((process) => `${process}/root/sys/fs/selinux/enforce`);

/** All paths must fit into the arguments of one program: 2 MiB on most systems. */
const MAX_CONTAINERS_PER_PROBE = 400;

/** How many attestations a process makes at once on an engine: their probes are in no pool. */
const MOST_AT_ONCE = 4;

/** Returns the content of a file or the target of a link, or undefined if it cannot be read. */
export type Read = (path: string) => string | undefined;

/** Reads the files of one container, which the probe printed. */
export interface ContainerFiles {
  /** Reads below its process's folder in /proc. */
  readonly process: Read;
  /** Which file its process runs: the device, a space, and the inode. */
  readonly program: string | undefined;
  /** Whether the process is still that of the container: the kernel reuses the id of a process that has ended. */
  readonly isSameProcess: boolean;
  /** Reads a file of a `CgroupLayout` from the control group that its process is in. */
  readonly limits: Read;
  /** Returns the control group of such a file, if its process was moved out of the one that the engine created. */
  readonly movedTo: Read;
  /** Reads the files of its twin: of the probe, run with the container's settings. Only if the container runs in a sandbox. */
  readonly twin?: Read;
}

export interface Evidence {
  /** Reads files of the host, and the probe's own files. */
  readonly host: Read;
  readonly hostMounts: readonly Mount[];
  /** The probe's own mounts, which show the kernel paths that the engine masks in a container by default. */
  readonly probeMounts: readonly Mount[];
  /** The files of the running containers, by id. */
  readonly files: ReadonlyMap<string, ContainerFiles>;
  /** The members of each namespace, by the kernel's link for it: ids of containers, and `HOST`. */
  readonly namespaceMembers: ReadonlyMap<string, readonly string[]>;
  /** Whether that includes all containers that run on the engine, attested or not. */
  readonly knowsNeighbours: boolean;
  /** The kinds of namespaces of which the host's own is known. */
  readonly knownHostNamespaces: ReadonlySet<Namespace>;
  /** The networks of the containers, by id. */
  readonly networks: ReadonlyMap<string, Network>;
  readonly openBridges: OpenBridges;
  /** The disk on which the engine keeps its files, as "major:minor". Only known if a container has a limit for disks. */
  readonly disk: string | undefined;
  /** Which files the programs of sandboxes are on the host, by the runtime's name. */
  readonly runtimePrograms: ReadonlyMap<string, string>;
}

export const HOST = 'host';

/** Whether a container's process may be a sandbox with its own kernel instead of its own program. A twin shows whether it is. */
export function mayBeSandboxed({ HostConfig: { Runtime: runtime = '' } }: Inspect): boolean {
  return mayBeSandbox(runtime);
}

/** The containers that run on an engine. */
export interface Running {
  readonly containers: readonly Inspect[];
  /** All others, which may share namespaces with them. Undefined if the engine did not report them all. */
  readonly neighbours: readonly Inspect[] | undefined;
  /** Those of both that have no process just now. */
  readonly joiners: readonly Joiner[];
}

/** Reads what is in force in running containers: from the host, and for the inside of sandboxes from twins. */
export async function gather(
  engine: Engine, facts: EngineFacts, { containers, neighbours, joiners }: Running, networks: ReadonlyMap<string, Network>,
  signal: AbortSignal,
): Promise<Evidence> {
  const knowsNeighbours = neighbours !== undefined;
  const nothing = {
    files: new Map(),
    networks,
    openBridges: new Map(),
    runtimePrograms: new Map(),
    neighbours: new Map(),
    joiners,
    knowsNeighbours,
    disk: undefined,
  };
  if (containers.length === 0) return evidenceOf(() => undefined, nothing);
  return limited(engine, 'attestation', MOST_AT_ONCE, () => withProbeImage(engine, async (image) => {
    const answers = new Map<string, Answer>();
    const ask = async (about: readonly Inspect[], pathsOf: (container: Inspect) => readonly string[], others: readonly string[] = []) => {
      for (let from = 0; from < about.length; from += MAX_CONTAINERS_PER_PROBE) {
        const paths = [...others, ...about.slice(from, from + MAX_CONTAINERS_PER_PROBE).flatMap(pathsOf)];
        if (paths.length === 0) continue;
        const some = await runProbe(engine, image, paths, { host: hostProbeSettings(facts.hasAppArmor) }, signal);
        some.forEach((answer, path) => answers.set(path, answer));
      }
    };
    const host = readerOf(answers);
    await ask([...containers, ...neighbours ?? []], (container) => containers.includes(container)
      ? [...processPaths(container), ...usualLimitPaths(container, facts)]
      : NAMESPACES.map((kind) => `/proc/${container.State.Pid}/ns/${kind}`), [...HOST_FILES, ...facts.hasSelinux ? SELINUX_MODES : []]);

    const groupsOf = ({ State: { Pid: pid } }: Inspect) => parseGroups(host(`/proc/${pid}/cgroup`) ?? '');
    const hierarchy: Hierarchy = {
      facts, probe: parseGroups(host('/proc/self/cgroup') ?? ''), mounts: parseMounts(host('/proc/self/mountinfo') ?? ''),
    };
    const pathOf = (container: Inspect, file: string) => limitPath(file, container, groupsOf(container), hierarchy);
    // An engine may arrange control groups in another way, and processes can be moved: then the limits are elsewhere.
    const disk = [facts.folder, parseMounts(host('/proc/1/mountinfo') ?? '')] as const;
    await ask(containers, (container) => cgroupLayout(facts.cgroupVersion).files
      .flatMap((file) => pathOf(container, file) ?? []).filter((path) => !answers.has(path)),
    containers.some(limitsDisks) ? diskFiles(...disk) : []);

    const sandboxed = containers.filter(mayBeSandboxed);
    const work = [
      stillRunning(engine, containers, host, signal),
      readTwins(engine, image, sandboxed, signal),
      readRuntimePrograms(engine, image, sandboxed.map(({ HostConfig: { Runtime: runtime } }) => runtime ?? ''), signal),
      readOpenBridges(engine, image, [...networks.values()], signal),
    ] as const;
    // Wait for all, even if one fails: each has to remove its containers.
    await Promise.allSettled(work);
    const [same, twins, runtimePrograms, openBridges] = await Promise.all(work);
    const files = new Map(containers.map((container): [string, ContainerFiles] => [container.Id, {
      process: readerOf(answers, `/proc/${container.State.Pid}/`),
      program: host(programPath(container)),
      isSameProcess: same.has(container.Id),
      limits: (file) => {
        const path = pathOf(container, file);
        return path === undefined ? undefined : host(path);
      },
      movedTo: (file) => groupMovedTo(file, container, groupsOf(container), hierarchy),
      ...(twins.has(container.Id) && { twin: readerOf(twins.get(container.Id)!) }),
    }]));
    const readers = (neighbours ?? []).map(({ Id: id, State: { Pid: pid } }) => [id, readerOf(answers, `/proc/${pid}/`)] as const);
    return evidenceOf(host, {
      files, networks, runtimePrograms, openBridges, neighbours: new Map(readers), joiners, knowsNeighbours, disk: diskOf(...disk, host),
    });
  }));
}

type Known = Pick<Evidence, 'files' | 'networks' | 'runtimePrograms' | 'openBridges' | 'knowsNeighbours' | 'disk'>
  & { readonly neighbours: ReadonlyMap<string, Read>; readonly joiners: readonly Joiner[] };

function evidenceOf(host: Read, { neighbours, joiners, ...known }: Known): Evidence {
  const mountsIn = (file: string) => parseMounts(host(file) ?? '');
  const [hostMounts, probeMounts] = [mountsIn('/proc/1/mountinfo'), mountsIn('/proc/self/mountinfo')];
  const namespaceMembers = new Map<string, string[]>();
  const knownHostNamespaces = new Set<Namespace>();
  for (const kind of NAMESPACES) {
    for (const link of hostNamespaces(host, kind)) {
      namespaceMembers.set(link, [HOST]);
      knownHostNamespaces.add(kind);
    }
    const processes = new Map([...[...known.files].map(([id, { process }]) => [id, process] as const), ...neighbours]);
    const joining = joiners.filter((joiner) => joiner.kind === kind).map(({ id, owner }) => [id, processes.get(owner)] as const);
    for (const [id, process] of [...processes, ...joining]) {
      const link = process?.(`ns/${kind}`);
      if (link !== undefined) namespaceMembers.set(link, [...namespaceMembers.get(link) ?? [], id]);
    }
  }
  return { host, hostMounts, probeMounts, namespaceMembers, knownHostNamespaces, ...known };
}

function processPaths(container: Inspect): string[] {
  const files = PROCESS_FILES.map((file) => `/proc/${container.State.Pid}/${file}`);
  return mayBeSandboxed(container) ? [...files, programPath(container)] : files;
}

function limitsDisks({ HostConfig: settings }: Inspect): boolean {
  return [settings.BlkioDeviceReadBps, settings.BlkioDeviceWriteBps].some((devices) => (devices ?? []).length > 0);
}

function programPath({ State: { Pid: pid } }: Inspect): string {
  return `=/proc/${pid}/exe`;
}

/**
 * Returns the ids of the containers whose process is still theirs. The name of a control group shows that. A process that was moved to
 * another group is compared with what the engine reports now.
 */
async function stillRunning(engine: Engine, containers: readonly Inspect[], host: Read, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const same = await Promise.all(containers.map(async ({ Id: id, State: before }) => {
    const groups = host(`/proc/${before.Pid}/cgroup`);
    if (groups === undefined) return [];
    if (groups.includes(id)) return [id];
    const now = (await inspectContainer(engine, id, { fresh: true, signal }))?.State;
    return now?.Running && now.Pid === before.Pid && now.StartedAt === before.StartedAt ? [id] : [];
  }));
  return new Set(same.flat());
}

/** Returns whether the second process is the kernel's own (kthreadd), which can be inspected where the first one can't. */
function isKernels(host: Read): boolean {
  return parseStatus(host('/proc/2/status') ?? '').get('Name') === 'kthreadd';
}

/** Returns the host's namespaces: those of its first process, and those of the kernel's own process. */
function hostNamespaces(host: Read, kind: Namespace): string[] {
  return [host(`/proc/1/ns/${kind}`), isKernels(host) ? host(`/proc/2/ns/${kind}`) : undefined].filter((link) => link !== undefined);
}

/** Returns whether SELinux forbids anything on the host, or undefined if it can't be seen. */
export function enforcesSelinux(host: Read): boolean | undefined {
  const [first, kernels] = SELINUX_MODES.map((path) => host(path)?.trim());
  const mode = first ?? (isKernels(host) ? kernels : undefined);
  return mode === '1' ? true : mode === '0' ? false : undefined;
}

function readerOf(answers: ReadonlyMap<string, Answer>, folder = ''): Read {
  return (path) => {
    const answer = answers.get(folder + path);
    return answer === undefined || answer.kind === 'error' ? undefined : answer.text;
  };
}
