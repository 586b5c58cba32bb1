import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { noProbeIsLeft, startsSince } from './attested';
import { HARDENED } from '../../isolation/hardened';
import { docker } from '../engine/docker';
import { Outcome } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

export const bind = (source: string, readOnly = true) => ({ mounts: [{ type: 'bind', source, target: '/x', read_only: readOnly }] });

export const problems = ({ diagnostics }: Outcome) => diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);

export const now = () => Date.now() / 1000;

/**
 * Makes a machine for all tests of a file: a shared folder, a secret beside it, and links in the shared folder.
 *
 * @param name  the name prefix of everything that the tests create
 */
export function hostMachine(name: string) {
  const machine = mkdtempSync(path.join(tmpdir(), 'berth-host-paths-'));
  const shared = path.join(machine, 'shared');
  mkdirSync(path.join(shared, 'data'), { recursive: true });
  mkdirSync(path.join(machine, 'secret'));
  writeFileSync(path.join(shared, 'data', 'file'), 'data');
  writeFileSync(path.join(machine, 'secret', 'file'), 'secret');
  symlinkSync('data', path.join(shared, 'inside'));
  symlinkSync('../secret', path.join(shared, 'outside'));
  symlinkSync('/', path.join(shared, 'everything'));
  symlinkSync('round', path.join(shared, 'round'));
  afterAll(() => rmSync(machine, { recursive: true }));
  const workspaceWith = workspacePerTest(name);
  noProbeIsLeft();

  const configuration = (...containers: readonly object[]) => ({
    resource: {
      docker_container: Object.fromEntries(containers.map((container, index) => (
        [`web${index}`, { name: `${name}-${index}`, ...HARDENED, isolation_policy: `baseline@1 share=${shared}`, ...container }]))),
    },
  });

  /** Checks that an apply refused the container, which is gone and never ran. */
  async function expectRefusal(outcome: Outcome, since: number, detail: string, control = 'host paths'): Promise<void> {
    const start = `Container "${name}-0" is weaker than its isolation policy: ${control}`;
    const refusal = problems(outcome).find((text) => text.startsWith(start));
    expect(refusal).toContain(detail);
    expect(await docker.listContainers({ all: true, filters: { name: [name] } })).toEqual([]);
    expect(await startsSince(since, name)).toEqual([]);
  }

  return { machine, shared, workspaceWith, configuration, expectRefusal };
}
