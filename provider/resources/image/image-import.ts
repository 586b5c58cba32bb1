import * as fs from 'node:fs';
import { Readable } from 'node:stream';
import Dockerode from 'dockerode';
import { imageIds, importChanges, newImageName, platform } from './image-attributes';
import { changedSincePlanned, planHash } from './image-hash';
import { hashIfThere, ImportSource, missing, sourceOf, unreadable } from './image-import-source';
import { planPlatform, PLATFORM_CHANGE } from './image-platform';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { importRootFilesystem, loadArchive, removeImage } from '../../engine/image/images';
import { formatPlatform, parsePlatform, Platform, platformMatches, platformOf } from '../../engine/image/platform';
import { dockerArchive } from '../../engine/image/source/convert';
import { packFolder } from '../../engine/image/source/pack';
import { inspectImage, namesOf } from '../../engine/inspect';
import { listedName, parseReference, Reference } from '../../engine/reference';
import { compareApiVersions } from '../../engine/version';
import { defineSchema, Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { Unknown } from '../../framework/value/value';

const schema = defineSchema({
  description: 'An image that is made from a root file system or an archive, and needs no registry.',
  version: 0,
  attributes: {
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      validators: [newImageName],
      description: 'Name that the image is given, `repository:tag`. Without a tag it is `latest`. An image that has this name loses it.',
    },
    root_filesystem: {
      type: 'string',
      optional: true,
      description: 'A root file system: a folder, or a tar file, plain or compressed with gzip. Of a folder, permissions, links and devices are kept, all of it belongs to root in the image, and extended attributes are lost (a tar file has them). A relative path is relative to where terraform runs.',
    },
    archive: {
      type: 'string',
      optional: true,
      description: 'An archive of an image: what `docker save` wrote, or an OCI image layout; a tar file, plain or compressed with gzip, or a folder. Of several images, the one for `platform` is taken, and of these the one called `name`.',
    },
    changes: {
      type: ['list', 'string'],
      optional: true,
      requiresReplace: true,
      validators: [importChanges],
      description: `Dockerfile instructions that are applied to an image made from a root file system: ${importChanges.description}. An archive has its own.`,
    },
    platform: {
      type: 'string',
      optional: true,
      change: PLATFORM_CHANGE,
      validators: [platform],
      description: 'Platform of the image, as `os/architecture[/variant]`. The default is the engine\'s own, or that of the only image of an archive.',
    },
    keep_locally: {
      type: 'bool',
      optional: true,
      description: 'Leave the image on the engine when this is destroyed. The default is false.',
    },
    force_remove: {
      type: 'bool',
      optional: true,
      description: 'Take the image away even if a container uses it. The default is false: destroying is refused then.',
    },
    source_hash: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Hash of what the image is made from: names, permissions, links and contents, not times and owners, and not where it is. The image is replaced when it changes.',
    },
    ...imageIds,
  },
});

type ImageImport = Model<typeof schema>;

/** Of Docker 23.0, the first that loads layers compressed with zstd. */
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
        detail: 'An image of an archive has its configuration, and would be another image with a changed one. Set what is to differ on the container, or import a root file system.',
        path: ['changes'],
      });
    }
  },

  async plan(context) {
    await planPlatform(context, async () => context.prior?.image_id as string | undefined);
    const source = sourceOf(context.config);
    planHash(context, 'source_hash', source === undefined ? Unknown.PLAIN : await hashIfThere(source), () => missing(source!));
  },

  async create({ client, signal }, desired) {
    const source = sourceOf(desired)!;
    const hash = await hashIfThere(source);
    if (hash === undefined) throw missing(source);
    if (desired.source_hash !== null && desired.source_hash !== hash) throw changedSincePlanned(`"${source.path}"`, [source.attribute]);
    const image = await make(client, source, desired, signal);
    return { ...desired, source_hash: hash, id: image.Id + desired.name, image_id: image.Id };
  },

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.image_id!, { signal });
    if (image === undefined) return undefined;
    // An image whose name was given to another is still there, without a name of ours: those that are left to it are somebody else's.
    return { ...prior, name: namesOf(image).includes(ownName(prior)) ? prior.name : '' };
  },

  // What can change without a replacement is where the same content is found, and what is done when it is destroyed.
  async update(_context, desired) {
    return desired;
  },

  async delete({ client }, prior) {
    if (prior.keep_locally === true) return;
    const image = await inspectImage(client, prior.image_id!);
    if (image === undefined) return;
    const names = namesOf(image);
    const force = prior.force_remove === true;
    // Names that were given to it outside of terraform are somebody else's, and with them the image.
    if (names.includes(ownName(prior))) await removeImage(client, ownName(prior), { force });
    else if (names.length === 0) await removeImage(client, image.Id, { force });
  },
};

async function make(engine: Engine, source: ImportSource, desired: ImageImport, signal: AbortSignal): Promise<Dockerode.ImageInspectInfo> {
  const reference = parseReference(desired.name!)!;
  const asked = desired.platform ? parsePlatform(desired.platform) : undefined;
  try {
    const image = source.attribute === 'archive'
      ? await load(engine, source, reference, asked, signal)
      : await importRootFilesystem(engine, await rootFilesystem(source.path), {
        repository: reference.repository,
        tag: reference.tag ?? 'latest',
        changes: desired.changes ?? [],
        platform: desired.platform || undefined,
        signal,
      });
    if (asked !== undefined && !platformMatches(asked, platformOf(image))) await refuse(engine, image, asked, reference);
    return image;
  } catch (error) {
    throw unreadable(source, error);
  }
}

async function rootFilesystem(path: string): Promise<Readable> {
  return (await fs.promises.stat(path)).isDirectory() ? packFolder(path) : fs.createReadStream(path, { highWaterMark: 1024 * 1024 });
}

async function load(
  engine: Engine,
  { path }: ImportSource,
  reference: Reference,
  asked: Platform | undefined,
  signal: AbortSignal,
): Promise<Dockerode.ImageInspectInfo> {
  const { os, arch, apiVersion } = await engine.version();
  const name = listedName(reference);
  const enginePlatform = parsePlatform(`${os}/${arch}`) ?? { os, architecture: arch };
  const zstd = compareApiVersions(apiVersion, ZSTD_API_VERSION) >= 0;
  return loadArchive(engine, await dockerArchive(path, { name, platform: asked, enginePlatform }, { zstd }), name, { signal });
}

/** Engines before 23.0 give an imported root file system their own architecture, whatever they are told. */
async function refuse(engine: Engine, image: Dockerode.ImageInspectInfo, asked: Platform, reference: Reference): Promise<never> {
  await removeImage(engine, listedName(reference), { force: false });
  throw new DiagnosticError({
    summary: `The engine made an image for ${formatPlatform(platformOf(image))}, and not for ${formatPlatform(asked)}`,
    detail: `It is version ${(await engine.version()).version}, which imports for its own platform only. The image was removed. Leave \`platform\` out, use a newer engine, or load an archive, which has a platform of its own.`,
    path: ['platform'],
  });
}

function ownName({ name }: ImageImport): string {
  const reference = parseReference(name ?? '');
  return reference === undefined ? '' : listedName(reference);
}
