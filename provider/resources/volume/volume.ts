import { isDeepStrictEqual } from 'node:util';
import Dockerode from 'dockerode';
import { newVolumeName, removeUnrecorded } from './anonymous-volume';
import { clusterBlock, clusterOf, InspectedVolume, requireCluster, specOf } from './cluster';
import { driverMissing, retainedDiffers, retainedReplaced, volumeAdopted, volumeRetained } from './errors';
import { removeVolume } from './remove';
import { OBJECT_NAME } from '../../../src/shared/engine';
import { isOwnLabel } from '../../../src/shared/own-labels';
import { canonicalDriver } from '../../engine/canonical/driver';
import { removePending, whileUnrecorded } from '../../engine/creation-journal';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { inspectVolume } from '../../engine/inspect';
import { Context, defineSchema, Resource } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { Model } from '../../framework/schema/model';
import { equal } from '../../framework/value/compare';
import { Value } from '../../framework/value/value';
import { requireFloorForVolume } from '../../isolation/judge';
import { virtualHostAttribute } from '../../virtual-host/attribute';
import { requireImportable, RETAINED_LABEL } from '../../virtual-host/importable';
import { judgePlan, requireRules } from '../../virtual-host/judge';
import { keptForOthers, whoseElse } from '../../virtual-host/others';
import { planVolumeQuota } from '../../virtual-host/plan-quota';
import { volumeQuota, withinQuota } from '../../virtual-host/quota';
import { goneAfterCreation, nameTaken } from '../shared/errors';
import { labels, refuseOwnLabels } from '../shared/labels';
import { matching } from '../shared/validators';

const validName = matching(
  'a volume name: letters, digits, "_", "." and "-", at least two characters, starting with a letter or digit',
  new RegExp(`^${OBJECT_NAME}$`),
);

const schema = defineSchema({
  version: 1,
  description: 'A volume: data that outlives containers. A volume is never removed while a container uses it. '
    + 'The engine can\'t change a volume, so every change replaces it, and its data is lost with the old one, '
    + 'unless `retain_as` is set. `lifecycle { prevent_destroy = true }` prevents that, too.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The volume\'s name.' },
    name: {
      type: 'string',
      optional: true,
      computed: true,
      requiresReplace: true,
      validators: [validName],
      description: 'The name of the volume, unique on the engine. The default is a random name.',
    },
    driver: {
      type: 'string',
      optional: true,
      default: 'local',
      requiresReplace: true,
      canonical: canonicalDriver,
      description: 'The volume driver: `local`, or the name of a plugin. A `cluster` volume needs a CSI plugin.',
    },
    driver_opts: {
      type: ['map', 'string'],
      optional: true,
      default: {},
      mayHaveSecrets: true,
      requiresReplace: true,
      description: 'Options of the driver: `local` accepts `type`, `o` and `device`, as `mount` does. '
        + 'Only the options in the configuration are compared.',
    },
    retain_as: {
      type: 'string',
      optional: true,
      default: '',
      validators: [matching('any text without spaces at its ends', /^(\S(.*\S)?)?$/)],
      description: 'Keeps the volume and its data when this resource is destroyed: terraform forgets the volume, and warns about it. '
        + 'A plan that would replace the volume is refused, except with `-replace` or after `terraform taint`: the new resource then '
        + 'adopts the volume with its data. The text says whose volume it is, such as `shop/data`. It becomes the label '
        + `\`${RETAINED_LABEL}\` of a volume that is created with it. A later creation with the same text, name, driver, options and labels`
        + ' adopts the volume that was left. Without this, the volume is removed.',
      change: 'A change has no effect on the engine: the label stays as it was when the volume was created.',
    },
    virtual_host: virtualHostAttribute(
      'volume', 'They limit its name, its driver, how many volumes there are, and how big they are together.',
    ),
    mountpoint: { type: 'string', computed: true, stable: true, description: 'The path of the volume on the engine\'s host.' },
  },
  blocks: {
    labels: { ...labels('A label of the volume.'), requiresReplace: true },
    cluster: clusterBlock,
  },
});

