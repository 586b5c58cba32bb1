import { posix } from 'node:path';
import { linksLeadNowhere, pathNotReadable } from './errors';
import { parseMounts } from './mounts';
import { Engine } from '../engine/engine';
import { Answer } from '../probe/answers';
import { withProbeImage } from '../probe/image';
import { runProbe, rootProbeSettings, ROOT } from '../probe/run';

/** As many links as the kernel follows in one path (MAXSYMLINKS, path_resolution(7)). */
const MOST_LINKS = 40;

/** The errors that show that a path does not exist: ENOENT, ENOTDIR. */
const NOTHING: readonly number[] = [2, 20];

/** The errors that show that a path is no link: it does not exist, or it is something else (EINVAL). */
const NO_LINK: readonly number[] = [...NOTHING, 22];

/** The targets of links by path. Null if a path is no link. */
type Links = ReadonlyMap<string, string | null>;

/** What the engine's machine shows of some paths. */
export interface RealPaths {
  /** Each path as the machine resolves it now: without symbolic links. */
  readonly resolved: readonly string[];
  /** Those of the resolved paths that do not exist. */
  readonly missing: readonly string[];
  /** All paths of the machine at which a file system is mounted. */
  readonly mountPoints: readonly string[];
}

/** The mounts of the probe, which has those of the machine below `ROOT`. */
const OWN_MOUNTS = '/proc/self/mountinfo';

/**
 * Resolves paths on the engine's machine. Runs the probe on the engine, which sees the root of the engine's file system.
 *
 * @throws DiagnosticError if a path can't be resolved, since then nothing is known about it
 */
export function realPaths(engine: Engine, paths: readonly string[], signal: AbortSignal): Promise<RealPaths> {
  return withProbeImage(engine, async (image) => {
    const links = new Map<string, string | null>();
    const nothing = new Set<string>();
    let mounts = '';
    for (let round = 0; round <= MOST_LINKS; round++) {
      const unknown = new Set<string>();
      const resolved = paths.map((path) => resolve(path, links, unknown));
      if (unknown.size === 0) {
        return { resolved, missing: resolved.filter((path) => nothing.has(path)), mountPoints: mountPointsBelowRoot(mounts) };
      }
      const asked = [OWN_MOUNTS, ...[...unknown].map((path) => `-${ROOT}${path}`)];
      const answers = await runProbe(engine, image, asked, rootProbeSettings(), signal);
      mounts = textOf(answers.get(OWN_MOUNTS));
      for (const path of unknown) {
        const answer = answers.get(`-${ROOT}${path}`)!;
        links.set(path, linkOf(path, answer));
        if (answer.kind === 'error' && NOTHING.includes(answer.errno)) nothing.add(path);
      }
    }
    throw linksLeadNowhere(paths);
  });
}

/**
 * Resolves the links of a path that are known.
 *
 * @param unknown  to which the paths are added that may be links, and have to be known first
 */
export function resolve(path: string, links: Links, unknown: Set<string>): string {
  let current = '/';
  let rest = partsOf(path);
  for (let followed = 0; rest.length > 0;) {
    const [part, ...others] = rest as [string, ...string[]];
    const next = posix.join(current, part);
    const target = part === '..' ? null : links.get(next);
    if (target === undefined) {
      // Most paths have no links, so all further parts are asked for at once.
      others.reduce((parents, each) => [...parents, posix.join(parents.at(-1)!, each)], [next]).forEach((each) => unknown.add(each));
      return path;
    }
    if (target !== null && ++followed > MOST_LINKS) throw linksLeadNowhere([path]);
    if (target === null) current = next;
    else if (target.startsWith('/')) current = '/';
    rest = target === null ? others : [...partsOf(target), ...others];
  }
  return current;
}

function mountPointsBelowRoot(mounts: string): string[] {
  const below = parseMounts(mounts).map(({ mountPoint }) => mountPoint).filter((path) => path.startsWith(`${ROOT}/`));
  return below.map((path) => path.slice(ROOT.length));
}

function textOf(answer: Answer | undefined): string {
  if (answer?.kind !== 'file') throw pathNotReadable(OWN_MOUNTS, answer?.kind === 'error' ? answer.errno : undefined);
  return answer.text;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function linkOf(path: string, answer: Answer): string | null {
  if (answer.kind === 'link') return answer.text;
  if (answer.kind === 'error' && NO_LINK.includes(answer.errno)) return null;
  throw pathNotReadable(path, answer.kind === 'error' ? answer.errno : undefined);
}
