import Dockerode from 'dockerode';
import { labels } from './labels';
import { nameTaken } from './name-taken';
import { newName } from './nameless-volume';
import { forget } from './unrecorded';
import { matching } from './validators';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { isConflict, isNotFound } from '../engine/errors';
import { inspectVolume } from '../engine/inspect';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { defineSchema, Resource } from '../framework/resource';
import { Model } from '../framework/schema/model';

const schema = defineSchema({
  version: 1,
  description: 'A volume: data that outlives containers. It is never removed while a container uses it. The engine can change nothing about a volume, so every change replaces it, and its data is gone with the old one: `lifecycle { prevent_destroy = true }` refuses that.',
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The volume\'s name.' },
    name: {
      type: 'string',
      optional: true,
      computed: true,
      requiresReplace: true,
      validators: [matching('a volume\'s name: letters, digits, "_", "." and "-", beginning with a letter or digit, at least two', /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/)],
      description: 'The volume\'s name, one of a kind on the engine. The default is a random one.',
    },
    driver: { type: 'string', optional: true, default: 'local', requiresReplace: true, description: 'The volume driver: `local`, or the name of a plugin.' },
    driver_opts: { type: ['map', 'string'], optional: true, default: {}, requiresReplace: true, description: 'Options of the driver: `local` takes `type`, `o` and `device`, as `mount` does. Only those that are written here are compared.' },
    mountpoint: { type: 'string', computed: true, stable: true, description: 'Where the volume is on the engine\'s host.' },
  },
  blocks: { labels: { ...labels('A label of the volume.'), requiresReplace: true } },
});

type VolumeModel = Model<typeof schema>;

/** What to create a volume from. */
function toEngine(model: VolumeModel): Dockerode.VolumeCreateOptions {
  return {
    Name: model.name!,
    Driver: model.driver ?? 'local',
    DriverOpts: model.driver_opts ?? {},
    Labels: Object.fromEntries(model.labels.map(({ label, value }) => [label!, value!])),
  };
}

/**
 * A volume as the engine shows it.
 *
 * @param known  what it was made from. A volume never changes, so of options and labels those that were asked for are
 *               reported, and what a driver added is not. Without it (an import) all is.
 */
export function fromEngine(inspect: Dockerode.VolumeInspectInfo, known?: VolumeModel): VolumeModel {
  const options: Record<string, string> = inspect.Options ?? {};
  const labelsSeen: Record<string, string> = inspect.Labels ?? {};
  const asked = known?.driver_opts ?? {};
  return {
    id: inspect.Name,
    name: inspect.Name,
    driver: inspect.Driver,
    driver_opts: known === undefined
      ? options
      : Object.fromEntries(Object.entries(options).filter(([key]) => key in asked)),
    mountpoint: inspect.Mountpoint,
    labels: known === undefined
      ? Object.entries(labelsSeen).map(([label, value]) => ({ label, value }))
      : known.labels.filter(({ label, value }) => labelsSeen[label!] === value),
  };
}

/** `docker_volume`. The engine can change nothing about a volume, so every change replaces it. */
export const volume: Resource<typeof schema, Engine> = {
  type: 'docker_volume',
  schema,

  async create(context, desired) {
    const { client: engine, record } = context;
    // The engine answers a name that exists with the volume of that name, and another's data must not become ours.
    if (desired.name && await inspectVolume(engine, desired.name) !== undefined) throw nameTaken('volume', desired.name);
    const name = desired.name || await newName(context);
    await engine.call(`create volume "${name}"`, (docker) => docker.createVolume(toEngine({ ...desired, name })));
    record({ ...desired, id: name, name });
    try {
      const inspect = await inspectVolume(engine, name);
      if (inspect === undefined) throw new DiagnosticError({ summary: `Volume "${name}" is gone`, detail: 'Something else removed it right after it was made. Apply again.' });
      return fromEngine(inspect, desired);
    } finally {
      await forget(name);
    }
  },

  async read({ client: engine }, prior) {
    const inspect = await inspectVolume(engine, prior.id!);
    return inspect && fromEngine(inspect, prior);
  },

  async delete({ client: engine }, prior) {
    try {
      await engine.call(`remove volume "${prior.name}"`, (docker) => docker.getVolume(prior.id!).remove());
    } catch (error) {
      if (!isNotFound(error)) throw await inUse(engine, error, prior.id!);
    }
  },

  async import({ client: engine }, id) {
    const inspect = await inspectVolume(engine, id);
    await forget(id);
    return inspect && fromEngine(inspect);
  },
};

/** Names the containers for which the engine does not remove a volume. Its data is not touched. */
async function inUse(engine: Engine, error: unknown, name: string): Promise<unknown> {
  if (!isConflict(error)) return error;
  const containers = await engine.call(`list the containers that use volume "${name}"`, async (docker) => conforming(containersShape, await docker.listContainers({ all: true, filters: { volume: [name] } }))).catch(() => []);
  const names = containers.map(({ Id: id, Names: own }: { Id: string; Names?: string[] | null }) => own?.[0]?.slice(1) ?? id).sort();
  return new DiagnosticError({
    summary: `Volume "${name}" is still in use, and was not removed`,
    detail: [
      ...(names.length === 0 ? [] : [`Used by: ${names.join(', ')}.`]),
      `The engine says: ${error.engineMessage}`,
      'Remove those containers first. One that terraform manages is destroyed before its volume when it names it by reference (docker_volume.<name>.name).',
    ].join('\n\n'),
  });
}
