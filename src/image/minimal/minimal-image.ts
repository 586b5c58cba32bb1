import { constants, copyFileSync, statSync } from 'node:fs';
import { basename, posix, resolve } from 'node:path';
import { makeImage } from './berth-program';
import { copiedFiles } from './copied-files';
import { MinimalImageOptions, MinimalImageUser } from './minimal-image-options';
import { ImageFile } from '../../model/image';
import { BerthError, throwIfAny } from '../../private/berth-error';
import { pathMissing, pathNotAbsolute } from '../../private/errors';
import { FolderSpec, MinimalImageReport, MinimalImageSpec } from '../../shared/minimal-image';
import { isNumberOfNonRoot } from '../../shared/user';
import { fileContentNotChosen, noPlainFile, packagesWithoutLock, rootInImage, userTaken } from '../errors';

const NONROOT: MinimalImageUser = { name: 'nonroot', id: 65_532 };
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NOWHERE = '/nonexistent';

/** An image of exactly what is listed, which is made when it is needed. */
export class MinimalImage implements ImageFile {
  private made?: MinimalImageReport;
  private readonly spec: MinimalImageSpec;

  constructor(options: MinimalImageOptions) {
    throwIfAny(problemsWith(options));
    this.spec = specOf(options);
  }

  /** What is in the image. */
  public get report(): MinimalImageReport {
    this.made ??= makeImage(this.spec);
    return this.made;
  }

  public get hash(): string {
    return this.report.hash;
  }

  public writeTo(path: string): void {
    copyFileSync(this.report.archive, path, constants.COPYFILE_FICLONE);
  }
}

/** Returns the user that runs the program. */
export function userOf({ user }: MinimalImageOptions): string {
  if (user === undefined) return `${NONROOT.id}:${NONROOT.id}`;
  return user.includes(':') ? user : `${user}:${user}`;
}

function problemsWith(options: MinimalImageOptions): BerthError[] {
  const { files = [], programs = [], links = {}, scratchFolders = [], volumes = [], packages = [], users = [], lockFile } = options;
  const paths = [...files, ...programs].map(({ path }) => path).filter((path) => path !== undefined);
  const needsLock = packages.length > 0 || options.certificates || options.timeZones || options.shell;
  const sources = [...files, ...programs].map(({ source }) => source).filter((source) => source !== undefined);
  return [
    ...[...paths, ...Object.keys(links), ...scratchFolders, ...volumes].filter((path) => !posix.isAbsolute(path))
      .map((path) => pathNotAbsolute('A path in the image', path)),
    ...files.filter((file) => [file.source, file.content, file.contentBase64].filter((each) => each !== undefined).length !== 1)
      .map(({ path }) => fileContentNotChosen(path)),
    ...sources.filter((source) => !statSync(resolve(source), { throwIfNoEntry: false }))
      .map((source) => pathMissing('The file of an image', source, resolve(source))),
    ...programs.filter(({ source }) => statSync(resolve(source), { throwIfNoEntry: false })?.isFile() === false)
      .map(({ source }) => noPlainFile(source, 'no file')),
    ...needsLock && lockFile === undefined ? [packagesWithoutLock()] : [],
    ...isNumberOfNonRoot(userOf(options)) ? [] : [rootInImage(options.user!)],
    ...duplicates([...users, ...options.user === undefined ? [NONROOT] : []]).map(({ name }) => userTaken(name)),
  ];
}

function duplicates(users: readonly MinimalImageUser[]): readonly MinimalImageUser[] {
  return users.filter(({ name, id }, index) => users.slice(0, index).some((other) => other.name === name || other.id === id));
}

function specOf(options: MinimalImageOptions): MinimalImageSpec {
  const { certificates, timeZones, shell, links = {}, users = [], scratchFolders = [], volumes = [] } = options;
  const user = userOf(options);
  const packages = [
    ...options.packages ?? [], ...certificates ? ['ca-certificates'] : [], ...timeZones ? ['tzdata'] : [], ...shell ? ['dash'] : [],
  ];
  const own = (path: string): FolderSpec => ({ path, mode: '0755', owner: user });
  return {
    platforms: options.platforms ?? [options.platform ?? `linux/${process.arch === 'arm64' ? 'arm64' : 'amd64'}`],
    ...options.lockFile !== undefined && { lockFile: resolve(options.lockFile) },
    packages: [...new Set(packages)],
    programs: (options.programs ?? []).map(({ source, path = posix.join('/usr/bin', basename(source)), platform }) => (
      { from: resolve(source), to: path, mode: '0755', owner: '0:0', ...platform !== undefined && { platform } })),
    files: (options.files ?? []).flatMap((file) => copiedFiles(file, options.setuid ?? [])),
    folders: [...scratchFolders, ...volumes].map(own),
    links: { ...links, ...shell && { '/usr/bin/sh': 'dash' } },
    users: [...options.user === undefined ? [NONROOT] : [], ...users].map(({ name, id, home = NOWHERE }) => ({ name, id, home })),
    exclude: options.exclude ?? [],
    setuid: options.setuid ?? [],
    config: configOf(options, user),
  };
}

function configOf(options: MinimalImageOptions, user: string): MinimalImageSpec['config'] {
  const { command, entryPoint, environment = {}, workingDirectory, exposedPorts, volumes, labels, stopSignal } = options;
  const keys = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
  const port = (given: string) => given.includes('/') ? given : `${given}/tcp`;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return {
    User: user,
    Env: [...'PATH' in environment ? [] : [PATH], ...variables],
    ...entryPoint && { Entrypoint: entryPoint },
    ...command && { Cmd: command },
    ...workingDirectory !== undefined && { WorkingDir: workingDirectory },
    ...exposedPorts && { ExposedPorts: keys(exposedPorts.map(port)) },
    ...volumes && { Volumes: keys(volumes) },
    ...labels && { Labels: labels },
    ...stopSignal !== undefined && { StopSignal: stopSignal },
  };
}
