import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BLUE, rules } from './blue';
import { finished } from '../../../dev/engine/progress';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { packed, unpacked } from '../../provider/engine/image/source/tar';
import { docker } from '../engine/docker';
import { Config, Managed, refusal } from '../resources/managed';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

/** Another tenant of the same engine. */
const RED = 'vch-red';
const RED_RULES = JSON.stringify({ name: RED });

let folder: string;
const made: Managed[] = [];

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'berth-builds-')); });

afterEach(async () => {
  for (const managed of made.splice(0).reverse()) await managed.destroy();
  for (const name of [BLUE, RED]) await removeNamed(name);
  rmSync(folder, { recursive: true });
});

async function apply(type: string, config: Config): Promise<Managed> {
  const managed = new Managed(type);
  made.push(managed);
  await managed.apply(config);
  return managed;
}

/** Writes a build context, and returns what builds it. */
function contextWith(dockerfile: string, more: Config = {}): Config {
  const context = mkdtempSync(join(folder, 'context-'));
  writeFileSync(join(context, 'Dockerfile'), dockerfile);
  writeFileSync(join(context, 'file'), 'own');
  return { context, ...more };
}

const built = (host: string, dockerfile: string, more: Config = {}) => ({
  name: `${host}-built:1`, virtual_host: JSON.stringify({ name: host }), build: [contextWith(dockerfile, more)],
});
const fileIn = (image: string, file: string) => run('docker', ['run', '--rm', '--network=none', image, 'cat', file]);

/** What was on the engine before a test, and is no part of it. */
const containers = async () => (await docker.listContainers({ all: true })).map(({ Id: id }) => id);

test('a build gets no step that another one ran with other hosts', async () => {
  const dockerfile = 'FROM busybox:latest\nCOPY file /file\nRUN grep tools.internal /etc/hosts > /got\n';
  for (const [host, address] of [[RED, '192.0.2.7'], [BLUE, '192.0.2.8']] as const) {
    await apply('docker_image', built(host, dockerfile, { extra_hosts: [`tools.internal:${address}`] }));
    expect(await fileIn(`${host}-built:1`, '/got')).toContain(address);
  }
});

describe('an image that looks like a step of a build', () => {
  const DOCKERFILE = 'FROM scratch\nCOPY file /file\n';

  /** Returns an archive that looks like the first step of the build, with another content, and is newer. */
  async function forged(members: object = {}): Promise<string> {
    const plain = `${BLUE}-plain:1`;
    await apply('docker_image', { name: plain, build: [contextWith(DOCKERFILE)] });
    const files = await unpacked(await docker.getImage(plain).get() as Readable);
    const [{ Config: name }] = JSON.parse(files['manifest.json']!.content) as [{ Config: string }];
    const layer = await packed({ file: 'foreign' });
    const config = {
      ...JSON.parse(files[name]!.content) as object,
      created: '2099-01-01T00:00:00Z',
      history: [{ created: '2099-01-01T00:00:00Z' }],
      rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
      ...members,
    };
    const archive = join(folder, 'forged.tar');
    writeFileSync(archive, await packed({
      'config.json': config,
      'layer/layer.tar': layer.toString('latin1'),
      'manifest.json': [{ Config: 'config.json', RepoTags: [`${RED}-forged:1`], Layers: ['layer/layer.tar'] }],
    }));
    return archive;
  }

  /** Builds, and returns the content of the file in the image. */
  async function content(virtualHost?: string): Promise<string> {
    const name = `${BLUE}-copy:1`;
    await apply('docker_image', { name, build: [contextWith(DOCKERFILE)], virtual_host: virtualHost });
    const { id } = await docker.createContainer({ Image: name, Cmd: ['none'], name: `${BLUE}-copy` });
    const { file } = await unpacked(await docker.getContainer(id).getArchive({ path: '/file' }) as Readable);
    return file!.content;
  }

  test('is none to a virtual container host', async () => {
    const archive = await forged();
    await finished(docker, await docker.loadImage(archive) as Readable);
    expect(await content(rules())).toBe('own');
  });

  test('is none to anyone if it was imported under rules, which leave out how it was made', async () => {
    await apply('docker_image_import', { name: `${RED}-forged:1`, archive: await forged(), virtual_host: RED_RULES });
    expect(await content()).toBe('own');
  });

  test('has the label of the rules, however its archive spells it', async () => {
    const labels = { [VIRTUAL_HOST_LABEL]: BLUE };
    const archive = await forged({ config: { Labels: labels, labels, LABELS: labels, labelſ: labels }, Config: { Labels: labels } });
    await apply('docker_image_import', { name: `${RED}-forged:1`, archive, virtual_host: RED_RULES });
    expect((await docker.getImage(`${RED}-forged:1`).inspect()).Config.Labels).toEqual({ [VIRTUAL_HOST_LABEL]: RED });
  });
});

