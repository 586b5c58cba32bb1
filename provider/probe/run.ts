import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { Answer, parseAnswers } from './answers';
import { readWhole } from '../engine/connection/answers';
import { CallOptions, Engine } from '../engine/engine';
import { isConflict, isNotFound, isTooLong } from '../engine/errors';
import { framesOf } from '../engine/output-tail';

/** In milliseconds: the maximum duration of a run. */
const TIMEOUT = 60_000;
/** In milliseconds: the maximum duration of a run as a twin. A virtual machine boots within a few seconds. */
const TWIN_TIMEOUT = 20_000;
/** In milliseconds: the maximum duration of all runs that are needed to read what is too long for one. */
const PARTS_TIMEOUT = 300_000;

/** The runtime that every Docker Engine has, with the kernel of its machine. */
const HOSTS_RUNTIME = 'runc';

/**
 * The isolation of the probe itself: it can only print. Its runtime is not the engine's default, which may be a sandbox: that shows the
 * probe another kernel, and nothing of the machine.
 */
export const ISOLATED: Dockerode.HostConfig = {
  Runtime: HOSTS_RUNTIME,
  AutoRemove: true,
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  Memory: 64 * 1024 * 1024,
  PidsLimit: 64,
  LogConfig: { Type: 'none', Config: {} },
};

/**
 * The control group namespace of the machine, without a mount of the hierarchy. With control groups of version 2, a runtime such as
 * runc 1.1 mounts it there without the options of the machine, and so takes them from the whole machine: `nsdelegate`, by which a
 * namespace can't reach out, and `memory_recursiveprot`, by which reserved memory holds for all groups within.
 */
export const HOSTS_GROUPS: Dockerode.HostConfig = { ...{ CgroupnsMode: 'host' }, Tmpfs: { '/sys/fs/cgroup': '' } };

/** Where the host's control groups are mounted in the probe. */
export const CGROUPS = '/cgroups';

/**
 * Returns the settings with which the probe inspects other containers from the host. It sees all processes, can inspect each of
 * them (SYS_PTRACE), and can read files of other users (DAC_READ_SEARCH).
 *
 * @param hasAppArmor  whether the engine would apply an AppArmor profile, which forbids this
 */
export function hostProbeSettings(hasAppArmor: boolean): Dockerode.HostConfig {
  return {
    ...ISOLATED,
    ...HOSTS_GROUPS,
    PidMode: 'host',
    Binds: [`/sys/fs/cgroup:${CGROUPS}:ro`],
    UsernsMode: 'host',
    CapAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
    SecurityOpt: ['no-new-privileges', ...(hasAppArmor ? ['apparmor=unconfined'] : [])],
  };
}

/** Where the root of the engine's file system is mounted in the probe. */
export const ROOT = '/root';

/** Returns the settings with which the probe sees the files of the engine's machine, of all users. It can't change them. */
export function rootProbeSettings(): ProbeSettings {
  return {
    host: {
      ...ISOLATED,
      Binds: [`/:${ROOT}:ro`],
      UsernsMode: 'host',
      CapAdd: ['DAC_READ_SEARCH'],
      SecurityOpt: ['no-new-privileges'],
    },
  };
}

/** The settings that determine how a container is isolated from its host. */
const TWIN_SETTINGS = [
  'Runtime', 'Privileged', 'CapAdd', 'CapDrop', 'SecurityOpt', 'UsernsMode', 'ReadonlyRootfs', 'Memory', 'MemorySwap', 'NanoCpus',
  'CpuQuota', 'CpuPeriod', 'PidsLimit', 'Ulimits',
] as const;

/** The settings of a run of the probe. */
export interface ProbeSettings {
  readonly host: Dockerode.HostConfig;
  /** A user by number: a name would have to exist in the image. @default - root, with the capabilities of the settings */
  readonly user?: string;
  /** The maximum duration in milliseconds. @default - a minute */
  readonly timeout?: number;
}

