import { cgroupLayout } from './cgroup';
import { parseStatus } from './proc';
import { sandboxOf } from '../../src/shared/runtimes';
import { Engine } from '../engine/engine';
import { EngineFacts } from '../isolation/engine-facts';
import { Mount, parseMounts } from '../isolation/mounts';
import { Answer } from '../probe/answers';
import { withProbeImage } from '../probe/image';
import { hostProbeSettings, CGROUPS, runProbe, twinSettings } from '../probe/run';
import { Inspect } from '../resources/container/fields/fact';

/** The namespaces that have a link in /proc/PID/ns. */
export const NAMESPACES = ['pid', 'ipc', 'uts', 'net', 'cgroup', 'user'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** The files that are read of a container's process: never its environment or arguments, which may contain secrets. */
const PROCESS_FILES = [
  'status', 'limits', 'cgroup', 'mountinfo', 'uid_map', 'attr/current', 'exe', ...NAMESPACES.map((name) => `ns/${name}`),
];
const HOST_FILES = [
  '/proc/1/status', '/proc/2/status', '/proc/1/mountinfo', '/proc/self/mountinfo', '/proc/version',
  ...['/proc/1', '/proc/2'].flatMap((process) => NAMESPACES.map((name) => `${process}/ns/${name}`)),
];
const TWIN_FILES = ['/proc/self/status', '/proc/self/mountinfo', '/proc/self/uid_map', '/proc/version'];

/** All paths must fit into the arguments of one program: 2 MiB on most systems. */
const MAX_CONTAINERS_PER_PROBE = 400;

/** Returns the content of a file or the target of a link, or undefined if it cannot be read. */
export type Read = (path: string) => string | undefined;

/** Reads the files of one container, which the probe printed. */
export interface ContainerFiles {
  /** Reads below its process's folder in /proc. */
  readonly process: Read;
  /** Reads below the folder of its control group. */
  readonly limits: Read;
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
  /** The kinds of namespaces of which the host's own is known. */
  readonly knownHostNamespaces: ReadonlySet<Namespace>;
}

export const HOST = 'host';

/** Whether a container's process is not its own program but a sandbox with its own kernel. */
export function isSandboxed({ HostConfig: { Runtime: runtime = '' } }: Inspect): boolean {
  return sandboxOf(runtime) !== undefined;
}

/** Reads what is in force in running containers: from the host, and for the inside of sandboxes from twins. */
export async function gather(engine: Engine, facts: EngineFacts, containers: readonly Inspect[], signal: AbortSignal): Promise<Evidence> {
  if (containers.length === 0) return evidenceOf(() => undefined, new Map());
  return withProbeImage(engine, async (image) => {
    const answers = new Map<string, Answer>();
    for (let from = 0; from < containers.length; from += MAX_CONTAINERS_PER_PROBE) {
      const batch = containers.slice(from, from + MAX_CONTAINERS_PER_PROBE);
      const paths = [...HOST_FILES, ...batch.flatMap((container) => pathsOf(container, facts))];
      const some = await runProbe(engine, image, paths, { host: hostProbeSettings(facts.hasAppArmor) }, signal);
      some.forEach((answer, path) => answers.set(path, answer));
    }
    const twins = await readTwins(engine, image, containers.filter(isSandboxed), signal);
    const host = readerOf(answers);
    const files = new Map(containers.map((container) => [container.Id, {
      process: readerOf(answers, `/proc/${container.State.Pid}/`),
      limits: (file: string) => host(limitPath(container, facts, file)),
      ...(twins.has(container.Id) && { twin: twins.get(container.Id)! }),
    }]));
    return evidenceOf(host, files);
  });
}

function evidenceOf(host: Read, files: ReadonlyMap<string, ContainerFiles>): Evidence {
  const mountsIn = (file: string) => parseMounts(host(file) ?? '');
  const [hostMounts, probeMounts] = [mountsIn('/proc/1/mountinfo'), mountsIn('/proc/self/mountinfo')];
  const namespaceMembers = new Map<string, string[]>();
  const knownHostNamespaces = new Set<Namespace>();
  for (const kind of NAMESPACES) {
    for (const link of hostNamespaces(host, kind)) {
      namespaceMembers.set(link, [HOST]);
      knownHostNamespaces.add(kind);
    }
    for (const [id, { process }] of files) {
      const link = process(`ns/${kind}`);
      if (link !== undefined) namespaceMembers.set(link, [...namespaceMembers.get(link) ?? [], id]);
    }
  }
  return { host, hostMounts, probeMounts, files, namespaceMembers, knownHostNamespaces };
}

function pathsOf(container: Inspect, facts: EngineFacts): string[] {
  return [
    ...PROCESS_FILES.map((file) => `/proc/${container.State.Pid}/${file}`),
    ...cgroupLayout(facts.cgroupVersion).files.map((file) => limitPath(container, facts, file)),
  ];
}

/**
 * Returns the path of a container's limit in its own file system, which shows its own control group. For a sandbox, which hides
 * control groups, returns the path on the host.
 */
function limitPath(container: Inspect, { cgroupVersion, cgroupDriver }: EngineFacts, file: string): string {
  const { Id: id, State: { Pid: pid }, HostConfig: { CgroupParent: parent } } = container;
  if (!isSandboxed(container)) return `/proc/${pid}/root/sys/fs/cgroup/${file}`;
  const group = cgroupDriver === 'systemd' ? `/${parent || 'system.slice'}/docker-${id}.scope` : `${parent || '/docker'}/${id}`;
  const [controller, name] = cgroupVersion === '2' ? ['', file] : [`/${file.split('/')[0]}`, file.split('/')[1]];
  return `${CGROUPS}${controller}${group}/${name}`;
}

/**
 * Returns the host's namespaces: those of its first process, and those of the kernel's own process (kthreadd), in case the first
 * one cannot be inspected.
 */
function hostNamespaces(host: Read, kind: Namespace): string[] {
  const isKernels = parseStatus(host('/proc/2/status') ?? '').get('Name') === 'kthreadd';
  return [host(`/proc/1/ns/${kind}`), isKernels ? host(`/proc/2/ns/${kind}`) : undefined].filter((link) => link !== undefined);
}

/** Runs one twin for all containers with the same settings. */
async function readTwins(engine: Engine, image: string, containers: readonly Inspect[], signal: AbortSignal): Promise<Map<string, Read>> {
  const bySettings = new Map<string, Promise<Map<string, Answer>>>();
  for (const settings of containers.map(twinSettings)) {
    const key = JSON.stringify(settings);
    if (!bySettings.has(key)) bySettings.set(key, runProbe(engine, image, TWIN_FILES, settings, signal));
  }
  // Wait for all, even if one fails: each has to remove its container.
  await Promise.allSettled(bySettings.values());
  const answersFor = (container: Inspect) => bySettings.get(JSON.stringify(twinSettings(container)))!;
  const twins = containers.map(async (container) => [container.Id, readerOf(await answersFor(container))] as const);
  return new Map(await Promise.all(twins));
}

function readerOf(answers: ReadonlyMap<string, Answer>, folder = ''): Read {
  return (path) => {
    const answer = answers.get(folder + path);
    return answer === undefined || answer.kind === 'error' ? undefined : answer.text;
  };
}
