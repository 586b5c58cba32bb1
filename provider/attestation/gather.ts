import { layoutOf } from './cgroup';
import { EngineFacts } from './engine-facts';
import { Answer } from './probe/answers';
import { withProbeImage } from './probe/image';
import { besideTheContainers, CGROUPS, runProbe, twinOf } from './probe/run';
import { Mount, mountsOf, statusOf } from './proc';
import { Engine } from '../engine/engine';
import { Inspect } from '../resources/container/fields/fact';

/** The namespaces that the kernel has a link for, in /proc/PID/ns. */
export const NAMESPACES = ['pid', 'ipc', 'uts', 'net', 'cgroup', 'user'] as const;
export type Namespace = (typeof NAMESPACES)[number];

/** What is read of a container's process: never its environment or its arguments, which hold secrets. */
const PROCESS_FILES = ['status', 'limits', 'cgroup', 'mountinfo', 'uid_map', 'attr/current', 'exe', ...NAMESPACES.map((name) => `ns/${name}`)];
const HOST_FILES = [
  '/proc/1/status', '/proc/2/status', '/proc/1/mountinfo', '/proc/self/mountinfo', '/proc/version',
  ...['/proc/1', '/proc/2'].flatMap((process) => NAMESPACES.map((name) => `${process}/ns/${name}`)),
];
const TWIN_FILES = ['/proc/self/status', '/proc/self/mountinfo', '/proc/self/uid_map', '/proc/version'];

/** How many containers one probe looks at: all of its paths have to fit into the arguments of one program, 2 MiB on most systems. */
const AT_ONCE = 400;

/** What a file holds or a link leads to, or nothing where it can't be read. */
export type Read = (path: string) => string | undefined;

/** What was seen of one container. */
export interface Seen {
  /** Below its process's folder in /proc. */
  readonly process: Read;
  /** Below the folder where its limits are. */
  readonly limits: Read;
  /** Of the probe under the same settings, where the process is a sandbox that the container runs within. */
  readonly twin?: Read;
}

export interface Evidence {
  /** Of the host, and of the probe, which the engine has kept from the kernel's paths as it keeps any container. */
  readonly host: Read;
  readonly hostMounts: readonly Mount[];
  readonly probeMounts: readonly Mount[];
  /** By container id: those that run. */
  readonly seen: ReadonlyMap<string, Seen>;
  /** Who is in a namespace, by the link that the kernel has for it: ids of containers, and `HOST`. */
  readonly inhabitants: ReadonlyMap<string, readonly string[]>;
  /** The kinds of which it is known which namespace is the host's. */
  readonly hostsKnown: ReadonlySet<Namespace>;
}

export const HOST = 'host';

/** Whether a container's process is not its program but a sandbox with a kernel of its own. */
export function isSandboxed({ HostConfig: { Runtime: runtime = '' } }: Inspect): boolean {
  return /runsc|gvisor|kata/i.test(runtime);
}

/** Looks at containers that run from the side of the host, and at the inside of sandboxes through twins. */
export async function gather(engine: Engine, facts: EngineFacts, containers: readonly Inspect[], signal: AbortSignal): Promise<Evidence> {
  if (containers.length === 0) return evidenceOf(() => undefined, new Map());
  return withProbeImage(engine, async (image) => {
    const answers = new Map<string, Answer>();
    for (let from = 0; from < containers.length; from += AT_ONCE) {
      const paths = [...HOST_FILES, ...containers.slice(from, from + AT_ONCE).flatMap((container) => pathsOf(container, facts))];
      const some = await runProbe(engine, image, paths, { host: besideTheContainers(facts.hasAppArmor) }, signal);
      some.forEach((answer, path) => answers.set(path, answer));
    }
    const twins = await lookAtTwins(engine, image, containers.filter(isSandboxed), signal);
    const host = readerOf(answers);
    const seen = new Map(containers.map((container) => [container.Id, {
      process: readerOf(answers, `/proc/${container.State.Pid}/`),
      limits: (file: string) => host(limitPath(container, facts, file)),
      ...(twins.has(container.Id) && { twin: twins.get(container.Id)! }),
    }]));
    return evidenceOf(host, seen);
  });
}

function evidenceOf(host: Read, seen: ReadonlyMap<string, Seen>): Evidence {
  const [hostMounts, probeMounts] = [host('/proc/1/mountinfo'), host('/proc/self/mountinfo')].map((text) => mountsOf(text ?? '')) as [Mount[], Mount[]];
  const inhabitants = new Map<string, string[]>();
  const hostsKnown = new Set<Namespace>();
  for (const kind of NAMESPACES) {
    for (const link of hostNamespaces(host, kind)) {
      inhabitants.set(link, [HOST]);
      hostsKnown.add(kind);
    }
    for (const [id, { process }] of seen) {
      const link = process(`ns/${kind}`);
      if (link !== undefined) inhabitants.set(link, [...inhabitants.get(link) ?? [], id]);
    }
  }
  return { host, hostMounts, probeMounts, seen, inhabitants, hostsKnown };
}

function pathsOf(container: Inspect, facts: EngineFacts): string[] {
  return [
    ...PROCESS_FILES.map((file) => `/proc/${container.State.Pid}/${file}`),
    ...layoutOf(facts.cgroupVersion).files.map((file) => limitPath(container, facts, file)),
  ];
}

/** Where a limit of a container is: in what it sees itself of the control groups, or where a sandbox shows nothing of them, in what the host does. */
function limitPath(container: Inspect, { cgroupVersion, cgroupDriver }: EngineFacts, file: string): string {
  const { Id: id, State: { Pid: pid }, HostConfig: { CgroupParent: parent } } = container;
  if (!isSandboxed(container)) return `/proc/${pid}/root/sys/fs/cgroup/${file}`;
  const group = cgroupDriver === 'systemd' ? `/${parent || 'system.slice'}/docker-${id}.scope` : `${parent || '/docker'}/${id}`;
  const [controller, name] = cgroupVersion === '2' ? ['', file] : [`/${file.split('/')[0]}`, file.split('/')[1]];
  return `${CGROUPS}${controller}${group}/${name}`;
}

/** Those of the first process, and of the kernel's own: where the first is one that nobody may ask about, that is what is left. */
function hostNamespaces(host: Read, kind: Namespace): string[] {
  const isKernels = statusOf(host('/proc/2/status') ?? '').get('Name') === 'kthreadd';
  return [host(`/proc/1/ns/${kind}`), isKernels ? host(`/proc/2/ns/${kind}`) : undefined].filter((link) => link !== undefined);
}

/** One twin does for all containers under the same settings. */
async function lookAtTwins(engine: Engine, image: string, containers: readonly Inspect[], signal: AbortSignal): Promise<Map<string, Read>> {
  const bySettings = new Map<string, Promise<Map<string, Answer>>>();
  for (const settings of containers.map(twinOf)) {
    const key = JSON.stringify(settings);
    if (!bySettings.has(key)) bySettings.set(key, runProbe(engine, image, TWIN_FILES, settings, signal));
  }
  // Where one fails, the others are waited for all the same: each has something to remove.
  await Promise.allSettled(bySettings.values());
  const twins = containers.map(async (container) => [container.Id, readerOf(await bySettings.get(JSON.stringify(twinOf(container)))!)] as const);
  return new Map(await Promise.all(twins));
}

function readerOf(answers: ReadonlyMap<string, Answer>, folder = ''): Read {
  return (path) => {
    const answer = answers.get(folder + path);
    return answer === undefined || answer.kind === 'error' ? undefined : answer.text;
  };
}
