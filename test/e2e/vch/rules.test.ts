import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { BLUE, BLUE_LABELS, blueContainer, leftByQuotas, rules } from './blue';
import { finished } from '../../../dev/engine/progress';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker, forget } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { Config, Managed, refusal } from '../resources/managed';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';

const folder = mkdtempSync(join(tmpdir(), 'berth-virtual-host-'));
const made: Managed[] = [];

let allowed: PrivateRegistry;
let foreign: PrivateRegistry;
/** An image of the allowed registry, and one of the other: by name, by digest and by id. */
let good: { readonly name: string; readonly digest: string; readonly id: string };
let evil: typeof good;
let virtualHost: string;

beforeAll(async () => {
  await removeNamed(BLUE);
  allowed = await PrivateRegistry.start(join(folder, 'allowed'), '127.0.0.1');
  foreign = await PrivateRegistry.start(join(folder, 'foreign'), '127.0.0.1');
  good = await pushed(allowed.host);
  evil = await pushed(foreign.host);
  virtualHost = rules({ registries: [allowed.host] });
});

afterEach(async () => {
  for (const managed of made.splice(0).reverse()) await managed.destroy();
  await removeNamed(BLUE);
});

afterAll(async () => {
  await forget(...[good, evil].flatMap((image) => [image.name, image.digest]));
  await allowed.stop();
  await foreign.stop();
  rmSync(folder, { recursive: true });
});

/** Pushes an image of its own to a registry. */
async function pushed(host: string): Promise<typeof good> {
  const name = `${host}/app:1`;
  const context = join(folder, host);
  mkdirSync(context);
  const change = `LABEL of=${host}`;
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await container.commit({ repo: `${host}/app`, tag: '1', changes: change });
  await container.remove();
  await finished(docker, await docker.getImage(name).push({ authconfig: { ...USER, serveraddress: host } }) as Readable);
  const { Id: id, RepoDigests: [digest] } = await docker.getImage(name).inspect();
  return { name, digest: digest!, id };
}

/** Applies a configuration, which is removed after the test. */
async function apply(type: string, config: Config): Promise<Managed> {
  const managed = new Managed(type);
  made.push(managed);
  await managed.apply(config);
  return managed;
}

describe('the registry of an image', () => {
  test.each(['name', 'digest', 'id'] as const)('is allowed by %s', async (by) => {
    await apply('docker_container', blueContainer('web', { image: good[by], virtual_host: virtualHost }));
  });

  test.each([
    ['name', 'is from the registry'], ['digest', 'is from the registry'], ['id', 'is on the engine, and comes from'],
  ] as const)('is refused by %s, and nothing is left', async (by, problem) => {
    const refused = await refusal(apply('docker_container', blueContainer('web', { image: evil[by], virtual_host: virtualHost })));
    expect(refused).toContain(`["image"] Container "${BLUE}-web" breaks the rule \`registries\``);
    expect(refused).toContain(problem);
    expect(await docker.listContainers({ all: true, filters: { name: [BLUE] } })).toEqual([]);
  });

  test('is not that of a tag that anyone can give', async () => {
    const name = `${allowed.host}/${BLUE}:1`;
    await apply('docker_tag', { source_image: evil.id, target_image: name });
    expect(await refusal(apply('docker_container', blueContainer('web', { image: name, virtual_host: virtualHost }))))
      .toContain(`comes from ${evil.digest}`);
    expect(await refusal(apply('docker_image', { name, keep_locally: true, virtual_host: virtualHost })))
      .toContain(`comes from ${evil.digest}`);
  });

  test('needs a digest if the rules say so', async () => {
    const strict = rules({ registries: [allowed.host], require_digests: true });
    expect(await refusal(apply('docker_image', { name: good.name, keep_locally: true, virtual_host: strict }))).toContain('has no digest');
    await apply('docker_image', { name: good.digest, keep_locally: true, virtual_host: strict });
  });

  test('other rules judge the container that exists, and change nothing', async () => {
    const container = await apply('docker_container', blueContainer('web', { image: evil.id }));
    const { id } = container;
    expect(await refusal(container.apply(blueContainer('web', { image: evil.id, virtual_host: virtualHost })))).toContain('comes from');
    expect(await container.plan(blueContainer('web', { image: evil.id, virtual_host: rules({ max_containers: 3 }) })))
      .toEqual({ action: 'update', changed: ['virtual_host'] });
    await container.apply(blueContainer('web', { image: evil.id, virtual_host: rules({ max_containers: 3 }) }));
    expect(container.id).toBe(id);
    expect(await container.plan(blueContainer('web', { image: evil.id, virtual_host: `{"max_containers":3, "name":"${BLUE}"}` })))
      .toMatchObject({ action: 'none' });
  });
});

