import Dockerode from 'dockerode';
import { Engine } from '../engine/engine';
import { conforming } from '../engine/shape/conforms';
import { containersShape } from '../engine/shape/container';
import { DataSource, defineSchema } from '../framework/resource';

const schema = defineSchema({
  description: 'All containers that the engine has, running or not. They are read with every plan and stored in the state.',
  attributes: {
    id: { type: 'string', computed: true, description: 'Always `docker_containers`.' },
    containers: {
      type: ['list', ['object', {
        id: 'string',
        names: ['list', 'string'],
        image: 'string',
        image_id: 'string',
        command: 'string',
        created: 'number',
        state: 'string',
        status: 'string',
        labels: ['map', 'string'],
      }]],
      computed: true,
      description: 'The containers, sorted by id. `names` begin with a slash, as the engine reports them. `image` is the name with which '
        + 'the container was created, `image_id` the image\'s id. `created` is in seconds since 1970. `state` is `created`, `running`, '
        + '`paused`, `restarting`, `removing`, `exited` or `dead`. `status` is a text such as "Up 5 minutes", which changes with time. '
        + '`command` may contain secrets.',
    },
  },
});

/** `docker_containers` as a data source. */
export const containersDataSource: DataSource<typeof schema, Engine> = {
  type: 'docker_containers',
  schema,
  async read({ client, signal }) {
    const list = async (docker: Dockerode) => conforming(containersShape, await docker.listContainers({ all: true }));
    const containers = await client.ask('list all containers', list, { signal, fresh: true });
    return { id: 'docker_containers', containers: containers.map(summaryOf).sort((a, b) => a.id < b.id ? -1 : 1) };
  },
};

function summaryOf(container: Dockerode.ContainerInfo) {
  // An engine may omit any of these but the id.
  const { Id: id, Names: names, Labels: labels, ...rest }: Partial<Dockerode.ContainerInfo> & { Id: string } = container;
  return {
    id,
    names: [...names ?? []],
    image: rest.Image ?? '',
    image_id: rest.ImageID ?? '',
    command: rest.Command ?? '',
    created: rest.Created ?? 0,
    state: rest.State ?? '',
    status: rest.Status ?? '',
    labels: { ...labels },
  };
}
