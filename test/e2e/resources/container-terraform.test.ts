import { apply, changes, container, inspect, PREFIX } from './terraform-container';
import { docker } from '../engine/docker';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);

const SHOP = (memory: number, aliases: string) => `
  resource "docker_network" "back" {
    name = "${PREFIX}-back"
    ipam_config {
      subnet = "10.213.5.0/24"
    }
    labels {
      label = "tier"
      value = "back"
    }
  }

  resource "docker_volume" "data" {
    name = "${PREFIX}-data"
  }

  resource "docker_container" "store" {
    name                  = "${PREFIX}-store"
    image                 = "busybox:latest"
    command               = ["sh", "-c", "cat /etc/greeting > /data/greeting; exec sleep 100000"]
    memory                = ${memory}
    wait                  = true
    destroy_grace_seconds = 0
    networks_advanced {
      name         = docker_network.back.name
      aliases      = ${aliases}
      ipv4_address = "10.213.5.7"
    }
    mounts {
      type   = "volume"
      source = docker_volume.data.name
      target = "/data"
    }
    upload {
      file    = "/etc/greeting"
      content = "hello"
    }
    healthcheck {
      test     = ["CMD-SHELL", "test -s /data/greeting"]
      interval = "200ms"
      timeout  = "2s"
    }
  }

  output "address" {
    value = docker_container.store.network_data[0].ip_address
  }`;

test('creates, changes, replaces and destroys a network, a volume and a container', async () => {
  const terraform = await workspaceWith(SHOP(64, '["store"]'));
  await apply(terraform);
  const first = await inspect('store');
  expect(first.State.Health!.Status).toBe('healthy');
  expect(first.HostConfig.Memory).toBe(64 * 1024 * 1024);
  expect(first.NetworkSettings.Networks).toEqual({ [`${PREFIX}-back`]: expect.objectContaining({ IPAddress: '10.213.5.7' }) });
  expect((await terraform.terraform('output', '-raw', 'address')).trim()).toBe('10.213.5.7');
  expect(await changes(terraform)).toEqual({});

  terraform.configure(SHOP(128, '["store", "database"]'));
  expect(await changes(terraform)).toEqual({ 'docker_container.store': ['update'] });
  await apply(terraform);
  const second = await inspect('store');
  expect(second.Id).toBe(first.Id);
  expect(second.HostConfig.Memory).toBe(128 * 1024 * 1024);
  expect(second.NetworkSettings.Networks[`${PREFIX}-back`]!.Aliases).toEqual(expect.arrayContaining(['store', 'database']));
  expect(await changes(terraform)).toEqual({});

  terraform.configure(SHOP(128, '["store", "database"]').replace('sleep 100000', 'sleep 200000'));
  expect(await changes(terraform)).toEqual({ 'docker_container.store': ['delete', 'create'] });
  await apply(terraform);
  expect((await inspect('store')).Id).not.toBe(first.Id);
  expect(await changes(terraform)).toEqual({});

  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toEqual([]);
  expect(await docker.listNetworks({ filters: { name: [PREFIX] } })).toEqual([]);
  expect((await docker.listVolumes({ filters: { name: [PREFIX] } })).Volumes).toEqual([]);
});

test('detects changes made outside Terraform, and repairs them in the same containers', async () => {
  const terraform = await workspaceWith(`
    resource "docker_network" "net" {
      name = "${PREFIX}-net"
    }
    ${container('stopped', 'ports {\n internal = 80\n }')}
    ${container('renamed', '')}
    ${container('apart', 'networks_advanced {\n name = docker_network.net.name\n }')}
    ${container('untouched', 'ports {\n internal = 80\n external = 21590\n }')}`);
  await apply(terraform);
  const ids = await Promise.all(['stopped', 'renamed', 'apart'].map(async (name) => (await inspect(name)).Id));
  await docker.getContainer(`${PREFIX}-stopped`).stop({ t: 0 });
  await docker.getContainer(`${PREFIX}-renamed`).rename({ name: `${PREFIX}-other` });
  await docker.getNetwork(`${PREFIX}-net`).disconnect({ Container: `${PREFIX}-apart` });

  expect(await changes(terraform)).toEqual({
    'docker_container.stopped': ['update'], 'docker_container.renamed': ['update'], 'docker_container.apart': ['update'],
  });
  await apply(terraform);
  expect(await Promise.all(['stopped', 'renamed', 'apart'].map(async (name) => (await inspect(name)).Id))).toEqual(ids);
  expect((await inspect('stopped')).State.Running).toBe(true);
  expect(Object.keys((await inspect('apart')).NetworkSettings.Networks)).toEqual([`${PREFIX}-net`]);
  expect(await changes(terraform)).toEqual({});
});

test('reports a container that exits during the wait, with its last log lines, keeps it as tainted, and replaces it', async () => {
  const broken = container('dying', 'wait = true\n must_run = true').replace(
    '["sleep", "100000"]', '["sh", "-c", "echo out of luck; exit 4"]',
  );
  const terraform = await workspaceWith(broken);
  const outcome = await terraform.apply();
  expect(outcome.ok).toBe(false);
  expect(outcome.diagnostics[0]!.summary).toContain('with exit code 4');
  expect(outcome.diagnostics[0]!.detail).toContain('out of luck');
  const { Id: id } = await inspect('dying');

  terraform.configure(container('dying', 'wait = true'));
  const plan = await terraform.plan();
  expect(plan.changes).toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted' }]);
  await apply(terraform);
  expect((await inspect('dying')).Id).not.toBe(id);
  expect(await changes(terraform)).toEqual({});
});

test('a plan that only creates needs no engine', async () => {
  const workspace = await workspaceWith(container('planned', 'memory = 64'), { env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } });
  expect(await changes(workspace)).toEqual({ 'docker_container.planned': ['create'] });
});

test('validate refuses invalid values, with the path, the value and the values allowed', async () => {
  const terraform = await workspaceWith(container('wrong', 'memory = 4\n restart = "sometimes"\n cpus = "half"\n max_retry_count = 3'));
  const { ok, diagnostics } = await terraform.validate();
  expect(ok).toBe(false);
  expect(diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`).sort()).toEqual([
    expect.stringMatching(/^Invalid value for "cpus": "half" is not allowed: it has to be a number of CPUs/),
    expect.stringMatching(
      /^Invalid value for "memory": 4 is not allowed: it has to be 0 \(no limit\) or a whole number of at least 6 MiB\./,
    ),
    expect.stringMatching(
      /^Invalid value for "restart": "sometimes" is not allowed: it has to be one of "no", "on-failure", "always", "unless-stopped"\./,
    ),
    expect.stringMatching(/^`max_retry_count` needs `restart = "on-failure"`/),
  ]);
});