describe('a name', () => {
  const tag = (virtualHost?: string, host = RED) => (
    { source_image: `${RED}-step:1`, target_image: `registry.example.com/${host}-named:1`, virtual_host: virtualHost });

  /** Makes an image as a step of a build would be that shows the name of a virtual container host. */
  async function step(label: string): Promise<void> {
    const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'], name: `${RED}-step` });
    await docker.getContainer(id).commit({ repo: `${RED}-step`, tag: '1', changes: `LABEL ${label}=${BLUE}` });
  }

  test('is given only to an image that is of no other virtual container host', async () => {
    await step(VIRTUAL_HOST_LABEL);
    expect(await refusal(apply('docker_tag', tag(RED_RULES)))).toContain(`The image has the label "${VIRTUAL_HOST_LABEL}" with "${BLUE}"`);
    await apply('docker_tag', tag(rules({ registries: ['registry.example.com'] }), BLUE));
  });

  test('is given only to an image that comes from where the rules allow', async () => {
    await step('other');
    const limited = rules({ registries: ['registry.example.com'] });
    expect(await refusal(apply('docker_tag', tag(limited, BLUE)))).toContain('comes from no registry');
    const named = await apply('docker_tag', tag(RED_RULES));
    expect(await named.plan(tag(RED_RULES))).toEqual({ action: 'none', changed: [] });
    expect(await named.plan(tag())).toEqual({ action: 'update', changed: ['virtual_host'] });
  });

  test.each([
    ['tag', 'docker_tag', () => ({ source_image: 'busybox:latest', target_image: 'registry.example.com/app:1' })],
    ['build', 'docker_image', () => ({ name: 'app:1', build: [contextWith('FROM busybox:latest\n')] })],
    ['build with a tag', 'docker_image', () => (
      { name: `${BLUE}-app:1`, build: [contextWith('FROM busybox:latest\n', { tag: ['app:1'] })] })],
    ['import', 'docker_image_import', () => ({ name: 'app:1', root_filesystem: folder })],
  ] as const)('that a %s gives is one of its virtual container host', async (_which, type, config) => {
    const refused = await refusal(apply(type, { ...config(), virtual_host: rules() }));
    expect(refused).toContain('breaks the rule `name`');
    expect(refused).toMatch(new RegExp(`Rename it to "(registry.example.com/)?${BLUE}-app:1"`));
    expect(await docker.listImages({ filters: { reference: ['app:1', '*/app:1'] } })).toEqual([]);
  });
});

test('an image that containers of others use is not removed, by any option', async () => {
  const name = `${RED}-shared:1`;
  const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'], name: `${RED}-base` });
  await docker.getContainer(id).commit({ repo: `${RED}-shared`, tag: '1' });
  const shared = { name, virtual_host: rules(), force_remove: true };
  const theirs = await docker.createContainer({ Image: name, Cmd: ['true'], name: `${RED}-user` });
  await (await apply('docker_image', shared)).destroy();
  expect((await docker.getImage(name).inspect()).RepoTags).toEqual([name]);

  await theirs.remove();
  const ours = await apply('docker_image', shared);
  await docker.getContainer(id).commit({ repo: `${RED}-shared`, tag: '1', changes: `LABEL ${VIRTUAL_HOST_LABEL}=${RED}` });
  await ours.refresh();
  await ours.destroy();
  expect((await docker.getImage(name).inspect()).Config.Labels).toEqual({ [VIRTUAL_HOST_LABEL]: RED });

  await docker.getImage(name).remove();
  await docker.getContainer(id).commit({ repo: `${RED}-shared`, tag: '1' });
  await (await apply('docker_image', shared)).destroy();
  expect(await docker.listImages({ filters: { reference: [name] } })).toEqual([]);
});

