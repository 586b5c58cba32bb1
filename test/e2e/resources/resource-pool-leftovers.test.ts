import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { waitUntil } from '../../../dev/machine/wait-until';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-leftover';
const ROOT = '/sys/fs/cgroup';
const isVersion2 = existsSync(`${ROOT}/cgroup.controllers`);
const workspaceWith = workspacePerTest(NAME);
const stack = (more: object) => ({ resource: { docker_resource_pool: { team: { name: NAME, ...more } } } });

/** The group of a container that is gone, and one in it, below a hierarchy. */
const groups = (hierarchy: string) => {
  const outer = `${ROOT}${hierarchy}/berth/${NAME}/${'a1'.repeat(32)}`;
  return { outer, inner: `${outer}/docker/${'b2'.repeat(32)}` };
};
const HIERARCHIES = isVersion2 ? [''] : ['/cpu', '/memory', '/freezer'];

test('groups of containers that are gone do not keep a pool from shrinking, or from removal once no program is in them', async () => {
  const terraform = await workspaceWith(stack({ cpus: '1' }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  for (const hierarchy of HIERARCHIES) mkdirSync(groups(hierarchy).inner, { recursive: true });
  const { outer, inner } = groups(HIERARCHIES[0]!);
  if (!isVersion2) for (const folder of [outer, `${outer}/docker`, inner]) writeFileSync(`${folder}/cpu.cfs_quota_us`, '100000');

  terraform.configure(stack({ cpus: '0.5' }));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  if (!isVersion2) expect(readFileSync(`${inner}/cpu.cfs_quota_us`, 'utf8')).toBe('50000\n');

  const program = spawn('sleep', ['1000']);
  try {
    writeFileSync(`${inner}/cgroup.procs`, `${program.pid}`);
    const { ok, diagnostics: [error] } = await terraform.destroy();
    expect(ok).toBe(false);
    expect(error!.summary).toContain('have outlived their container');
    expect(error!.detail!.replace(/\s/g, '')).toContain(`${inner}/cgroup.procs`);
  } finally {
    program.kill('SIGKILL');
  }
  await waitUntil('the program has ended', () => readFileSync(`${inner}/cgroup.procs`, 'utf8') === '');
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(HIERARCHIES.filter((hierarchy) => existsSync(`${ROOT}${hierarchy}/berth/${NAME}`))).toEqual([]);
});

test('a pool in the pool is no leftover', async () => {
  const terraform = await workspaceWith(stack({}));
  expect(await terraform.apply()).toMatchObject({ ok: true });
  const foreign = HIERARCHIES.map((hierarchy) => `${ROOT}${hierarchy}/berth/${NAME}/other`);
  for (const folder of foreign) mkdirSync(folder);
  const { diagnostics } = await terraform.destroy();
  for (const folder of foreign) rmdirSync(folder);
  expect(diagnostics).toMatchObject([{ summary: expect.stringContaining('EBUSY') as string }]);
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});
