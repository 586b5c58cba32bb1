import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { docker } from '../engine/docker';
import { attempt } from '../support/run';
import { bundledProvider, Outcome, Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-floor';
const GUIDE = path.join(__dirname, '../../../docs/guides/isolation-floor.md');

const workspaceWith = workspacePerTest(NAME);
const folder = mkdtempSync(path.join(tmpdir(), 'berth-floor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the environment of a machine with a floor. */
function floor(content: object | string): { BERTH_ISOLATION_FLOOR: string } {
  const file = path.join(mkdtempSync(path.join(folder, 'f-')), 'floor.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return { BERTH_ISOLATION_FLOOR: file };
}

/** A container without limits, whatever its own policy says. */
const WEAK = {
  resource: {
    docker_container: {
      web: {
        name: NAME,
        image: 'busybox:latest',
        command: ['sleep', '1000'],
        destroy_grace_seconds: 0,
        isolation_policy: 'none@1 memory=limited',
        isolation_exemptions: { memory: 'the stack says so' },
      },
    },
  },
};
const LIMITED = { controls: { memory: 'limited' } };

const summaries = ({ diagnostics }: Outcome) => diagnostics.map(({ summary }) => summary);
const BELOW_FLOOR = [`Container "${NAME}" is weaker than the isolation floor of this machine: memory`];

test('a weaker container is refused at plan, and by the apply of a plan that was made without the floor', async () => {
  const env: Record<string, string> = {};
  const workspace = await workspaceWith(WEAK, { env });
  expect((await workspace.plan()).ok).toBe(true);
  Object.assign(env, floor(LIMITED));
  expect(summaries(await workspace.applyLastPlan())).toEqual(BELOW_FLOOR);
  expect(summaries(await workspace.plan())).toEqual(BELOW_FLOOR);
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

test('a container outside of the pools of the floor is refused, and one in a pool runs', async () => {
  const stack = (container: object) => ({
    resource: {
      docker_resource_pool: { team: { name: NAME, memory: 64 } },
      docker_container: { web: { ...WEAK.resource.docker_container.web, memory: 16, ...container } },
    },
  });
  const env = floor({ ...LIMITED, pools: [`/berth/${NAME}`] });
  const workspace = await workspaceWith(stack({}), { env });
  expect(summaries(await workspace.plan())).toEqual([`Container "${NAME}" can't run there under the isolation floor of this machine`]);
  workspace.configure(stack({ cgroup_parent: '${docker_resource_pool.team.cgroup_parent}' }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect((await docker.getContainer(NAME).inspect()).HostConfig.CgroupParent).toBe(`/berth/${NAME}`);
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
});

test('a network takes neither addresses nor an interface of the machine, unless the floor allows them', async () => {
  const stack = (network: object) => ({ resource: { docker_network: { net: { name: NAME, ...network } } } });
  const metadata = stack({ ipam_config: [{ subnet: '169.254.169.0/24' }] });
  const refused = [`Network "${NAME}" is not allowed under the isolation floor of this machine`];
  const env: Record<string, string> = {};
  const workspace = await workspaceWith(metadata, { env });
  expect((await workspace.plan()).ok).toBe(true);
  Object.assign(env, floor(LIMITED));
  expect(summaries(await workspace.applyLastPlan())).toEqual(refused);
  expect(await docker.listNetworks({ filters: { name: [NAME] } })).toEqual([]);
  for (const network of [
    metadata, stack({ options: { 'com.docker.network.bridge.name': 'br0' } }), stack({ driver: 'macvlan', options: { parent: 'eth0' } }),
  ]) {
    workspace.configure(network);
    expect(summaries(await workspace.plan())).toEqual(refused);
  }

  const [own, listed] = ['10.83.91.0/24', '192.0.2.0/24'].map((subnet) => stack({ ipam_config: [{ subnet }] }));
  workspace.configure(own!);
  expect(await workspace.apply()).toMatchObject({ ok: true });
  workspace.configure(listed!);
  expect(summaries(await workspace.plan())).toEqual(refused);
  Object.assign(env, floor({ ...LIMITED, address_ranges: ['192.0.2.0/24'] }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  // What exists can be removed, whatever the floor says by now.
  Object.assign(env, floor({ ...LIMITED, address_ranges: [] }));
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('a build is refused, unless the floor allows builds', async () => {
  const context = mkdtempSync(path.join(folder, 'context-'));
  writeFileSync(path.join(context, 'Dockerfile'), 'FROM busybox:latest\nRUN id\n');
  const build = { resource: { docker_image: { web: { name: `${NAME}:built`, build: [{ context, network_mode: 'host' }] } } } };
  const env: Record<string, string> = {};
  const workspace = await workspaceWith(build, { env });
  expect((await workspace.plan()).ok).toBe(true);
  Object.assign(env, floor(LIMITED));
  const refused = [`Image "${NAME}:built" can't be built under the isolation floor of this machine`];
  expect(summaries(await workspace.applyLastPlan())).toEqual(refused);
  expect(summaries(await workspace.plan())).toEqual(refused);
  Object.assign(env, floor({ ...LIMITED, builds: true, pools: ['/berth/team'] }));
  const elsewhere = [`Image "${NAME}:built" can't be built there under the isolation floor of this machine`];
  expect(summaries(await workspace.plan())).toEqual(elsewhere);
  Object.assign(env, floor({ ...LIMITED, builds: true }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  Object.assign(env, floor(LIMITED));
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('a set of clones is judged by the names of all, and is destroyed under a floor that it does not meet', async () => {
  const template = { image: 'busybox:latest', command: ['sleep', '1000'], destroy_grace_seconds: 0 };
  const set = (replicas: number) => ({
    resource: { docker_clone_set: { web: { name: NAME, replicas, host: [{ name: 'here' }], template } } },
  });
  const exemption = (container: string) => ({ container, control: 'memory', reason: 'its owner says so' });
  const env: Record<string, string> = floor({ ...LIMITED, exemptions: [exemption(`${NAME}-0`)] });
  const workspace = await workspaceWith(set(2), { env });
  expect(summaries(await workspace.plan())).toEqual([`Container "${NAME}-1" is weaker than the isolation floor of this machine: memory`]);
  Object.assign(env, floor({ ...LIMITED, exemptions: [exemption(`${NAME}-0`), exemption(`${NAME}-1`)] }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  Object.assign(env, floor(LIMITED));
  const plan = await workspace.plan();
  expect(plan).toMatchObject({ ok: true, changes: [] });
  expect(plan.diagnostics).toMatchObject([{ severity: 'warning', detail: expect.stringContaining('Its next change will be refused.') }]);
  workspace.configure(set(1));
  expect((await workspace.plan()).ok).toBe(false);
  workspace.configure(set(2));
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});

test('what takes the place of an exempt clone in a rolling update is exempt, too', async () => {
  const mounts = [{ type: 'bind', source: '/tmp', target: '/x' }];
  const template = { image: 'busybox:latest', destroy_grace_seconds: 0, pid_mode: 'host', mounts };
  const described = { name: NAME, replicas: 1, host: [{ name: 'here' }], rolling_update: { max_surge: 1, max_unavailable: 0 } };
  const set = (command: readonly string[]) => ({
    resource: { docker_clone_set: { web: { ...described, template: { ...template, command } } } },
  });
  const controls = { pid_namespace: 'private', host_paths: 'none' };
  const exemptions = Object.keys(controls).map((control) => ({ container: `${NAME}-0`, control, reason: 'its owner says so' }));
  const workspace = await workspaceWith(set(['sleep', '1000']), { env: floor({ controls, exemptions }) });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { Id: before } = await docker.getContainer(`${NAME}-0`).inspect();
  workspace.configure(set(['sleep', '1001']));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await docker.getContainer(`${NAME}-0`).inspect()).Id).not.toBe(before);
});

test('the floor\'s own exemption lets it pass', async () => {
  const exemptions = [{ container: NAME, control: 'memory', reason: 'its owner says so' }];
  const workspace = await workspaceWith(WEAK, { env: floor({ ...LIMITED, exemptions }) });
  expect(await workspace.apply()).toMatchObject({ ok: true });
});

test.each([
  ['a floor that it does not meet', LIMITED],
  ['a floor that can\'t be read', '{'],
])('what exists is destroyed under %s', async (_, content) => {
  const env: Record<string, string> = {};
  const workspace = await workspaceWith(WEAK, { env });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  Object.assign(env, floor(content));
  const plan = await workspace.plan();
  expect(plan).toMatchObject({ ok: true, changes: [] });
  expect(plan.diagnostics).toMatchObject([{ severity: 'warning', detail: expect.stringContaining('Its next change will be refused.') }]);

  workspace.configure({ resource: { docker_container: { web: { ...WEAK.resource.docker_container.web, memory_swap: -1 } } } });
  expect((await workspace.plan()).ok).toBe(false);
  expect(await workspace.destroy('-refresh=false')).toMatchObject({ ok: true });

  workspace.configure(WEAK);
  delete env.BERTH_ISOLATION_FLOOR;
  expect(await workspace.apply()).toMatchObject({ ok: true });
  Object.assign(env, floor(content));
  expect(await workspace.destroy()).toMatchObject({ ok: true });
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

describe('with another provider program in the folder of the stack', () => {
  const platform = `${process.platform}_${process.arch === 'x64' ? 'amd64' : process.arch}`;
  const env: Record<string, string> = {};
  let workspace: Workspace;

  /** Runs terraform init, and returns whether it succeeded, with its output. */
  const init = () => attempt('terraform', ['init', '-input=false', '-no-color'], {
    cwd: workspace.folder, env: { TF_CLI_CONFIG_FILE: path.join(workspace.folder, 'terraform.rc'), ...env },
  });

  beforeEach(async () => {
    const { file, ...provider } = bundledProvider();
    const patched = path.join(folder, path.basename(file));
    writeFileSync(patched, readFileSync(file, 'utf8').replaceAll('BERTH_ISOLATION_FLOOR', 'BERTH_NO_FLOOR_AT_ALL'), { mode: 0o755 });
    Object.assign(env, floor(LIMITED));
    workspace = await workspaceWith(WEAK, { env, provider: { ...provider, file: patched } });
    const mirror = path.join(folder, 'mirror');
    const installed = path.join(mirror, provider.source, provider.version, platform);
    mkdirSync(installed, { recursive: true });
    copyFileSync(file, path.join(installed, path.basename(file)));
    const [, block = ''] = /(provider_installation \{[\s\S]*?\n {3}\}\n)/.exec(readFileSync(GUIDE, 'utf8')) ?? [];
    expect(block).toContain('filesystem_mirror');
    writeFileSync(path.join(folder, 'pipeline.rc'), block.replace('/opt/terraform/mirror', mirror));
  });

  test('the floor has no effect, unless the pipeline installs the provider as the guide says', async () => {
    expect((await workspace.plan()).ok).toBe(true);

    Object.assign(env, { TF_CLI_CONFIG_FILE: path.join(folder, 'pipeline.rc'), TF_DATA_DIR: mkdtempSync(path.join(folder, 'data-')) });
    const refused = await init();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.stderr).toMatch(/doesn't\s+match\s+any\s+of\s+the\s+checksums/);

    rmSync(path.join(workspace.folder, '.terraform.lock.hcl'));
    expect(await init()).toMatchObject({ exitCode: 0 });
    expect(summaries(await workspace.plan())).toEqual(BELOW_FLOOR);
  });
});