type VolumeModel = Model<typeof schema>;
type Body = { readonly [name: string]: Value };

/** Returns the body of a create request. */
function toEngine(model: VolumeModel): Dockerode.VolumeCreateOptions {
  return {
    Name: model.name!,
    Driver: model.driver ?? 'local',
    DriverOpts: model.driver_opts ?? {},
    Labels: {
      ...Object.fromEntries(model.labels.map(({ label, value }) => [label!, value!])),
      ...(model.retain_as && { [RETAINED_LABEL]: model.retain_as }),
    },
    ...Object.fromEntries(model.cluster.map((cluster) => ['ClusterVolumeSpec', specOf(cluster)])),
  };
}

/**
 * Converts the engine's answer to a state.
 *
 * @param known  the desired or prior state. Only its options and labels are reported, without those that a driver added:
 *               a volume can't change. @default - an import, which reports all of them
 */
export function fromEngine(inspect: InspectedVolume, known?: VolumeModel): VolumeModel {
  const options: Record<string, string> = inspect.Options ?? {};
  const currentLabels = Object.fromEntries(Object.entries(inspect.Labels ?? {}).filter(([label]) => !isOwnLabel(label)));
  const knownOptions = known?.driver_opts ?? {};
  return {
    id: inspect.Name,
    name: inspect.Name,
    driver: inspect.Driver,
    driver_opts: known === undefined
      ? options
      : Object.fromEntries(Object.entries(options).filter(([key]) => key in knownOptions)),
    retain_as: known?.retain_as ?? '',
    virtual_host: known?.virtual_host ?? null,
    // A cluster volume is on no node yet.
    mountpoint: inspect.Mountpoint ?? '',
    labels: known === undefined
      ? Object.entries(currentLabels).map(([label, value]) => ({ label, value }))
      : known.labels.filter(({ label, value }) => currentLabels[label!] === value),
    cluster: clusterOf(inspect, known?.cluster),
  };
}

/** `docker_volume`. The engine can't change a volume, so every change replaces it. */
export const volume: Resource<typeof schema, Engine> = {
  type: 'docker_volume',
  schema,

  async plan(context) {
    // What exists must be removable.
    const { prior, planned } = context;
    if (prior === null) requireFloorForVolume(context.config, context.client);
    else refuseToReplaceRetained(prior, planned);
    judgePlan('Volume', context, () => prior !== null && equal(bodyType(schema), planned, prior));
    await planVolumeQuota(context);
  },

  async create(context, desired) {
    const { client: engine, record } = context;
    requireFloorForVolume(desired, engine);
    requireRules('Volume', desired);
    refuseOwnLabels(desired.labels);
    await requireCluster(engine, desired.cluster);
    // For an existing name, the engine returns the existing volume. Its data belongs to someone else.
    const existing = desired.name ? await inspectVolume(engine, desired.name) : undefined;
    const isLeft = existing !== undefined && whoseElse(existing.Labels, desired) === undefined
      && await removeUnrecorded(engine, existing.Name, journaledAs(engine, existing.Name));
    if (existing !== undefined && !isLeft) return adoptRetained(context, existing, desired);
    const create = async (name: string) => {
      const model = { ...desired, name };
      const inspect = await withinQuota(
        engine, volumeQuota(model), context.signal, () => createOnEngine(engine, model, () => record({ ...model, id: name })), () => (
          engine.call(`remove volume "${name}"`, (docker) => docker.getVolume(name).remove())));
      return fromEngine(inspect, desired);
    };
    const { name } = desired;
    if (name) return whileUnrecorded(journaledAs(engine, name), () => create(name));
    const chosen = await newVolumeName(context);
    return whileUnrecorded(chosen, () => create(chosen), engine.endpoint.address);
  },

  async read({ client: engine, warn }, prior) {
    const inspect = await inspectVolume(engine, prior.id!).catch((error: unknown) => {
      if (!isWithoutDriver(error)) throw error;
      warn(driverMissing(prior.id!, error));
      return 'without driver' as const;
    });
    // The plan that repairs the driver must not fail.
    if (inspect === 'without driver') return prior;
    return inspect && whoseElse(inspect.Labels, prior) === undefined ? fromEngine(inspect, prior) : undefined;
  },

  // Only `retain_as`, which says what a destroy does, and `virtual_host` change without a replacement.
  async update(_context, desired) {
    requireRules('Volume', desired);
    return desired;
  },

  async delete({ client: engine, signal, warn }, prior) {
    const inspect = await inspectVolume(engine, prior.id!, { fresh: true });
    const reason = inspect && whoseElse(inspect.Labels, prior);
    if (reason !== undefined) return warn(keptForOthers('Volume', prior.id!, reason));
    if (prior.retain_as) return warn(volumeRetained(prior.id!));
    await removeVolume(engine, prior.id!, signal);
  },

  async import({ client: engine }, id) {
    const inspect = await inspectVolume(engine, id);
    if (inspect !== undefined) requireImportable('volume', id, inspect.Labels);
    await removePending(id);
    await removePending(journaledAs(engine, id));
    return inspect && fromEngine(inspect);
  },
};