describe('an image that is made under the rules', () => {
  const name = `${BLUE}-made:1`;
  const build = (dockerfile: string) => {
    const context = mkdtempSync(join(folder, 'context-'));
    writeFileSync(join(context, 'Dockerfile'), dockerfile);
    return { name, virtual_host: virtualHost, build: [{ context }] };
  };

  test('by a build from an allowed image, or from scratch, is allowed', async () => {
    const image = await apply('docker_image', build(`FROM ${good.name} AS base\nFROM scratch\nCOPY --from=base / /\n`));
    await apply('docker_container', blueContainer('web', { image: image.values.image_id, virtual_host: virtualHost }));
    expect((await docker.getImage(name).inspect()).Config.Labels).toEqual({ [VIRTUAL_HOST_LABEL]: BLUE });
  });

  test('by a build from another image is refused', async () => {
    expect(await refusal(apply('docker_image', build(`FROM ${evil.name}\n`)))).toContain('FROM in line 1: The image');
    expect(await refusal(apply('docker_image', build(`FROM scratch\nCOPY --from=${evil.name} / /\n`))))
      .toContain('COPY in line 2: The image');
    expect(await refusal(apply('docker_image', build(`FROM ${evil.id}\n`)))).toContain(`comes from ${evil.digest}`);
    // The engine has values for some variables without an ARG.
    const { build: [proxied], ...rest } = build('FROM ${https_proxy:-scratch}\nLABEL a=b\n');
    expect(await refusal(apply('docker_image', { ...rest, build: [{ ...proxied, build_args: { https_proxy: evil.name } }] })))
      .toContain('whose value is not known');
    await docker.getImage(evil.id).tag({ repo: `${allowed.host}/${BLUE}`, tag: '1' });
    expect(await refusal(apply('docker_image', build(`FROM ${allowed.host}/${BLUE}:1\n`)))).toContain(`comes from ${evil.digest}`);
  });

  test('by an import, of a root file system or of an archive, is allowed, and no other', async () => {
    const root = mkdtempSync(join(folder, 'root-'));
    writeFileSync(join(root, 'file'), 'content');
    const archive = join(folder, 'busybox.tar');
    writeFileSync(archive, await read(await docker.getImage('busybox:latest').get()));
    for (const source of [{ root_filesystem: root }, { archive }]) {
      const ours = await apply('docker_image_import', { name, ...source, virtual_host: virtualHost });
      const config = blueContainer('web', { image: ours.values.image_id, start: false, virtual_host: virtualHost });
      await (await apply('docker_container', config)).destroy();
      await ours.destroy();
      const theirs = await apply('docker_image_import', { name, ...source });
      expect(await refusal(apply('docker_container', { ...config, image: theirs.values.image_id }))).toContain('comes from no registry');
      await theirs.destroy();
    }
  });
});

