import { DiagnosticError } from '../../provider/diagnostics/diagnostics';

/** What a lock file has, as far as messages need it. */
interface LockSummary {
  readonly release: string;
  readonly requested: readonly string[];
}

export const unknownPlatform = (given: string, known: readonly string[]) => new DiagnosticError({
  summary: `"${given}" is no platform for which minimal images are made`,
  detail: `Write one of: ${known.join(', ')}.`,
});

export const notASpec = (why: string) => new DiagnosticError({
  summary: `The description of the image can't be read: ${why}`,
  detail: 'The library writes it. Use `berth` of the same version as the library.',
});

export const nothingListed = (platform: string) => new DiagnosticError({
  summary: `Nothing is listed for ${platform}, so the image would be empty`,
  detail: 'List packages, programs or files.',
});

export const fileUnreadable = (path: string, error: unknown) => new DiagnosticError({
  summary: `The file "${path}" can't be read`,
  detail: (error as Error).message,
});

export const setuidNotListed = (path: string, mode: string) => new DiagnosticError({
  summary: `The file ${path} has the mode "${mode}", and is not listed under \`setuid\``,
  detail: 'It would run with the rights of its owner or group. Write a mode up to 1777, or list the path under `setuid`.',
});

export const fileChanged = (path: string) => new DiagnosticError({
  summary: `The file "${path}" changed while it was read`,
  detail: 'Make sure that nothing writes to it meanwhile.',
});

export const conflictingFiles = (path: string, one: string, other: string) => new DiagnosticError({
  summary: `Both "${one}" and "${other}" have ${path}, and not the same`,
  detail: 'Exclude it, and list the file that the image is to have under `files`.',
});

export const unusablePath = (origin: string, problem: string) => new DiagnosticError({
  summary: `"${origin}" can't be a part of the image: ${problem}`,
  detail: 'Rename it, or exclude it.',
});

export const whiteout = (path: string, origin: string) => new DiagnosticError({
  summary: `${path} of "${origin}" has a name that begins with ".wh."`,
  detail: 'In a layer of an image, such a name removes a file of another layer. Rename it, or exclude it.',
});

export const foreignProgram = (
  path: string, machine: number, { platform, machine: wanted }: { readonly platform: string; readonly machine: number },
) => new DiagnosticError({
  summary: `${path} is a program for another kind of machine than ${platform}`,
  detail: `Its number in ELF (e_machine) is ${machine}, that of ${platform} is ${wanted}. Give each platform its `
    + 'own file, with `platform`.',
});

export const libraryMissing = (name: string, neededBy: string, isFromLock: boolean) => new DiagnosticError({
  summary: `${neededBy} needs ${name}, which is nowhere`,
  detail: isFromLock
    ? 'No package of the lock file has it. Add the package that has it to the lock file with `berth image lock`, or the library to `files`.'
    : 'It is not among the libraries of this machine. Install the package that has it, or use a lock file of Debian packages.',
});

export const lockMissing = (path: string) => new DiagnosticError({
  summary: `There is no lock file "${path}"`,
  detail: `Make it: npx berth image lock ${path} PACKAGE...`,
});

export const lockDamaged = (path: string, why: string) => new DiagnosticError({
  summary: `The lock file "${path}" can't be used: ${why}`,
  detail: 'Make it again with `berth image lock`, or take the committed one.',
});

export const platformNotInLock = (
  platform: string, path: string, known: readonly string[], { requested }: LockSummary,
) => new DiagnosticError({
  summary: `The lock file "${path}" has no packages for ${platform}`,
  detail: `It has those for ${known.join(', ')}. Add them: npx berth image lock ${path} `
    + `${[...known, platform].map((each) => `--platform ${each}`).join(' ')} ${requested.join(' ')}`,
});

export const notInLock = (name: string, path: string, { requested }: LockSummary) => new DiagnosticError({
  summary: `The lock file "${path}" has no package "${name}"`,
  detail: `Add it: npx berth image lock ${path} ${[...requested, name].join(' ')}`,
});

export const packageDamaged = (path: string, why: string) => new DiagnosticError({
  summary: `The package "${path}" can't be unpacked: ${why}`,
  detail: 'Packages are those of Debian. Remove this file if it is in the cache, so that it is downloaded again.',
});

export const downloadFailed = (name: string, version: string, problems: readonly string[]) => new DiagnosticError({
  summary: `The package ${name} ${version} can't be downloaded`,
  detail: `${problems.map((each) => `- ${each}\n`).join('')}\nMirrors remove old versions. Make the lock file again with `
    + '`berth image lock`, or add a mirror that keeps them, such as one of snapshot.debian.org, to its `mirrors`.',
});

export const aptMissing = () => new DiagnosticError({
  summary: 'There is no program `apt-get`, which finds out what packages depend on',
  detail: 'Run `berth image lock` on Debian or Ubuntu, or in a container of one. Only the lock file takes it. Images are made from it '
    + 'anywhere.',
});

export const aptFailed = (output: string) => new DiagnosticError({
  summary: 'apt-get can\'t find out which packages are needed',
  detail: output.trim(),
});

export const archiveUnreadable = (path: string, why: string) => new DiagnosticError({
  summary: `"${path}" can't be read as an image: ${why}`,
  detail: 'Give an archive in the OCI image layout or of `docker save`, a folder with an OCI image layout, or the name of an image on the '
    + 'engine.',
});
