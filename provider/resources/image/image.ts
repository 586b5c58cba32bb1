import Dockerode from 'dockerode';
import { canonicalImageName, imageIds, imageName, platform } from './attributes';
import * as Builder from './build';
import { buildBlock } from './build-block';
import { judgeFiles, planBuild, validateBuild } from './build-plan';
import { addNames, currentTags, keepForOthers, keepIfUsed, removeNames, removeUnnamed } from './names';
import { isFor, planPlatform, PLATFORM_CHANGE } from './platform';
import { findOrPull } from './pull';
import { INCONSISTENT_PLAN } from './source-hash';
import { timeoutsBlock, withTimeout } from './timeouts';
import { Engine } from '../../engine/engine';
import { formatPlatform, platformOf } from '../../engine/image/platform';
import { digestsOf, inspectImage, namesOf } from '../../engine/inspect';
import { isImageId, repoDigest } from '../../engine/reference';
import { defineSchema, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { Model } from '../../framework/schema/model';
import { equal } from '../../framework/value/compare';
import { requireFloorForBuild } from '../../isolation/build-floor';
import { virtualHostAttribute } from '../../virtual-host/attribute';
import { requireAllowedOrigin, requireFreeName } from '../../virtual-host/image-origin';
import { requireImportable } from '../../virtual-host/importable';
import { judgePlan, replaceForOtherHost, requireRules, rulesOf } from '../../virtual-host/judge';

const schema = defineSchema({
  description: 'An image on the engine. With a `build` block it is built; otherwise it is pulled from its registry unless the engine '
    + 'already has it. If a tag refers to a newer image in the registry, it is only pulled again on request, with `pull_triggers`. '
    + 'A digest always refers to the same image.',
  version: 0,
  attributes: {
    name: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [imageName],
      description: 'Name of the image, with its registry if that is not Docker Hub, and a tag, a digest, or both: '
        + '`nginx`, `registry.example.com/app:1.2`, `app@sha256:...`. Without a tag it is `latest`. '
        + 'The id of an image that the engine has is accepted, too.',
    },
    platform: {
      type: 'string',
      optional: true,
      default: '',
      change: PLATFORM_CHANGE,
      validators: [platform],
      description: 'Platform to pull, as `os/architecture[/variant]`, if the image supports several. "" is the engine\'s own platform. '
        + 'With `virtual_host`, a name that others may use, too, is only pulled for that one: for another platform, use a digest.',
    },
    keep_locally: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Keeps the image on the engine when this resource is destroyed.',
    },
    force_remove: {
      type: 'bool',
      optional: true,
      default: false,
      description: 'Removes the name even if a container uses the image. Without it, a destroy keeps such an image, with a warning. '
        + 'With `virtual_host`, it is always kept if a container outside of that uses it, if `name` is an id, or if names that others use '
        + 'would lose the digest which says where the image came from.',
    },
    pull_triggers: {
      type: ['set', 'string'],
      optional: true,
      default: [],
      requiresReplace: true,
      description: 'Values that pull the image again when they change. '
        + 'If there are any, the image is always pulled on creation, even if the engine has an image of this name.',
    },
    triggers: {
      type: ['map', 'string'],
      optional: true,
      default: {},
      requiresReplace: true,
      description: 'Values that replace this resource when they change.',
    },
    virtual_host: virtualHostAttribute('image', 'They limit its registry, and those of the images from which it is built, and may '
      + 'demand that these are signed. An image that is built gets the label `berth.virtual-host`, so that containers of that host may use '
      + 'it.'),
    ...imageIds,
    repo_digest: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'The image\'s digest in its registry, `repository@sha256:...`. Empty if the image does not come from a registry.',
    },
    build_hash: {
      type: 'string',
      computed: true,
      stable: true,
      description: 'Hash of the files that are sent as the build context: '
        + 'their names, permissions, links and contents, but not times, owners or the path of the context. '
        + `The image is rebuilt when it changes. Null if no build context is sent. ${INCONSISTENT_PLAN}`,
    },
  },
  blocks: { build: buildBlock, timeouts: timeoutsBlock },
});

type Image = Model<typeof schema>;

