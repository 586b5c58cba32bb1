import { DiagnosticError } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { inspectVolume } from '../engine/inspect';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'A volume that the engine has. Use it to mount a volume that another stack, or a person, created: the engine creates a '
    + 'missing volume without asking, so a misspelled name would be an empty volume.',
  attributes: {
    name: { type: 'string', required: true, description: 'The volume\'s name.' },
    id: { type: 'string', computed: true, description: 'The volume\'s name.' },
    driver: { type: 'string', computed: true, description: 'The volume driver, such as `local`.' },
    driver_opts: { type: ['map', 'string'], computed: true, description: 'Options of the driver.' },
    labels: { type: ['map', 'string'], computed: true, description: 'The volume\'s labels.' },
    mountpoint: { type: 'string', computed: true, description: 'The path of the volume on the engine\'s host.' },
    scope: { type: 'string', computed: true, description: 'Where the volume exists: `local` or `global`.' },
  },
});

/** `docker_volume` as a data source. */
export const volumeDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_volume',
  schema,
  async read({ client, signal }, { name }) {
    const inspect = await inspectVolume(client, name!, { signal, fresh: true });
    if (inspect === undefined) {
      throw new DiagnosticError({
        summary: `The engine has no volume "${name}"`,
        detail: `The engine is ${client.endpoint.address}. To create the volume, use the resource \`docker_volume\`.`,
        path: ['name'],
      });
    }
    const { Name: id, Driver: driver, Options: options, Labels: labels, Mountpoint: mountpoint, Scope: scope } = inspect;
    return { name, id, driver, driver_opts: options ?? {}, labels: labels ?? {}, mountpoint: mountpoint ?? '', scope: scope ?? '' };
  },
};
