import { Engine } from '../../../../../provider/engine/engine';
import { PlanContext } from '../../../../../provider/framework/resource';
import { fromModel } from '../../../../../provider/framework/schema/body-values';
import { Unknown, Value } from '../../../../../provider/framework/value/value';
import { schema } from '../../../../../provider/resources/container/fields/schema';
import { plan } from '../../../../../provider/resources/container/operations/plan';
import { modelOf } from '../support';

const job = { name: 'one', image: 'busybox:latest', attach: true, start: false, exit_code: 7 };

/** Plans to start a container, and returns the planned exit code. */
async function plannedExitCode(prior: object): Promise<Value | undefined> {
  const before = fromModel(schema, modelOf(prior));
  const after = { ...before, start: true } as { [name: string]: Value };
  await plan({ prior: before, config: after, planned: after, requireReplace: () => undefined } as unknown as PlanContext<Engine>);
  return after.exit_code;
}

test('the exit code is unknown if a job is started, and known if it is done and removed', async () => {
  expect(await plannedExitCode({ ...job, rm: false })).toBe(Unknown.PLAIN);
  expect(await plannedExitCode({ ...job, rm: true, exit_code: null })).toBe(Unknown.PLAIN);
  expect(await plannedExitCode({ ...job, rm: true })).toBe(7);
});

/** Plans a change, and returns the attributes that require a replacement and whether the container is restarted. */
async function plannedChange(prior: object, after: object, isAdopted = false): Promise<{ replaced: unknown[]; isRestarted: boolean }> {
  const replaced: unknown[] = [];
  const planned = { ...fromModel(schema, modelOf(after)) } as { [name: string]: Value };
  const requireReplace = ([name]: unknown[]) => replaced.push(name);
  const context = { prior: fromModel(schema, modelOf(prior)), config: planned, planned, isAdopted, requireReplace };
  await plan(context as unknown as PlanContext<Engine>);
  return { replaced, isRestarted: planned.network_data === Unknown.PLAIN };
}

test.each<[string, object, object]>([
  ['added', {}, { log_opts: { 'max-size': '1m' } }],
  ['changed', { log_opts: { 'max-size': '1m' } }, { log_opts: { 'max-size': '2m' } }],
  ['unknown', { log_opts: { 'max-size': '1m' } }, { log_opts: Unknown.PLAIN }],
  ['removed while no engine answers', { log_opts: { 'max-size': '1m' } }, {}],
  ['removed while no engine answers', { ulimit: [{ name: 'core', soft: 0, hard: 0 }] }, {}],
])('log options and limits that are %s replace the container: %j %j', async (_, before, after) => {
  const config = { name: 'one', image: 'busybox:latest' };
  const names = Object.keys({ ...before, ...after });
  expect(await plannedChange({ ...config, ...before }, { ...config, ...after })).toEqual({ replaced: names, isRestarted: false });
});

describe('an uploaded file', () => {
  const one = { file: '/one', content: '1' };
  const before = { name: 'one', image: 'busybox:latest', upload: [one] };
  const change = (upload_change: string | undefined, ...upload: object[]) =>
    plannedChange(before, { ...before, upload, ...(upload_change && { upload_change }) });

  test('replaces the container by default if it is changed or added', async () => {
    for (const mode of [undefined, 'replace']) {
      expect(await change(mode, { ...one, content: '2' })).toEqual({ replaced: ['upload'], isRestarted: false });
      expect(await change(mode, one, { file: '/two', content: '2' })).toEqual({ replaced: ['upload'], isRestarted: false });
    }
  });

  test('restarts the container or is only uploaded if the author says so', async () => {
    expect(await change('restart', { ...one, content: '2' })).toEqual({ replaced: [], isRestarted: true });
    expect(await change('upload', { ...one, content: '2' })).toEqual({ replaced: [], isRestarted: false });
  });

  test('replaces a container with a read-only root file system if it needs a volume at another folder', async () => {
    const files = {
      ...before,
      read_only: true,
      upload_change: 'upload',
      mounts: [{ type: 'volume', source: 'data', target: '/data' }],
      upload: [{ file: '/etc/one', content: '1' }],
    };
    const add = (file: string, more = {}) => plannedChange(files, { ...files, upload: [...files.upload, { file, content: '2' }], ...more });
    expect((await add('/etc/two')).replaced).toEqual([]);
    expect((await add('/data/two')).replaced).toEqual([]);
    expect((await add('/srv/two')).replaced).toEqual(['upload']);
    // The secret file has a volume at its folder already.
    const secrets = { ...files, secret_file: [{ file: '/srv/token' }] };
    const { replaced } = await plannedChange(secrets, { ...secrets, upload: [...files.upload, { file: '/srv/two', content: '2' }] });
    expect(replaced).toEqual([]);
  });

  test('replaces the container in any case if it is removed', async () => {
    for (const mode of [undefined, 'restart', 'upload']) {
      expect((await change(mode, { ...one, file: '/two' })).replaced).toEqual(['upload']);
      expect((await change(mode)).replaced).toEqual(['upload']);
    }
  });

  test('is only uploaded to an imported container, since nobody knows which files that has', async () => {
    const imported = { ...before, upload: [] };
    expect((await plannedChange(imported, before, true)).replaced).toEqual([]);
    expect((await plannedChange(imported, before)).replaced).toEqual(['upload']);
    // Another provider stored the files.
    expect((await plannedChange(before, { ...before, upload: [{ ...one, content: '2' }] }, true)).replaced).toEqual(['upload']);
  });

  test('that stays the same changes nothing, even if what happens on a change is other', async () => {
    for (const mode of [undefined, 'replace', 'restart', 'upload']) {
      expect(await change(mode, one)).toEqual({ replaced: [], isRestarted: false });
    }
  });
});