/** `docker_image`: an image that is built, pulled, or already on the engine. */
export const imageResource: Resource<typeof schema, Engine> = {
  type: 'docker_image',
  schema,

  validate: validateBuild,

  async plan(context) {
    // What exists must be removable.
    if (context.prior === null && hasBuild(context.config.build)) requireFloorForBuild(context.config);
    await planBuild(context);
    if (hasBuild(context.planned.build)) replaceForOtherHost(context);
    await planPlatform(context, async () => context.prior?.image_id as string | undefined);
    const { prior, planned } = context;
    judgePlan('Image', context, () => prior !== null && equal(bodyType(schema), planned, prior), () => judgeFiles(context.config));
  },

  async create({ client, signal: outer }, desired) {
    const signal = withTimeout(outer, desired);
    requireRules('Image', desired);
    const name = desired.name!;
    const [build] = desired.build;
    if (build !== undefined) {
      requireFloorForBuild(desired);
      const builder = loadBuilder();
      const hash = await builder.requirePlannedHash(build, desired.build_hash);
      const image = await builder.runBuild(client, build, {
        name, platform: desired.platform, rules: rulesOf(desired), signal,
      });
      return { ...stateOf(desired, image), build_hash: hash };
    }
    return stateOf(desired, await findOrPull(client, desired, { rules: rulesOf(desired), signal }));
  },

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.name!, { signal });
    if (image === undefined) return undefined;
    const [build] = prior.build;
    if (build === undefined) return { ...stateOf(prior, image), build_hash: null };
    // If another image has the name now, it is replaced by an image with all tags, so they are reported as configured.
    const tag = image.Id === prior.image_id ? currentTags(image, tagsOf(prior)) : build.tag;
    const hash = await loadBuilder().hashOfExisting(build, prior, image.Id);
    return { ...stateOf(prior, image), build: [{ ...build, tag }], build_hash: hash };
  },

  // Other attributes that change without a replacement only affect how the image is built or destroyed.
  async update({ client }, desired, prior) {
    requireRules('Image', desired);
    const rules = rulesOf(desired);
    const isJudgedAnew = rules !== undefined && desired.virtual_host !== prior.virtual_host;
    if (isJudgedAnew) await requireAllowedOrigin(client, `Image "${desired.name}"`, desired.image_id!, 'name', rules);
    const [after, before] = [tagsOf(desired), tagsOf(prior)];
    const added = after.filter((tag) => !before.includes(tag));
    if (rules !== undefined) for (const tag of added) await requireFreeName(client, `Image "${desired.name}"`, tag, 'build', rules);
    await addNames(client, desired.image_id!, added);
    await removeNames(client, desired.image_id!, before.filter((tag) => !after.includes(tag)), { force: false });
    return desired;
  },

  async delete(context, prior) {
    if (prior.keep_locally === true) return;
    const { client } = context;
    const force = prior.force_remove === true;
    if (await keepForOthers(context, prior)) return;
    await keepIfUsed(context, prior.name!, async () => {
      await removeNames(client, prior.image_id!, [...tagsOf(prior), prior.name!], { force });
      await removeUnnamed(client, prior.image_id!, prior.name!);
    });
  },

  async import({ client, signal }, id) {
    const image = await inspectImage(client, id, { signal });
    if (image === undefined) return undefined;
    requireImportable('image', id, image.Config?.Labels);
    const names = namesOf(image);
    // An image is managed by its name. If it is imported by its id and has one name, that name is used.
    const name = isImageId(id) && names.length === 1 ? names[0]! : id;
    const settings = {
      platform: '',
      keep_locally: false,
      force_remove: false,
      pull_triggers: [],
      triggers: {},
      virtual_host: null,
      build: [],
      build_hash: null,
      timeouts: null,
    };
    return stateOf({ ...settings, name, id: null, image_id: null, repo_digest: null }, image);
  },
};

/** Whether there is a block `build`, as far as it is known. */
function hasBuild(blocks: unknown): boolean {
  return Array.isArray(blocks) && blocks.length > 0;
}

/** Returns the additional names of an image that is built. */
function tagsOf({ build: [build] }: Image): readonly string[] {
  return build?.tag ?? [];
}

/** Loads the code that builds on demand: most images are pulled. */
function loadBuilder(): typeof Builder {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./build') as typeof Builder;
}

/**
 * Returns the state of an image. If its platform differs from the known one, reports the actual platform, so that the image is
 * pulled again.
 */
function stateOf(known: Image, image: Dockerode.ImageInspectInfo): Image {
  return {
    ...known,
    platform: isFor(known.platform, image) ? known.platform : formatPlatform(platformOf(image)),
    id: image.Id + known.name,
    image_id: image.Id,
    repo_digest: repoDigest(known.name!, digestsOf(image)),
  };
}
