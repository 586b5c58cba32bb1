import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutsideTerraform, NAME, noProbeIsLeft } from './attested';
import { waitUntil } from '../../../dev/machine/wait-until';
import { docker } from '../engine/docker';
import { attempt, run } from '../support/run';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const MEMORY = 64 * 1024 * 1024;
const STRICT = {
  PidsLimit: 77,
  Memory: MEMORY,
  MemorySwap: MEMORY,
  NanoCpus: 5e8,
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  CgroupnsMode: 'private',
  Ulimits: [{ Name: 'nofile', Soft: 1024, Hard: 1024 }],
};

const workspaceWith = workspacePerTest(NAME);
noProbeIsLeft();

/** Attests a container that satisfies BASELINE, and returns the workspace with the applied attestation. */
async function attested(id: string): Promise<Workspace> {
  const report = { container: [{ id, name: 'watched', isolation_policy: 'baseline@1' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  return workspace;
}

/** Returns the weaknesses that the next plan reports. Expects that it plans to attest again, and that this fails. */
async function weaknesses(workspace: Workspace): Promise<readonly string[]> {
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{ address: 'docker_isolation.report', change: { actions: ['update'] } }]);
  const outcome = await workspace.apply();
  expect(outcome.ok).toBe(false);
  const found = changes[0]!.change.before!.weaknesses as string[];
  for (const one of found) expect(outcome.diagnostics.map(({ detail }) => detail).join('\n')).toContain(one);
  return found;
}

async function pidOf(id: string): Promise<number> {
  return (await docker.getContainer(id).inspect()).State.Pid;
}

/** The control groups of a process: the file that moves a process into each of them, for the groups and for the root. */
function groupsOf(pid: number): { own: string; root: string }[] {
  return readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n').flatMap((line) => {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const mount = `/sys/fs/cgroup${controllers && `/${controllers.replace('name=', '')}`}`;
    return path === '/' || !existsSync(`${mount}${path}`) ? [] : [{ own: `${mount}${path}/cgroup.procs`, root: `${mount}/cgroup.procs` }];
  });
}

test('a process that was moved out of its control groups, and back', async () => {
  const id = await createOutsideTerraform('moved', STRICT);
  const workspace = await attested(id);
  const pid = await pidOf(id);
  const groups = groupsOf(pid);
  for (const { root } of groups) writeFileSync(root, String(pid));
  const moved = 'but its process was moved out of the engine\'s control group, to "/"';
  expect(await weaknesses(workspace)).toEqual(expect.arrayContaining([
    `watched: memory: wanted: limited; configured: 64 MiB; in force: unlimited (its control group, ${moved})`,
    `watched: cpus: wanted: limited; configured: 0.5; in force: unlimited (its control group, ${moved})`,
    expect.stringMatching(/^watched: processes: wanted: limited; configured: 77; in force: .*moved out/),
  ]));
  for (const { own } of groups) writeFileSync(own, String(pid));
  expect(await workspace.apply()).toMatchObject({ ok: true });
});

test('a process that was moved to a group of the same limits', async () => {
  const [id, other] = [await createOutsideTerraform('moved', STRICT), await createOutsideTerraform('other', STRICT)];
  const workspace = await attested(id);
  const pid = await pidOf(id);
  for (const { own } of groupsOf(await pidOf(other))) writeFileSync(own, String(pid));
  expect(await weaknesses(workspace)).toContainEqual(expect.stringMatching(
    new RegExp(`^watched: memory: wanted: limited; configured: 64 MiB; in force: 64 MiB \\(.* moved out of .*, to ".*${other}`),
  ));
});

test('an interface and an address that were pushed into a network namespace', async () => {
  const id = await createOutsideTerraform('pushed', STRICT);
  const workspace = await attested(id);
  const inside = ['-t', String(await pidOf(id)), '-n', 'ip'];
  const drift = 'watched: network_namespace: wanted: shared; configured: private; in force: private (namespace net of its process, '
    + 'but it has what the engine did not give it: ';

  await attempt('ip', ['link', 'delete', 'berth-e2e-push']);
  await run('ip', ['link', 'add', 'berth-e2e-push', 'type', 'veth', 'peer', 'name', 'spy0', 'netns', inside[1]!]);
  expect(await weaknesses(workspace)).toEqual([`${drift}interface "spy0")`]);
  await run('nsenter', [...inside, 'address', 'add', '10.213.252.9/32', 'dev', 'spy0']);
  expect(await weaknesses(workspace)).toEqual([`${drift}interface "spy0", address 10.213.252.9)`]);
  await run('ip', ['link', 'delete', 'berth-e2e-push']);
  expect(await workspace.plan()).toMatchObject({ changes: [] });

  await run('nsenter', [...inside, 'address', 'add', '10.213.252.10/32', 'dev', 'lo']);
  expect(await weaknesses(workspace)).toEqual([`${drift}address 10.213.252.10)`]);
});

