import { volume } from '../../../provider/resources/volume/volume';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { FakeEngine } from '../engine/fake-engine';

// As after an apply that was killed while it created the volume.
jest.mock('../../../provider/engine/creation-journal', () => ({
  ...jest.requireActual<object>('../../../provider/engine/creation-journal'), isOrphaned: () => true,
}));

let server: FakeEngine;

beforeEach(async () => { server = await new FakeEngine().start(); });
afterEach(() => server.stop());

const labelOf = (host: string | undefined) => host === undefined ? {} : { [VIRTUAL_HOST_LABEL]: host };
const rulesOf = (host: string | undefined) => host === undefined ? null : JSON.stringify({ name: host });

/** @param labelled  whether the state has the label: an earlier refresh may have dropped it */
function state(host: string | undefined, { labelled = true, retain = '' } = {}) {
  const labels = labelled ? Object.entries(labelOf(host)).map(([label, value]) => ({ label, value })) : [];
  return {
    id: 'z25-g-data', name: 'z25-g-data', labels, retain_as: retain, virtual_host: rulesOf(host), driver_opts: {}, cluster: [],
  } as never;
}

function engineWith(host: string | undefined) {
  server.answer = (request, response) => {
    if (request.url!.endsWith('/system/df')) {
      return response.end(JSON.stringify({ Volumes: [{ Name: 'z25-g-data', UsageData: { Size: 0, RefCount: 0 } }] }));
    }
    response.statusCode = request.method === 'DELETE' ? 204 : 200;
    return response.setHeader('Content-Type', 'application/json').end(request.method === 'DELETE' ? undefined : JSON.stringify({
      Name: 'z25-g-data', Driver: 'local', Mountpoint: '/x', Labels: labelOf(host), Options: null, Scope: 'local',
    }));
  };
  return server.connect();
}

async function destroy(actual: string | undefined, prior: never) {
  const warnings: string[] = [];
  const warn = ({ summary, detail }: { summary: string; detail: string }) => warnings.push(`${summary}: ${detail}`);
  await volume.delete!({ client: engineWith(actual), warn } as never, prior);
  return { removed: server.asked.some((request) => request.startsWith('DELETE')), warnings };
}

test.each([
  ['z25', state('z25')], ['z25', state('z25', { labelled: false })], [undefined, state(undefined)],
])('a volume with the label of its state (%s) is removed and read', async (actual, prior) => {
  expect(await destroy(actual, prior)).toEqual({ removed: true, warnings: [] });
  expect(await volume.read!({ client: engineWith(actual) } as never, prior)).toMatchObject({ id: 'z25-g-data' });
});

test.each([
  ['z25-g', state('z25'), 'Its label "berth.virtual-host" is "z25-g", not "z25".'],
  ['z25-g', state('z25', { labelled: false }), 'Its label "berth.virtual-host" is "z25-g", not "z25".'],
  ['z25-g', state('z25', { retain: 'shop/data' }), 'Its label "berth.virtual-host" is "z25-g", not "z25".'],
  ['z25-g', state(undefined), 'Its label "berth.virtual-host" is "z25-g", and the state has none.'],
  [undefined, state('z25'), 'It lacks the label "berth.virtual-host", which is "z25" in the state.'],
])('a volume of another virtual container host (%s), which has the name by now, is kept, and its own one counts as gone',
  async (actual, prior, reason) => {
    expect(await destroy(actual, prior)).toEqual({
      removed: false,
      warnings: [`Volume "z25-g-data" was kept, since it is of others: ${reason}\n\nTerraform no longer manages the volume here.`],
    });
    expect(await volume.read!({ client: engineWith(actual) } as never, prior)).toBeUndefined();
  });

test('an empty volume of another virtual container host is not taken for what an interrupted apply left', async () => {
  const create = (host: string) => volume.create(
    { client: engineWith('z25'), record: () => undefined, warn: () => undefined } as never, state(host));
  await expect(create('z25-g')).rejects.toThrow('name');
  expect(server.asked.filter((request) => request.startsWith('DELETE'))).toEqual([]);
  await create('z25');
  expect(server.asked.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
});

test.each([
  ['other labels', { Labels: labelOf('z25-g') }, false],
  ['another driver', { Driver: 'plugin', Labels: labelOf('z25') }, false],
  ['no difference', { Labels: labelOf('z25') }, true],
])('a volume that another apply created meanwhile is that of others, unless it is as described: with %s', async (_, difference, isOwn) => {
  const existing = { Name: 'z25-g-data', Driver: 'local', Mountpoint: '/x', Options: null, Scope: 'local', ...difference };
  let isCreated = false;
  server.answer = ({ method }, response) => {
    isCreated ||= method === 'POST';
    response.setHeader('Content-Type', 'application/json').writeHead(isCreated ? 200 : 404)
      .end(JSON.stringify(isCreated ? existing : { message: 'no such volume' }));
  };
  const context = { client: server.connect(), record: () => undefined, warn: () => undefined };
  const created = volume.create(context as never, state('z25'));
  if (isOwn) expect(await created).toMatchObject({ id: 'z25-g-data' });
  else await expect(created).rejects.toThrow('The name "z25-g-data" is taken by another volume');
});