test('no build is from an image of another virtual container host', async () => {
  const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'], name: `${RED}-base` });
  await docker.getContainer(id).commit({ repo: `${RED}-base`, tag: '1', changes: `LABEL ${VIRTUAL_HOST_LABEL}=${RED}` });
  expect(await refusal(apply('docker_image', built(BLUE, `FROM ${RED}-base:1\n`)))).toContain(`it was made for "${RED}"`);
});

test.each([
  [`ONBUILD COPY --from=${RED}-built:1 /file /stolen`, `it was made for "${RED}"`],
  ['ONBUILD ADD http://127.0.0.1/ /stolen', 'would run the trigger "ADD http://127.0.0.1/ /stolen"'],
])('no build runs what an image that its author imported says: %s', async (trigger, problem) => {
  await apply('docker_image', built(RED, 'FROM scratch\nCOPY file /file\n'));
  writeFileSync(join(folder, 'file'), 'own');
  await apply('docker_image_import', {
    name: `${BLUE}-base:1`, root_filesystem: folder, changes: [trigger], virtual_host: rules(),
  });
  expect(await refusal(apply('docker_image', built(BLUE, `FROM ${BLUE}-base:1\n`)))).toContain(problem);
});

test('each step has the name of its virtual container host, and is no step of others', async () => {
  const dockerfile = 'FROM busybox:latest AS base\nRUN echo ran > /base\nFROM scratch\nCOPY --from=base /base /base\n';
  const before = (await docker.listImages({ all: true })).map(({ Id: each }) => each);
  await apply('docker_image', built(BLUE, dockerfile));
  const steps = (await docker.listImages({ all: true })).filter(({ Id: each }) => !before.includes(each));
  expect(steps.length).toBeGreaterThan(3);
  for (const { Labels: labels } of steps) expect(labels[VIRTUAL_HOST_LABEL]).toBe(BLUE);

  const log = join(folder, 'log');
  await apply('docker_image', { name: `${BLUE}-plain:1`, build: [{ ...contextWith(dockerfile), build_log_file: log }] });
  expect(readFileSync(log, 'utf8')).not.toContain('Using cache');
});

test('a build gives no step the name of another virtual container host', async () => {
  for (const line of [`LABEL ${VIRTUAL_HOST_LABEL}=${RED}`, 'ENV A=x\nLABEL "${A}"=b', `ONBUILD LABEL "${VIRTUAL_HOST_LABEL}"=${RED}`]) {
    expect(await refusal(apply('docker_image', built(BLUE, `FROM busybox:latest\n${line}\n`)))).toContain('sets a label that begins with');
  }
  const labels = { [VIRTUAL_HOST_LABEL]: RED };
  expect(await refusal(apply('docker_image', built(BLUE, 'FROM busybox:latest\n', { labels }))))
    .toContain('can\'t give its image the label');
});

test('a build does not run in a suspended pool', async () => {
  const pool = { name: `${BLUE}-pool`, suspended: true };
  const resourcePool = await apply('docker_resource_pool', pool);
  const image = built(BLUE, 'FROM busybox:latest\nRUN true\n', { cgroup_parent: resourcePool.values.cgroup_parent });
  expect(await refusal(apply('docker_image', image)))
    .toContain(`Image "${BLUE}-built:1" can't be built in the resource pool /berth/${BLUE}-pool, which is suspended`);
  await resourcePool.apply({ ...pool, suspended: false });
  await apply('docker_image', image);
});

test('a build that fails leaves no container, which would count and stay in the pool', async () => {
  const before = await containers();
  for (const attributes of [built(BLUE, 'FROM busybox:latest\nRUN true\nRUN false\n', { remove: false }), {
    name: `${BLUE}-built:1`, build: [contextWith('FROM busybox:latest\nRUN true\nRUN false\n')],
  }]) {
    expect(await refusal(apply('docker_image', attributes))).toContain('returned a non-zero code');
    expect(await containers()).toEqual(before);
  }
});