test('a container that is not attested and joins its namespaces', async () => {
  const id = await createOutsideTerraform('joined', STRICT);
  const report = { container: [{ id, name: 'watched', isolation_policy: 'none@1 pid_namespace=private network_namespace=private' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const joiner = await createOutsideTerraform('joiner', { PidMode: `container:${id}`, NetworkMode: `container:${id}` });
  const shared = `shared with ${joiner.slice(0, 12)}`;
  expect(await weaknesses(workspace)).toEqual(['pid', 'network'].map((kind) => (
    expect.stringMatching(new RegExp(`^watched: ${kind}_namespace: wanted: private; .* in force: shared .*${shared}`)))));
  await docker.getContainer(joiner).remove({ force: true });
  expect(await workspace.apply()).toMatchObject({ ok: true });
});

test('a container that joins its namespaces again and again, also between two restarts', async () => {
  const id = await createOutsideTerraform('joined', STRICT);
  const report = { container: [{ id, name: 'watched', isolation_policy: 'none@1 pid_namespace=private network_namespace=private' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const joining = { PidMode: `container:${id}`, NetworkMode: `container:${id}`, RestartPolicy: { Name: 'always' } };
  const joiner = docker.getContainer(await createOutsideTerraform('joiner', joining, ['false']));
  // The engine waits twice as long before each restart.
  await waitUntil('it has ended often', async () => {
    const { RestartCount: count, State: { Restarting: restarting } } = await joiner.inspect();
    return count > 5 && restarting;
  });
  expect((await weaknesses(workspace)).map((line) => /^watched: (\w+): .*shared with (\w+)/.exec(line)?.slice(1)))
    .toEqual(['pid_namespace', 'network_namespace'].map((control) => [control, joiner.id.slice(0, 12)]));
  await joiner.remove({ force: true });
});

test.each([
  ['a disk', 'mount -t ext4 "$disk" /x', 'ext4'],
  ['an overlay of a disk that is not mounted any more',
    'mkdir /y; mount -t ext4 "$disk" /y; mkdir /y/a /y/b; mount -t overlay none -o lowerdir=/y/a:/y/b /x; umount -l /y', 'overlay'],
])('%s, which root mounts in its namespace, so that the host does not show it', async (_, command, type) => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-foreign-'));
  const id = await createOutsideTerraform('entered', { ...STRICT, Tmpfs: { '/memory': '' } });
  const workspace = await attested(id);
  const file = join(folder, 'disk');
  await run('truncate', ['--size', '16M', file]);
  await run('mkfs.ext4', ['-q', file]);
  const disk = (await run('losetup', ['--find', '--show', file])).trim();
  try {
    const script = `disk=${disk}; mkdir /x; mknod $disk b 7 ${/\d+$/.exec(disk)![0]}; ${command}`;
    await run('nsenter', ['-t', String(await pidOf(id)), '-m', '/bin/busybox', 'sh', '-ec', script]);
    const seen = `in force: any \\(.*"${type}" at "/x" is none that the engine gave it\\)`;
    expect(await weaknesses(workspace)).toEqual(['engine_socket', 'host_paths'].map((control) => (
      expect.stringMatching(new RegExp(`^watched: ${control}: .*${seen}$`)))));
  } finally {
    await docker.getContainer(id).remove({ force: true });
    await run('losetup', ['--detach', disk]);
    rmSync(folder, { recursive: true });
  }
});

test('processes of the host that are mounted in its shared folder later, and appear at a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-shared-'));
  mkdirSync(join(folder, 'chroot'));
  const id = await createOutsideTerraform('carried', { ...STRICT, Binds: [`${folder}:/x`] });
  const report = { container: [{ id, name: 'watched', isolation_policy: `baseline@1 share=${folder}:rw` }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  await run('mount', ['-t', 'proc', 'proc', join(folder, 'chroot')]);
  try {
    await docker.getContainer(id).restart({ t: 0 });
    expect(await weaknesses(workspace)).toEqual([
      expect.stringMatching(/^watched: kernel_paths: .*configured: masked; in force: exposed \(.*"proc" at "\/x\/chroot"\)$/),
    ]);
  } finally {
    await docker.getContainer(id).remove({ force: true });
    await run('umount', [join(folder, 'chroot')]);
    rmSync(folder, { recursive: true });
  }
});

test('a host that no longer passes to the firewall what goes through bridges', async () => {
  const setting = '/proc/sys/net/bridge/bridge-nf-call-iptables';
  const network = await docker.createNetwork({ Name: `${NAME}-apart`, Options: { 'com.docker.network.bridge.enable_icc': 'false' } });
  const id = await createOutsideTerraform('apart', { ...STRICT, NetworkMode: `${NAME}-apart` });
  const joining = await createOutsideTerraform('joining', { ...STRICT, NetworkMode: `container:${id}` });
  const workspaces = [await attested(id), await attested(joining)];
  const before = readFileSync(setting);
  const open = `but the host has turned off bridge-nf-call-iptables, which network "${NAME}-apart" needs for enable_icc=false, `
    + 'so its containers reach each other)';
  try {
    writeFileSync(setting, '0');
    for (const workspace of workspaces) {
      const [weakness, ...others] = await weaknesses(workspace);
      expect(weakness).toMatch(/^watched: network_namespace: wanted: shared; .*namespace net of its process/);
      expect(weakness).toContain(open);
      expect(others).toEqual([]);
    }
  } finally {
    writeFileSync(setting, before);
  }
  for (const workspace of workspaces) expect(await workspace.apply()).toMatchObject({ ok: true });
  await docker.getContainer(joining).remove({ force: true });
  await docker.getContainer(id).remove({ force: true });
  await network.remove();
});

test('limits are read from the host, whatever the container has at /sys/fs/cgroup', async () => {
  const container = await docker.createContainer({
    name: `${NAME}-overlaid`,
    Image: 'busybox:latest',
    Cmd: ['sh', '-c', [
      'cd /sys/fs/cgroup', 'mkdir -p memory pids', 'mkfifo memory/memory.limit_in_bytes memory.max', 'echo 5 > pids/pids.max',
      'echo 5 > pids.max', 'touch /tmp/ready', 'exec sleep 100000',
    ].join('; ')],
    // Everything that is attested of it is weak: it has no limits.
    HostConfig: { Tmpfs: { '/sys/fs/cgroup': '' }, PidsLimit: 77 },
  });
  await container.start();
  await run('sh', ['-c', `until [ -e /proc/${await pidOf(container.id)}/root/tmp/ready ]; do sleep 0.1; done`]);
  const report = { container: [{ id: container.id, isolation_policy: 'none@1 processes<=77' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { containers: [{ controls }] } = JSON.parse((await workspace.state())['docker_isolation.report']!.json as string);
  expect(controls.memory).toMatchObject({ in_force: 'unlimited', evidence: 'its control group' });
  expect(controls.processes).toMatchObject({ in_force: '77', verdict: 'pass' });
});

test('other containers are listed at an apply, and change nothing in later plans', async () => {
  const id = await createOutsideTerraform('own', STRICT);
  const bad = `${NAME}-others-bad`;
  await createOutsideTerraform('others-bad', { PidMode: 'host', Binds: ['/run:/run/host:ro'] });
  await createOutsideTerraform('others-good', STRICT);
  const report = { container: [{ id, isolation_policy: 'baseline@1' }] };
  const workspace = await workspaceWith({
    resource: { docker_isolation: { report } },
    output: { json: { value: '${docker_isolation.report.json}' }, text: { value: '${docker_isolation.report.text}' } },
  });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const list = async () => (JSON.parse(await workspace.terraform('output', '-raw', 'json')).others as { name: string }[])
    .filter(({ name }) => name.startsWith(NAME));
  expect(await list()).toMatchObject([
    {
      name: bad,
      image: 'busybox:latest',
      weaknesses: expect.arrayContaining([
        { control: 'engine_socket', configured: 'any' }, { control: 'pid_namespace', configured: 'host' },
      ]),
    },
    { name: `${NAME}-others-good`, weaknesses: [] },
  ]);
  const line = new RegExp(`^  ${bad} +busybox:latest +engine_socket, .*pid_namespace`, 'm');
  expect(await workspace.terraform('output', '-raw', 'text')).toMatch(line);

  await docker.getContainer(bad).remove({ force: true });
  await createOutsideTerraform('others-new', { PidMode: 'host' });
  // The exit code is 0 only without changes, also of outputs.
  await workspace.terraform('plan', '-detailed-exitcode');
  expect(await list()).toHaveLength(2);
});