describe('the addresses of a container that joins or leaves networks', () => {
  const at = (network_name: string, ip_address: unknown) => ({ network_name, ip_address });
  const before = {
    name: 'one',
    image: 'busybox:latest',
    networks_advanced: [{ name: 'back' }, { name: 'front' }],
    network_data: [at('back', '10.0.0.2'), at('front', '10.0.1.2')],
  };

  /** Returns the planned networks with the addresses on them, or `Unknown` for all of them. */
  async function addresses(networks: object[], more = {}, prior: object = before, unknown = {}): Promise<unknown> {
    const model = modelOf({ ...before, ...more, networks_advanced: networks });
    const planned = { ...fromModel(schema, model), ...unknown } as { [name: string]: Value };
    const config = { ...planned };
    await plan({ prior: fromModel(schema, modelOf(prior)), config, planned, requireReplace: () => undefined } as unknown as
      PlanContext<Engine>);
    const { network_data: data } = planned;
    return Array.isArray(data) ? data.map(({ network_name, ip_address }) => at(network_name, ip_address)) : data;
  }

  test('are only unknown on the networks that it joins, again or for the first time', async () => {
    expect(await addresses([{ name: 'front' }, { name: 'back', aliases: ['db'] }]))
      .toEqual([at('back', Unknown.PLAIN), at('front', '10.0.1.2')]);
    expect(await addresses([...before.networks_advanced, { name: 'all' }])).toEqual([at('all', Unknown.PLAIN), ...before.network_data]);
    expect(await addresses([{ name: 'front' }])).toEqual([at('front', '10.0.1.2')]);
    expect(await addresses([{ name: 'front' }, { name: 'back' }])).toEqual(before.network_data);
  });

  test('are all unknown if the networks are, or if it restarts', async () => {
    expect(await addresses([], {}, before, { networks_advanced: Unknown.PLAIN })).toBe(Unknown.PLAIN);
    expect(await addresses([], {}, before, { networks_advanced: [{ name: Unknown.PLAIN }] })).toBe(Unknown.PLAIN);
    expect(await addresses([{ name: 'front' }, { name: 'f'.repeat(64) }])).toBe(Unknown.PLAIN);
    expect(await addresses([{ name: 'front' }], {}, { ...before, must_run: false })).toBe(Unknown.PLAIN);
    expect(await addresses([])).toBe(Unknown.PLAIN);
    expect(await addresses([{ name: 'front' }], { network_mode: 'front' })).toBe(Unknown.PLAIN);
  });

  test('include that on the network of the mode', async () => {
    const mode = { network_mode: 'front' };
    expect(await addresses([{ name: 'all' }], mode, { ...before, ...mode, networks_advanced: [{ name: 'back' }] }))
      .toEqual([at('all', Unknown.PLAIN), at('front', '10.0.1.2')]);
  });
});

test('warns of a policy or exemptions that the plan does not show', async () => {
  const warnings: { summary: string; detail: string }[] = [];
  const planned = async (more: object) => {
    warnings.length = 0;
    const config = { ...fromModel(schema, modelOf(job)), ...more } as { [name: string]: Value };
    const context = { prior: null, config, planned: { ...config }, warn: (each: never) => warnings.push(each) };
    await plan(context as unknown as PlanContext<Engine>);
    return warnings.map(({ detail }) => /does not show (.*) of container "one"/.exec(detail)![1]);
  };
  expect(await planned({ isolation_policy: 'none@1' })).toEqual([]);
  expect(await planned({ isolation_policy: Unknown.PLAIN })).toEqual(['`isolation_policy`']);
  expect(await planned({ isolation_policy: 'none@1', isolation_exemptions: Unknown.PLAIN })).toEqual(['`isolation_exemptions`']);
});
