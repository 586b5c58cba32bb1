import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { configured, testWorkspace, world } from './test-provider';
import { Workspace } from '../support/workspace';

let workspace: Workspace;

afterEach(() => workspace.remove());

const thing = (trouble: string) => `resource "test_thing" "a" {\nname = "a"\ntrouble = "${trouble}"\n}`;

test('keeps a creation that fails half way in the state, and replaces it the next time', async () => {
  workspace = await testWorkspace(thing('half'));
  expect(await workspace.apply()).toMatchObject({ ok: false, diagnostics: [{ summary: 'The thing was only half created' }] });
  const [made] = world(workspace);
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { id: made!.id, name: 'a', label: null } });

  workspace.configure(configured(thing('none')));
  expect((await workspace.plan()).changes)
    .toMatchObject([{ change: { actions: ['delete', 'create'] }, action_reason: 'replace_because_tainted' }]);
  expect((await workspace.applyLastPlan()).ok).toBe(true);
  expect(world(workspace)).toEqual([expect.objectContaining({ revision: 1, trouble: 'none' })]);
  expect(world(workspace)[0]!.id).not.toBe(made!.id);
});

test('keeps the state of an update that fails, and tries it again', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "a"\nlabel = "l"\n}');
  expect((await workspace.apply()).ok).toBe(true);
  workspace.configure(configured(thing('refuse')));
  expect((await workspace.apply()).ok).toBe(false);
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { label: 'l', trouble: null } });

  // The failed update should have removed the label, so the next one does.
  workspace.configure(configured('resource "test_thing" "a" { name = "a" }'));
  expect((await workspace.apply()).ok).toBe(true);
  expect(world(workspace)).toEqual([expect.objectContaining({ label: 'label of a' })]);
});

test('shows a bug in a resource as a diagnostic, with its stack trace in the log only', async () => {
  workspace = await testWorkspace(thing('bug'), { TF_LOG_PROVIDER: 'error', TF_LOG_PATH: 'terraform.log' });
  const { ok, diagnostics, output } = await workspace.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toEqual([expect.objectContaining({
    summary: 'The provider has a bug', detail: expect.stringContaining('Unexpected error during creation of test_thing: no such property'),
  })]);
  expect(output).not.toContain('makeTrouble');
  const log = readFileSync(path.join(workspace.folder, 'terraform.log'), 'utf8');
  // Terraform parsed the line: it prints the level in its own format.
  expect(log).toMatch(/\[ERROR\] provider\.\S*: Unexpected error during creation of test_thing: no such property.*makeTrouble/s);
});

test('shows the cause of a crash', async () => {
  workspace = await testWorkspace(thing('crash'));
  const { ok, output } = await workspace.apply();
  expect(ok).toBe(false);
  expect(output).toContain('panic: Error: the thing exploded');
});

test('shows a secret in the state only, and neither in Terraform\'s output nor in its log, whatever fails', async () => {
  const secret = 'correct-horse-battery';
  const configuration = (trouble: string) => `
    provider "test" {
      folder = "\${path.module}/world"
      token  = "${secret}-token"
    }
    resource "test_thing" "a" {
      name    = "a"
      secret  = "${secret}"
      trouble = "${trouble}"
    }`;
  workspace = await testWorkspace('', { TF_LOG: 'TRACE', TF_LOG_PATH: 'terraform.log' });
  const printed: string[] = [];
  for (const trouble of ['bug', 'crash', 'leak', 'none']) {
    workspace.configure(configuration(trouble));
    const { output: plan } = await workspace.plan();
    const { output: applied } = await workspace.apply();
    printed.push(plan, applied);
  }
  printed.push(await workspace.terraform('show'));
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { secret } });
  expect(printed.join()).toContain('panic: ');
  expect(printed.join()).not.toContain(secret);
  const log = readFileSync(path.join(workspace.folder, 'terraform.log'), 'utf8').split('\n');
  expect(log.filter((line) => line.includes('provider.terraform-provider-test') && line.includes(secret))).toEqual([]);
  expect(existsSync(path.join(workspace.folder, 'world'))).toBe(true);
});