/**
 * Returns the settings with which the probe runs as a twin of a container: the container's own, without mounts, networks and ports.
 * The twin therefore reads what the container would.
 */
export function twinSettings({ HostConfig: settings, Config: { User: user } }: Dockerode.ContainerInspectInfo): ProbeSettings {
  const same = Object.fromEntries(TWIN_SETTINGS.map((name) => [name, settings[name]]));
  const { AutoRemove, NetworkMode, LogConfig } = ISOLATED;
  const host = { ...same, AutoRemove, NetworkMode, LogConfig } as Dockerode.HostConfig;
  return { host, timeout: TWIN_TIMEOUT, ...(/^\d+(:\d+)?$/.test(user) && { user }) };
}

/**
 * Runs the probe, and returns what is at each of the paths. Always removes its container afterwards.
 *
 * Programs of a container can make some of its files long, such as the list of their groups. So what is too long for one run is read in
 * parts: else a few containers would keep all others from being attested.
 */
export async function runProbe(
  engine: Engine, image: string, paths: readonly string[], settings: ProbeSettings, signal: AbortSignal,
): Promise<Map<string, Answer>> {
  const { host, user = '', timeout = TIMEOUT } = settings;
  const end = Date.now() + PARTS_TIMEOUT;
  const run = async (some: readonly string[]): Promise<Array<[string, Answer]>> => {
    const body = { Image: image, Cmd: [...some], User: user, HostConfig: host };
    const parse = (printed: Buffer) => [...parseAnswers(printed, some)];
    try {
      return await runProgram(engine, 'inspect the isolation of containers', body, parse, { timeout, signal });
    } catch (error) {
      if (!isTooLong(error) || some.length === 1) throw error;
      const half = some.length >> 1;
      const answers: Array<[string, Answer]> = [];
      for (const part of [some.slice(0, half), some.slice(half)]) {
        if (Date.now() > end) throw error;
        answers.push(...await run(part));
      }
      return answers;
    }
  };
  return new Map(await run(paths));
}

/** The label of the containers that Berth runs for a moment. */
export const PROBE_LABEL = 'berth.probe';

/**
 * Runs a program once, and returns what it prints. Always removes its container afterwards.
 *
 * @param what   the operation, for messages
 * @param parse  converts the output; what it throws becomes the reason of the failure
 */
export async function runProgram<T>(
  engine: Engine, what: string, body: Dockerode.ContainerCreateOptions, parse: (printed: Buffer) => T, options: CallOptions,
): Promise<T> {
  // The signal does not cancel this: the id is needed to remove the container.
  const { id } = await engine.call('create the probe', (docker) => docker.createContainer({
    ...body, Labels: { [PROBE_LABEL]: 'true' }, AttachStdout: true, AttachStderr: false,
  }));
  try {
    return await engine.call(what, async (docker) => {
      const probe = docker.getContainer(id);
      // Attach before the start, so that no output is missed. A log would not preserve the output, which is binary.
      const stream = await probe.attach({ stream: true, stdout: true, stderr: false });
      const printed = readWhole(stream as unknown as Readable, 'the output of the probe');
      printed.catch(() => undefined);
      await probe.start();
      return parse(Buffer.concat(framesOf(await printed).map(({ content }) => content)));
    }, options);
  } finally {
    await removeProbe(engine, id);
  }
}

/** Removes the container of a probe, which the engine may be removing already. */
export async function removeProbe(engine: Engine, id: string): Promise<void> {
  const withProbe = (work: (container: Dockerode.Container) => Promise<unknown>) =>
    engine.call('remove the probe', (docker) => work(docker.getContainer(id)));
  await withProbe((probe) => probe.remove({ force: true }))
    // A conflict means that the engine is removing it already. Its image is in use until then.
    .catch((error: unknown) => isConflict(error) ? withProbe((probe) => probe.wait({ condition: 'removed' })) : Promise.reject(error))
    .catch((error: unknown) => isNotFound(error) ? undefined : Promise.reject(error));
}
