import * as fs from 'node:fs';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { contextRules, IGNORE_FILE, invalidPattern, TERRAFORM_FILES } from '../../../../src/shared/build-context';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { readRegular } from '../../../files/regular-file';
import { FolderEntry, walkFolder } from '../source/folder';
import { hashEntries } from '../source/hash';
import { packEntries } from '../source/pack';

/** A build context: a folder, without Terraform's own files and those that its `.dockerignore` excludes. */
export interface BuildContext {
  readonly folder: string;
  /** Relative to the folder, with slashes. Begins with `../` if it is not in the folder. */
  readonly dockerfile: string;
  /** What is sent in place of the content of the Dockerfile. @default - its content */
  readonly text?: string;
  /** Whether to include Terraform's own files, as earlier versions did. */
  readonly withTerraformFiles?: boolean;
}

/** The name under which a Dockerfile from outside of the context is sent. */
const OUTSIDE = '.berth-dockerfile';

function isOutside(dockerfile: string): boolean {
  return dockerfile.startsWith('../') || path.posix.isAbsolute(dockerfile);
}

/** Returns the name of the Dockerfile in what is sent. */
export function sentDockerfile({ dockerfile }: BuildContext): string {
  return isOutside(dockerfile) ? OUTSIDE : dockerfile;
}

/** Returns the context as a tar stream. */
export function packContext(context: BuildContext): Readable {
  return packEntries(entriesOf(context));
}

/**
 * Hashes the context: names, permissions, links and contents. Times, owners and the location of the folder do not
 * matter.
 */
export function hashContext(context: BuildContext): Promise<string> {
  return hashEntries(entriesOf(context));
}

/** Checks that the context is a folder with a Dockerfile. The engine would report a missing Dockerfile only after the whole upload. */
export function validateContext({ folder, dockerfile }: BuildContext): void {
  if (!fs.statSync(folder).isDirectory()) {
    throw new DiagnosticError({
      summary: `The build context "${folder}" is not a folder`,
      detail: 'Set `context` to the folder with the files that the Dockerfile uses.',
      path: ['build'],
    });
  }
  if (!fs.existsSync(path.join(folder, dockerfile))) {
    throw new DiagnosticError({
      summary: `There is no "${dockerfile}" in the build context "${folder}"`,
      detail: '`dockerfile` of `build` is the path of the Dockerfile, relative to `context`. The default is `Dockerfile`.',
      path: ['build'],
    });
  }
}

function ignorePatternInvalid(pattern: string, folder: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The .dockerignore of the build context "${folder}" has a line that is no pattern: "${pattern}"`,
    detail: 'Write names with "*", "?" and classes such as "[a-z]", as the documentation of `docker build` describes.',
    path: ['build'],
  });
}

async function* entriesOf({ folder, dockerfile, text, withTerraformFiles = false }: BuildContext): AsyncGenerator<FolderEntry> {
  const file = path.join(folder, IGNORE_FILE);
  const rules = fs.existsSync(file) ? readRegular(file) : '';
  const invalid = invalidPattern(rules);
  if (invalid !== undefined) throw ignorePatternInvalid(invalid, folder);
  if (isOutside(dockerfile)) yield* outsideEntries(path.resolve(folder, dockerfile), rules, text);
  const { excludes, enters } = contextRules(rules, dockerfile, withTerraformFiles ? [] : TERRAFORM_FILES);
  const sentInstead = isOutside(dockerfile) ? [OUTSIDE, IGNORE_FILE] : [];
  for await (const entry of walkFolder(folder, { enters: ({ name }) => enters(name) })) {
    if (excludes(entry.name) || sentInstead.includes(entry.name)) continue;
    yield text !== undefined && entry.name === dockerfile ? { ...entry, content: text, size: Buffer.byteLength(text) } : entry;
  }
}

/** The Dockerfile, and rules that exclude it from the build itself: as for the Docker CLI, the image can't copy it. */
function* outsideEntries(file: string, rules: string, text = readRegular(file)): Generator<FolderEntry> {
  const entry = (name: string, content: string): FolderEntry => ({
    name, path: file, type: 'file', mode: 0o644, size: Buffer.byteLength(content), mtime: new Date(0), content,
  });
  yield entry(OUTSIDE, text);
  yield entry(IGNORE_FILE, `${rules}\n${OUTSIDE}\n${IGNORE_FILE}\n`);
}
