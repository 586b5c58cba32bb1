import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createOutsideTerraform, NAME, noProbeIsLeft } from './attested';
import { STRICT } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { run } from '../support/run';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

/* What a container takes of its machine's disks, and of the memory of the engine. */

const MEBIBYTE = 1024 * 1024;
const OTHER_DISK = '/dev/loop0';
const POLICY = 'none@1 disk_io<=1m';

const workspaceWith = workspacePerTest(NAME);
noProbeIsLeft();

let disk: { readonly path: string; readonly number: string };

beforeAll(async () => {
  disk = await diskOfEngine();
});

/** Returns the disk on which the engine of the test keeps its files. */
async function diskOfEngine(): Promise<typeof disk> {
  const { DockerRootDir: folder } = await docker.info() as { DockerRootDir: string };
  const device = (await run('findmnt', ['--noheadings', '--output', 'MAJ:MIN', '--target', folder])).trim();
  const own = `/sys/dev/block/${device}`;
  const whole = existsSync(`${own}/partition`) ? `${own}/..` : own;
  const path = `/dev/${/^DEVNAME=(.*)$/m.exec(readFileSync(`${whole}/uevent`, 'utf8'))![1]}`;
  expect(statSync(path).isBlockDevice()).toBe(true);
  return { path, number: readFileSync(`${whole}/dev`, 'utf8').trim() };
}

const limits = (read: string | undefined, write: string | undefined) => ({
  ...(read && { device_read_bps: [{ path: read, rate: MEBIBYTE }] }), ...(write && { device_write_bps: [{ path: write, rate: MEBIBYTE }] }),
});

const container = (more: object) => ({ docker_container: { it: { ...STRICT, name: NAME, isolation_policy: POLICY, ...more } } });
const attestation = (id: string, policy = POLICY) => ({
  docker_isolation: { report: { container: [{ id, name: 'watched', isolation_policy: policy }] } },
});

async function weaknesses(workspace: Workspace): Promise<string> {
  const outcome = await workspace.apply();
  return outcome.diagnostics.map(({ detail }) => detail).join('\n');
}

test('a limit of another disk than the engine\'s is refused before the container starts', async () => {
  const workspace = await workspaceWith({ resource: container(limits(OTHER_DISK, OTHER_DISK)) });
  expect(await workspace.plan()).toMatchObject({ ok: true });
  const { ok, diagnostics } = await workspace.applyLastPlan();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{
    summary: `Container "${NAME}" is weaker than its isolation policy: disk throughput`,
    detail: '`disk_io`: the policy requires 1 MiB/s, but the value is unlimited.\n\nSet `device_read_bps` and `device_write_bps` for the '
      + 'disk on which the engine keeps its files, to at most 1 MiB/s. Or exempt this container, with a reason: `isolation_exemptions = '
      + `{ disk_io = "..." }\`.\nOn the host, the engine keeps its files on the disk ${disk.number}: \`ls -l /dev\` shows its name.`,
  }]);
  await expect(docker.getContainer(NAME).inspect()).rejects.toMatchObject({ statusCode: 404 });
});

test('a limit of one direction is refused in the plan', async () => {
  for (const one of [limits(disk.path, undefined), limits(undefined, disk.path), limits(disk.path, OTHER_DISK)]) {
    const workspace = await workspaceWith({ resource: container(one) });
    const { ok, diagnostics } = await workspace.plan();
    expect(ok).toBe(false);
    expect(diagnostics[0]!.detail).toMatch(/^`disk_io`: the policy requires 1 MiB\/s, but the value is unlimited\./);
  }
});

test('limits of the engine\'s disk are attested, until somebody removes one of them in the kernel', async () => {
  const workspace = await workspaceWith({
    resource: { ...container(limits(disk.path, disk.path)), ...attestation('${docker_container.it.id}') },
  });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [] });
  const { json } = (await workspace.state())['docker_isolation.report']!;
  expect((JSON.parse(json as string) as { containers: [{ controls: object }] }).containers[0].controls).toMatchObject({
    disk_io: { in_force: '1 MiB/s', verdict: 'pass', evidence: `its control group, for ${disk.number}, the disk of the engine's files` },
  });

  unlimitWrites((await docker.getContainer(NAME).inspect()).State.Pid);
  expect(await weaknesses(workspace)).toContain(
    'watched: disk_io: wanted: 1 MiB/s; configured: 1 MiB/s; in force: unlimited (its control group, but it lacks a limit of a '
    + 'disk that is configured)');
});

/** Removes the limit of writes to the engine's disk from the control group of a process. */
function unlimitWrites(pid: number): void {
  const groups = new Map(readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n').map((line) => {
    const [, controller = '', group = ''] = line.split(':');
    return [controller, group];
  }));
  const version1 = groups.get('blkio');
  if (version1 === undefined) writeFileSync(`/sys/fs/cgroup${groups.get('')}/io.max`, `${disk.number} wbps=max`);
  else writeFileSync(`/sys/fs/cgroup/blkio${version1}/blkio.throttle.write_bps_device`, `${disk.number} 0`);
}

test('a limit of another disk than the engine\'s fails only an attestation that asks for one', async () => {
  const throttle = [{ Path: OTHER_DISK, Rate: 1000 }];
  const id = await createOutsideTerraform('loop', { BlkioDeviceReadBps: throttle, BlkioDeviceWriteBps: throttle });
  const unasked = await workspaceWith({ resource: attestation(id, 'none@1 privileged=denied') });
  expect(await unasked.apply()).toMatchObject({ ok: true });
  const workspace = await workspaceWith({ resource: attestation(id) });
  expect(await weaknesses(workspace)).toContain('watched: disk_io: wanted: 1 MiB/s; configured: 1000 B/s; in force: unlimited (its '
    + `control group, which does not limit ${disk.number}, the disk of the engine's files)`);
});

test('much output in the memory of the engine is refused, and fails an attestation', async () => {
  const options = { 'mode': 'non-blocking', 'max-buffer-size': '700m' };
  const policy = 'none@1 log_driver=local';
  const refused = await workspaceWith({ resource: container({ isolation_policy: policy, log_driver: 'local', log_opts: options }) });
  const { ok, diagnostics } = await refused.plan();
  expect(ok).toBe(false);
  expect(diagnostics[0]!.detail).toContain('In `log_opts`, remove "max-buffer-size", or set it to at most 4m.');

  const id = await createOutsideTerraform('log', { LogConfig: { Type: 'local', Config: options } });
  const workspace = await workspaceWith({ resource: attestation(id, policy) });
  expect(await weaknesses(workspace)).toContain('watched: log_driver: wanted: local; configured: any; in force: any');
});
