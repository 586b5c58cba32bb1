import { docker, imageId, makeImage } from '../engine/docker';
import { run } from '../support/run';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-import';
const NETWORK = `${PREFIX}-net`;
const VOLUME = `${PREFIX}-data`;

/** Options of `docker run`, and the equivalent configuration. */
interface Started {
  readonly options: readonly string[];
  readonly body: string;
  /** The command after the image. @default - a long sleep */
  readonly command?: readonly string[];
  /** Created with `docker create` and not started, since the engine that the tests start may not be allowed to start it. */
  readonly created?: boolean;
}

const SLEEP = ['sleep', '100000'];

const block = (name: string, ...lines: readonly string[]) => `${name} {\n${lines.map((line) => `        ${line}`).join('\n')}\n      }`;

const cases: Readonly<Record<string, Started>> = {
  'nothing': { options: [], body: '' },
  'env': { options: ['-e', 'B=two words', '-e', 'A=1', '--env', 'EMPTY='], body: 'env = ["A=1", "B=two words", "EMPTY="]' },
  'publish': {
    options: ['-p', '21701:80', '-p', '127.0.0.1:21702:80', '-p', '21703:53/udp', '-p', '21704-21705:90-91'],
    body: [
      block('ports', 'internal = 53', 'external = 21703', 'protocol = "udp"'),
      block('ports', 'internal = 80', 'external = 21701'),
      block('ports', 'internal = 80', 'external = 21702', 'ip = "127.0.0.1"'),
      block('ports', 'internal = 90', 'external = 21704'),
      block('ports', 'internal = 91', 'external = 21705'),
    ].join('\n'),
  },
  'publish-any': { options: ['-p', '80'], body: block('ports', 'internal = 80') },
  'publish-all': { options: ['-P', '--expose', '8080'], body: 'publish_all_ports = true\n exposed_ports = ["8080"]' },
  'volume': { options: ['-v', `${VOLUME}:/data`], body: block('volumes', `volume_name = "${VOLUME}"`, 'container_path = "/data"') },
  'volume-read-only': {
    options: ['-v', `${VOLUME}:/data:ro`],
    body: block('volumes', `volume_name = "${VOLUME}"`, 'container_path = "/data"', 'read_only = true'),
  },
  'volume-nameless': { options: ['-v', '/data'], body: block('volumes', 'container_path = "/data"') },
  'bind': {
    options: ['-v', '/tmp:/host', '-v', '/var/tmp:/other:ro'],
    body: [
      block('volumes', 'host_path = "/tmp"', 'container_path = "/host"'), block(
        'volumes', 'host_path = "/var/tmp"', 'container_path = "/other"', 'read_only = true',
      ),
    ].join('\n'),
  },
  'volumes-from': { options: ['--volumes-from', `${PREFIX}-volume`], body: block('volumes', `from_container = "${PREFIX}-volume"`) },
  'mount-volume': {
    options: ['--mount', `type=volume,source=${VOLUME},target=/data`],
    body: block('mounts', 'type = "volume"', `source = "${VOLUME}"`, 'target = "/data"'),
  },
  'mount-bind': {
    options: ['--mount', 'type=bind,source=/usr,target=/host,readonly,bind-propagation=private'],
    body: block(
      'mounts', 'type = "bind"', 'source = "/usr"', 'target = "/host"', 'read_only = true', 'bind_options {\n propagation = "private"\n }',
    ),
  },
  'mount-tmpfs': {
    options: ['--mount', 'type=tmpfs,target=/scratch,tmpfs-size=1m,tmpfs-mode=1777'],
    body: block('mounts', 'type = "tmpfs"', 'target = "/scratch"', 'tmpfs_options {\n size_bytes = 1048576\n mode = 1023\n }'),
  },
  'network': { options: ['--network', NETWORK], body: block('networks_advanced', `name = "${NETWORK}"`) },
  'network-and-mode': {
    options: ['--network', NETWORK], body: `network_mode = "${NETWORK}"\n ${block('networks_advanced', `name = "${NETWORK}"`)}`,
  },
  'network-alias': {
    options: ['--network', NETWORK, '--network-alias', 'one', '--network-alias', 'two', '--ip', '10.213.11.77'],
    body: block('networks_advanced', `name = "${NETWORK}"`, 'aliases = ["two", "one"]', 'ipv4_address = "10.213.11.77"'),
  },
  'network-none': { options: ['--network', 'none'], body: 'network_mode = "none"' },
  'network-host': { options: ['--network', 'host'], body: 'network_mode = "host"' },
  'network-container': { options: ['--network', `container:${PREFIX}-nothing`], body: `network_mode = "container:${PREFIX}-nothing"` },
  'workdir': { options: ['-w', '/tmp/'], body: 'working_dir = "/tmp"' },
  'user': { options: ['-u', '1000:1000'], body: 'user = "1000:1000"' },
  'group-add': { options: ['--group-add', '10', '--group-add', '20'], body: 'group_add = ["20", "10"]' },
  'entrypoint': { options: ['--entrypoint', '/bin/sleep'], command: ['100000'], body: 'entrypoint = ["/bin/sleep"]' },
  'restart': { options: ['--restart', 'unless-stopped'], body: 'restart = "unless-stopped"' },
  'restart-on-failure': { options: ['--restart', 'on-failure:3'], body: 'restart = "on-failure"\n max_retry_count = 3' },
  'memory': { options: ['-m', '64m'], body: 'memory = 64' },
  'memory-swap': {
    options: ['-m', '64m', '--memory-swap', '96m', '--memory-reservation', '32m'],
    body: 'memory = 64\n memory_swap = 96\n memory_reservation = 32',
  },
  'cpus': { options: ['--cpus', '.5'], body: 'cpus = "0.5"' },
  'cpu-shares': {
    options: ['-c', '512', '--cpuset-cpus', '0,1', '--cpu-period', '50000', '--cpu-quota', '25000'],
    body: 'cpu_shares = 512\n cpu_set = "0-1"\n cpu_period = 50000\n cpu_quota = 25000',
  },
  'pids-limit': { options: ['--pids-limit', '50'], body: 'pids_limit = 50' },
  'label': {
    options: ['-l', 'b=2', '--label', 'a=1', '--label', 'bare'],
    body: [['a', '1'], ['b', '2'], ['bare', '']].map(([label, value]) => block(
      'labels', `label = "${label}"`, `value = "${value}"`,
    )).join('\n'),
  },
  'hostname': { options: ['--hostname', 'one', '--domainname', 'example.org'], body: 'hostname = "one"\n domainname = "example.org"' },
  'add-host': {
    options: ['--add-host', 'a:10.0.0.1', '--add-host', 'b:fd00::1', '--add-host', 'c:host-gateway'],
    body: [['a', '10.0.0.1'], ['b', 'fd00::1'], ['c', 'host-gateway']].map(([host, ip]) => block(
      'host', `host = "${host}"`, `ip = "${ip}"`,
    )).join('\n'),
  },
  'dns': {
    options: ['--dns', '10.0.0.53', '--dns', '10.0.0.54', '--dns-search', 'a.example', '--dns-option', 'ndots:2'],
    body: 'dns = ["10.0.0.54", "10.0.0.53"]\n dns_search = ["a.example"]\n dns_opts = ["ndots:2"]',
  },
  'capabilities': {
    options: ['--cap-add', 'net_admin', '--cap-drop', 'ALL'], body: block('capabilities', 'add = ["NET_ADMIN"]', 'drop = ["ALL"]'),
  },
  'privileged': { options: ['--privileged'], body: 'privileged = true\n start = false', created: true },
  'read-only': { options: ['--read-only'], body: 'read_only = true' },
  'tmpfs': { options: ['--tmpfs', '/run:size=1m,noexec', '--tmpfs', '/tmp'], body: 'tmpfs = { "/run" = "noexec,size=1m", "/tmp" = "" }' },
  'shm-size': { options: ['--shm-size', '128m'], body: 'shm_size = 128' },
  'log': {
    options: ['--log-driver', 'json-file', '--log-opt', 'max-size=1m', '--log-opt', 'max-file=2'],
    body: 'log_driver = "json-file"\n log_opts = { max-size = "1m", max-file = "2" }',
  },
  'log-opt': { options: ['--log-opt', 'max-size=1m'], body: 'log_opts = { max-size = "1m" }' },
  'health': {
    options: [
      '--health-cmd',
      'test -d /tmp',
      '--health-interval',
      '90s',
      '--health-timeout',
      '1500ms',
      '--health-retries',
      '2',
      '--health-start-period',
      '1m',
    ],
    body: block(
      'healthcheck',
      'test = ["CMD-SHELL", "test -d /tmp"]',
      'interval = "1m30s"',
      'timeout = "1.5s"',
      'retries = 2',
      'start_period = "60s"',
    ),
  },
  'no-health': { options: ['--no-healthcheck'], body: block('healthcheck', 'test = ["NONE"]') },
  'ulimit': {
    options: ['--ulimit', 'nofile=1024:2048', '--ulimit', 'nproc=100'],
    body: [
      block('ulimit', 'name = "nproc"', 'soft = 100', 'hard = 100'), block('ulimit', 'name = "nofile"', 'soft = 1024', 'hard = 2048'),
    ].join('\n'),
  },
  'init': { options: ['--init'], body: 'init = true' },
  'terminal': { options: ['-it'], body: 'tty = true\n stdin_open = true' },
  'stop': { options: ['--stop-timeout', '3', '--stop-signal', 'INT'], body: 'stop_timeout = 3\n stop_signal = "SIGINT"' },
  'security-opt': {
    options: ['--security-opt', 'no-new-privileges', '--security-opt', 'seccomp=unconfined'],
    body: 'security_opts = ["seccomp=unconfined", "no-new-privileges:true"]',
  },
  'device': {
    options: ['--device', '/dev/null:/dev/nothing:rw'],
    body: block('devices', 'host_path = "/dev/null"', 'container_path = "/dev/nothing"', 'permissions = "rw"'),
  },
  'sysctl': { options: ['--sysctl', 'net.core.somaxconn=512'], body: 'sysctls = { "net.core.somaxconn" = "512" }' },
  'namespaces': {
    options: ['--pid', 'host', '--ipc', 'shareable', '--cgroupns', 'host'],
    body: 'pid_mode = "host"\n ipc_mode = "shareable"\n cgroupns_mode = "host"',
  },
  'remove': { options: ['--rm'], body: 'rm = true' },
};