/** Whether the engine can't read a volume because the plugin that is its driver is disabled or removed. */
function isWithoutDriver(error: unknown): error is EngineError {
  return error instanceof EngineError && /error looking up volume plugin/i.test(error.engineMessage);
}

/** The identity of a volume with a configured name in the creation journal. */
function journaledAs({ endpoint }: Engine, name: string): string {
  return `volume ${name} on ${endpoint.address}`;
}

/**
 * Creates a volume. If another apply has created one of that name since this one looked, the engine answers with that. Its data belongs to
 * someone else, so that is an error, unless both describe the same volume: nothing tells them apart then.
 *
 * @param keep  called when the volume is to be in the state, whatever follows
 */
async function createOnEngine(engine: Engine, model: VolumeModel, keep: () => void): Promise<InspectedVolume> {
  const [name, wanted] = [model.name!, toEngine(model)];
  await engine.call(`create volume "${name}"`, (docker) => docker.createVolume(wanted));
  const created = await inspectVolume(engine, name, { fresh: true }).catch((error: unknown) => {
    keep();
    throw error;
  });
  if (created === undefined) throw goneAfterCreation('Volume', name);
  const isOwn = isDeepStrictEqual({ ...created.Labels }, { ...wanted.Labels })
    && canonicalDriver(created.Driver) === canonicalDriver(wanted.Driver);
  if (!isOwn) throw nameTaken('volume', name);
  keep();
  return created;
}

/** Refuses a plan that would leave a retained volume behind and begin with an empty one. */
function refuseToReplaceRetained(prior: Body, planned: Body): void {
  if (!prior.retain_as || !planned.retain_as) return;
  const type = bodyType(schema);
  const replacing = [...Object.entries(schema.attributes), ...Object.entries(schema.blocks)]
    .filter(([, each]) => 'requiresReplace' in each && each.requiresReplace)
    .map(([name]) => name)
    .filter((name) => !equal(type, { ...prior, [name]: planned[name] ?? null }, prior));
  if (replacing.length > 0) throw retainedReplaced(String(prior.name), replacing);
}

/** Returns an existing volume that an earlier destroy left. Any other volume has an owner, so its name is taken. */
function adoptRetained({ warn }: Context<Engine>, existing: InspectedVolume, desired: VolumeModel): VolumeModel {
  const wanted = toEngine(desired);
  const isOurs = desired.retain_as && existing.Labels?.[RETAINED_LABEL] === desired.retain_as;
  if (!isOurs) throw nameTaken('volume', desired.name!);
  const differing = [
    ...canonicalDriver(existing.Driver) === canonicalDriver(wanted.Driver) ? [] : ['driver'],
    ...isDeepStrictEqual({ ...existing.Options }, { ...wanted.DriverOpts }) ? [] : ['driver_opts'],
    ...isDeepStrictEqual({ ...existing.Labels }, wanted.Labels) ? [] : ['labels'],
    ...desired.cluster.length === 0 ? [] : ['cluster'],
  ];
  if (differing.length > 0) throw retainedDiffers(desired.name!, differing);
  warn(volumeAdopted(desired.name!));
  return fromEngine(existing, desired);
}
