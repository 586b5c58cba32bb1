import Dockerode from 'dockerode';
import { canonicalImageName, imageIds, imageName, platform } from './image-attributes';
import { buildBlock } from './image-build';
import { planBuild, validateBuild } from './image-build-plan';
import * as BuildSource from './image-build-source';
import { giveNames, removeNameless, stillNamed, takeNames } from './image-names';
import { isFor, planPlatform, PLATFORM_CHANGE } from './image-platform';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { pullImage, removeImage } from '../../engine/image/images';
import { formatPlatform, platformOf } from '../../engine/image/platform';
import { digestsOf, inspectImage, namesOf } from '../../engine/inspect';
import { isImageId, parseReference, repoDigest } from '../../engine/reference';
import { defineSchema, Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';

const schema = defineSchema({
  description: 'An image on the engine, built where there is a `build` block, and otherwise pulled from its registry unless the engine has it already. A tag that has come to mean another image in the registry is pulled again only on request, with `pull_triggers`; a digest always means the same image.',
  version: 0,
  attributes: {
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [imageName],
      description: 'Name of the image, with its registry where that is not Docker Hub, and a tag, a digest, or both: `nginx`, `registry.example.com/app:1.2`, `app@sha256:...`. Without a tag it is `latest`. The id of an image that the engine has is taken too.',
    },
    platform: {
      type: 'string',
      optional: true,
      default: '',
      change: PLATFORM_CHANGE,
      validators: [platform],
      description: 'Platform to pull, as `os/architecture[/variant]`, where the image has several. "" is the engine\'s own.',
    },
    keep_locally: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Leave the image on the engine when this is destroyed.',
    },
    force_remove: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Take the name away even if a container uses the image. Without it, destroying is refused then.',
    },
    pull_triggers: {
      type: ['set', 'string'],
      optional: true,
      default: [],
      requiresReplace: true,
      description: 'Values which pull the image anew when they change. Where there are any, creating always asks the registry, even if the engine has an image of this name.',
    },
    triggers: {
      type: ['map', 'string'],
      optional: true,
      default: {},
      requiresReplace: true,
      description: 'Values which replace this when they change.',
    },
    ...imageIds,
    repo_digest: { type: 'string', computed: true, stable: true, description: 'The image\'s digest in its registry, `repository@sha256:...`. Empty where it comes from none.' },
    build_hash: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Hash of what is sent of the build context: names, permissions, links and contents, not times and owners, and not where it is. The image is built anew when it changes. Null where nothing is sent.',
    },
  },
  blocks: { build: buildBlock },
});

type Image = Model<typeof schema>;

/** `docker_image`: an image that is pulled, or found on the engine. */
export const imageResource: Resource<typeof schema, Engine> = {
  type: 'docker_image',
  schema,

  validate: validateBuild,

  async plan(context) {
    await planBuild(context);
    await planPlatform(context, async () => context.prior?.image_id as string | undefined);
  },

  async create({ client, signal }, desired) {
    const name = desired.name!;
    const [build] = desired.build;
    if (build !== undefined) {
      const { hashUnchanged, make } = building();
      const hash = await hashUnchanged(build, desired.build_hash);
      return { ...describe(desired, await make(client, build, { name, platform: desired.platform, signal })), build_hash: hash };
    }
    const found = await inspectImage(client, name, { signal });
    const sufficient = found !== undefined && isFor(desired.platform, found) && (desired.pull_triggers ?? []).length === 0;
    return describe(desired, sufficient ? found : await pull(client, desired, { isNew: found === undefined, signal }));
  },

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.name!, { signal });
    if (image === undefined) return undefined;
    const [build] = prior.build;
    if (build === undefined) return { ...describe(prior, image), build_hash: null };
    // Another image has none of them, and is replaced by one that has.
    const tag = image.Id === prior.image_id ? stillNamed(image, tagsOf(prior)) : build.tag;
    return { ...describe(prior, image), build: [{ ...build, tag }], build_hash: await building().hashFound(build, prior, image.Id) };
  },

  // What else can change without a replacement says how it is built or destroyed: nothing is done now.
  async update({ client }, desired, prior) {
    const [wanted, before] = [tagsOf(desired), tagsOf(prior)];
    await giveNames(client, desired.image_id!, wanted.filter((tag) => !before.includes(tag)));
    await takeNames(client, desired.image_id!, before.filter((tag) => !wanted.includes(tag)), { force: false });
    return desired;
  },

  async delete({ client }, prior) {
    if (prior.keep_locally === true) return;
    const force = prior.force_remove === true;
    await takeNames(client, prior.image_id!, [...tagsOf(prior), prior.name!], { force });
    await removeNameless(client, prior.image_id!, prior.name!);
  },

  async import({ client, signal }, id) {
    const image = await inspectImage(client, id, { signal });
    if (image === undefined) return undefined;
    const names = namesOf(image);
    // An image is managed by a name. Of one that is named by its id, and has one name, it is that.
    const name = isImageId(id) && names.length === 1 ? names[0]! : id;
    const left = { platform: '', keep_locally: false, force_remove: false, pull_triggers: [], triggers: {}, build: [], build_hash: null };
    return describe({ ...left, name, id: null, image_id: null, repo_digest: null }, image);
  },
};

/** The further names of an image that is built. */
function tagsOf({ build: [build] }: Image): readonly string[] {
  return build?.tag ?? [];
}

/** Most images are pulled: what builds is loaded where something is built. */
function building(): typeof BuildSource {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./image-build-source') as typeof BuildSource;
}

async function pull(engine: Engine, desired: Image, { isNew, signal }: { isNew: boolean; signal: AbortSignal }): Promise<Dockerode.ImageInspectInfo> {
  const name = desired.name!;
  const reference = parseReference(name);
  if (reference === undefined || isImageId(name)) {
    throw new DiagnosticError({
      summary: `The engine has no image with the id "${name}"`,
      detail: `An id names an image that is on the engine (${engine.endpoint.address}) already; it can't be pulled. Give the image's name, with a digest if it has to be this very image.`,
      path: ['name'],
    });
  }
  const image = await pullImage(engine, name, reference, { signal, platform: desired.platform || undefined });
  if (!isFor(desired.platform, image)) {
    if (isNew) await removeImage(engine, name, { force: false });
    throw new DiagnosticError({
      summary: `Image "${name}" is for ${formatPlatform(platformOf(image))}, and not for "${desired.platform}"`,
      detail: 'The registry has it for one platform only. Leave `platform` out, or name an image that is there for it.',
      path: ['platform'],
    });
  }
  return image;
}

/** What is there. An image that is for another platform than the state has tells so, and is pulled anew. */
function describe(known: Image, image: Dockerode.ImageInspectInfo): Image {
  return {
    ...known,
    platform: isFor(known.platform, image) ? known.platform : formatPlatform(platformOf(image)),
    id: image.Id + known.name,
    image_id: image.Id,
    repo_digest: repoDigest(known.name!, digestsOf(image)),
  };
}
