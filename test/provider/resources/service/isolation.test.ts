import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fakeSwarm } from './fake-swarm';
import { FLOOR_VARIABLE } from '../../../../provider/isolation/floor';
import { Config, Managed, refusal } from '../../../e2e/resources/managed';

const swarm = fakeSwarm();
const folder = mkdtempSync(join(tmpdir(), 'berth-service-floor-'));
const HOST_ID = 'f'.repeat(64);
const LABEL = '{{index .Service.Labels "p"}}';

beforeEach(() => {
  swarm.current.networks = [
    { Id: HOST_ID, Name: 'host', Driver: 'host', Scope: 'local' }, { Id: 'a1', Name: 'apps', Driver: 'overlay', Scope: 'swarm' },
  ];
});
afterEach(() => { delete process.env[FLOOR_VARIABLE]; });
afterAll(() => rmSync(folder, { recursive: true }));

function setFloor(controls: object): void {
  process.env[FLOOR_VARIABLE] = join(folder, 'floor.json');
  writeFileSync(process.env[FLOOR_VARIABLE], JSON.stringify({ controls, swarms: true, shared_folders: [{ path: '/srv/shared' }] }));
}

const config = (task: Config = {}, container: Config = {}, more: Config = {}): Config => (
  { name: 'web', wait: false, task_spec: [{ container_spec: [{ image: 'app:1', ...container }], ...task }], ...more });
const joins = (name: string) => config({ networks_advanced: [{ name }] });
const mounts = (mount: Config, more: Config = {}) => config({}, { mounts: [{ target: '/m', ...mount }] }, more);
const planOf = (desired: Config) => swarm.current.managed().plan(desired);

test('a network that sets parameters of the kernel is refused at the plan, and by the apply', async () => {
  const options = (parameters: string) => config({
    networks_advanced: [{ name: 'apps', driver_opts: [`com.docker.network.endpoint.${parameters}`] }],
  });
  const sysctls = options('sysctls=net.ipv4.conf.IFNAME.proxy_arp=1');
  const apply = await swarm.current.managed().approve(sysctls);
  setFloor({ sysctls: 'safe' });
  expect(await refusal(planOf(sysctls))).toContain('`sysctls`: the floor in');
  expect(await refusal(apply())).toContain('`sysctls`: the floor in');
  expect(swarm.current.spec).toBeUndefined();
  await planOf(options('ifname=eth7'));
});

describe('the network of the host', () => {
  test.each(['host', HOST_ID])('is refused at the plan, by %s', async (name) => {
    setFloor({ network_namespace: 'shared' });
    expect(await refusal(planOf(joins(name)))).toContain('`network_namespace`: the floor in');
  });

  test('is named in the refusal', async () => {
    setFloor({ network_namespace: 'shared' });
    expect(await refusal(planOf(joins(HOST_ID)))).toContain(`"${HOST_ID}" in \`networks_advanced\` is the network "host", which is that of `
      + 'the nodes themselves. Use an overlay network.');
  });

  test('is refused by the policy, too, also if it appears only at the apply', async () => {
    const [host, apps] = swarm.current.networks;
    swarm.current.networks = [apps!];
    const apply = await swarm.current.managed().approve({ ...joins(HOST_ID), isolation_policy: 'none@1 network_namespace=shared' });
    swarm.current.networks = [host!];
    expect(await refusal(apply())).toContain('is the network "host"');
    expect(swarm.current.spec).toBeUndefined();
  });

  test('is allowed without a policy and a floor, and if they do not ask for it', async () => {
    await planOf(joins(HOST_ID));
    setFloor({ privileged: 'denied' });
    await planOf(joins(HOST_ID));
  });

  test('is not looked for on an engine that does not answer', async () => {
    setFloor({ network_namespace: 'shared' });
    expect(await new Managed('docker_service', 'tcp://127.0.0.1:9').plan(joins('apps'))).toMatchObject({ action: 'create' });
  });
});

test.each<[string, object]>([
  ['environment variable "BERTH_FORK"', { Env: [`BERTH_FORK=from:${'a'.repeat(64)}`] }],
  ['label "berth.clone-set"', { Labels: { 'berth.clone-set': 'a' } }],
])('an image that would give tasks the %s is refused, if the manager has it', async (what, image) => {
  const [service, refused] = [swarm.current.managed(), `Service "web" would inherit the ${what} from its image`];
  swarm.current.image = { ...image };
  expect(await refusal(service.apply(config()))).toContain(refused);
  expect(swarm.current.spec).toBeUndefined();
  swarm.current.image = { Env: ['PATH=/bin'] };
  await service.apply(config());
  swarm.current.image = { ...image };
  expect(await refusal(service.apply(config({}, { args: ['a'] })))).toContain(refused);
});

describe('a template', () => {
  const WHY = ' has a template ("{{"), which the swarm replaces when it starts a task, so nobody knows what the task mounts.';

  test.each<[string, Config]>([
    ['source', { type: 'bind', source: `/srv/shared/${LABEL}`, read_only: true }],
    ['source', { type: 'volume', source: `op${LABEL}` }],
    ['volume_options.driver_options', { type: 'volume', volume_options: [{ driver_options: { size: LABEL } }] }],
    ['volume_options.driver_name', { type: 'volume', volume_options: [{ driver_name: LABEL }] }],
  ])('in %s of a mount is refused if the floor limits paths of the host', async (attribute, mount) => {
    setFloor({ host_paths: 'shared' });
    expect(await refusal(planOf(mounts(mount)))).toContain(`in \`${attribute}\` of \`mounts\`${WHY}`);
  });

  test('in a target is refused if the policy masks paths of the kernel', async () => {
    const policy = { isolation_policy: 'none@1 kernel_paths=masked' };
    const message = await refusal(planOf(mounts({ type: 'tmpfs', target: `/${LABEL}` }, policy)));
    expect(message).toContain(`"/${LABEL}" in \`target\` of \`mounts\`${WHY}`);
  });

  test('is accepted where no control depends on it', async () => {
    const template = { type: 'bind', source: `/srv/shared/${LABEL}`, read_only: true };
    await planOf(mounts(template));
    setFloor({ privileged: 'denied' });
    await planOf(mounts(template));
    setFloor({ host_paths: 'shared', kernel_paths: 'masked' });
    await planOf(config({}, { env: { A: LABEL }, hostname: LABEL }));
  });
});

test('the file of a config is judged like a mount', async () => {
  setFloor({ kernel_paths: 'masked' });
  const file = (file_name: string) => config({}, { configs: [{ config_id: 'c', file_name }] });
  expect(await refusal(planOf(file('/dev/null')))).toContain('`kernel_paths`');
  await planOf(file('/etc/app.conf'));
});

test.each([{ type: 'spc_t' }, { user: 'unconfined_u' }, { role: 'unconfined_r' }])('the SELinux label %j is refused', async (label) => {
  const labelled = config({}, { privileges: [{ se_linux_context: [label] }] });
  setFloor({ selinux: 'confined' });
  expect(await refusal(planOf(labelled))).toContain('`selinux`: the floor in');
  await planOf(config({}, { privileges: [{ se_linux_context: [{ type: 'container_t', level: 's0:c1' }] }] }));
  setFloor({ privileged: 'denied' });
  expect(await refusal(planOf({ ...labelled, isolation_policy: 'none@1 selinux=confined' }))).toContain('`selinux`: the policy requires');
});
