import { Config, Managed, refusal } from './managed';
import { plainContainer, shell } from './plain-container';
import { docker, forget } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

/* `npm run test:matrix` runs this on Podman. The guide "Podman" has the same tables. */

const NAME = 'e2e-podman';
const NETWORK = `${NAME}-net`;
const VOLUME = `${NAME}-vol`;
const bare = plainContainer(NAME);

const live: Managed[] = [];
const managed = (type: string) => {
  const one = new Managed(type);
  live.push(one);
  return one;
};

beforeAll(() => removeNamed(NAME));
afterEach(async () => {
  for (const one of live.splice(0).reverse()) await one.destroy().catch(() => undefined);
  await removeNamed(NAME);
});

/** Applies a resource, and expects that the next plan is empty. */
async function applied(type: string, config: Config): Promise<Managed> {
  const one = managed(type);
  await one.apply(config);
  expect(await one.plan(config)).toEqual({ action: 'none', changed: [] });
  return one;
}

test('it is Podman', async () => {
  const { Components: components } = await docker.version();
  expect(components).toContainEqual(expect.objectContaining({ Name: 'Podman Engine' }));
});

describe('works as on Docker:', () => {
  test.each([
    ['docker_network', { name: NETWORK, internal: true, labels: [{ label: 'a', value: 'b' }] }],
    ['docker_volume', { name: VOLUME, labels: [{ label: 'a', value: 'b' }] }],
    ['docker_image', { name: 'busybox:latest', keep_locally: true }],
    ['docker_tag', { source_image: 'busybox:latest', target_image: `${NAME}:1` }],
  ])('%s is created, has an empty next plan, and is destroyed', async (type, config) => {
    await (await applied(type, config)).destroy();
    if (type === 'docker_tag') await forget(`${NAME}:1`);
  });

  test.each<[string, Config]>([
    ['nothing else', {}],
    ['start = false', { start: false }],
    ['memory', { memory: 64 }],
    ['cpus', { cpus: '0.5' }],
    ['cpu_quota', { cpu_quota: 50000 }],
    ['pids_limit', { pids_limit: 100 }],
    ['env', { env: ['A=b'] }],
    ['labels', { labels: [{ label: 'a', value: 'b' }] }],
    ['capabilities: none', { capabilities: [{ drop: ['ALL'] }] }],
    ['capabilities: one', { capabilities: [{ drop: ['ALL'], add: ['CHOWN'] }] }],
    ['capabilities: without one that Podman does not grant', { capabilities: [{ drop: ['NET_RAW'] }] }],
    ['security_opts', { security_opts: ['no-new-privileges'] }],
    ['read_only', { read_only: true }],
    ['user', { user: '1000:1000' }],
    ['init', { init: true }],
    ['tmpfs', { tmpfs: { '/x': '' } }],
    ['shm_size', { shm_size: 32 }],
    ['ulimit', { ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }] }],
    ['ipc_mode', { ipc_mode: 'private' }],
    ['network_mode = "host"', { network_mode: 'host' }],
    ['ports', { ports: [{ internal: 80, external: 28080 }] }],
    ['upload', { upload: [{ file: '/etc/x', content: 'y' }] }],
    ['restart', { restart: 'unless-stopped' }],
    ['must_run_for', { must_run_for: 2 }],
  ])('a container with %s', async (_, more) => {
    await applied('docker_container', { ...bare, ...more });
  });

  test('a container on a network with a port, and with a volume', async () => {
    await applied('docker_network', { name: NETWORK });
    await applied('docker_volume', { name: VOLUME });
    const container = await applied('docker_container', {
      ...bare,
      networks_advanced: [{ name: NETWORK, aliases: ['web'] }],
      ports: [{ internal: 80, external: 28080 }],
      volumes: [{ volume_name: VOLUME, container_path: '/data' }],
    });
    expect((await docker.getContainer(container.id).inspect()).State.Running).toBe(true);
  });

  test('a job, whose end and output are read', async () => {
    const container = managed('docker_container');
    await container.apply({ ...bare, command: shell('echo done'), must_run: false, attach: true, logs: true });
    expect(container.values).toMatchObject({ exit_code: 0, container_logs: expect.stringContaining('done') as string });
  });

  test('limits and the name are changed while the container runs, and drift is seen', async () => {
    const container = await applied('docker_container', { ...bare, memory: 64 });
    const { id } = container;
    await container.apply({ ...bare, memory: 96, name: `${NAME}-renamed` });
    expect(container.id).toBe(id);
    expect((await docker.getContainer(id).inspect()).HostConfig.Memory).toBe(96 * 1024 * 1024);
    await docker.getContainer(id).stop({ t: 0 });
    expect(await container.plan({ ...bare, memory: 96, name: `${NAME}-renamed` })).toMatchObject({ action: 'update' });
  });
});

describe('differs, and says so:', () => {
  test.each<[string, Config, RegExp]>([
    ['cgroupns_mode, which Podman does not report', { cgroupns_mode: 'private' }, /cgroupns_mode.*"private", but the actual value is ""/s],
    ['annotations, which need a newer API', { annotations: { a: 'b' } }, /does not support `annotations`.*API version 1\.41/s],
  ])('%s', async (_, more, message) => {
    expect(await refusal(managed('docker_container').apply({ ...bare, ...more }))).toMatch(message);
  });

  test.each(['pid', 'ipc', 'network'])('a path of a namespace of the kind "%s" is refused by a policy, as the host\'s is', async (kind) => {
    const mode = { [`${kind}_mode`]: `ns:/proc/1/ns/${kind === 'network' ? 'net' : kind}` };
    const policy = { isolation_policy: `none@1 ${kind}_namespace=shared` };
    const message = await refusal(managed('docker_container').apply({ ...bare, ...mode, ...policy }));
    expect(message).toMatch(new RegExp(`\`${kind}_namespace\`: the policy requires shared, but the value is host`));
  });

  test('a health check never runs without systemd, so waiting for it fails', async () => {
    const healthcheck = [{ test: ['CMD', 'true'], interval: '1s' }];
    const message = await refusal(managed('docker_container').apply({ ...bare, healthcheck, wait: true, wait_timeout: 3 }));
    expect(message).toMatch(/It was not healthy within 3 s[^]*Podman runs health checks only on a host with systemd/);
  });
});
