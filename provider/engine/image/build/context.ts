import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import dockerignore from '@balena/dockerignore';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { FolderEntry, walkFolder } from '../source/folder';
import { hashEntries } from '../source/hash';
import { packEntries } from '../source/pack';

const IGNORE_FILE = '.dockerignore';

/** A folder that an image is built from, without what its `.dockerignore` leaves out. */
export interface BuildContext {
  readonly folder: string;
  /** Relative to the folder, with slashes. */
  readonly dockerfile: string;
}

/** The context as a tar stream. */
export function packContext(context: BuildContext): Readable {
  return packEntries(entriesOf(context));
}

/** The hash of what is sent: names, permissions, links and contents, not times and owners, and not where it is. */
export function hashContext(context: BuildContext): Promise<string> {
  return hashEntries(entriesOf(context));
}

/** Refuses a context that is none, or holds no Dockerfile: the engine would only say so after all of it was sent. */
export function checkContext({ folder, dockerfile }: BuildContext): void {
  if (!fs.statSync(folder).isDirectory()) {
    throw new DiagnosticError({ summary: `The build context "${folder}" is not a folder`, detail: 'Give `context` the folder that the Dockerfile takes its files from.', path: ['build'] });
  }
  if (dockerfile.startsWith('../') || path.posix.isAbsolute(dockerfile)) {
    throw new DiagnosticError({
      summary: `The Dockerfile "${dockerfile}" is not in the build context "${folder}"`,
      detail: 'The engine gets the context, and nothing beside it. Give `dockerfile` a path relative to `context`, and move the file there or choose a folder above as `context`.',
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
  // Always sent, as Docker's command line does it: the engine needs both, and leaves them out by itself.
  const needed = new Set([dockerfile, IGNORE_FILE]);
  // What is below an ignored folder is only looked at where something may be taken back in.
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
