import Dockerode from 'dockerode';
import { resultsOf, numbering, removing, Step } from './calls';
import { ROOT_FOLDER } from './identity';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { folderOf } from '../../../engine/pool/folder';
import { parseAnswers } from '../../../probe/answers';
import { attemptArgument, attemptResults, canAttempt } from '../../../probe/attempt';
import { ATTEMPT } from '../../../probe/attempt-program';
import { withProgramImage } from '../../../probe/image';
import { PROGRAMS } from '../../../probe/program';
import { HOSTS_GROUPS, ISOLATED, runProgram } from '../../../probe/run';

/** In milliseconds: how long a run may take. The kernel takes time to reclaim memory. */
const TIMEOUT = 60_000;

/** Where control groups are on the host. */
const HOST = '/sys/fs/cgroup';
/** Where they are in a helper. */
const HERE = '/groups';

const NOBODY = '65534:65534';

/** The settings of all helpers: no capability, no network, and root of the host where the engine remaps users. */
const SETTINGS: Dockerode.HostConfig = {
  ...ISOLATED, ...HOSTS_GROUPS, UsernsMode: 'host', SecurityOpt: ['no-new-privileges'],
};

/** The hierarchies of control groups version 1 in which the engine makes groups, by their usual mount points. */
export const HIERARCHIES = [
  'blkio', 'cpu', 'cpuacct', 'cpuset', 'devices', 'freezer', 'hugetlb', 'memory', 'misc', 'net_cls', 'net_prio', 'perf_event', 'pids',
  'rdma', 'systemd', 'unified',
];

/** Runs the provider's programs on an engine for a moment, in containers that see control groups and nothing else. */
export class Helper {
  /** Passes a helper to `use`. Leaves nothing of it on the engine. */
  public static async use<T>(engine: Engine, signal: AbortSignal, use: (helper: Helper) => Promise<T>): Promise<T> {
    const { arch } = await engine.version();
    if (!canAttempt(arch)) throw noProgram(`linux/${arch}`);
    return withProgramImage(engine, { attempt: ATTEMPT, probe: PROGRAMS }, noProgram,
      (image) => use(new Helper(engine, image, arch, signal)));
  }

  private constructor(
    private readonly engine: Engine,
    private readonly image: string,
    private readonly architecture: 'amd64' | 'arm64',
    private readonly signal: AbortSignal,
  ) {}

  /** Makes a control group: the engine makes the group in which a container is to be, and leaves it. */
  public async make(id: string): Promise<void> {
    await this.run(`make the control group ${id}`, 'probe', [], { CgroupParent: id }, () => undefined);
  }

  /** Returns the content of files of control groups, by path below their mount point. Omits those that can't be read. */
  public read(files: readonly string[]): Promise<Map<string, string>> {
    const paths = files.map((file) => `${HERE}/${file}`);
    const host = { Mounts: [bind(HOST, HERE, true)] };
    return this.run('read control groups', 'probe', paths, host, (printed) => {
      const answers = parseAnswers(printed, paths);
      return new Map(files.flatMap((file, index): [string, string][] => {
        const answer = answers.get(paths[index]!)!;
        return answer.kind === 'file' ? [[file, answer.text]] : [];
      }));
    }, NOBODY);
  }

  /**
   * Runs steps in a helper that sees one control group.
   *
   * @param controllers  those in whose hierarchies it sees the group; none with control groups version 2, which have one hierarchy
   * @param steps        the steps, for where the group is in the helper: with version 1, in a folder for each controller
   */
  public change<T>(id: string, controllers: readonly string[], steps: (folder: string) => readonly Step<T>[]): Promise<T[]> {
    const mounts = controllers.length === 0
      ? [bind(`${HOST}${folderOf(id)}`, HERE, false)]
      : controllers.map((controller) => bind(`${HOST}/${controller}${folderOf(id)}`, `${HERE}/${controller}`, false));
    return this.attempt(`change the control group ${id}`, steps(HERE), { Mounts: mounts });
  }

  /**
   * Runs steps in a helper that sees the folder of a control group in one hierarchy, with the groups in it. These may be those of an engine
   * in a container, whose root is another user: for that, it gets a capability.
   *
   * @param steps  the steps, for where the folder is in the helper
   */
  public within<T>(folder: string, steps: (folder: string) => readonly Step<T>[]): Promise<T[]> {
    const host = { Mounts: [bind(`${HOST}/${folder}`, HERE, false)], CapAdd: ['DAC_OVERRIDE'] };
    return this.attempt(`look into the control group ${folder}`, steps(HERE), host);
  }

  /**
   * Removes a control group in all hierarchies, and the folder above all pools if it was the last. Root of the machine can change the
   * groups that the engine made, but not the root of the hierarchies: only for that, it gets a capability.
   *
   * @returns the negated numbers of the errors of the group
   */
  public async remove(id: string, version: '1' | '2'): Promise<number[]> {
    const isOutermost = id.lastIndexOf('/') === ROOT_FOLDER.length;
    const roots = version === '2' ? [HERE] : HIERARCHIES.map((name) => `${HERE}/${name}`);
    const folders = [id, ...isOutermost ? [ROOT_FOLDER] : []];
    const steps = folders.flatMap((folder) => roots.map((root) => removing(`${root}${folder}`)));
    const host = { Mounts: [bind(HOST, HERE, false)], ...isOutermost && { CapAdd: ['DAC_OVERRIDE'] } };
    return (await this.attempt(`remove the control group ${id}`, steps, host)).slice(0, roots.length);
  }

  /** Returns the numbers of devices of the host, "8:0", by their paths. */
  public async deviceNumbers(paths: readonly string[]): Promise<Map<string, string>> {
    const places = paths.map((_, index) => `/devices/${index}`);
    const host = { Mounts: paths.map((path, index) => bind(path, places[index]!, true)) };
    const numbers = await this.attempt('find the numbers of devices', places.map(numbering), host);
    return new Map(paths.map((path, index) => [path, numbers[index]!]));
  }

  private attempt<T>(what: string, steps: readonly Step<T>[], host: Dockerode.HostConfig): Promise<T[]> {
    const calls = steps.flatMap((step) => step.calls);
    return this.run(what, 'attempt', [attemptArgument(calls, this.architecture)], host,
      (printed) => resultsOf(steps, attemptResults(printed, calls)));
  }

  private run<T>(
    what: string, program: string, args: readonly string[], host: Dockerode.HostConfig, parse: (printed: Buffer) => T, user = '',
  ): Promise<T> {
    const body = { Image: this.image, Entrypoint: [`/${program}`], Cmd: [...args], User: user, HostConfig: { ...SETTINGS, ...host } };
    return runProgram(this.engine, what, body, parse, { timeout: TIMEOUT, signal: this.signal });
  }
}

function bind(source: string, target: string, readOnly: boolean): Dockerode.MountSettings {
  return { Type: 'bind', Source: source, Target: target, ReadOnly: readOnly };
}

function noProgram(platform: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Berth can't make resource pools on ${platform}`,
    detail: 'It has the program that changes control groups for linux/amd64 and linux/arm64. Use an engine on one of them.',
  });
}
