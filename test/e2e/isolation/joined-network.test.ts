import { docker } from '../engine/docker';
import { Config, Managed, refusal } from '../resources/managed';
import { plainContainer } from '../resources/plain-container';
import { removeNamed } from '../support/remove-named';

const NAME = 'e2e-joined-network';
const owner = plainContainer(`${NAME}-owner`);
const joiner: Config = {
  ...plainContainer(NAME), network_mode: `container:${NAME}-owner`, isolation_policy: 'none@1 network_namespace=shared',
};

afterEach(() => removeNamed(NAME));

test('a container can join the network of one that exists', async () => {
  const [first, second] = [new Managed('docker_container'), new Managed('docker_container')];
  await first.apply(owner);
  await second.apply(joiner);
  expect((await docker.getContainer(NAME).inspect()).HostConfig.NetworkMode).toMatch(/^container:[0-9a-f]{64}$/);
});

test.each([true, false])('one that joins a container that does not exist is refused (start = %s)', async (start) => {
  const one = new Managed('docker_container');
  expect(await refusal(one.apply({ ...joiner, start }))).toMatch(/network_namespace/);
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});
