import { fakeSwarm } from './fake-swarm';
import { Config, refused } from '../../../e2e/resources/managed';
import { at, configured } from '../../../e2e/resources/service-on-engine';
import { serviceRows } from '../../../e2e/resources/service-rows';
import { NEWER_ROWS } from '../../../e2e/resources/service-rows/newer';
import { pathOf, ServiceRow } from '../../../e2e/resources/service-rows/row';

const swarm = fakeSwarm();
const NONE = { action: 'none', changed: [] };
const NETWORK = { Name: 'over', Id: 'n'.repeat(25), Scope: 'swarm', Driver: 'overlay' };

const BASE: Config = { name: 'web', wait: false, task_spec: [{ container_spec: [{ image: 'app:1' }] }] };

beforeEach(() => {
  swarm.current.networks = [NETWORK];
  swarm.current.engine.versionAnswer = (_request, response) => response.end(JSON.stringify({
    ApiVersion: '1.47', MinAPIVersion: '1.24', Version: '27.0.0', Os: 'linux', Arch: 'amd64',
  }));
});

const referred = { network: NETWORK.Name, networkId: NETWORK.Id, secrets: ['s1', 's2'], configs: ['c1', 'c2'] } as const;
/** The engine looks up the names of what only has an id; these have names. */
const rows = Object.entries<ServiceRow>(serviceRows(referred)).map(([name, row]): [string, ServiceRow] => {
  const isFile = /\.(secrets|configs)$/.test(name);
  return [name, isFile ? { ...row, same: row.same.slice(1) } : row];
});
const newer = Object.entries<ServiceRow>(NEWER_ROWS).map(([name, row]): [string, ServiceRow] => [`${name} (newer)`, row]);


describe.each([...rows, ...newer])('%s', (name, row) => {
  const config = (value: unknown) => configured({ ...BASE, ...row.alongside }, pathOf(name), value);
  const spec = () => at(swarm.current.spec, row.at);

  const spellings = [...row.same, row.other].map((value, index) => [index, value]);
  test.each(spellings)('is sent, read, and imported as written: spelling %s', async (_, value) => {
    const managed = swarm.current.managed();
    await managed.apply(config(value));
    expect(await managed.plan(config(value))).toEqual(NONE);
    const isFirst = row.same.includes(value);
    if (isFirst) for (const spelling of row.same) expect([spelling, await managed.plan(config(spelling))]).toEqual([spelling, NONE]);
    // Nobody can tell whether an imported service had blocks that say nothing, or networks by their names.
    if (isFirst) await expectImportable(value);
  });

  async function expectImportable(value: unknown): Promise<void> {
    const imported = swarm.current.managed();
    await imported.import('web');
    expect(await imported.plan({ ...config(value), wait: undefined })).toEqual(NONE);
  }

  test('changes what the engine has, and back', async () => {
    const managed = swarm.current.managed();
    await managed.apply(config(row.same[0]));
    const first = structuredClone(spec());
    await managed.apply(config(row.other));
    const isSame = row.same[0] === row.other;
    expect(JSON.stringify(spec()) === JSON.stringify(first)).toBe(isSame);
    await managed.apply(config(row.same[0]));
    expect(spec()).toEqual(first);
  });

  if (row.isRequired) return;

  test('is removed from the specification, and an unset one equals null', async () => {
    const managed = swarm.current.managed();
    await managed.apply(config(undefined));
    const unset = structuredClone(swarm.current.spec);
    await managed.apply(config(row.same[0]));
    await managed.apply(config(undefined));
    if (row.isLeft) return;
    expect(swarm.current.spec).toEqual(unset);
    await managed.apply(config(null));
    expect(swarm.current.spec).toEqual(unset);
    expect(await managed.plan(config(null))).toEqual(NONE);
  });
});

test('a service has the addresses and the ports that the swarm chose', async () => {
  swarm.current.endpoint = {
    Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 30_000, PublishMode: 'ingress' }],
    VirtualIPs: [{ NetworkID: NETWORK.Id, Addr: '10.0.1.2/24' }],
  };
  const managed = swarm.current.managed();
  const config = { ...BASE, endpoint_spec: [{ ports: [{ target_port: 80 }] }] };
  await managed.apply(config);
  expect(managed.values).toMatchObject({
    virtual_ips: [{ network_id: NETWORK.Id, address: '10.0.1.2/24' }], endpoint_spec: [{ ports: [{ published_port: 30_000 }] }],
  });
  expect(await managed.plan(config)).toEqual(NONE);
});

test('reading ends after `timeouts.read`', async () => {
  const managed = swarm.current.managed();
  await managed.apply({ ...BASE, timeouts: { read: '1s' } });
  swarm.current.engine.answer = () => undefined;
  const { diagnostics } = await refused(managed.refresh());
  expect(diagnostics).toMatchObject([{ summary: expect.stringContaining('Could not inspect service "s1"') as string }]);
});