const workspaceWith = workspacePerTest(PREFIX);

beforeEach(async () => {
  await docker.createNetwork({ Name: NETWORK, IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.11.0/24' }] } });
  await docker.createVolume({ Name: VOLUME });
});

/** A configuration with a resource and the `import` block for it. */
function imported(address: string, id: string, body: string): string {
  const [type, name] = address.split('.');
  return `
    import {
      to = ${address}
      id = "${id}"
    }
    resource "${type}" "${name}" {
      ${body}
    }`;
}

/** The changes that a plan shows for imported addresses, by attribute. Omits addresses without a change. */
async function differences(terraform: Workspace): Promise<Record<string, readonly string[]>> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return Object.fromEntries(plan.changes.map(({ address, change: { actions, before, after } }) => {
    const differing = Object.keys(after ?? {}).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
    return [
      address, [...actions, ...differing.map((name) => `${name}: ${JSON.stringify(before?.[name])} -> ${JSON.stringify(after?.[name])}`)],
    ];
  }));
}

test('imports containers of `docker run` with any options with an empty plan, and keeps them running', async () => {
  const ids = new Map<string, string>();
  for (const [name, { options, command = SLEEP, created = false }] of Object.entries(cases)) {
    const output = await run('docker', [
      ...created ? ['create'] : ['run', '-d'], '--name', `${PREFIX}-${name}`, ...options, 'busybox:latest', ...command,
    ]);
    ids.set(name, output.trim());
  }
  const entries = Object.entries(cases);
  const configuration = entries.map(([name, { command = SLEEP, body }]) => imported(`docker_container.${name}`, `${PREFIX}-${name}`, `
      name    = "${PREFIX}-${name}"
      image   = "busybox:latest"
      command = ${JSON.stringify(command)}
      ${body}`));
  const terraform = await workspaceWith(configuration.join('\n'));
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  const state = await terraform.state();
  expect(Object.keys(cases).map((name) => [name, state[`docker_container.${name}`]!.id])).toEqual([...ids]);
  for (const [name, id] of ids) {
    const { State: { Running: running } } = await docker.getContainer(id).inspect();
    expect([name, running]).toEqual([name, cases[name]!.created !== true]);
  }
});

test('the configuration that Terraform generates for an import is valid, and its plan is empty', async () => {
  const options = {
    networks: ['--network', NETWORK, '--network-alias', 'one', '-p', '21706:80', '-e', 'A=${b}', '-l', 'com.docker.compose.project=shop'],
    host: ['--uts', 'host', '--network', 'host'],
    shared: ['--network', `container:${PREFIX}-networks`],
  };
  for (const [name, own] of Object.entries(options)) {
    await run('docker', [
      'run', '-d', '--name', `${PREFIX}-${name}`, ...own, 'busybox:latest', ...SLEEP,
    ]);
  }
  const terraform = await workspaceWith(
    Object.keys(options).map((name) => `import {\n to = docker_container.${name}\n id = "${PREFIX}-${name}"\n}`).join('\n'),
  );
  await terraform.terraform('plan', '-input=false', '-generate-config-out=generated.tf');
  expect(await differences(terraform)).toEqual({});
});

test('a network of `docker run --network` can be written as the mode alone, without a change to the container', async () => {
  const name = `${PREFIX}-mode`;
  const id = (await run('docker', ['run', '-d', '--name', name, '--network', NETWORK, 'busybox:latest', ...SLEEP])).trim();
  const { State: before, NetworkSettings: networks } = await docker.getContainer(id).inspect();
  const terraform = await workspaceWith(imported('docker_container.one', name, `
      name    = "${name}"
      image   = "busybox:latest"
      command = ${JSON.stringify(SLEEP)}
      network_mode = "${NETWORK}"`));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  expect(await docker.getContainer(id).inspect()).toMatchObject({ State: before, NetworkSettings: networks });
});

test.each([
  ['another network as its mode: replaced', 'network_mode = "bridge"', [['delete', 'create']], ['bridge']],
  ['no mode: replaced', '', [['delete', 'create']], ['bridge']],
  ['the network itself: joined', block('networks_advanced', `name = "${NETWORK}"`), [['update']], [NETWORK]],
  ['another network: joined', block('networks_advanced', `name = "${NETWORK}-two"`), [['update']], [`${NETWORK}-two`]],
])('a container that was disconnected from the network of its mode, configured with %s', async (_what, body, actions, networks) => {
  const name = `${PREFIX}-apart`;
  await docker.createNetwork({ Name: `${NETWORK}-two` });
  await run('docker', ['run', '-d', '--name', name, '--network', NETWORK, 'busybox:latest', ...SLEEP]);
  await docker.getNetwork(NETWORK).disconnect({ Container: name });
  const terraform = await workspaceWith(imported('docker_container.one', name, `
      name    = "${name}"
      image   = "busybox:latest"
      command = ${JSON.stringify(SLEEP)}
      destroy_grace_seconds = 1
      ${body}`));
  const plan = await terraform.plan();
  expect(plan.changes.map(({ change }) => change.actions)).toEqual(actions);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(Object.keys((await docker.getContainer(name).inspect()).NetworkSettings.Networks)).toEqual(networks);
  expect(await differences(terraform)).toEqual({});
});

test('imports an image, a tag, a network and a volume with an empty plan', async () => {
  await docker.getImage('busybox:latest').tag({ repo: `${PREFIX}/image`, tag: '1' });
  await docker.getImage('busybox:latest').tag({ repo: `${PREFIX}/tag`, tag: '1' });
  const network = await docker.createNetwork({
    Name: `${PREFIX}-own`,
    Internal: true,
    Labels: { a: '1' },
    Options: { 'com.docker.network.driver.mtu': '1400' },
    IPAM: { Driver: 'default', Config: [{ Subnet: '10.213.12.0/24', Gateway: '10.213.12.9' }] },
  });
  const chosen = await docker.createNetwork({ Name: `${PREFIX}-chosen` });
  await docker.createVolume({ Name: `${PREFIX}-own`, Labels: { a: '1' }, DriverOpts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' } });
  const label = block('labels', 'label = "a"', 'value = "1"');
  const terraform = await workspaceWith([
    imported('docker_image.one', `${PREFIX}/image:1`, `name = "docker.io/${PREFIX}/image:1"\n platform = "linux/amd64"`),
    imported('docker_tag.one', `${PREFIX}/tag:1`, `source_image = docker_image.one.name\n target_image = "${PREFIX}/tag:1"`),
    imported('docker_network.own', network.id, `
      name     = "${PREFIX}-own"
      internal = true
      options  = { "com.docker.network.driver.mtu" = "1400" }
      ${label}
      ${block('ipam_config', 'subnet = "10.213.12.0/24"', 'gateway = "10.213.12.9"')}`),
    imported('docker_network.chosen', `${PREFIX}-chosen`, `name = "${PREFIX}-chosen"`),
    imported('docker_volume.own', `${PREFIX}-own`, `
      name        = "${PREFIX}-own"
      driver_opts = { type = "tmpfs", device = "tmpfs", o = "size=1m" }
      ${label}`),
  ].join('\n'));
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await differences(terraform)).toEqual({});
  expect(await terraform.state()).toMatchObject({
    'docker_image.one': { image_id: await imageId('busybox:latest') },
    'docker_tag.one': { source_image_id: await imageId('busybox:latest') },
    'docker_network.own': { id: network.id },
    'docker_network.chosen': { id: chosen.id },
    'docker_volume.own': { id: `${PREFIX}-own` },
  });
});

test('imports an image by its id, too, if it has one name', async () => {
  const id = await makeImage(`${PREFIX}/image:1`, 'own');
  const terraform = await workspaceWith(imported('docker_image.one', id, `name = "${PREFIX}/image:1"`));
  expect(await differences(terraform)).toEqual({});
});

test('does not remove an image that is configured by id and also has names, and the error says what to do', async () => {
  const id = await makeImage(`${PREFIX}/image:1`, 'own');
  await docker.getImage(id).tag({ repo: `${PREFIX}/other`, tag: '1' });
  const terraform = await workspaceWith(imported('docker_image.one', id, `name = "${id}"`));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await terraform.destroy()).toMatchObject({
    ok: false, diagnostics: [{ detail: expect.stringContaining('Set `name` to one of them') as string }],
  });
  expect([await imageId(`${PREFIX}/image:1`), await imageId(`${PREFIX}/other:1`)]).toEqual([id, id]);
  await docker.getImage(`${PREFIX}/other:1`).remove();
});

test('imports a container by its name with a leading slash, as the engine shows it', async () => {
  await run('docker', ['create', '--name', `${PREFIX}-slash`, 'busybox:latest', ...SLEEP]);
  const terraform = await workspaceWith(imported('docker_container.one', `/${PREFIX}-slash`, `
      name    = "${PREFIX}-slash"
      image   = "busybox:latest"
      command = ${JSON.stringify(SLEEP)}
      start   = false`));
  expect(await differences(terraform)).toEqual({});
});

test('a name that changes the request path is an error: redirects of the engine are not followed', async () => {
  const terraform = await workspaceWith(imported('docker_network.one', '..', 'name = "a"'));
  expect(await terraform.plan()).toMatchObject({
    ok: false,
    diagnostics: [{
      summary: expect.stringContaining('Could not inspect network ".."') as string,
      detail: expect.stringContaining('Check the name') as string,
    }],
  });
});

test.each([
  ['docker_image', 'name = "a"'], [
    'docker_container', 'name = "aa"\n image = "a"',
  ], ['docker_network', 'name = "a"'], ['docker_volume', 'name = "aa"'],
  ['docker_tag', 'source_image = "a"\n target_image = "b"'],
])('refuses to import a %s that does not exist', async (type, body) => {
  const terraform = await workspaceWith(imported(`${type}.one`, `${PREFIX}-none`, body));
  expect(await terraform.plan()).toMatchObject({
    ok: false, diagnostics: [{ summary: 'Nothing to import', detail: expect.stringContaining(`"${PREFIX}-none"`) as string }],
  });
});
