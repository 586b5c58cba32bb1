import { Engine } from '../../../engine/engine';
import { diskFiles, diskOf } from '../../../isolation/disk';
import { engineFacts } from '../../../isolation/engine-facts';
import { realPaths } from '../../../isolation/real-paths';
import { Answer } from '../../../probe/answers';
import { withProbeImage } from '../../../probe/image';
import { rootProbeSettings, runProbe } from '../../../probe/run';

/** A limit of a device, as `device_read_bps` and `device_write_bps` have it. */
export interface Throttle {
  readonly path: string;
  readonly rate: number;
}

/** The disk on which an engine keeps its files. */
export interface LimitedDisk {
  /** Its numbers, "major:minor". */
  readonly disk: string;
  /** Those of some paths that lead to it. A device elsewhere than in /dev counts as another one. */
  readonly paths: readonly string[];
}

/**
 * Returns which paths lead to the disk on which the engine keeps its files. Runs the probe on the engine. Returns undefined if the disk
 * is not known, as on a file system of several disks (btrfs, ZFS) or of a server.
 */
export async function pathsOfEngineDisk(engine: Engine, paths: readonly string[], signal: AbortSignal): Promise<LimitedDisk | undefined> {
  const { folder } = await engineFacts(engine);
  const { resolved, mounts } = await realPaths(engine, paths, [], signal);
  const numbers = resolved.map(numberFile);
  const asked = [...diskFiles(folder, mounts), ...numbers];
  const answers = await withProbeImage(engine, (image) => runProbe(engine, image, asked, rootProbeSettings(), signal));
  const read = (path: string) => textOf(answers.get(path));
  const disk = diskOf(folder, mounts, read);
  return disk === undefined ? undefined : { disk, paths: paths.filter((_, index) => read(numbers[index]!)?.trim() === disk) };
}

/** Returns the file of the kernel with the numbers of a block device. In its name, "!" stands for "/". */
function numberFile(path: string): string {
  return `/sys/class/block/${path.replace(/^\/dev\//, '').replaceAll('/', '!')}/dev`;
}

function textOf(answer: Answer | undefined): string | undefined {
  return answer?.kind === 'file' ? answer.text : undefined;
}
