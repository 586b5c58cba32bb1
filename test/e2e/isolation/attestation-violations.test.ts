import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { createOutsideTerraform, NAME, noProbeIsLeft, reportFolder } from './attested';
import { docker, SOCKET } from '../engine/docker';
import { removeNamed } from '../support/remove-named';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const reports = reportFolder();
const workspaceWith = workspacePerTest(NAME);

noProbeIsLeft();

test('fails the apply, names each violation and leaves the report', async () => {
  const directory = path.join(reports, 'bad');
  const id = await createOutsideTerraform('outside', { PidMode: 'host', Binds: ['/etc:/host', '/run:/run/host:ro'] });
  const report = { directory, container: [{ id, isolation_policy: 'baseline@1' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  const outcome = await workspace.apply();
  expect(outcome.ok).toBe(false);
  const [{ summary, detail }] = outcome.diagnostics as unknown as [{ summary: string; detail: string }];
  expect(summary).toMatch(/^\d+ controls are weaker than wanted$/);
  expect(detail).toContain(
    `${NAME}-outside: pid_namespace: wanted: shared; configured: host; in force: host (namespace pid of its process: the host's)`,
  );
  expect(detail).toContain(`${NAME}-outside: host_paths: wanted: shared; configured: any; in force: any`);
  // It depends on the host whether /run is a file system of its own.
  expect(detail).toMatch(/-outside: engine_socket: wanted: absent; configured: any; in force: (any|unknown \(.* "tmpfs" at "\/run\/host")/);
  expect(detail).toContain(`The whole report is in ${directory}.`);
  expect(JSON.parse(readFileSync(path.join(directory, 'isolation.json'), 'utf8')).weaknesses.length).toBeGreaterThan(3);
  expect(await workspace.state()).toEqual({});
});

test('reports a change from outside Terraform in the next plan, and applies once the change is undone', async () => {
  const memory = 64 * 1024 * 1024;
  const id = await createOutsideTerraform('drifting', { PidsLimit: 50, Memory: memory, MemorySwap: memory });
  const report = { container: [{ id, name: 'drifting', isolation_policy: 'none@1 memory=limited processes<=50' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });

  await docker.getContainer(id).update({ PidsLimit: -1 });
  const plan = await workspace.plan();
  expect(plan.changes).toMatchObject([{
    address: 'docker_isolation.report',
    change: {
      actions: ['update'],
      before: {
        passed: false,
        weaknesses: ['drifting: processes: wanted: 50; configured: unlimited; in force: unlimited (its control group)'],
      },
      after: { passed: true, weaknesses: [] },
    },
  }]);
  expect(plan.diagnostics).toMatchObject([{ severity: 'warning', summary: 'Containers are isolated less than wanted' }]);
  expect(await workspace.apply()).toMatchObject({ ok: false });

  await docker.getContainer(id).update({ PidsLimit: 50 });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.plan()).toMatchObject({ changes: [], diagnostics: [] });
});

test('sees the engine\'s socket in a shared folder, under whatever name the host has mounted it', async () => {
  const shared = mkdtempSync(path.join(tmpdir(), 'berth-shared-'));
  const other = path.join(shared, 'other.sock');
  writeFileSync(other, '');
  await run('mount', ['--bind', SOCKET, other]);
  try {
    const id = await createOutsideTerraform('socket', { Binds: [`${shared}:/m`] });
    const report = { container: [{ id, name: 'socket', isolation_policy: `none@1 engine_socket=absent share=${shared}:rw` }] };
    const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
    const { ok, diagnostics } = await workspace.apply();
    expect(ok).toBe(false);
    expect(diagnostics[0]!.detail).toContain('socket: engine_socket: wanted: absent');
  } finally {
    await removeNamed(`${NAME}-socket`);
    await run('umount', [other]);
    rmSync(shared, { recursive: true });
  }
});

test('counts the host\'s namespaces of containers that one joins, also through another one', async () => {
  const owner = await createOutsideTerraform('owner', { NetworkMode: 'host', IpcMode: 'host' });
  const between = await createOutsideTerraform('between', { NetworkMode: `container:${owner}`, IpcMode: `container:${owner}` });
  const id = await createOutsideTerraform('joiner', { NetworkMode: `container:${between}`, IpcMode: `container:${between}` });
  const report = { container: [{ id, name: 'joiner', isolation_policy: 'none@1 network_namespace=shared ipc_namespace=shared' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  const { ok, diagnostics } = await workspace.apply();
  expect(ok).toBe(false);
  for (const control of ['network_namespace', 'ipc_namespace']) {
    expect(diagnostics[0]!.detail).toContain(`joiner: ${control}: wanted: shared; configured: host`);
  }
});

test('counts what a container mounts that shares its processes with an attested one, listed or not', async () => {
  const id = await createOutsideTerraform('seen', {});
  const report = { container: [{ id, name: 'seen', isolation_policy: 'none@1 host_paths=none' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await createOutsideTerraform('agent', { PidMode: `container:${id}`, Binds: ['/etc:/host:ro'] });
  expect((await workspace.plan()).changes[0]!.change.before).toMatchObject({
    weaknesses: [expect.stringContaining('seen: host_paths: wanted: none; configured: any; in force: none')],
  });
});

test('counts what a container has otherwise that shares its processes with an attested one', async () => {
  const id = await createOutsideTerraform('seen', {});
  const report = { container: [{ id, name: 'seen', isolation_policy: 'none@1 network_namespace=private' }] };
  const workspace = await workspaceWith({ resource: { docker_isolation: { report } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await createOutsideTerraform('agent', { PidMode: `container:${id}`, NetworkMode: 'host' });
  expect((await workspace.plan()).changes[0]!.change.before).toMatchObject({
    weaknesses: [expect.stringContaining(`"${NAME}-agent", whose processes it shares, has host`)],
  });
});

test('a container that joins the processes of another one may be weaker in what it is exempt from, and the report says so', async () => {
  const id = await createOutsideTerraform('seen', {});
  const agent = await createOutsideTerraform('agent', { PidMode: `container:${id}`, NetworkMode: 'host' });
  const policy = 'none@1 network_namespace=private';
  const report = (exemptions: Record<string, string>) => ({
    resource: {
      docker_isolation: {
        report: {
          container: [
            { id, name: 'seen', isolation_policy: policy },
            { id: agent, name: 'agent', isolation_policy: policy, isolation_exemptions: exemptions },
          ],
        },
      },
    },
  });
  const workspace = await workspaceWith(report({ pid_namespace: 'it watches', network_namespace: 'it watches' }));
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const { text } = (await workspace.state())['docker_isolation.report'] as { text: string };
  expect(text).toContain(`"${NAME}-agent", whose processes it shares, has host`);
  workspace.configure(report({ network_namespace: 'it watches' }));
  const refused = await workspace.apply();
  expect(refused).toMatchObject({ ok: false });
  expect(refused.diagnostics[0]!.detail).toContain('seen: network_namespace: wanted: private; configured: private; in force: private');
});

test('reports a missing container as a violation', async () => {
  const id = await createOutsideTerraform('gone', {});
  const workspace = await workspaceWith({ resource: { docker_isolation: { report: { container: [{ id, name: 'gone' }] } } } });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  await docker.getContainer(id).remove({ force: true });
  expect((await workspace.plan()).changes[0]!.change.before).toMatchObject({
    weaknesses: ['gone: the container does not exist any more'],
  });
});

test('reports violations through the data source without failing', async () => {
  const id = await createOutsideTerraform('reported', {});
  const workspace = await workspaceWith({
    data: { docker_isolation: { report: { container: [{ id, isolation_policy: 'restricted@1' }] } } },
    output: { passed: { value: '${data.docker_isolation.report.passed}' }, text: { value: '${data.docker_isolation.report.text}' } },
  });
  expect(await workspace.apply()).toMatchObject({ ok: true });
  expect(await workspace.terraform('output', '-raw', 'passed')).toBe('false');
  expect(await workspace.terraform('output', '-raw', 'text')).toContain('Weaker than wanted or configured:');
});
