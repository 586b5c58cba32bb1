import { upgradeState } from '../../../../../provider/framework/core/upgrade';
import { toModel } from '../../../../../provider/framework/schema/body-values';
import { container } from '../../../../../provider/resources/container/container';
import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { fromEngine, toEngine } from '../../../../../provider/resources/container/fields/model';
import { ContainerModel, schema } from '../../../../../provider/resources/container/fields/schema';
import answers from '../../../../fixtures/engine/answers.json';
import { modelOf } from '../support';

const bare = { name: 'one', image: 'busybox:latest' };
const GPU = { Driver: '', Count: -1, DeviceIDs: [], Capabilities: [['gpu']], Options: {} };
const CDI = { Driver: 'cdi', Count: 0, DeviceIDs: ['vendor.com/class=a'], Capabilities: [], Options: {} };

/** A block as kreuzwerker/docker 4.5.0 stores it. */
const theirs = { driver: '', count: -1, device_ids: [], capabilities: ['gpu'], options: {} };

function loaded(state: object): ContainerModel {
  return toModel(schema, upgradeState(container, JSON.stringify({ ...bare, ...state }), schema.version)) as ContainerModel;
}

function answer(...requests: object[]): Inspect {
  return { ...answers.container, HostConfig: { ...answers.container.HostConfig, DeviceRequests: requests } } as unknown as Inspect;
}

test('sends one list of capabilities, which the engine stores as the only alternative', () => {
  const { HostConfig: host } = toEngine(modelOf({ ...bare, device_requests: [{ count: -1, capabilities: ['gpu'] }] }));
  expect(host.DeviceRequests).toEqual([GPU]);
});

test('keeps a request for GPUs in the form in which the state has it', () => {
  const request = loaded({ device_requests: [theirs] });
  expect(fromEngine(answer(GPU), request)).toMatchObject({ gpus: null, device_requests: [theirs] });
  expect(fromEngine(answer(GPU), loaded({ gpus: 'all' }))).toMatchObject({ gpus: 'all', device_requests: [] });
  // Another provider may store what the engine has in both forms.
  expect(fromEngine(answer(GPU), loaded({ gpus: 'all', device_requests: [theirs] }))).toMatchObject({ gpus: 'all', device_requests: [] });
});

test('reports a request that the engine lost', () => {
  expect(fromEngine(answer(), loaded({ device_requests: [theirs] }))).toMatchObject({ device_requests: [] });
  expect(fromEngine(answer(), loaded({ gpus: 'all' }))).toMatchObject({ gpus: '' });
});

test('imports `gpus` if it expresses all requests, and blocks otherwise, since a configuration can\'t have both', () => {
  expect(fromEngine(answer(GPU))).toMatchObject({ gpus: 'all', device_requests: [] });
  const both = fromEngine(answer(GPU, CDI));
  expect(both).toMatchObject({ gpus: '', device_requests: [theirs, { driver: 'cdi', device_ids: ['vendor.com/class=a'] }] });
});

test('reads the states of earlier versions, which stored a list of alternatives', () => {
  const capabilities = (stored: unknown) => loaded({ device_requests: [{ ...theirs, capabilities: stored }] }).device_requests[0];
  expect(capabilities([['gpu', 'compute']])).toMatchObject({ capabilities: ['gpu', 'compute'] });
  expect(capabilities([])).toMatchObject({ capabilities: [] });
  expect(capabilities(null)).toMatchObject({ capabilities: null });
  // No configuration has this, so that the plan shows it.
  expect(capabilities([['tpu', 'compute'], ['npu']])).toMatchObject({ capabilities: ['tpu,compute', 'npu'] });
});