describe('what a container uses', () => {
  const red = { [VIRTUAL_HOST_LABEL]: 'vch-red' };

  test('a network and a volume of its own host are allowed, and those of another one are not', async () => {
    await apply('docker_network', { name: `${BLUE}-net`, labels: BLUE_LABELS, virtual_host: rules() });
    await apply('docker_volume', { name: `${BLUE}-data`, labels: BLUE_LABELS, virtual_host: rules() });
    await docker.createNetwork({ Name: `${BLUE}-of-red`, Labels: red });
    await docker.createVolume({ Name: `${BLUE}-of-red`, Labels: red });
    const mount = (source: string) => ({ mounts: [{ type: 'volume', target: '/data', source }] });
    const network = (name: string) => ({ network_mode: null, networks_advanced: [{ name }] });

    await apply('docker_container', blueContainer('web', { ...network(`${BLUE}-net`), ...mount(`${BLUE}-data`) }));
    expect(await refusal(apply('docker_container', blueContainer('other', network(`${BLUE}-of-red`))))).toContain('is of "vch-red".');
    expect(await refusal(apply('docker_container', blueContainer('other', mount(`${BLUE}-of-red`))))).toContain('is of "vch-red".');
    expect(await refusal(apply('docker_container', blueContainer('other', mount(`${BLUE}-new`))))).toContain('The engine has no volume');
    expect(await refusal(apply('docker_container', blueContainer('other', { network_mode: 'bridge' }))))
      .toContain('of the engine belongs to no');
    expect((await docker.listVolumes({ filters: { name: [`${BLUE}-new`] } })).Volumes).toEqual([]);
  });

  test('it joins only containers of its own host', async () => {
    await apply('docker_container', blueContainer('db'));
    await apply('docker_container', { ...blueContainer('red'), labels: [], virtual_host: null });
    await apply('docker_container', blueContainer('web', { network_mode: `container:${BLUE}-db` }));
    expect(await refusal(apply('docker_container', blueContainer('other', { pid_mode: `container:${BLUE}-red` }))))
      .toContain('is of no virtual container host.');
  });
});

test('a network is on no interface of another one, which its containers would reach', async () => {
  const network = (more: object) => ({ name: `${BLUE}-net`, labels: BLUE_LABELS, virtual_host: rules(), ...more });
  const other = await docker.createNetwork({ Name: 'e2e-of-red', Labels: { [VIRTUAL_HOST_LABEL]: 'vch-red' } });
  try {
    const parent = `br-${other.id.slice(0, 12)}`;
    expect(await refusal(apply('docker_network', network({ driver: 'macvlan', options: { parent } })))).toContain(`given: "${parent}"`);
    expect(await refusal(apply('docker_network', network({ options: { 'com.docker.network.bridge.name': 'docker0' } }))))
      .toContain('can\'t have the option "com.docker.network.bridge.name"');
  } finally {
    await other.remove();
  }
});

describe('the volumes of an image', () => {
  const name = 'e2e-volumes:1';
  const memory = { driver: 'local', driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=8m,nr_inodes=2k' } };
  const web = (more: object, id = 'web') => blueContainer(id, { image: name, virtual_host: rules(more) });
  const volumes = async () => ((await docker.listVolumes({ filters: { label: [`${VIRTUAL_HOST_LABEL}=${BLUE}`] } })).Volumes);

  beforeAll(async () => {
    const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
    await container.commit({ repo: 'e2e-volumes', tag: '1', changes: 'VOLUME /data' });
    await container.remove();
  });

  afterAll(() => forget(name));

  test('are made as the rules say, count, are no drift, and go with the container', async () => {
    const container = await apply('docker_container', web({ anonymous_volumes: memory, max_storage: 12 }));
    expect(await volumes()).toMatchObject([{ Driver: 'local', Options: memory.driver_opts }]);
    const { Mounts: mounts } = await docker.getContainer(container.id).inspect();
    expect(mounts).toMatchObject([{ Type: 'volume', Destination: '/data', RW: true }]);
    expect(await container.plan(web({ anonymous_volumes: memory, max_storage: 12 }))).toMatchObject({ action: 'none' });
    expect(await refusal(apply('docker_container', web({ anonymous_volumes: memory, max_storage: 12 }, 'two'))))
      .toContain('With it, the volumes have 16 MiB together, and `max_storage` is 12 MiB.');
    expect(await volumes()).toHaveLength(1);
    await container.destroy();
    expect(await volumes()).toEqual([]);
  });

  test('are refused where the engine would make them as no rule allows', async () => {
    expect(await refusal(apply('docker_container', web({ volume_drivers: ['fast'] }))))
      .toContain('may have volumes only with the drivers "fast"');
    expect(await refusal(apply('docker_container', web({ max_storage: 12 })))).toContain('an anonymous volume at "/data"');
    const disguised = { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: '/etc' } };
    const policy = { isolation_policy: 'none@1 host_paths=shared' };
    expect(await refusal(apply('docker_container', { ...web({ anonymous_volumes: disguised }), ...policy })))
      .toContain('An anonymous volume shows "/etc" of the host');
    expect(await docker.listContainers({ all: true, filters: { name: [BLUE] } })).toEqual([]);
  });

  test('are none where something is mounted', async () => {
    const container = await apply('docker_container', { ...web({ max_storage: 12 }), tmpfs: { '/data': 'size=1m' } });
    expect(await run('docker', ['exec', container.id, 'grep', ' /data ', '/proc/mounts'])).toMatch(/^tmpfs \S+ tmpfs .*size=1024k/);
  });

  test('a mount of the configuration has a name', async () => {
    const mounts = [{ type: 'volume', target: '/data' }];
    expect(await refusal(apply('docker_container', { ...web({ max_volumes: 2 }), mounts }))).toContain('has no `source`');
  });
});

