import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ELSEWHERE, rows } from './container-rows';
import { lackingAttributes } from './container-rows/lacking';
import { Names, Row } from './container-rows/row';
import { Config, Managed, refusal } from './managed';
import { makeOwnImage } from './own-image';
import { schema } from '../../../provider/resources/container/fields/schema';
import { docker, forget } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const PREFIX = 'e2e-attributes';
const folder = mkdtempSync(join(tmpdir(), 'berth-upload-'));

/** The rows are built before the IDs are known, so the IDs are filled in when the tests run. */
const names: { -readonly [K in keyof Names]: Names[K] } = {
  image: '',
  imageId: '',
  network: `${PREFIX}-net`,
  networkId: '',
  other: `${PREFIX}-other`,
  volume: `${PREFIX}-data`,
  neighbour: `${PREFIX}-neighbour`,
  file: join(folder, 'two'),
  runtime: '',
};

/** One image that sets almost nothing, and one that sets everything an image can. */
const OWN_IMAGE = `${PREFIX}-image`;
const IMAGES = ['busybox', OWN_IMAGE];

/** Starting takes most of a test's time, so only attributes that show in a running container are tested with one. */
const STARTED = new Set([
  'start', 'must_run', 'suspended', 'wait', 'attach', 'logs', 'networks_advanced', 'upload', 'env', 'memory', 'restart',
]);

/** What the kernel of the engine can't apply. */
let lacking: Readonly<Record<string, string>>;

const live: Managed[] = [];

function managed(): Managed {
  const one = new Managed('docker_container');
  live.push(one);
  return one;
}

beforeAll(async () => {
  writeFileSync(names.file, 'from a file');
  lacking = await lackingAttributes();
  await cleanUp();
  await makeOwnImage(OWN_IMAGE);
  const { DefaultRuntime, Runtimes } = await docker.info() as { DefaultRuntime: string; Runtimes: Record<string, unknown> };
  names.runtime = Object.keys(Runtimes).find((name) => name !== DefaultRuntime && /runc/.test(name))!;
  const other = await docker.createContainer({ Image: 'busybox:latest', Labels: { berth: PREFIX }, Cmd: ['true'] });
  await other.commit({ repo: 'busybox', tag: 'other', comment: 'another image' });
  await other.remove();
  const network = await docker.createNetwork({
    Name: names.network, EnableIPv6: true, IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.1.0/24' }, { Subnet: 'fd00:213::/64' }] },
  });
  names.networkId = network.id;
  await docker.createNetwork({ Name: names.other });
  await docker.createVolume({ Name: names.volume });
  const neighbour = await docker.createContainer({ name: names.neighbour, Image: 'busybox:latest', Cmd: ['sleep', '100000'] });
  await neighbour.start();
});

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy().catch(() => undefined);
});

afterAll(async () => {
  await cleanUp();
  rmSync(folder, { recursive: true });
});

async function cleanUp(): Promise<void> {
  await removeNamed(PREFIX);
  await forget('busybox:other');
}

