import { docker } from '../engine/docker';
import { Config, Managed, refusal } from '../resources/managed';
import { plainContainer } from '../resources/plain-container';
import { EngineProxy } from '../support/engine-proxy';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-joined-network';
const OWNER = `${NAME}-owner`;
const owner = plainContainer(OWNER);
const joiner: Config = {
  ...plainContainer(NAME), network_mode: `container:${OWNER}`, isolation_policy: 'none@1 network_namespace=shared',
};
const workspaceWith = workspacePerTest(NAME);

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

describe('one whose owner has the network of the host', () => {
  const appear = async () => {
    const hostNetwork = { Image: 'busybox:latest', Cmd: ['sleep', '1000'], HostConfig: { NetworkMode: 'host' } };
    await (await docker.createContainer({ name: OWNER, ...hostNetwork })).start();
  };
  let proxy: EngineProxy;
  beforeEach(async () => { proxy = await EngineProxy.start(); });
  afterEach(() => proxy.stop());

  test.each([
    ['is created', /^POST \/containers\/create\?name=e2e-joined-network(&|$)/],
    ['is judged', /^GET \/containers\/[0-9a-f]{64}\/json/],
  ])('never starts, if that appears when it %s', async (_when, moment) => {
    let appeared: Promise<unknown> | undefined;
    proxy.before = (request) => {
      if (!moment.test(request)) return undefined;
      return appeared ??= appear();
    };
    const workspace = await workspaceWith({
      provider: { docker: { host: proxy.address } }, resource: { docker_container: { joiner } },
    });
    const { ok, diagnostics } = await workspace.apply();
    expect({ ok, diagnostics: JSON.stringify(diagnostics) }).toEqual({ ok: false, diagnostics: expect.stringContaining('network') });
    expect(appeared).toBeDefined();
    expect(proxy.requests.filter((request) => request.endsWith('/start'))).toEqual([]);
    const left = await docker.listContainers({ all: true, filters: { name: [NAME] } });
    expect(left.map(({ Names: names }) => names)).toEqual([[`/${OWNER}`]]);
  });
});
