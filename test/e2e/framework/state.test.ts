import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { configured, testWorkspace, world } from './test-provider';
import { Workspace } from '../support/workspace';

let workspace: Workspace;

afterEach(() => workspace.remove());

/** Changes the stored state of the workspace's only resource. */
function rewriteState(change: (instance: { schema_version: number; attributes: Record<string, unknown>; private?: string }) => void): void {
  const file = path.join(workspace.folder, 'terraform.tfstate');
  const state = JSON.parse(readFileSync(file, 'utf8')) as { resources: { instances: never[] }[] };
  change(state.resources[0]!.instances[0]!);
  writeFileSync(file, JSON.stringify(state));
}

async function expectEmptyPlan(): Promise<void> {
  const { ok, output, changes } = await workspace.plan();
  expect(ok ? '' : output).toBe('');
  expect(changes).toEqual([]);
}

test('imports an existing thing, and the next plan is empty', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "A"\ntags = ["x"]\nport { internal = 80 }\n}');
  workspace.write('world/there.json', JSON.stringify({
    id: 'there',
    name: 'A',
    size: null,
    mode: 'plain',
    label: 'l',
    revision: 7,
    secret: null,
    tags: ['X'],
    settings: null,
    extra: null,
    trouble: null,
    port: [{ internal: 80, external: 8080 }],
    limit: null,
  }));
  await workspace.terraform('import', 'test_thing.a', 'there');
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { id: 'there', revision: 7, tags: ['X'] } });
  await expectEmptyPlan();
});

test('does not import what does not exist, or what does not support import', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }\nresource "test_note" "b" { title = "b" }');
  await expect(workspace.terraform('import', 'test_thing.a', 'nowhere')).rejects.toThrow('There is no test_thing with the id "nowhere"');
  await expect(workspace.terraform('import', 'test_note.b', 'there')).rejects.toThrow('test_note can\'t be imported');
});

test('moves a resource of another type instead of creating it again', async () => {
  workspace = await testWorkspace('resource "test_note" "a" { title = "t" }');
  expect((await workspace.apply()).ok).toBe(true);
  const [note] = world(workspace);
  workspace.write(`world/${String(note!.id)}.json`, JSON.stringify({
    id: note!.id,
    name: 't',
    size: null,
    mode: 'plain',
    label: 'label of a note',
    revision: 1,
    secret: null,
    tags: null,
    settings: null,
    extra: null,
    trouble: null,
    port: [],
    limit: null,
  }));
  workspace.configure(configured('resource "test_thing" "a" { name = "t" }\nmoved {\nfrom = test_note.a\nto = test_thing.a\n}'));
  const { ok, output, changes } = await workspace.plan();
  expect(ok ? '' : output).toBe('');
  expect(changes).toEqual([]);
  expect((await workspace.applyLastPlan()).ok).toBe(true);
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { id: note!.id, name: 't' } });
});

test('upgrades the state of an older version without loss', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "a"\nsize = 34\n}');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => {
    const { size, ...rest } = instance.attributes;
    instance.schema_version = 0;
    instance.attributes = { ...rest, weight: String(size), gone: 'no longer in the schema' };
  });
  await expectEmptyPlan();
});

test('rejects the state of a newer version', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => { instance.schema_version = 9; });
  expect((await workspace.plan()).ok).toBe(false);
  rewriteState((instance) => { instance.schema_version = 2; });
});

test('plans no change for a state that another provider wrote, with its own private state', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "a"\nlabel = "l"\n}');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => { instance.private = Buffer.from('{"schema_version":"2"}').toString('base64'); });
  await expectEmptyPlan();
  // The private state does not record that the label was configured, so omitting it does not remove it.
  workspace.configure(configured('resource "test_thing" "a" { name = "a" }'));
  await expectEmptyPlan();
});
