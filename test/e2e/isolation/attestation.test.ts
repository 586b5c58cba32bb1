import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { createOutsideTerraform, NAME, noProbeIsLeft, reportFolder } from './attested';
import { attest } from '../../../provider/attestation/attest';
import { resolveEndpoint } from '../../../provider/engine/endpoint/resolve';
import { Engine } from '../../../provider/engine/engine';
import { Controls } from '../../../src/shared/controls/table';
import { HARDENED, STRICT } from '../../isolation/hardened';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const reports = reportFolder();
const workspaceWith = workspacePerTest(NAME);
const checkNoProbeIsLeft = noProbeIsLeft();

type Block = Record<string, unknown>;

/** A configuration of containers, keyed by name, and their attestation. */
function configuration(containers: Record<string, Block>, attestation: Block = {}): object {
  const attested = Object.entries(containers).map(([name, { isolation_policy, isolation_exemptions }]) => ({
    id: `\${docker_container.${name}.id}`, name, isolation_policy, isolation_exemptions,
  }));
  return {
    resource: {
      docker_container: Object.fromEntries(Object.entries(containers).map(([name, container]) => [
        name, { name: `${NAME}-${name}`, ...container },
      ])),
      docker_isolation: { report: { ...attestation, container: attested } },
    },
  };
}

interface Cell { wanted: string | null; configured: string | null; in_force: string | null; evidence: string; verdict: string }
interface Check { id: string; title: string; result: string }
interface ContainerReport {
  name: string;
  kernel: string;
  controls: Record<string, Cell>;
  cis: Check[];
  pss: Record<string, Check[]>;
  exemptions: object[];
}

async function reportOf(workspace: Workspace): Promise<Record<string, ContainerReport>> {
  const { json } = (await workspace.state())['docker_isolation.report']!;
  const { containers } = JSON.parse(json as string) as { containers: ContainerReport[] };
  return Object.fromEntries(containers.map((container) => [container.name, container]));
}

test('attests each control from the kernel, under runc and gVisor, and writes the report', async () => {
  const directory = path.join(reports, 'good');
  const exempt = { isolation_policy: 'baseline@1', isolation_exemptions: { memory: 'it <b>caches</b>' } };
  const privileged = {
    isolation_policy: 'none@1 privileged=denied seccomp=default', isolation_exemptions: { privileged: 'it is the host\'s' },
  };
  const workspace = await workspaceWith(configuration({
    baseline: { ...HARDENED, isolation_policy: 'baseline@1' },
    restricted: { ...STRICT, isolation_policy: 'restricted@1' },
    exempted: { ...HARDENED, memory: null, ...exempt },
    sandboxed: {
      ...HARDENED, runtime: 'runsc', pids_limit: 1000, isolation_policy: 'baseline@1 runtime=runsc',
    },
    // Not started, because few test engines are allowed to grant everything that a privileged container gets.
    privileged: { image: 'busybox:latest', start: false, privileged: true, ...privileged },
    ended: { ...HARDENED, command: ['true'], must_run: false, isolation_policy: 'baseline@1' },
  }, { directory }));
  expect(await workspace.apply()).toMatchObject({ ok: true });
  const { baseline, restricted, exempted, sandboxed, ended, ...others } = await reportOf(workspace);

  for (const container of [baseline!, restricted!, sandboxed!, ended!]) {
    const failed = Object.entries(container.controls).filter(([, { verdict }]) => !['pass', 'not asked for', 'unknown'].includes(verdict));
    expect([container.name, failed]).toEqual([container.name, []]);
  }
  const inForce = (container: ContainerReport, ...names: string[]) => names.map((name) => container.controls[name]!.in_force);
  expect(inForce(
    baseline!, 'capabilities', 'no_new_privileges', 'seccomp', 'pid_namespace', 'network_namespace', 'cgroup_namespace', 'kernel_paths',
    'memory', 'cpus', 'processes', 'open_files',
  ))
    .toEqual(['CHOWN', 'required', 'default', 'private', 'private', 'private', 'masked', '64 MiB', '0.5', '100', '1024']);
  expect(inForce(restricted!, 'capabilities', 'read_only_root', 'user')).toEqual(['none', 'required', 'non-root']);
  expect(exempted!.controls.memory).toMatchObject({ wanted: 'limited', in_force: 'unlimited', verdict: 'exempt' });
  expect(exempted!.exemptions).toEqual([{ control: 'memory', reason: 'it <b>caches</b>' }]);
  expect(['privileged', 'seccomp'].map((name) => others.privileged!.controls[name])).toMatchObject([
    { wanted: 'denied', configured: 'allowed', in_force: null, verdict: 'exempt' },
    { wanted: 'default', configured: 'unconfined', in_force: null, verdict: 'exempt' },
  ]);
  expect(sandboxed!.kernel).toMatch(/^4\.4\.0/);
  expect(inForce(sandboxed!, 'capabilities', 'memory', 'processes', 'runtime')).toEqual(['CHOWN', '64 MiB', '1000', 'runsc']);
  expect(sandboxed!.controls.no_new_privileges).toMatchObject({ in_force: null, verdict: 'unknown' });
  expect(ended!.controls.capabilities).toMatchObject({ configured: 'CHOWN', in_force: null, evidence: 'not running' });
  // This kernel has neither AppArmor nor SELinux, and does not show the parameters of a namespace.
  expect(restricted!.pss.restricted!.filter(({ result }) => result !== 'pass').map(({ title, result }) => [title, result]))
    .toEqual([['AppArmor', 'not ours'], ['SELinux', 'not ours'], ['Sysctls', 'unknown']]);
  // A policy requires neither a health check nor a separate network.
  expect(restricted!.cis.filter(({ result }) => result === 'warn').map(({ id }) => id)).toEqual(['5.27', '5.30']);

  expect(JSON.parse(readFileSync(path.join(directory, 'isolation.json'), 'utf8'))).toMatchObject({ probe: true, weaknesses: [] });
  expect(readFileSync(path.join(directory, 'isolation.txt'), 'utf8')).toContain('Nothing is weaker than wanted.');
  const page = readFileSync(path.join(directory, 'isolation.html'), 'utf8');
  expect(page).toContain('it &#60;b&#62;caches&#60;/b&#62;');

  expect(await workspace.plan()).toMatchObject({ ok: true, changes: [], diagnostics: [] });
  await workspace.destroy();
  expect(existsSync(directory)).toBe(false);
});