test('the ports of all clones of a set are allowed, or it is refused at plan', async () => {
  const { name: _name, ...template } = blueContainer('x', {
    ports: [{ internal: 80, external: 20_990 }], virtual_host: rules({ published_ports: '20000-20999' }),
  });
  const set = (replicas: number) => ({ name: `${BLUE}-web`, replicas, host: [{ name: 'one' }], template: [template] });
  const refused = await refusal(new Managed('docker_clone_set').plan(set(11)));
  expect(refused).toContain(`Container "${BLUE}-web-10" breaks the rule \`published_ports\``);
  expect(refused).toContain('given: 21000');
  expect(await new Managed('docker_clone_set').plan(set(10))).toMatchObject({ action: 'create' });
});

describe('quotas', () => {
  test('a clone set counts its containers, and one more is refused at plan', async () => {
    const { name: _name, ...template } = blueContainer('x', { virtual_host: rules({ max_containers: 3 }) });
    const set = (replicas: number) => ({ name: `${BLUE}-web`, replicas, host: [{ name: 'one' }], template: [template] });
    const clones = await apply('docker_clone_set', set(3));
    const more = blueContainer('more', { virtual_host: rules({ max_containers: 3 }) });
    expect(await refusal(apply('docker_container', more))).toContain('has no room for');
    expect(await refusal(new Managed('docker_clone_set').plan(set(4)))).toContain('With it, there are 4 containers');
    await docker.getContainer(`${BLUE}-web-0`).pause();
    await apply('docker_container', more);
    // It would run again, as one too many.
    expect(await refusal(clones.apply(set(3)))).toContain('has no room for');
    expect((await docker.getContainer(`${BLUE}-web-0`).inspect()).State.Paused).toBe(true);
    await docker.getContainer(`${BLUE}-web-0`).unpause();
    expect(await leftByQuotas()).toEqual([]);
  });

  test('volumes have a size, and together no more than allowed', async () => {
    const volume = (name: string, options: object) => ({
      name: `${BLUE}-${name}`, labels: BLUE_LABELS, driver_opts: options, virtual_host: rules({ max_volumes: 2, max_storage: 100 }),
    });
    const sized = (size: string) => ({ type: 'tmpfs', device: 'tmpfs', o: `size=${size},nr_inodes=64` });
    expect(await refusal(apply('docker_volume', volume('a', {})))).toContain('nothing holds this one to a size');
    await apply('docker_volume', volume('a', sized('60m')));
    expect(await refusal(apply('docker_volume', volume('b', sized('41m'))))).toContain('101 MiB together');
    await apply('docker_volume', volume('b', sized('40m')));
    expect(await refusal(apply('docker_volume', volume('c', sized('1k'))))).toContain('`max_volumes` is 2');
    expect((await docker.listVolumes({ filters: { name: [BLUE] } })).Volumes).toHaveLength(2);
  });
});

async function read(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
