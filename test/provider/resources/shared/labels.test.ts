import { validateConfig } from '../../../../provider/framework/core/validate';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { cloneSet } from '../../../../provider/resources/clone-set/clone-set';
import { container } from '../../../../provider/resources/container/container';
import { refuseOwnLabelsOf, refuseOwnLabelsOfImage } from '../../../../provider/resources/container/operations/own-labels';
import { network } from '../../../../provider/resources/network/network';
import { fromEngine, volume } from '../../../../provider/resources/volume/volume';
import { FakeEngine } from '../../engine/fake-engine';

/** Every label by which the provider finds what it made, and one that it may use tomorrow. */
const OWN = [
  'berth.clone-set', 'berth.clone-index', 'berth.clone-template', 'berth.lock', 'berth.probe', 'berth.probe.network',
  'berth.anonymous-volume', 'berth.suspended-pool', 'berth.suspended-container', 'berth.retained-as', 'berth.anything',
];
const FREE = ['berth.virtual-host', 'berth.exemption.memory', 'berth', 'berth-set', 'com.example.berth.lock', 'tier'];

const given = (label: string) => [{ label, value: 'x' }];
const mounting = (label: string) => [{ type: 'volume', target: '/x', volume_options: [{ labels: given(label) }] }];

const KINDS: ReadonlyArray<readonly [what: string, resource: unknown, config: (label: string) => object]> = [
  ['a container', container, (label) => ({ name: 'one', image: 'busybox', labels: given(label) })],
  ['a volume that a mount creates', container, (label) => ({ name: 'one', image: 'busybox', mounts: mounting(label) })],
  ['a template of clones', cloneSet, (label) => ({ name: 'set', replicas: 1, template: [{ image: 'busybox', labels: given(label) }] })],
  ['a volume', volume, (label) => ({ name: 'data', labels: given(label) })],
  ['a network', network, (label) => ({ name: 'net', labels: given(label) })],
];

async function problems(resource: unknown, config: object): Promise<string[]> {
  const diagnostics = new Diagnostics();
  const { schema } = resource as typeof volume;
  await validateConfig(resource as never, fromModel(schema, config as never), diagnostics);
  return diagnostics.all.map(({ detail }) => `${detail}`).filter((detail) => detail.includes('The provider knows what it made'));
}

test.each(KINDS)('%s gets no label of the provider\'s own', async (_, resource, config) => {
  for (const label of OWN) {
    expect(await problems(resource, config(label))).toEqual([
      `"${label}" is not allowed: it has to be a name that does not begin with "berth.", except "berth.virtual-host" and `
      + '"berth.exemption.CONTROL". The provider knows what it made by such labels.',
    ]);
  }
  for (const label of FREE) expect(await problems(resource, config(label))).toEqual([]);
});

test('a label whose name is known only at apply is refused then', () => {
  for (const model of [{ labels: given('berth.lock'), mounts: [] }, { labels: [], mounts: mounting('berth.lock') }]) {
    expect(() => refuseOwnLabelsOf(model as never)).toThrow('The label "berth.lock" is the provider\'s own');
  }
  expect(() => refuseOwnLabelsOf({ labels: given('tier'), mounts: mounting('tier') } as never)).not.toThrow();
});

test('a container inherits no label of the provider\'s own from its image', async () => {
  const fake = await new FakeEngine().start();
  const withLabels = (labels: object | null) => {
    fake.answer = (_, response) => response.setHeader('Content-Type', 'application/json')
      .end(JSON.stringify({ Id: `sha256:${'a'.repeat(64)}`, Config: { Labels: labels } }));
    return refuseOwnLabelsOfImage(fake.connect(), { name: 'one', image: 'own:1' } as never);
  };
  try {
    await expect(withLabels({ 'tier': 'x', 'berth.clone-set': 'abc' })).rejects.toMatchObject({
      diagnostics: [{ summary: 'Container "one" would inherit the label "berth.clone-set" from its image', path: ['image'] }],
    });
    for (const labels of [null, {}, { 'tier': 'x', 'berth.virtual-host': 'red' }]) {
      await expect(withLabels(labels)).resolves.toBeUndefined();
    }
  } finally {
    await fake.stop();
  }
});

test('an import leaves such labels out, since no configuration could have them', () => {
  const inspect = { Name: 'v', Driver: 'local', Labels: { 'tier': 'db', 'berth.retained-as': 'a/b', 'berth.anonymous-volume': '/x' } };
  expect(fromEngine(inspect as never)).toMatchObject({ labels: [{ label: 'tier', value: 'db' }] });
});