test('does not inspect the values in force without the probe, and shows that in the plan', async () => {
  const workspace = await workspaceWith(configuration(
    { web: { ...HARDENED, isolation_policy: 'baseline@1' } }, { probe: false },
  ));
  const plan = await workspace.plan();
  expect(plan.changes.find(({ address }) => address === 'docker_isolation.report')!.change.after).toMatchObject({ probe: false });
  expect(await workspace.applyLastPlan()).toMatchObject({ ok: true });
  const { web } = await reportOf(workspace);
  expect(web!.controls.memory).toMatchObject({ configured: '64 MiB', in_force: null, evidence: 'not inspected' });
});

test('treats a namespace that another container joined as shared, which is weaker only than private', async () => {
  const owner = await createOutsideTerraform('owner', {});
  const guest = await createOutsideTerraform('guest', { NetworkMode: `container:${owner}` });
  const engine = new Engine(() => resolveEndpoint({}, process.env));
  const attested = (wanted: Controls) => attest(
    engine,
    [{ id: owner, name: 'owner', wanted, exemptions: [] }, { id: guest, name: 'guest', wanted: {}, exemptions: [] }],
    { probe: true, fresh: true, signal: new AbortController().signal },
  );
  expect((await attested({ network_namespace: 'shared' })).weaknesses).toEqual([]);
  expect((await attested({ network_namespace: 'private' })).weaknesses).toEqual([
    'owner: network_namespace: wanted: private; configured: private; '
    + `in force: shared (namespace net of its process: shared with ${guest.slice(0, 12)})`,
  ]);
});

test.each([0, 30, 60, 120, 250])('an attestation aborted after %i ms leaves nothing on the engine', async (delay) => {
  const id = await createOutsideTerraform('watched', {});
  const engine = new Engine(() => resolveEndpoint({}, process.env));
  const container = { id, name: '', wanted: {}, exemptions: [] };
  // It may also finish before the abort.
  await attest(engine, [container], { probe: true, fresh: true, signal: AbortSignal.timeout(delay) }).catch(() => undefined);
  await checkNoProbeIsLeft();
});
