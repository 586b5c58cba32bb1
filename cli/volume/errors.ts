import { getSystemErrorName } from 'node:util';
import { DiagnosticError, Diagnostic } from '../../provider/diagnostics/diagnostics';
import { Endpoint } from '../../provider/engine/endpoint/endpoint';
import { Walk, WalkFailure } from '../../provider/probe/walk';

/** How many names a message lists. */
const LISTED = 10;

export function noWalker(platform: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Volumes of ${platform} can't be copied`,
    detail: 'The program that reads extended attributes runs on linux/amd64 and linux/arm64. On other engines, copy a volume with a '
      + 'container that mounts it and has tar.',
  });
}

export function noSuchVolume(name: string, { address, origin }: Endpoint, existing: readonly string[], toDo: string): DiagnosticError {
  return new DiagnosticError({
    summary: `There is no volume "${name}"`,
    detail: `The Docker Engine at ${address} (${origin}) ${existing.length === 0 ? 'has no volumes' : `has ${listed(existing)}`}. ${toDo}`,
  });
}

export function invalidName(name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `"${name}" is not the name of a volume`,
    detail: 'A name has letters, digits, "_", "." and "-", at least two characters, and starts with a letter or a digit. '
      + 'List the volumes with: docker volume ls.',
  });
}

export function writersRun(name: string, containers: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" is in use`,
    detail: `These containers run and can write to it: ${containers.join(', ')}. A copy of files that change meanwhile can be unusable. `
      + `Stop them (docker stop ${containers.join(' ')}), and start them again after the export. To copy the files while they may change, `
      + 'add --live.',
  });
}

export function usersRun(name: string, containers: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" is in use`,
    detail: `These containers run and use it: ${containers.join(', ')}. They don't expect that their files change. `
      + `Stop them (docker stop ${containers.join(' ')}), and start them again after the import (docker start ${containers.join(' ')}).`,
  });
}

export function nameTaken(name: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" exists`,
    detail: '--create is for a volume that does not exist yet. Choose another name, or leave out --create to import into this one.',
  });
}

export function notEmpty(name: string, entries: number): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" is not empty`,
    detail: `It has ${counted(entries, 'entry', 'entries')}. To remove what is in it before the import, add --replace. `
      + `To keep a copy of it, first run: berth volume export ${name} FILE.`,
  });
}

export function replaceNeedsFile(): DiagnosticError {
  return new DiagnosticError({
    summary: '--replace needs the archive as a file',
    detail: 'The archive is read to its end before the old data is removed, so that an incomplete one destroys nothing. '
      + 'That is not possible with stdin. Save the archive to a file, and name the file.',
  });
}

export function markNeedsCreate(): DiagnosticError {
  return new DiagnosticError({
    summary: '--retain-as needs --create',
    detail: 'A volume gets its labels when it is created. Add --create, or leave out --retain-as.',
  });
}

export function noTerminal(archive: 'written to' | 'read from', example: string): DiagnosticError {
  return new DiagnosticError({
    summary: `An archive can't be ${archive} a terminal`,
    detail: `Name a file, as in: ${example}. Or connect ${archive === 'written to' ? 'stdout' : 'stdin'} with another program or a file.`,
  });
}

export function fileExists(file: string): DiagnosticError {
  return new DiagnosticError({ summary: `${file} exists`, detail: 'An export overwrites no file. Choose another name, or remove it.' });
}

export function fileFailed(what: 'read' | 'write', file: string, error: unknown): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not ${what} ${file}: ${reasonOf(error)}`,
    detail: what === 'read'
      ? 'Name a tar archive, plain or compressed with gzip.'
      : 'Choose a file that does not exist yet, in a folder that does and has enough space.',
  });
}

export function stdoutFailed(error: unknown): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not write to stdout: ${reasonOf(error)}`,
    detail: 'The program that reads the archive has ended, or the disk is full. What it received is not a complete archive.',
  });
}

/** @param state  what this means for the volume */
export function badArchive(source: string, reason: string, state: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${source} is not a complete tar archive: ${reason}`,
    detail: `${state} Import an archive that \`berth volume export\` or tar wrote, plain or compressed with gzip.`,
  });
}

export const UNCHANGED = 'Nothing was changed.';

export function partlyFilled(name: string): string {
  return `Volume "${name}" may contain a part of it. Remove that part with --replace.`;
}

export function notReadable(name: string, failures: readonly WalkFailure[]): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not read all of volume "${name}"`,
    detail: `${failureList(failures)}. Nothing was exported.`,
  });
}

export function notEmptied(name: string, { failures }: Walk): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not empty volume "${name}"`,
    detail: `${failures.length === 0 ? 'New files appeared in it' : failureList(failures)}. A part of its data is removed, and nothing was `
      + 'imported.',
  });
}

/** The engine leaves out files that it can't read, and reports success. */
export function incompleteExport(name: string, entries: number, expected: number): DiagnosticError {
  return new DiagnosticError({
    summary: `The archive of volume "${name}" is not complete`,
    detail: `The volume has ${counted(expected, 'entry', 'entries')}, but the engine put ${entries} into the archive. Files `
      + 'changed meanwhile, or the engine could not read some: its log has the reason ("Can\'t add file"). Stop what writes to the '
      + 'volume, and export again. To accept changes, add --live.',
  });
}

export function incompleteImport(name: string, entries: number, expected: number): DiagnosticError {
  return new DiagnosticError({
    summary: `Volume "${name}" does not contain all of the archive`,
    detail: `The archive has ${counted(expected, 'entry', 'entries')}, but the volume has ${entries}. Look for the reason in the log of `
      + 'the engine, and import again with --replace.',
  });
}

/** The engine ignores extended attributes that a file system can't store. */
export function attributesLost(name: string, lost: readonly string[]): Pick<Diagnostic, 'summary' | 'detail'> {
  return {
    summary: `Volume "${name}" lacks ${counted(lost.length, 'extended attribute')} of the archive`,
    detail: `${listed(lost)}. The file system of the volume does not support ${lost.length === 1 ? 'it' : 'them'}.`,
  };
}

export function copiedLive(name: string, containers: readonly string[]): Pick<Diagnostic, 'summary' | 'detail'> {
  return {
    summary: `Volume "${name}" was copied while containers could change it`,
    detail: `${containers.join(', ')} can write to it. Check that the data is usable before you rely on the archive.`,
  };
}

/** Returns a number with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

function reasonOf(error: unknown): string {
  return (error as Partial<Error> | undefined)?.message ?? String(error);
}

function failureList(failures: readonly WalkFailure[]): string {
  return listed(failures.map(({ path, errno }) => `${path} (${getSystemErrorName(-errno)})`), (each) => each);
}

function listed(names: readonly string[], format: (name: string) => string = JSON.stringify): string {
  const more = names.length - LISTED;
  return names.slice(0, LISTED).map((each) => format(each)).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
