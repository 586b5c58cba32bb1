import * as fs from 'node:fs';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { hashSource } from '../../engine/image/source/hash';
import { Unknown, Value } from '../../framework/value/value';

/** The two attributes that name what an image is made from. Exactly one of them is set. */
export const SOURCES = ['root_filesystem', 'archive'] as const;

/** What an image is made from. */
export interface ImportSource {
  readonly attribute: typeof SOURCES[number];
  /** Relative to where terraform runs, or absolute. */
  readonly path: string;
}

/** The source that a configuration names; nothing where it is not known yet. Refuses a configuration that names none or two. */
export function sourceOf(config: { readonly [name: string]: Value }): ImportSource | undefined {
  const set = SOURCES.filter((name) => config[name] !== null && config[name] !== undefined && config[name] !== '');
  if (set.length === 2 && !set.some((name) => config[name] instanceof Unknown)) {
    throw new DiagnosticError({
      summary: '`root_filesystem` and `archive` both name what the image is made from',
      detail: 'A root file system (a folder, or a tar file of one) is not the same as an archive of an image (what `docker save` writes, or an OCI image layout). Leave one of them out.',
      path: ['archive'],
    });
  }
  if (set.length === 0) {
    throw new DiagnosticError({
      summary: 'Neither `root_filesystem` nor `archive` names what the image is made from',
      detail: 'Give one of them: `root_filesystem`, a folder or a tar file of a root file system, or `archive`, what `docker save` wrote or an OCI image layout.',
    });
  }
  const attribute = set.length === 1 ? set[0]! : undefined;
  const path = attribute === undefined ? undefined : config[attribute];
  return attribute !== undefined && typeof path === 'string' ? { attribute, path } : undefined;
}

/** The hash of a source, or nothing where the source is not there. */
export async function hashIfThere(source: ImportSource): Promise<string | undefined> {
  try {
    return await hashSource(source.path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '') && !fs.existsSync(source.path)) return undefined;
    throw unreadable(source, error);
  }
}

export function missing({ attribute, path }: ImportSource): DiagnosticError {
  return new DiagnosticError({
    summary: `There is nothing at "${path}"`,
    detail: `\`${attribute}\` names it, and the image is made from it. A relative path is relative to where terraform runs, which is ${process.cwd()}.`,
    path: [attribute],
  });
}

/** A failure to read the source, which is told at its attribute. Others stay as they are. */
export function unreadable({ attribute, path }: ImportSource, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).syscall === undefined) return error;
  return new DiagnosticError({
    summary: `"${path}" can't be read: ${(error as Error).message}`,
    detail: `\`${attribute}\` names it, and the image is made from it. Give the user who runs terraform the right to read all of it.`,
    path: [attribute],
  });
}
