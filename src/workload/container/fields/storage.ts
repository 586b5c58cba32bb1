import { posix } from 'node:path';
import { TerraformStack, Tokenization } from 'cdktf';
import { FieldTable, plain } from './field';
import { mebibytes, memoryField } from './quantities';
import { Backend } from '../../../backend/backend';
import { ContainerModel, FileModel, MountModel, SecretFileModel } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { pathNotAbsolute } from '../../../private/errors';
import { literal, unescaped } from '../../../private/literal';
import { cleanPath } from '../../../private/paths';
import { isKnown } from '../../../private/tokens';
import { hasPlaceholder } from '../../../shared/clones';
import { Size } from '../../../units/size';
import { blocks, unlessEmpty } from '../../blocks';
import {
  cloneVolumeWithoutSet, contentNotChosen, duplicateTarget, fileInReadOnlyMount, fileInRootFolder, fileInTmpfs, fileOnReadOnlyRoot,
  invalidMode, invalidOwner,
  secretOfAnotherStack,
} from '../storage/errors';
import { Mount } from '../storage/mount';
import { OnFileChange } from '../storage/on-file-change';
import { SecretFile } from '../storage/secret-file';

type Tmpfs = Extract<MountModel, { type: 'tmpfs' }>;
type StorageField = 'mounts' | 'files' | 'secrets' | 'onFileChange' | 'readOnlyRootFilesystem' | 'sharedMemory';

/** Gives programs a folder for temporary files if the root file system is read-only. */
const TEMPORARY_FOLDER: MountModel = { type: 'tmpfs', target: '/tmp', mode: '1777', size: Size.mebibytes(64).toBytes() };

/** The fields of a container's storage. */
export const STORAGE_FIELDS: FieldTable<StorageField> = {
  mounts: {
    toModel: (prop) => prop.map(({ _model }) => _model),
    toProp: (value) => value.map((mount) => Mount._of(mount)),
    byDefault: () => [],
    check: (value, { clones }) => [
      ...(clones === undefined && value.some(isOfClone) ? [cloneVolumeWithoutSet()] : []),
      ...value.flatMap(checkMountPaths),
      ...duplicates('The target of a mount', value.map(({ target }) => target)),
    ],
    attributes: ['mounts', 'tmpfs'],
    write: (value, { readOnlyRootFilesystem }) => writeMounts(withTemporaryFolder(value, readOnlyRootFilesystem)),
    read: ({ mounts, tmpfs, read_only: readOnly }) => withoutTemporaryFolder([
      ...blocks(mounts).map(readMount),
      ...Object.entries((tmpfs ?? {}) as Record<string, string>).map(([target, options]) => readTmpfs(target, options)),
    ], readOnly),
  },

  files: {
    toModel: (prop) => prop.map((file) => ({ ...file, mode: file.mode ?? '0644' })),
    toProp: (value) => value,
    byDefault: () => [],
    check: (value, { mounts, readOnlyRootFilesystem }, { backend }) => {
      const paths = value.map(({ path }) => path);
      return [
        ...value.flatMap(checkFile),
        ...duplicates('The path of a file', paths),
        ...checkPlaces(paths, { mounts, backend, readOnlyRootFilesystem }),
      ];
    },
    attributes: ['upload'],
    write: (value) => ({
      upload: unlessEmpty(value.map(({ path, content, contentBase64, mode }) =>
        ({ file: path, content: content === undefined ? undefined : literal(content), content_base64: contentBase64, permissions: mode }))),
    }),
    read: ({ upload }) => blocks(upload).map(({ file, content, content_base64: contentBase64, permissions }) =>
      ({ path: file, content: content === undefined ? undefined : unescaped(content), contentBase64, mode: permissions })),
  },

  secrets: {
    toModel: (prop) => prop.map(({ _model }) => _model),
    toProp: (value) => value.map((secret) => SecretFile._of(secret)),
    byDefault: () => [],
    check: (value, { files, mounts, readOnlyRootFilesystem }, { backend, _placement: { stack } }) => {
      const paths = value.map(({ path }) => path);
      const filePaths = files.map(({ path }) => path);
      return [
        ...value.flatMap((secret) => checkSecret(secret, stack)),
        ...duplicates('The path of a secret file', paths),
        ...paths.filter((path) => filePaths.includes(path)).map((path) => duplicateTarget('The path of a file and a secret file', path)),
        ...(backend === Backend.KREUZWERKER ? [] : checkPlaces(paths, { mounts, backend, readOnlyRootFilesystem })),
      ];
    },
    attributes: ['secret_file'],
    onOtherBackends: 'use `files` with the value of a sensitive variable, which Terraform then stores in its state',
    write: (value) => ({
      secret_file: unlessEmpty(value.map(({ path, content, version, mode, owner }) =>
        ({ file: path, content_wo: content, content_wo_version: version, permissions: mode, owner }))),
    }),
    read: ({ secret_file: secrets }) => blocks(secrets).map(({ file, content_wo: content, content_wo_version: version, ...rest }) =>
      ({ path: file, content, version, mode: rest.permissions, owner: rest.owner })),
  },

  onFileChange: {
    title: 'Another `onFileChange` than OnFileChange.REPLACE',
    // A replacement is the default of both back ends, and kreuzwerker/docker has no attribute for it.
    toModel: (prop) => (prop === OnFileChange.REPLACE ? undefined : prop),
    toProp: (value) => value as OnFileChange,
    attributes: ['upload_change'],
    write: (value) => ({ upload_change: value }),
    read: ({ upload_change: change }) => (change === OnFileChange.REPLACE ? undefined : change as string | undefined),
  },

  readOnlyRootFilesystem: {
    ...plain<boolean>('read_only'),
    byDefault: (requested) => requested.read_only_root === 'required' || undefined,
  },

  sharedMemory: { ...memoryField('shm_size'), check: mebibytes('sharedMemory') },
};

