import { Engine } from '../engine/engine';

/** What an engine reports about itself that matters for the isolation of its containers. */
export interface EngineFacts {
  readonly version: string;
  readonly kernel: string;
  readonly cgroupVersion: string;
  readonly cgroupDriver: string;
  readonly defaultRuntime: string;
  readonly hasAppArmor: boolean;
  readonly hasSelinux: boolean;
  /** The path of the seccomp profile that its owner chose for all containers, instead of the one that every engine has. */
  readonly ownSeccompProfile?: string;
  /** Whether it maps the users of its containers to other users of the host (userns-remap or rootless mode). */
  readonly remapsUsers: boolean;
  /** Whether its kernel accounts for swap. Otherwise the engine limits none, and reports that there is no limit. */
  readonly limitsSwap: boolean;
  /** The log driver of containers that set none. */
  readonly defaultLogDriver: string;
  /** Its data directory (`DockerRootDir`). */
  readonly folder: string;
  /** The path of the socket on which it listens, if it listens on one. */
  readonly socket?: string;
  /** The path of the socket of its containerd, if it reports it (since Docker 27.0). */
  readonly containerdSocket?: string;
}

/** Returns the sockets by which whoever reaches them controls an engine. */
export function socketsOf({ socket, containerdSocket }: EngineFacts): readonly string[] {
  return [socket, containerdSocket].filter((each) => each !== undefined);
}

interface Info {
  readonly KernelVersion?: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver?: string;
  readonly DefaultRuntime?: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly DockerRootDir?: string;
  readonly LoggingDriver?: string;
  readonly SwapLimit?: boolean;
  readonly Containerd?: { readonly Address?: string } | null;
}

export async function engineFacts(engine: Engine): Promise<EngineFacts> {
  const [info, { version }] = await Promise.all([engine.info() as Promise<Info>, engine.version()]);
  const has = (option: string) => (info.SecurityOptions ?? []).some((one) => one.split(',').includes(`name=${option}`));
  const { target } = engine.endpoint;
  const seccompProfile = seccompProfileOf(info);
  return {
    version,
    kernel: info.KernelVersion ?? '',
    cgroupVersion: info.CgroupVersion ?? '1',
    cgroupDriver: info.CgroupDriver ?? 'cgroupfs',
    defaultRuntime: info.DefaultRuntime ?? 'runc',
    hasAppArmor: has('apparmor'),
    hasSelinux: has('selinux'),
    ...(seccompProfile !== undefined && !BUILT_IN_PROFILES.includes(seccompProfile) && { ownSeccompProfile: seccompProfile }),
    remapsUsers: has('userns') || has('rootless'),
    limitsSwap: info.SwapLimit !== false,
    defaultLogDriver: info.LoggingDriver ?? 'json-file',
    folder: info.DockerRootDir ?? '/var/lib/docker',
    ...(target.kind === 'unix' && { socket: target.socketPath }),
    ...(info.Containerd?.Address && { containerdSocket: info.Containerd.Address }),
  };
}

/** How engines report their own seccomp profile: as "builtin" since Docker 23, as "default" before. */
const BUILT_IN_PROFILES: readonly string[] = ['builtin', 'default', ''];

function seccompProfileOf({ SecurityOptions: options }: Info): string | undefined {
  const parts = (options ?? []).map((one) => one.split(',')).find((one) => one.includes('name=seccomp'));
  return parts?.find((part) => part.startsWith('profile='))?.slice('profile='.length);
}
