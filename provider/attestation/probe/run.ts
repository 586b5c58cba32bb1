import { buffer } from 'node:stream/consumers';
import Dockerode from 'dockerode';
import { Answer, answersOf } from './answers';
import { Engine } from '../../engine/engine';
import { isConflict, isNotFound } from '../../engine/errors';
import { piecesOf } from '../../engine/logs';
import { Inspect } from '../../resources/container/fields/fact';

/** How long the probe may take, in milliseconds. */
const TIMEOUT = 60_000;

/** How the probe itself is kept: it can print, and no more. */
const KEPT: Dockerode.HostConfig = {
  AutoRemove: true,
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  Memory: 64 * 1024 * 1024,
  PidsLimit: 64,
  LogConfig: { Type: 'none', Config: {} },
};

/** Where the probe finds the host's control groups. */
export const CGROUPS = '/cgroups';

/**
 * How the probe is run to look at other containers from the host's side: it sees all processes, and may ask the kernel about any of them
 * (SYS_PTRACE) and read what belongs to others (DAC_READ_SEARCH).
 *
 * @param hasAppArmor whether the engine would give it a profile, which would forbid just that
 */
export function besideTheContainers(hasAppArmor: boolean): Dockerode.HostConfig {
  return {
    ...KEPT,
    PidMode: 'host',
    Binds: [`/sys/fs/cgroup:${CGROUPS}:ro`],
    UsernsMode: 'host',
    CapAdd: ['SYS_PTRACE', 'DAC_READ_SEARCH'],
    SecurityOpt: ['no-new-privileges', ...(hasAppArmor ? ['apparmor=unconfined'] : [])],
    ...{ CgroupnsMode: 'host' },
  };
}

/** What of a container's settings decides how it is separated from its host. */
const TWIN_SETTINGS = [
  'Runtime', 'Privileged', 'CapAdd', 'CapDrop', 'SecurityOpt', 'UsernsMode', 'ReadonlyRootfs', 'Memory', 'MemorySwap', 'NanoCpus', 'CpuQuota', 'CpuPeriod',
  'PidsLimit', 'Ulimits',
] as const;

/** How a probe is run, beside its paths. */
export interface ProbeSettings {
  readonly host: Dockerode.HostConfig;
  /** A user by number: a name would have to be in the image. @default - root, with the capabilities that the settings leave it */
  readonly user?: string;
}

/** How the probe is run under the same settings as a container, but without its mounts, networks and ports: what is seen there is seen in it, too. */
export function twinOf({ HostConfig: settings, Config: { User: user } }: Inspect): ProbeSettings {
  const same = Object.fromEntries(TWIN_SETTINGS.map((name) => [name, settings[name]]));
  const { AutoRemove, NetworkMode, LogConfig } = KEPT;
  return { host: { ...same, AutoRemove, NetworkMode, LogConfig } as Dockerode.HostConfig, ...(/^\d+(:\d+)?$/.test(user) && { user }) };
}

/** Runs the probe once, and returns what is at each of the paths. Its container is gone afterwards, whatever happens. */
export async function runProbe(
  engine: Engine, image: string, paths: readonly string[], { host, user = '' }: ProbeSettings, signal: AbortSignal,
): Promise<Map<string, Answer>> {
  // Whoever no longer wants to wait for this would not know what there is to remove, so it is not bound to the signal.
  const { id } = await engine.call('make the probe', (docker) => docker.createContainer({
    Image: image, Cmd: [...paths], User: user, HostConfig: host, Labels: { 'berth.probe': 'true' }, AttachStdout: true, AttachStderr: false,
  }));
  try {
    return await engine.call('look at the isolation of containers', async (docker) => {
      const probe = docker.getContainer(id);
      // Attached to before it starts, so that nothing is missed; its output is not text, which is all that a log keeps.
      const stream = await probe.attach({ stream: true, stdout: true, stderr: false });
      const printed = buffer(stream as AsyncIterable<Buffer>);
      printed.catch(() => undefined);
      await probe.start();
      const pieces = piecesOf(await printed);
      return answersOf(Buffer.concat(pieces.map(({ content }) => content)), paths);
    }, { timeout: TIMEOUT, signal });
  } finally {
    await removeIfThere(engine, id);
  }
}

async function removeIfThere(engine: Engine, id: string): Promise<void> {
  const container = (work: (container: Dockerode.Container) => Promise<unknown>) => engine.call('remove the probe', (docker) => work(docker.getContainer(id)));
  await container((probe) => probe.remove({ force: true }))
    // The engine removes it when it ends, and is at it: its image is in use until then.
    .catch((error: unknown) => isConflict(error) ? container((probe) => probe.wait({ condition: 'removed' })) : Promise.reject(error))
    .catch((error: unknown) => isNotFound(error) ? undefined : Promise.reject(error));
}
