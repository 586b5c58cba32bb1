import { posix } from 'node:path';
import { linksLeadNowhere, pathNotReadable } from './errors';
import { Mount, parseMounts } from './mountinfo';
import { isWithin } from '../../src/shared/controls/host-path';
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
  /** Those of the further paths that exist, as the machine resolves them. */
  readonly found: readonly string[];
  /** The mounts of the machine. */
  readonly mounts: readonly Mount[];
}

/** The mounts of the probe, which has those of the machine below `ROOT`. */
const OWN_MOUNTS = '/proc/self/mountinfo';

/**
 * Resolves paths on the engine's machine. Runs the probe on the engine, which sees the root of the engine's file system.
 *
 * @param further  other paths to look for. One that can't be read counts as missing
 * @throws DiagnosticError if one of the paths can't be resolved, since then nothing is known about it
 */
export function realPaths(engine: Engine, paths: readonly string[], further: readonly string[], signal: AbortSignal): Promise<RealPaths> {
  return withProbeImage(engine, async (image) => {
    const links = new Map<string, string | null>();
    const nothing = new Set<string>();
    let mounts = '';
    for (let round = 0; round <= MOST_LINKS; round++) {
      const unknown = new Set<string>();
      const unknownFurther = new Set<string>();
      const resolved = paths.map((path) => resolve(path, links, unknown));
      const found = further.map((path) => resolve(path, links, unknownFurther));
      const toAsk = new Set([...unknown, ...unknownFurther]);
      if (toAsk.size === 0) {
        const exists = (path: string) => !nothing.has(path);
        const missing = resolved.filter((path) => !exists(path));
        return { resolved, missing, found: found.filter(exists), mounts: mountsBelowRoot(mounts) };
      }
      const asked = [OWN_MOUNTS, ...[...toAsk].map((path) => `-${ROOT}${path}`)];
      const answers = await runProbe(engine, image, asked, rootProbeSettings(), signal);
      mounts = textOf(answers.get(OWN_MOUNTS));
      for (const path of toAsk) {
        const answer = answers.get(`-${ROOT}${path}`)!;
        const isUnreadable = answer.kind === 'error' && !NO_LINK.includes(answer.errno);
        links.set(path, isUnreadable && !unknown.has(path) ? null : linkOf(path, answer));
        if (isUnreadable || (answer.kind === 'error' && NOTHING.includes(answer.errno))) nothing.add(path);
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
  // What is on another machine has no path on this one.
  if (!path.startsWith('/')) return path;
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

function mountsBelowRoot(mounts: string): Mount[] {
  const below = parseMounts(mounts).filter(({ mountPoint }) => isWithin(mountPoint, ROOT));
  return below.map((mount) => ({ ...mount, mountPoint: mount.mountPoint.slice(ROOT.length) || '/' }));
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
