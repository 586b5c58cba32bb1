import * as fs from 'node:fs';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { hashSource } from '../../engine/image/source/hash';
import { Unknown, Value } from '../../framework/value/value';

/** The two attributes for the source of an image. Exactly one of them has to be set. */
export const SOURCES = ['root_filesystem', 'archive'] as const;

/** The source of an image. */
export interface ImportSource {
  readonly attribute: typeof SOURCES[number];
  /** Absolute, or relative to the working directory of terraform. */
  readonly path: string;
}

/** Returns the source in a configuration, or undefined if it is unknown. Refuses a configuration with no source or with two. */
export function sourceOf(config: { readonly [name: string]: Value }): ImportSource | undefined {
  const set = SOURCES.filter((name) => config[name] !== null && config[name] !== undefined && config[name] !== '');
  if (set.length === 2 && !set.some((name) => config[name] instanceof Unknown)) {
    throw new DiagnosticError({
      summary: '`root_filesystem` and `archive` can\'t be set together',
      detail: 'A root file system is a folder or a tar file of one. '
        + 'An archive is an image that `docker save` wrote, or an OCI image layout. Remove one of them.',
      path: ['archive'],
    });
  }
  if (set.length === 0) {
    throw new DiagnosticError({
      summary: 'Neither `root_filesystem` nor `archive` is set',
      detail: 'Set one of them: `root_filesystem` to a folder or a tar file of a root file system, or `archive` to an image that `docker '
        + 'save` wrote or an OCI image layout.',
    });
  }
  const attribute = set.length === 1 ? set[0]! : undefined;
  const path = attribute === undefined ? undefined : config[attribute];
  return attribute !== undefined && typeof path === 'string' ? { attribute, path } : undefined;
}

/** Returns the hash of a source, or undefined if the source does not exist. */
export async function hashIfExists(source: ImportSource): Promise<string | undefined> {
  try {
    return await hashSource(source.path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR'].includes(code) && !fs.existsSync(source.path)) return undefined;
    throw unreadable(source, error);
  }
}

/** The source does not exist. */
export function missing({ attribute, path }: ImportSource): DiagnosticError {
  return new DiagnosticError({
    summary: `"${path}" does not exist`,
    detail: `The image is made from it (\`${attribute}\`). `
      + `A relative path is relative to the working directory of terraform, ${process.cwd()}.`,
    path: [attribute],
  });
}

/** Reports a failure to read the source at its attribute. Returns other errors unchanged. */
export function unreadable({ attribute, path }: ImportSource, error: unknown): unknown {
  if ((error as NodeJS.ErrnoException).syscall === undefined) return error;
  return new DiagnosticError({
    summary: `"${path}" can't be read: ${(error as Error).message}`,
    detail: `The image is made from it (\`${attribute}\`). Allow the user who runs terraform to read all of it.`,
    path: [attribute],
  });
}