function isOfClone(mount: MountModel): boolean {
  return mount.type === 'volume' && hasPlaceholder(mount.source);
}

function checkMountPaths(mount: MountModel): BerthError[] {
  const check = (what: string, path: string) => (isKnown(path) && !posix.isAbsolute(path) ? [pathNotAbsolute(what, path)] : []);
  return [
    ...check('The target of a mount', mount.target),
    ...(mount.type === 'bind' ? check('The host path of a mount', mount.source) : []),
  ];
}

function checkFile({ path, content, contentBase64, mode }: FileModel): BerthError[] {
  const problems: BerthError[] = [];
  if (isKnown(path) && !posix.isAbsolute(path)) problems.push(pathNotAbsolute('The path of a file', path));
  if ((content === undefined) === (contentBase64 === undefined)) problems.push(contentNotChosen(path));
  // The schema of kreuzwerker/docker accepts only this format.
  if (isKnown(mode) && !/^0[0-7]{3}$/.test(mode)) problems.push(invalidMode(`The mode of the file "${path}"`, mode));
  return problems;
}

function checkSecret({ variable, path, mode, owner }: SecretFileModel, stack: TerraformStack): BerthError[] {
  return [
    ...(variable === undefined || TerraformStack.of(variable) === stack ? [] : [secretOfAnotherStack(path, variable, stack)]),
    ...(isKnown(path) && !posix.isAbsolute(path) ? [pathNotAbsolute('The path of a secret file', path)] : []),
    ...(isKnown(mode) && !/^0[0-7]{3}$/.test(mode) ? [invalidMode(`The mode of the secret file "${path}"`, mode)] : []),
    ...(isKnown(owner) && !/^\d+:\d+$/.test(owner) ? [invalidOwner(`The owner of the secret file "${path}"`, owner)] : []),
  ];
}

interface Place extends Pick<ContainerModel, 'mounts' | 'readOnlyRootFilesystem'> { readonly backend: Backend }

/** Checks whether files can be copied to paths. */
function checkPlaces(paths: readonly string[], place: Place): BerthError[] {
  return paths.filter((path) => isKnown(path) && posix.isAbsolute(path)).flatMap((path) => checkPlace(path, place));
}

