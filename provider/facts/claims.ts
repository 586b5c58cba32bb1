import { Engine } from '../engine/engine';

/** What an engine reports about itself and its machine, without evidence. */
export interface Claims {
  readonly version: string;
  readonly apiVersion: string;
  readonly architecture: string;
  readonly kernel: string | undefined;
  readonly cgroupVersion: number | undefined;
  readonly cgroupDriver: string | undefined;
  readonly runtimes: readonly string[];
  readonly defaultRuntime: string | undefined;
  readonly remapsUsers: boolean;
  readonly memory: number | undefined;
  readonly cpus: number | undefined;
  readonly storageDriver: string | undefined;
  readonly dataRoot: string | undefined;
  /** What the kernel can't limit. */
  readonly missingLimits: readonly string[];
}

interface Info {
  readonly KernelVersion?: string;
  readonly CgroupVersion?: string;
  readonly CgroupDriver?: string;
  readonly Runtimes?: { readonly [name: string]: unknown } | null;
  readonly DefaultRuntime?: string;
  readonly SecurityOptions?: readonly string[] | null;
  readonly MemTotal?: number;
  readonly NCPU?: number;
  readonly Driver?: string;
  readonly DockerRootDir?: string;
  readonly MemoryLimit?: boolean;
  readonly PidsLimit?: boolean;
  readonly CpuCfsQuota?: boolean;
}

export async function claimsOf(engine: Engine): Promise<Claims> {
  const [info, { version, apiVersion, arch }] = await Promise.all([engine.info() as Promise<Info>, engine.version()]);
  const options = (info.SecurityOptions ?? []).flatMap((one) => one.split(','));
  return {
    version,
    apiVersion,
    architecture: arch,
    kernel: info.KernelVersion,
    cgroupVersion: info.CgroupVersion === undefined ? undefined : Number(info.CgroupVersion),
    cgroupDriver: info.CgroupDriver,
    runtimes: Object.keys(info.Runtimes ?? {}).sort(),
    defaultRuntime: info.DefaultRuntime,
    remapsUsers: options.includes('name=userns') || options.includes('name=rootless'),
    memory: info.MemTotal,
    cpus: info.NCPU,
    storageDriver: info.Driver,
    dataRoot: info.DockerRootDir,
    missingLimits: [
      ...(info.MemoryLimit === false ? ['memory'] : []),
      ...(info.CpuCfsQuota === false ? ['CPU time'] : []),
      ...(info.PidsLimit === false ? ['processes'] : []),
    ],
  };
}