/** The parts of an inspect response that the configuration determines: equal for two containers with one configuration. */
async function shape(id: string, row: Row): Promise<unknown> {
  const { Config: config, HostConfig: host, NetworkSettings: settings, State: state, Image, Name } = await docker.getContainer(id)
    .inspect();
  const own = (text: unknown) => text === id.slice(0, 12) ? 'ITS-ID' : text;
  const endpoints = settings.Networks as Record<string, { IPAMConfig?: object | null; Aliases?: string[] | null }>;
  const networks = Object.entries(endpoints).map(([name, { IPAMConfig, Aliases }]) => ({
    name, ipam: IPAMConfig ?? {}, aliases: (Aliases ?? []).filter((alias) => alias !== id.slice(0, 12)).sort(),
  }));
  return {
    Image,
    Name,
    // A job may or may not have finished.
    running: isJob(row) || state.Running,
    paused: state.Paused,
    config: { ...config, Image: undefined, Hostname: own(config.Hostname) },
    // The engine reports no limit as null or as 0. The creation ID differs for each container.
    host: { ...host, PidsLimit: host.PidsLimit || null, ContainerIDFile: undefined },
    networks: networks.sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function isJob({ alongside = {} }: Row): boolean {
  return alongside.attach === true || alongside.must_run === false;
}

async function files(id: string): Promise<string> {
  const exec = await docker.getContainer(id).exec({
    User: '0',
    Cmd: ['sh', '-c', 'ls -ln /etc/one /new/folder/two | cut -c1-10; cat /etc/one /new/folder/two'],
    AttachStdout: true,
    Tty: true,
  });
  const stream = await exec.start({ Tty: true });
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

const every = Object.entries(rows(names));

/** Builds the row again with the IDs, which are known when a test runs. */
function rowOf(name: string): Row {
  return rows(names)[name]!;
}

function configOf(name: string, row: Row, value: unknown, own = `${PREFIX}-${name}`): Config {
  // Watching the first seconds of each container would take minutes. Other tests do that.
  const run = STARTED.has(name) ? { must_run_for: 0 } : { start: false };
  const base = { name: own, image: names.image, command: ['sleep', '100000'], ...run };
  return { ...base, ...row.alongside, ...(value === undefined ? {} : { [name]: value }) };
}

test('every attribute and block has a row', () => {
  expect([...every.map(([name]) => name), ...ELSEWHERE].sort()).toEqual(
    [...Object.keys(schema.attributes), ...Object.keys(schema.blocks)].sort(),
  );
});

/** Whether the kernel of the engine can't apply an attribute. Then its value has to be refused, or reported as not applied. */
async function isLacking(name: string, row: Row): Promise<boolean> {
  const complaint = lacking[name];
  if (complaint === undefined) return false;
  expect(await refusal(managed().apply(configOf(name, row, row.same[0])))).toContain(complaint);
  return true;
}

const required = new Set(
  Object.entries(schema.attributes).filter(([, attribute]) => 'required' in attribute && attribute.required).map(([name]) => name),
);

describe.each(IMAGES)('under the image %s:', (image) => {
  beforeAll(async () => {
    names.image = image;
    names.imageId = (await docker.getImage(image).inspect()).Id;
  });

  describe.each(every.filter(([name]) => !required.has(name)))('%s', (name) => {
    test('returns to the default when removed', async () => {
      const row = rowOf(name);
      if (await isLacking(name, row)) return;
      const container = managed();
      await container.apply(configOf(name, row, row.same[0]));
      const { id } = container;
      const plan = await container.apply(configOf(name, row, undefined));
      expect(plan.action).toBe(row.remove);
      expect(container.id === id).toBe(row.remove === 'update');
      expect(await container.plan(configOf(name, row, undefined))).toEqual({ action: 'none', changed: [] });
      const removed = await shape(container.id, row);
      await container.destroy();
      await container.apply(configOf(name, row, undefined));
      expect(removed).toEqual(await shape(container.id, row));
    });
  });

  describe.each(every)('%s', (name) => {
    test('is set on the engine as written, in every spelling, and the next plan is empty', async () => {
      const row = rowOf(name);
      if (await isLacking(name, row)) return;
      const [first, ...others] = row.same;
      const container = managed();
      await container.apply(configOf(name, row, first));
      expect(await container.plan(configOf(name, row, first))).toEqual({ action: 'none', changed: [] });
      for (const spelling of others) {
        const plan = await container.plan(configOf(name, row, spelling));
        expect([spelling, plan.action]).toEqual([spelling, 'none']);
      }
    });

    test('is changed live or by replacement, with the same result as a new container', async () => {
      const row = rowOf(name);
      if (await isLacking(name, row)) return;
      const container = managed();
      await container.apply(configOf(name, row, row.same[0]));
      const { id } = container;
      const plan = await container.apply(configOf(name, row, row.other));
      expect(plan.action).toBe(row.change);
      expect(container.id === id).toBe(row.change === 'update');
      expect(await container.plan(configOf(name, row, row.other))).toEqual({ action: 'none', changed: [] });
      const changed = await shape(container.id, row);
      await container.destroy();
      await container.apply(configOf(name, row, row.other));
      expect(changed).toEqual(await shape(container.id, row));
    });

    test('refuses invalid values', async () => {
      for (const [value, complaint] of rowOf(name).refused ?? []) {
        expect(await refusal(managed().plan(configOf(name, rowOf(name), value)))).toMatch(complaint);
      }
    });
  });

  test('uploads new and changed files with their modes', async () => {
    const row = rowOf('upload');
    const container = managed();
    const uploading = { upload_change: 'upload' };
    await container.apply({ ...configOf('upload', row, row.same[0]), ...uploading });
    expect(await files(container.id)).toBe('-rw-r--r--\r\n-rwxr--r--\r\none\0\x01\x02');
    await container.apply({ ...configOf('upload', row, row.other), ...uploading });
    expect(await files(container.id)).toBe('-rw-------\r\n-rw-r--r--\r\nanotherfrom a file');
  });
});
