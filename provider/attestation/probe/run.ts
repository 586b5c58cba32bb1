import { buffer } from 'node:stream/consumers';
import Dockerode from 'dockerode';
import { Answer, answersOf } from './answers';
import { Engine } from '../../engine/engine';
import { isConflict, isNotFound } from '../../engine/errors';
import { framesOf } from '../../engine/logs';
import { Inspect } from '../../resources/container/fields/fact';

/** How long the probe may take, in milliseconds. */
const TIMEOUT = 60_000;

/** How the probe itself is isolated: it can only print. */
const ISOLATED: Dockerode.HostConfig = {
  AutoRemove: true,
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  Memory: 64 * 1024 * 1024,
  PidsLimit: 64,
  LogConfig: { Type: 'none', Config: {} },
};

/** Where the host's control groups are mounted in the probe. */
export const CGROUPS = '/cgroups';

/**
 * Returns the settings with which the probe reads other containers from the host's side. It sees all processes, can ask the
 * kernel about any of them (SYS_PTRACE), and can read files of other users (DAC_READ_SEARCH).
 *
 * @param hasAppArmor whether the engine would confine it by a profile, which forbids exactly this
 */
export function besideTheContainers(hasAppArmor: boolean): Dockerode.HostConfig {
  return {
    ...ISOLATED,
    PidMode: 'host',
    Binds: [`/sys/fs/cgroup:${CGROUPS}:ro`],
    UsernsMode: 'host',
    CapAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
    SecurityOpt: ['no-new-privileges', ...(hasAppArmor ? ['apparmor=unconfined'] : [])],
    ...{ CgroupnsMode: 'host' },
  };
}

/** The settings that decide how a container is separated from its host. */
const TWIN_SETTINGS = [
  'Runtime', 'Privileged', 'CapAdd', 'CapDrop', 'SecurityOpt', 'UsernsMode', 'ReadonlyRootfs', 'Memory', 'MemorySwap', 'NanoCpus',
  'CpuQuota', 'CpuPeriod', 'PidsLimit', 'Ulimits',
] as const;

/** How a probe is run, apart from its paths. */
export interface ProbeSettings {
  readonly host: Dockerode.HostConfig;
  /** A user by number: a name would have to exist in the image. @default - root, with the capabilities of the settings */
  readonly user?: string;
}

/**
 * Returns the settings with which the probe runs as a twin of a container: the same ones, without mounts, networks and ports.
 * What the twin sees, the container sees too.
 */
export function twinOf({ HostConfig: settings, Config: { User: user } }: Inspect): ProbeSettings {
  const same = Object.fromEntries(TWIN_SETTINGS.map((name) => [name, settings[name]]));
  const { AutoRemove, NetworkMode, LogConfig } = ISOLATED;
  return { host: { ...same, AutoRemove, NetworkMode, LogConfig } as Dockerode.HostConfig, ...(/^\d+(:\d+)?$/.test(user) && { user }) };
}

/** Runs the probe once, and returns what is at each of the paths. Its container is removed afterwards, also after a failure. */
export async function runProbe(
  engine: Engine, image: string, paths: readonly string[], { host, user = '' }: ProbeSettings, signal: AbortSignal,
): Promise<Map<string, Answer>> {
  // The signal does not cancel this: without the id, there would be nothing to remove the container by.
  const { id } = await engine.call('create the probe', (docker) => docker.createContainer({
    Image: image, Cmd: [...paths], User: user, HostConfig: host, Labels: { 'berth.probe': 'true' }, AttachStdout: true, AttachStderr: false,
  }));
  try {
    return await engine.call('inspect the isolation of containers', async (docker) => {
      const probe = docker.getContainer(id);
      // Attached before the start, so that nothing is missed. A log would not keep the output, which is binary.
      const stream = await probe.attach({ stream: true, stdout: true, stderr: false });
      const printed = buffer(stream as AsyncIterable<Buffer>);
      printed.catch(() => undefined);
      await probe.start();
      const frames = framesOf(await printed);
      return answersOf(Buffer.concat(frames.map(({ content }) => content)), paths);
    }, { timeout: TIMEOUT, signal });
  } finally {
    await removeIfThere(engine, id);
  }
}

async function removeIfThere(engine: Engine, id: string): Promise<void> {
  const container = (work: (container: Dockerode.Container) => Promise<unknown>) =>
    engine.call('remove the probe', (docker) => work(docker.getContainer(id)));
  await container((probe) => probe.remove({ force: true }))
    // A conflict means that the engine is removing it already. Its image is in use until then.
    .catch((error: unknown) => isConflict(error) ? container((probe) => probe.wait({ condition: 'removed' })) : Promise.reject(error))
    .catch((error: unknown) => isNotFound(error) ? undefined : Promise.reject(error));
}
