import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { imageIds, importChanges, newImageName, platform } from './attributes';
import { hashIfExists, ImportSource, missing, sourceOf, unreadable } from './import-source';
import { keepIfUsed } from './names';
import { planPlatform, PLATFORM_CHANGE } from './platform';
import { changedSincePlanned, INCONSISTENT_PLAN, planHash } from './source-hash';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { importRootFilesystem, loadArchive, removeImage } from '../../engine/image/images';
import { formatPlatform, parsePlatform, Platform, platformMatches, platformOf } from '../../engine/image/platform';
import { dockerArchive } from '../../engine/image/source/convert';
import { packFolder } from '../../engine/image/source/pack';
import { inspectImage, namesOf } from '../../engine/inspect';
import { listedName, parseReference, Reference } from '../../engine/reference';
import { compareApiVersions } from '../../engine/version';
import { requireRegular } from '../../files/regular-file';
import { defineSchema, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { Model } from '../../framework/schema/model';
import { equal } from '../../framework/value/compare';
import { Unknown } from '../../framework/value/value';

import { virtualHostAttribute } from '../../virtual-host/attribute';
import { refuseLongLists, requireFreeName } from '../../virtual-host/image-origin';
import { judgePlan, replaceForOtherHost, requireRules, rulesOf } from '../../virtual-host/judge';

const schema = defineSchema({
  description: 'An image made from a root file system or an archive, without a registry.',
  version: 0,
  attributes: {
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [newImageName],
      description: 'Name of the image, `repository:tag`. Without a tag it is `latest`. An existing image with this name loses it.',
    },
    root_filesystem: {
      type: 'string',
      optional: true,
      description: 'A root file system: a folder, or a tar file, plain or compressed with gzip. '
        + 'The files of a folder keep their permissions, links and devices, belong to root in the image, and lose their extended '
        + 'attributes (a tar file keeps them). A relative path is relative to the working directory of terraform.',
    },
    archive: {
      type: 'string',
      optional: true,
      description: 'An archive of an image, written by `docker save`, or an OCI image layout: '
        + 'a tar file, plain or compressed with gzip, or a folder. '
        + 'If it has several images, the one for `platform` is used, and among these the one named `name`.',
    },
    changes: {
      type: ['list', 'string'],
      optional: true,
      requiresReplace: true,
      mayHaveSecrets: true,
      validators: [importChanges],
      description: `Dockerfile instructions to apply to an image made from a root file system: ${importChanges.description}. `
        + 'Not allowed with `archive`, which has its own configuration.',
    },
    platform: {
      type: 'string',
      optional: true,
      change: PLATFORM_CHANGE,
      validators: [platform],
      description: 'Platform of the image, as `os/architecture[/variant]`. '
        + 'The default is the engine\'s own platform, or that of the only image in an archive.',
    },
    keep_locally: {
      type: 'bool',
      optional: true,
      description: 'Keeps the image on the engine when this resource is destroyed. The default is false.',
    },
    force_remove: {
      type: 'bool',
      optional: true,
      description: 'Removes the image even if a container uses it. The default is false: a destroy keeps such an image, with a warning.',
    },
    virtual_host: virtualHostAttribute('image', 'The image gets the label `berth.virtual-host`, so that containers of that host may use '
      + 'it. So it has another id than without.'),
    source_hash: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Hash of the files from which the image is made: '
        + 'their names, permissions, links and contents, but not times, owners or the path of the source. '
        + `The image is replaced when it changes. ${INCONSISTENT_PLAN}`,
    },
    ...imageIds,
  },
});

type ImageImport = Model<typeof schema>;

/** The API of Docker 23.0, the first that loads layers compressed with zstd. */
const ZSTD_API_VERSION = '1.42';

