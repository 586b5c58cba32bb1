import { Config, Managed, refused } from './managed';
import { at, changeOutside, configured, inspected, put } from './service-on-engine';
import { serviceRows } from './service-rows';
import { NEWER_ROWS } from './service-rows/newer';
import { pathOf, Referred } from './service-rows/row';
import { NamespacedEngine } from '../support/namespaced-engine';
import { startSwarm } from '../support/swarm-engine';

const NAME = 'e2e-service';

let engine: NamespacedEngine;
let referred: Referred = { network: 'over', networkId: '', secrets: ['', ''], configs: ['', ''] };
const live: Managed[] = [];

beforeAll(async () => {
  engine = await startSwarm('e2e-services');
  const { docker } = engine;
  const data = Buffer.from('one').toString('base64');
  const id = async (created: Promise<unknown>) => {
    const { ID, id: own } = await created as { ID?: string; id?: string };
    return (ID ?? own)!;
  };
  referred = {
    network: 'over',
    networkId: await id(docker.createNetwork({ Name: 'over', Driver: 'overlay' })),
    secrets: [await id(
      docker.createSecret({ Name: 'one', Data: data } as never),
    ), await id(docker.createSecret({ Name: 'two', Data: data } as never))],
    configs: [await id(
      docker.createConfig({ Name: 'one', Data: data } as never),
    ), await id(docker.createConfig({ Name: 'two', Data: data } as never))],
  };
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy();
});

afterAll(() => engine.remove());

function managed(): Managed {
  const one = new Managed('docker_service', engine.address);
  live.push(one);
  return one;
}

/** Tests that look at tasks are elsewhere. */
const BASE: Config = {
  name: NAME, wait: false, task_spec: [{ container_spec: [{ image: 'busybox:latest' }] }], mode: [{ replicated: [{ replicas: 0 }] }],
};

const rows = () => serviceRows(referred);
const names = Object.keys(rows());

describe.each(names)('%s', (name) => {
  test('is set as written, changed, restored and removed, live', async () => {
    const { docker } = engine;
    const row = rows()[name]!;
    const path = pathOf(name);
    const config = (value: unknown) => configured({ ...BASE, ...path === 'mode' && { mode: undefined }, ...row.alongside }, path, value);
    const actual = async () => at((await inspected(docker, NAME)).Spec, row.at);
    const [first] = row.same;
    const service = managed();
    await service.apply(config(first));
    expect(await actual()).toEqual(row.is);
    for (const spelling of row.same) {
      expect(
        [spelling, await service.plan(config(spelling))],
      ).toEqual([spelling, { action: 'none', changed: [] }]);
    }

    const imported = new Managed('docker_service', engine.address);
    await imported.import(NAME);
    expect(await imported.plan({ ...config(first), wait: undefined })).toEqual({ action: 'none', changed: [] });

    const { id } = service;
    const top = path.split('.')[0]!;
    const isSame = first === row.other;
    if (!isSame) {
      expect(await service.apply(config(row.other))).toMatchObject(
        { action: 'update', changed: expect.arrayContaining([top]) as unknown },
      );
    }
    expect(service.id).toBe(id);
    expect(await actual()).toEqual(row.isOther);
    expect(await service.plan(config(row.other))).toEqual({ action: 'none', changed: [] });

    if (!isSame) {
      await changeOutside(docker, NAME, (spec) => put(spec, row.at, row.outside));
      expect(await service.apply(config(row.other))).toMatchObject({ action: 'update', changed: expect.arrayContaining([top]) as unknown });
      expect(await actual()).toEqual(row.isOther);
    }

    if (row.isRequired) return;
    await service.apply(config(undefined));
    expect(service.id).toBe(id);
    expect(await actual() ?? undefined).toEqual(row.unset);
    expect(await service.plan(config(undefined))).toEqual({ action: 'none', changed: [] });
    await changeOutside(docker, NAME, (spec) => put(spec, row.at, row.outside));
    if (row.isLeft) {
      expect(await service.plan(config(undefined))).toEqual({ action: 'none', changed: [] });
      return;
    }
    expect(await service.apply(config(undefined))).toMatchObject({ action: 'update', changed: expect.arrayContaining([top]) as unknown });
    expect(await actual() ?? undefined).toEqual(row.unset);
  });
});

test.each(Object.entries(NEWER_ROWS))('%s is refused by an engine that would ignore it', async (name, { same: [value], api }) => {
  const { diagnostics } = await refused(managed().plan(configured(BASE, pathOf(name), value)));
  expect(diagnostics).toMatchObject([{
    summary: expect.stringMatching(/^This engine does not support `/) as string,
    detail: expect.stringContaining(`the attribute needs ${api} (Docker Engine `) as string,
    path: ['task_spec', 'container_spec'],
  }]);
});
