import { IncomingMessage } from 'node:http';
import { posix } from 'node:path';
import { canonicalPath, isBelow } from '../../../engine/canonical/path';
import { Engine } from '../../../engine/engine';
import { isNotFound } from '../../../engine/errors';
import { Upload } from '../fields/upload';

/** The header of `HEAD /containers/{id}/archive` with what is at a path: JSON in base64. */
const STAT = 'x-docker-container-path-stat';

/** The bit of a symbolic link in a mode as Go writes it (`os.ModeSymlink`). */
const LINK = 0x8000000;

interface PathStat {
  readonly mode: number;
  /** Where a link leads. The engine follows all further links. */
  readonly linkTarget: string;
}

/**
 * Returns files with the paths to which the links of an image lead: many images have /var/run as a link to /run. The engine finds a volume
 * only by its path without links when it puts files into it.
 *
 * @param id       a container of the image
 * @param folders  the folders of the files
 */
export async function withoutLinks(engine: Engine, id: string, uploads: readonly Upload[], folders: readonly string[]): Promise<Upload[]> {
  const resolved = await Promise.all(folders.map(async (folder) => [folder, await resolveFolder(engine, id, folder)] as const));
  return uploads.map((upload) => {
    const file = canonicalPath(upload.file);
    const [folder, target] = resolved.find(([each]) => isBelow(file, each)) ?? ['', ''];
    return folder === target ? upload : { ...upload, file: posix.join(target, file.slice(folder.length)) };
  });
}

/** Returns the path without links of a folder in a container. */
async function resolveFolder(engine: Engine, id: string, folder: string): Promise<string> {
  let current = '/';
  const parts = folder.split('/').filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const stat = await statOf(engine, id, posix.join(current, part));
    // What is missing has no links. The engine will create it.
    if (stat === undefined) return posix.join(current, ...parts.slice(index));
    current = isLink(stat) ? canonicalPath(stat.linkTarget) : posix.join(current, part);
  }
  return current;
}

/** A path at which a container mounts something, and where links lead from there. */
export interface LinkedTarget {
  readonly path: string;
  readonly target: string;
}

/**
 * Returns those of some paths in a container that lead elsewhere, by links of its image or of what it mounts. Most paths have no links, so
 * all their parts are asked for at once.
 */
export async function linkedTargets(engine: Engine, id: string, paths: readonly string[]): Promise<LinkedTarget[]> {
  const partsOf = (path: string) => path.split('/').slice(1).map((_, index, parts) => `/${parts.slice(0, index + 1).join('/')}`);
  const parts = [...new Set(paths.flatMap(partsOf))];
  const stats = await Promise.all(parts.map(async (path) => [path, await statOf(engine, id, path)] as const));
  const links = stats.flatMap(([path, stat]) => stat !== undefined && isLink(stat) ? [path] : []);
  const linked = paths.filter((path) => partsOf(path).some((part) => links.includes(part)));
  return Promise.all(linked.map(async (path) => ({ path, target: await resolveFolder(engine, id, path) })));
}

function isLink({ mode }: PathStat): boolean {
  return (mode & LINK) !== 0;
}

async function statOf(engine: Engine, id: string, path: string): Promise<PathStat | undefined> {
  try {
    const response = await engine.call(`look for a link at "${path}" in container "${id}"`, (docker) => (
      docker.getContainer(id).infoArchive({ path }) as Promise<IncomingMessage>));
    // Without a reader, the connection would stay in use.
    response.resume();
    const { headers } = response;
    return JSON.parse(Buffer.from(String(headers[STAT]), 'base64').toString()) as PathStat;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