/** `docker_image_import`: an image from a root file system or an archive. */
export const imageImportResource: Resource<typeof schema, Engine> = {
  type: 'docker_image_import',
  schema,

  validate(config) {
    sourceOf(config);
    if (Array.isArray(config.changes) && config.changes.length > 0 && typeof config.archive === 'string' && config.archive !== '') {
      throw new DiagnosticError({
        summary: '`changes` can\'t be used with `archive`',
        detail: 'An image in an archive has its own configuration. Changing it would make another image. '
          + 'Set different values on the container, or import a root file system.',
        path: ['changes'],
      });
    }
  },

  async plan(context) {
    await planPlatform(context, async () => context.prior?.image_id as string | undefined);
    const source = sourceOf(context.config);
    planHash(context, 'source_hash', source === undefined ? Unknown.PLAIN : await hashIfExists(source), () => missing(source!));
    replaceForOtherHost(context);
    const { prior, planned } = context;
    judgePlan('Image', context, () => prior !== null && equal(bodyType(schema), planned, prior));
  },

  async create({ client, signal }, desired) {
    requireRules('Image', desired);
    const source = sourceOf(desired)!;
    const hash = await hashIfExists(source);
    if (hash === undefined) throw missing(source);
    if (desired.source_hash !== null && desired.source_hash !== hash) throw changedSincePlanned(`"${source.path}"`, [source.attribute]);
    const image = await importImage(client, source, desired, signal);
    return { ...desired, source_hash: hash, id: image.Id + desired.name, image_id: image.Id };
  },

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.image_id!, { signal });
    if (image === undefined) return undefined;
    // If another image has the name now, an empty name is reported, which plans a replacement. Other names belong to someone else.
    return { ...prior, name: namesOf(image).includes(ownName(prior)) ? prior.name : '' };
  },

  // Only the path of an unchanged source, rules and the behavior on destroy can change without a replacement.
  async update(_context, desired) {
    requireRules('Image', desired);
    return desired;
  },

  async delete(context, prior) {
    if (prior.keep_locally === true) return;
    const { client } = context;
    const image = await inspectImage(client, prior.image_id!);
    if (image === undefined) return;
    const names = namesOf(image);
    const force = prior.force_remove === true;
    // Names that were added outside of terraform belong to someone else. An image that has one is not removed.
    const name = names.length === 0 ? image.Id : ownName(prior);
    if (names.length > 0 && !names.includes(name)) return;
    await keepIfUsed(context, name, () => removeImage(client, name, { force }));
  },
};

async function importImage(
  engine: Engine, source: ImportSource, desired: ImageImport, signal: AbortSignal,
): Promise<Dockerode.ImageInspectInfo> {
  const reference = parseReference(desired.name!)!;
  const requiredPlatform = desired.platform ? parsePlatform(desired.platform) : undefined;
  const rules = rulesOf(desired);
  if (rules !== undefined) await requireFreeName(engine, `Image "${desired.name}"`, desired.name!, 'name', rules);
  const labels: Record<string, string> = rules === undefined ? {} : { [VIRTUAL_HOST_LABEL]: rules.name };
  try {
    const image = source.attribute === 'archive'
      ? await load(engine, source, { reference, requiredPlatform, labels }, signal)
      : await importRootFilesystem(engine, await rootFilesystem(source.path), {
        repository: reference.repository,
        tag: reference.tag ?? 'latest',
        changes: [...desired.changes ?? [], ...Object.entries(labels).map(([label, value]) => `LABEL ${label}=${value}`)],
        platform: desired.platform || undefined,
        signal,
      });
    if (requiredPlatform !== undefined && !platformMatches(requiredPlatform, platformOf(image))) {
      await refuse(engine, image, requiredPlatform, reference);
    }
    await refuseLongLists(engine, `Image "${desired.name}"`, image, [listedName(reference)], source.attribute, rules);
    return image;
  } catch (error) {
    throw unreadable(source, error);
  }
}

async function rootFilesystem(path: string): Promise<Readable> {
  requireRegular(path);
  return (await fs.promises.stat(path)).isDirectory() ? packFolder(path) : fs.createReadStream(path, { highWaterMark: 1024 * 1024 });
}

/** What an archive is loaded as. */
interface Wanted {
  readonly reference: Reference;
  readonly requiredPlatform: Platform | undefined;
  readonly labels: Readonly<Record<string, string>>;
}

async function load(
  engine: Engine,
  { path }: ImportSource,
  { reference, requiredPlatform, labels }: Wanted,
  signal: AbortSignal,
): Promise<Dockerode.ImageInspectInfo> {
  const { os, arch, apiVersion } = await engine.version();
  const name = listedName(reference);
  const enginePlatform = parsePlatform(`${os}/${arch}`) ?? { os, architecture: arch };
  const zstd = compareApiVersions(apiVersion, ZSTD_API_VERSION) >= 0;
  const archive = await dockerArchive(path, { name, platform: requiredPlatform, enginePlatform, labels }, { zstd });
  return loadArchive(engine, archive, name, { signal });
}

/** Removes an image of the wrong platform: engines before 23.0 ignore the platform of an imported root file system and use their own. */
async function refuse(engine: Engine, image: Dockerode.ImageInspectInfo, requiredPlatform: Platform, reference: Reference): Promise<never> {
  await removeImage(engine, listedName(reference), { force: false });
  throw new DiagnosticError({
    summary: `The engine created an image for ${formatPlatform(platformOf(image))}, not for ${formatPlatform(requiredPlatform)}`,
    detail: `Version ${(await engine.version()).version} of the engine only imports for its own platform. The image was removed. `
      + 'Remove `platform`, use a newer engine, or load an archive, which has a platform of its own.',
    path: ['platform'],
  });
}

function ownName({ name }: ImageImport): string {
  const reference = parseReference(name ?? '');
  return reference === undefined ? '' : listedName(reference);
}
