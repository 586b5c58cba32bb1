import { canonicalImageName, imageName, newImageName } from './attributes';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { importRootFilesystem, removeImage } from '../../engine/image/images';
import { createPack } from '../../engine/image/source/pack';
import { inspectImage, namesOf } from '../../engine/inspect';
import { isImageId, listedName, parseReference } from '../../engine/reference';
import { defineSchema, PlanContext, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { Model } from '../../framework/schema/model';
import { equal } from '../../framework/value/compare';
import { Unknown } from '../../framework/value/value';
import { virtualHostAttribute } from '../../virtual-host/attribute';
import { madeForOthers, requireAllowedSource, requireFreeName } from '../../virtual-host/image-origin';
import { requireImportable } from '../../virtual-host/importable';
import { judgePlan, requireRules, rulesOf } from '../../virtual-host/judge';
import { keptForOthers } from '../../virtual-host/others';

const schema = defineSchema({
  description: 'Another name for an image that the engine has. '
    + 'The tag stays on the image that `source_image` refers to: '
    + 'if either was moved outside of terraform, the next plan shows it, and the apply moves the tag.',
  version: 0,
  attributes: {
    source_image: {
      type: 'string',
      required: true,
      canonical: canonicalImageName,
      validators: [imageName],
      description: 'The image, by name or id. Preferably the `image_id` of a `docker_image`, which changes when the image does.',
      change: 'A change moves the tag.',
    },
    target_image: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [newImageName],
      description: 'The new name of the image: a repository, with its registry if the image will be pushed there, and a tag. '
        + 'Without a tag it is `latest`. An existing image with this name loses it.',
    },
    tag_triggers: {
      type: ['set', 'string'],
      optional: true,
      default: [],
      description: 'Values that move the tag to `source_image` again when they change. '
        + 'Only needed if `source_image` is a name that the same apply gives to another image.',
    },
    virtual_host: virtualHostAttribute('tag', 'The image comes from where they allow, and is of no other virtual container host.'),
    id: { type: 'string', computed: true, stable: true, description: 'The two names, separated by a dot.' },
    source_image_id: { type: 'string', computed: true, stable: true, description: 'The id of the image that has the tag, `sha256:...`.' },
  },
});

type Tag = Model<typeof schema>;

/** `docker_tag`: an additional name of an image. Manages only the name, not the image. */
export const tag: Resource<typeof schema, Engine> = {
  type: 'docker_tag',
  schema,

  async plan(context) {
    await planSource(context);
    const { config, warn, prior, planned } = context;
    judgePlan('Tag', { config: { ...config, name: config.target_image! }, warn }, () => (
      prior !== null && equal(bodyType(schema), planned, prior)));
  },

  create: ({ client }, desired) => put(client, desired),

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.target_image!, { signal });
    return image && { ...prior, source_image_id: image.Id };
  },

  update: ({ client }, desired) => put(client, desired),

  async delete({ client, warn }, prior) {
    const name = prior.target_image!;
    const image = await inspectImage(client, name, { fresh: true });
    if (image === undefined) return;
    const reason = madeForOthers(image, prior);
    if (reason !== undefined) return warn(keptForOthers('Tag', name, reason));
    // The engine removes an image with its last name. To remove only the name, an empty image takes it over first.
    if (namesOf(image).length === 1) await moveToEmptyImage(client, name);
    await removeImage(client, name, { force: false });
  },

  async import({ client, signal }, id) {
    const image = await inspectImage(client, id, { signal });
    const reference = parseReference(id);
    if (image === undefined || reference === undefined || !namesOf(image).includes(listedName(reference))) return undefined;
    requireImportable('image', id, image.Config?.Labels);
    const { Id: source } = image;
    return {
      id: idOf(source, id), source_image: source, target_image: id, tag_triggers: [], virtual_host: null, source_image_id: source,
    };
  },
};

async function planSource({ client, signal, prior, planned }: PlanContext<Engine>): Promise<void> {
  if (prior === null) return;
  const source = planned.source_image;
  // If the engine does not answer, the apply reports that.
  const image = client === undefined || typeof source !== 'string'
    ? undefined
    : await inspectImage(client, source, { signal }).catch(() => undefined);
  const isInPlace = image !== undefined && image.Id === prior.source_image_id;
  // An import knows the image, but not the name that the configuration uses for it.
  if (isInPlace && isImageId(String(prior.source_image))) planned.source_image = prior.source_image!;
  const isRenamed = planned.source_image !== prior.source_image;
  const isTriggered = !equal(schema.attributes.tag_triggers.type, planned.tag_triggers ?? null, prior.tag_triggers ?? null);
  if (isRenamed) planned.id = Unknown.PLAIN;
  if (isRenamed || isTriggered || image !== undefined && !isInPlace) planned.source_image_id = Unknown.PLAIN;
}

async function put(engine: Engine, desired: Tag): Promise<Tag> {
  const [source, target] = [desired.source_image!, desired.target_image!];
  requireRules('Tag', { ...desired, name: target });
  const image = await inspectImage(engine, source);
  if (image === undefined) {
    throw new DiagnosticError({
      summary: `The engine has no image "${source}"`,
      detail: `The engine is ${engine.endpoint.address}. Pull or build the image with a \`docker_image\`, and use its \`image_id\` here.`,
      path: ['source_image'],
    });
  }
  const rules = rulesOf(desired);
  if (rules !== undefined) {
    await requireAllowedSource(engine, `Tag "${target}"`, image, 'source_image', rules);
    await requireFreeName(engine, `Tag "${target}"`, target, 'target_image', rules);
  }
  const { repository: repo, tag: name = 'latest' } = parseReference(target)!;
  await engine.call(`tag image "${source}" as "${target}"`, (docker) => docker.getImage(image.Id).tag({ repo, tag: name }));
  return { ...desired, id: idOf(source, target), source_image_id: image.Id };
}

function idOf(source: string, target: string): string {
  return `${source}.${target}`;
}

async function moveToEmptyImage(engine: Engine, name: string): Promise<void> {
  const { repository, tag: own = 'latest' } = parseReference(name)!;
  await importRootFilesystem(engine, createPack(async () => undefined), { repository, tag: own, changes: [] });
}