function checkPlace(path: string, { mounts, readOnlyRootFilesystem, backend }: Place): BerthError[] {
  const within = ({ target }: MountModel) => isKnown(target) && cleanPath(path).startsWith(`${cleanPath(target).replace(/\/$/, '')}/`);
  const [mount] = withTemporaryFolder(mounts, readOnlyRootFilesystem).filter(within).sort((a, b) => b.target.length - a.target.length);
  if (mount?.type === 'tmpfs') return [fileInTmpfs(path, mount.target)];
  if (mount !== undefined) return mount.readOnly === true ? [fileInReadOnlyMount(path, mount.target)] : [];
  if (readOnlyRootFilesystem !== true) return [];
  if (backend === Backend.KREUZWERKER) return [fileOnReadOnlyRoot(path, `${backend}`)];
  return posix.dirname(cleanPath(path)) === '/' ? [fileInRootFolder(path)] : [];
}

/** Adds /tmp to the mounts of a container with a read-only root file system, unless it is one of them. */
export function withTemporaryFolder(mounts: readonly MountModel[], readOnlyRootFilesystem = false): readonly MountModel[] {
  const needed = readOnlyRootFilesystem && !mounts.some(({ target }) => isKnown(target) && cleanPath(target) === TEMPORARY_FOLDER.target);
  return needed ? [...mounts, TEMPORARY_FOLDER] : mounts;
}

function withoutTemporaryFolder(mounts: MountModel[], readOnlyRootFilesystem: unknown): MountModel[] {
  const isAdded = (mount: MountModel) => JSON.stringify(mount) === JSON.stringify(TEMPORARY_FOLDER);
  return readOnlyRootFilesystem === true ? mounts.filter((mount) => !isAdded(mount)) : mounts;
}

/** A tmpfs with an owner is an entry of `HostConfig.Tmpfs`, since entries of `HostConfig.Mounts` have no owner. */
function writeMounts(mounts: readonly MountModel[]) {
  const isOwned = (mount: MountModel): mount is Tmpfs => mount.type === 'tmpfs' && mount.owner !== undefined;
  const tmpfs = mounts.filter(isOwned).map((mount) => [mount.target, tmpfsOptions(mount)]);
  const others = mounts.filter((mount) => !isOwned(mount));
  return { mounts: unlessEmpty(others.map(writeMount)), tmpfs: tmpfs.length > 0 ? Object.fromEntries(tmpfs) : undefined };
}

function writeMount(mount: MountModel) {
  const { type, target } = mount;
  if (mount.type === 'tmpfs') return { type, target, tmpfs_options: { mode: parseInt(mount.mode, 8), size_bytes: mount.size } };
  const volume = mount.type === 'volume' && mount.noCopy ? { volume_options: { no_copy: true } } : {};
  return { type, source: mount.source, target, read_only: mount.readOnly, ...volume };
}

function readMount(block: Record<string, any>): MountModel {
  const { type, source, target, read_only: readOnly, tmpfs_options: tmpfs, volume_options: volume } = block;
  if (type === 'tmpfs') return { type, target, mode: (tmpfs.mode as number).toString(8), size: tmpfs.size_bytes };
  return { type, source, target, readOnly: readOnly ?? false, ...(volume?.no_copy ? { noCopy: true } : {}) };
}

function tmpfsOptions({ owner, mode, size }: Tmpfs): string {
  const [user, group = user] = owner!.split(':');
  const sizeOption = size === undefined ? [] : [`size=${Tokenization.stringifyNumber(size)}`];
  return [`uid=${user}`, `gid=${group}`, `mode=${mode}`, ...sizeOption].join(',');
}

function readTmpfs(target: string, options: string): MountModel {
  const { uid, gid, mode, size } = Object.fromEntries(options.split(',').map((option) => option.split('=')));
  return { type: 'tmpfs', target, mode, size: size === undefined ? undefined : Number(size), owner: `${uid}:${gid}` };
}

function duplicates(what: string, paths: readonly string[]): BerthError[] {
  const known = paths.filter(isKnown).map(cleanPath);
  const repeated = known.filter((path, index) => known.indexOf(path) !== index);
  return [...new Set(repeated)].map((path) => duplicateTarget(what, path));
}
