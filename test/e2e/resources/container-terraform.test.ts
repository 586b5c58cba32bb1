import { docker } from '../engine/docker';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-terraform';

const workspaceWith = workspacePerTest(PREFIX);

const inspect = (name: string) => docker.getContainer(`${PREFIX}-${name}`).inspect();

/** A container by its address, with the settings that do not matter to the test. */
function container(name: string, body: string): string {
  return `
    resource "docker_container" "${name}" {
      name                  = "${PREFIX}-${name}"
      image                 = "busybox:latest"
      command               = ["sleep", "100000"]
      destroy_grace_seconds = 0
      ${body}
    }`;
}

async function apply(terraform: Workspace): Promise<void> {
  const outcome = await terraform.apply();
  expect(outcome).toMatchObject({ ok: true, diagnostics: [] });
}

async function changes(terraform: Workspace): Promise<Record<string, readonly string[]>> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return Object.fromEntries(plan.changes.map(({ address, change }) => [address, change.actions]));
}

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

/** Spellings and settings for which the provider in use today plans a change or a replacement every time. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'cpus-one': 'cpus = "1"',
  'cpus-zeros': 'cpus = "0.50"',
  'cpus-bare': 'cpus = ".5"',
  'add': 'capabilities { add = ["NET_ADMIN"] }',
  'drop': 'capabilities { drop = ["all"] }',
  'directory': 'working_dir = "/tmp/"',
  'two-ports': `
    ports {
      internal = 80
      external = 21580
    }
    ports {
      internal = 80
      external = 21581
    }`,
  'two-families': `
    ports {
      internal = 80
      external = 21582
      ip       = "0.0.0.0"
    }
    ports {
      internal = 80
      external = 21582
      ip       = "::"
    }`,
  'minutes': 'healthcheck {\n test = ["CMD", "true"]\n interval = "1m"\n }',
  'seconds': 'healthcheck {\n test = ["CMD", "true"]\n interval = "90s"\n }',
  'milliseconds': 'healthcheck {\n test = ["CMD", "true"]\n interval = "1500ms"\n }',
  'memory': 'memory = 64',
};

test('keeps every spelling, and the second plan is empty', async () => {
  const terraform = await workspaceWith(Object.entries(SPELLINGS).map(([name, body]) => container(name, body)).join('\n'));
  await apply(terraform);
  expect(await changes(terraform)).toEqual({});
});

type Inspected = Awaited<ReturnType<typeof inspect>>;

/** Edits for which the provider in use today reports success but changes nothing. */
const EDITS: Readonly<Record<string, readonly [before: string, after: string, seen: (is: Inspected) => unknown]>> = {
  'health': [
    'healthcheck {\n test = ["CMD", "true"]\n }', 'healthcheck {\n test = ["CMD", "false"]\n }', (is) => is.Config.Healthcheck!.Test,
  ],
  'init': ['init = false', 'init = true', (is) => is.HostConfig.Init],
  'no-env': ['env = ["A=1"]', '', (is) => is.Config.Env],
  'no-labels': ['labels {\n label = "a"\n value = "1"\n }', '', (is) => is.Config.Labels],
  'no-hostname': ['hostname = "given"', '', (is) => is.Config.Hostname],
  'tmpfs': ['tmpfs = { "/run" = "size=1m" }', 'tmpfs = { "/run" = "size=2m" }', (is) => is.HostConfig.Tmpfs],
};

test('applies every edit, removals too, on the engine', async () => {
  const all = (which: 0 | 1) => Object.entries(EDITS).map(([name, edit]) => container(name, edit[which])).join('\n');
  const terraform = await workspaceWith(all(0));
  await apply(terraform);
  const before = new Map(
    await Promise.all(Object.entries(EDITS).map(async ([name, [, , seen]]) => [name, seen(await inspect(name))] as const)),
  );
  terraform.configure(all(1));
  expect(await changes(terraform)).toEqual(Object.fromEntries(Object.keys(EDITS).map((name) => [
    `docker_container.${name}`, ['delete', 'create'],
  ])));
  await apply(terraform);
  for (const [name, [, , seen]] of Object.entries(EDITS)) expect([name, seen(await inspect(name))]).not.toEqual([name, before.get(name)]);
  expect((await inspect('no-hostname')).Config.Hostname).toBe((await inspect('no-hostname')).Id.slice(0, 12));
  expect(await changes(terraform)).toEqual({});
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

test('a container that exits during the wait is reported with its last log lines, kept as tainted, and replaced', async () => {
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

test('imports existing objects by name or id, and the next plan is empty', async () => {
  const network = await docker.createNetwork({ Name: `${PREFIX}-net`, Labels: { a: '1' } });
  await docker.createVolume({ Name: `${PREFIX}-data` });
  const made = await docker.createContainer({
    name: `${PREFIX}-made`,
    Image: 'busybox:latest',
    Cmd: ['sleep', '100000'],
    Env: ['A=1'],
    Labels: { a: '1' },
    ExposedPorts: { '80/tcp': {} },
    HostConfig: {
      NetworkMode: `${PREFIX}-net`,
      Binds: [`${PREFIX}-data:/data:ro`],
      PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '21595' }] },
      Memory: 64 * 1024 * 1024,
      CapDrop: ['ALL'],
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Tmpfs: { '/run': 'size=1m' },
    },
  });
  await made.start();
  const terraform = await workspaceWith(`
    resource "docker_network" "net" {
      name = "${PREFIX}-net"
      labels {
        label = "a"
        value = "1"
      }
    }
    resource "docker_volume" "data" {
      name = "${PREFIX}-data"
    }
    resource "docker_container" "made" {
      name            = "${PREFIX}-made"
      image           = "busybox:latest"
      command         = ["sleep", "100000"]
      env             = ["A=1"]
      memory          = 64
      restart         = "on-failure"
      max_retry_count = 3
      tmpfs           = { "/run" = "size=1m" }
      networks_advanced {
        name = docker_network.net.name
      }
      labels {
        label = "a"
        value = "1"
      }
      volumes {
        volume_name    = docker_volume.data.name
        container_path = "/data"
        read_only      = true
      }
      ports {
        internal = 80
        external = 21595
      }
      capabilities {
        drop = ["ALL"]
      }
    }`);
  await terraform.terraform('import', '-input=false', 'docker_network.net', network.id);
  await terraform.terraform('import', '-input=false', 'docker_volume.data', `${PREFIX}-data`);
  await terraform.terraform('import', '-input=false', 'docker_container.made', `${PREFIX}-made`);
  expect(await changes(terraform)).toEqual({});
  expect((await terraform.state())['docker_container.made']!.id).toBe(made.id);
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
