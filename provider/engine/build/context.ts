import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import dockerignore from '@balena/dockerignore';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { FolderEntry, walkFolder } from '../source/folder';
import { hashEntries } from '../source/hash';
import { packEntries } from '../source/pack';

const IGNORE_FILE = '.dockerignore';

/** The folder that an image is built from, except for what its `.dockerignore` excludes. */
export interface BuildContext {
  readonly folder: string;
  /** Relative to the folder, with slashes. */
  readonly dockerfile: string;
}

/** Packs the context as a tar stream. */
export function packContext(context: BuildContext): Readable {
  return packEntries(entriesOf(context));
}

/** Hashes what is sent: names, permissions, links and contents, but neither times and owners nor the folder's path. */
export function hashContext(context: BuildContext): Promise<string> {
  return hashEntries(entriesOf(context));
}

/** Throws if the context is no folder or has no Dockerfile. The engine would report this only after all of it was sent. */
export function checkContext({ folder, dockerfile }: BuildContext): void {
  if (!fs.statSync(folder).isDirectory()) {
    throw new DiagnosticError({
      summary: `The build context "${folder}" is not a folder`,
      detail: 'Give `context` the folder that the Dockerfile takes its files from.',
      path: ['build'],
    });
  }
  if (dockerfile.startsWith('../') || path.posix.isAbsolute(dockerfile)) {
    throw new DiagnosticError({
      summary: `The Dockerfile "${dockerfile}" is not in the build context "${folder}"`,
      detail: 'The engine gets only the context. Give `dockerfile` a path relative to `context`. '
        + 'Move the file into the context, or choose a parent folder as `context`.',
      path: ['build'],
    });
  }
  if (!fs.existsSync(path.join(folder, dockerfile))) {
    throw new DiagnosticError({
      summary: `There is no "${dockerfile}" in the build context "${folder}"`,
      detail: '`dockerfile` of `build` names it, relative to `context`. The default is `Dockerfile`.',
      path: ['build'],
    });
  }
}

async function* entriesOf({ folder, dockerfile }: BuildContext): AsyncGenerator<FolderEntry> {
  const file = path.join(folder, IGNORE_FILE);
  const rules = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  const ignore = rulesOf(rules);
  // Always sent, as by Docker's command line: the engine needs both, and excludes them itself.
  const needed = new Set([dockerfile, IGNORE_FILE]);
  // An ignored folder is read only if the file has exceptions (`!`), which may include something in it again.
  const prunes = !/^\s*!/m.test(rules);
  const isNeeded = (name: string) => needed.has(name) || [...needed].some((one) => one.startsWith(`${name}/`));
  const isLeftOut = ({ name }: FolderEntry) => ignore.ignores(name) && !isNeeded(name);
  for await (const entry of walkFolder(folder, { enters: (directory) => !prunes || !isLeftOut(directory) })) {
    if (!isLeftOut(entry)) yield entry;
  }
}

function rulesOf(rules: string) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const create = require('@balena/dockerignore') as typeof dockerignore;
  return create({ ignorecase: false }).add(rules);
}
