import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { docker, forget, imageId, removeContainer } from './engine/docker';
import { Workspace } from './support/workspace';

const MIB = 1024 * 1024;
const THEIRS = 'registry.terraform.io/kreuzwerker/docker';
const OURS = 'registry.terraform.io/berth/docker';

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly provider: string;
    readonly schema_version?: number;
    readonly instances: readonly { readonly schema_version: number; readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}

const fixture = (version: string, file: string) => readFileSync(join(__dirname, '../fixtures/states', version, file), 'utf8');

/** Removes everything that a failed test may leave. */
async function cleanUp(): Promise<void> {
  for (const name of ['plain', 'rich']) await removeContainer(name);
  await docker.getNetwork('back').remove().catch(() => undefined);
  await docker.getVolume('data').remove().catch(() => undefined);
  await forget('example/busybox:pinned');
}

/** Creates the objects that the states describe, with the settings that the kreuzwerker provider uses. Returns their IDs. */
async function makeObjects(): Promise<Record<string, string>> {
  const base = (await imageId('busybox:latest'))!;
  const back = await docker.createNetwork({
    Name: 'back', Driver: 'bridge', Labels: { tier: 'back' }, IPAM: { Driver: 'default', Config: [{ Subnet: '10.77.0.0/24' }] },
  });
  await docker.createVolume({ Name: 'data', Driver: 'local', Labels: { keep: 'yes' } });
  const plain = await docker.createContainer({
    name: 'plain', Image: base, Cmd: ['sleep', '100000'], HostConfig: { NetworkMode: 'none', RestartPolicy: { Name: 'no' } },
  });
  const rich = await docker.createContainer({
    name: 'rich',
    Image: base,
    Cmd: ['httpd', '-f', '-p', '8080'],
    Hostname: 'rich',
    User: '0:0',
    WorkingDir: '/tmp',
    Env: ['A=1', 'B=2'],
    Labels: { app: 'rich' },
    StopSignal: 'SIGTERM',
    StopTimeout: 5,
    ExposedPorts: { '8080/tcp': {} },
    Healthcheck: { Test: ['CMD', 'true'], Interval: 30e9, Timeout: 5e9, StartPeriod: 0, Retries: 2 },
    HostConfig: {
      NetworkMode: 'bridge',
      Memory: 64 * MIB,
      MemorySwap: 64 * MIB,
      CpuShares: 512,
      ReadonlyRootfs: true,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      SecurityOpt: ['no-new-privileges'],
      Tmpfs: { '/run': 'rw,noexec' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
      CapDrop: ['ALL'],
      PortBindings: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '18977' }] },
      Mounts: [{ Type: 'volume', Source: 'data', Target: '/data', ReadOnly: false }],
      Ulimits: [{ Name: 'nofile', Soft: 1024, Hard: 2048 }],
    },
  });
  await docker.getNetwork('bridge').disconnect({ Container: rich.id, Force: true });
  await back.connect({ Container: rich.id, EndpointConfig: { Aliases: ['store'] } });
  for (const container of [plain, rich]) await container.start();
  await docker.getImage('busybox:latest').tag({ repo: 'example/busybox', tag: 'pinned' });
  return { base, back: back.id, plain: plain.id, rich: rich.id };
}

/** Replaces the IDs in a state of the kreuzwerker provider with the IDs of the objects that exist now. */
function withIds(ids: Readonly<Record<string, string>>, text: string): string {
  const idOf = ({ attributes }: { readonly attributes: Readonly<Record<string, unknown>> }) => String(attributes.image_id ?? attributes.id);
  return (JSON.parse(text) as State).resources
    .filter(({ name }) => name in ids)
    .map(({ name, instances: [instance] }) => [idOf(instance!), ids[name]!] as const)
    .reduce((written, [id, own]) => written.replaceAll(id, own).replaceAll(`"${id.slice(0, 12)}"`, `"${own.slice(0, 12)}"`), text);
}

async function plannedActions(terraform: Workspace): Promise<Record<string, readonly string[]>> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true, diagnostics: [] });
  return Object.fromEntries(plan.changes.map(({ address, change }) => [address, change.actions]));
}

/** Returns the ID, name and start time of each container, and whether it runs. */
async function running(): Promise<unknown> {
  return Promise.all(['plain', 'rich'].map(async (name) => {
    const { Id, Name, State: { Running, StartedAt } } = await docker.getContainer(name).inspect();
    return { Id, Name, Running, StartedAt };
  }));
}

let terraform: Workspace;

beforeEach(cleanUp);

afterEach(async () => {
  await terraform.remove();
  await cleanUp();
});

test.each([
  '3.6.2', '4.5.0',
])('a state of version %s is migrated with the same containers, and later changes apply to them', async (version) => {
  const configuration = fixture(version, 'main.tf').replace(/^terraform \{[\s\S]*?^\}\n/m, '');
  terraform = await Workspace.create('');
  const ids = await makeObjects();
  const before = await running();

  terraform.configure(configuration);
  terraform.write('terraform.tfstate', withIds(ids, fixture(version, 'state.json')));
  await terraform.terraform('state', 'replace-provider', '-auto-approve', THEIRS, OURS);
  await terraform.terraform('init', '-input=false');
  // With -detailed-exitcode, a plan with any change ends with an exit code other than 0.
  await terraform.terraform('plan', '-detailed-exitcode', '-input=false');
  expect(await plannedActions(terraform)).toEqual({});
  // The apply saves the values that the refresh read.
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await plannedActions(terraform)).toEqual({});
  expect(await running()).toEqual(before);

  terraform.configure(configuration.replace(/memory( +)= 64/, 'memory$1= 96').replace(/memory_swap( +)= 64/, 'memory_swap$1= 96'));
  expect(await plannedActions(terraform)).toEqual({ 'docker_container.rich': ['update'] });
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await running()).toEqual(before);
  expect((await docker.getContainer('rich').inspect()).HostConfig.Memory).toBe(96 * MIB);
  expect(await plannedActions(terraform)).toEqual({});

  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await docker.listContainers({ all: true, filters: { name: ['^/(plain|rich)$'] } })).toEqual([]);
  expect((await docker.listNetworks({ filters: { name: ['back'] } })).filter(({ Name: name }) => name === 'back')).toEqual([]);
  expect((await docker.listVolumes({ filters: { name: ['^data$'] } })).Volumes).toEqual([]);
  expect([await imageId('example/busybox:pinned'), await imageId('busybox:latest')]).toEqual([undefined, ids.base]);
});
