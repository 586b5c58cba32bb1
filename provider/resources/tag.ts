import { canonicalImageName, imageName, newImageName } from './image/image-attributes';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { importRootFilesystem, removeImage } from '../engine/image/images';
import { createPack } from '../engine/image/source/pack';
import { inspectImage, namesOf } from '../engine/inspect';
import { isImageId, listedName, parseReference } from '../engine/reference';
import { defineSchema, Resource } from '../framework/resource';
import { Model } from '../framework/schema/model';
import { equal } from '../framework/value/compare';
import { Unknown } from '../framework/value/value';

const schema = defineSchema({
  description: 'Another name for an image that the engine has. It is kept on the image that `source_image` means: where either was moved from outside, the next plan says so, and the apply moves the tag.',
  version: 0,
  attributes: {
    source_image: {
      type: 'string',
      required: true,
      canonical: canonicalImageName,
      validators: [imageName],
      description: 'The image, by name or id: best `image_id` of a `docker_image`, which changes when the image does.',
      change: 'A change moves the tag.',
    },
    target_image: {
      type: 'string',
      required: true,
      requiresReplace: true,
      canonical: canonicalImageName,
      validators: [newImageName],
      description: 'The name that the image is given: a repository, with its registry where it is to be pushed there, and a tag. Without a tag it is `latest`. An image that has this name loses it.',
    },
    tag_triggers: {
      type: ['set', 'string'],
      optional: true,
      default: [],
      description: 'Values which move the tag to `source_image` again when they change. They are needed only where `source_image` is a name that the same apply gives to another image.',
    },
    id: { type: 'string', computed: true, stable: true, description: 'The two names, with a dot between.' },
    source_image_id: { type: 'string', computed: true, stable: true, description: 'The id of the image that has the tag, `sha256:...`.' },
  },
});

type Tag = Model<typeof schema>;

/** `docker_tag`: a name of an image, and no more of the image than that. */
export const tag: Resource<typeof schema, Engine> = {
  type: 'docker_tag',
  schema,

  async plan({ client, signal, prior, planned }) {
    if (prior === null) return;
    const source = planned.source_image;
    // Whatever keeps the engine from answering is left to the apply to say.
    const image = client === undefined || typeof source !== 'string' ? undefined : await inspectImage(client, source, { signal }).catch(() => undefined);
    const isInPlace = image !== undefined && image.Id === prior.source_image_id;
    // An import knows the image, and not by which name it is meant.
    if (isInPlace && isImageId(String(prior.source_image))) planned.source_image = prior.source_image!;
    const isRenamed = planned.source_image !== prior.source_image;
    const isTriggered = !equal(schema.attributes.tag_triggers.type, planned.tag_triggers ?? null, prior.tag_triggers ?? null);
    if (isRenamed) planned.id = Unknown.PLAIN;
    if (isRenamed || isTriggered || image !== undefined && !isInPlace) planned.source_image_id = Unknown.PLAIN;
  },

  create: ({ client }, desired) => put(client, desired),

  async read({ client, signal }, prior) {
    const image = await inspectImage(client, prior.target_image!, { signal });
    return image && { ...prior, source_image_id: image.Id };
  },

  update: ({ client }, desired) => put(client, desired),

  async delete({ client }, prior) {
    const name = prior.target_image!;
    const image = await inspectImage(client, name);
    if (image === undefined) return;
    // The engine removes an image with its last name. Only the name is to go, so an image of nothing takes it over first.
    if (namesOf(image).length === 1) await giveToNothing(client, name);
    await removeImage(client, name, { force: false });
  },

  async import({ client, signal }, id) {
    const image = await inspectImage(client, id, { signal });
    const reference = parseReference(id);
    if (image === undefined || reference === undefined || !namesOf(image).includes(listedName(reference))) return undefined;
    return { id: idOf(image.Id, id), source_image: image.Id, target_image: id, tag_triggers: [], source_image_id: image.Id };
  },
};

async function put(engine: Engine, desired: Tag): Promise<Tag> {
  const [source, target] = [desired.source_image!, desired.target_image!];
  const image = await inspectImage(engine, source);
  if (image === undefined) {
    throw new DiagnosticError({
      summary: `The engine has no image "${source}"`,
      detail: `The engine is ${engine.endpoint.address}. Pull or build it with a \`docker_image\`, and give its \`image_id\` here.`,
      path: ['source_image'],
    });
  }
  const { repository: repo, tag: name = 'latest' } = parseReference(target)!;
  await engine.call(`tag image "${source}" as "${target}"`, (docker) => docker.getImage(image.Id).tag({ repo, tag: name }));
  return { ...desired, id: idOf(source, target), source_image_id: image.Id };
}

function idOf(source: string, target: string): string {
  return `${source}.${target}`;
}

async function giveToNothing(engine: Engine, name: string): Promise<void> {
  const { repository, tag: own = 'latest' } = parseReference(name)!;
  await importRootFilesystem(engine, createPack(async () => undefined), { repository, tag: own, changes: [] });
}
