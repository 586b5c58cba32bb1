import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { configured, testWorkspace, world } from './test-provider';
import { Workspace } from '../support/workspace';

let workspace: Workspace;

afterEach(() => workspace.remove());

/** Changes the stored state of the only resource. */
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

test('a thing that exists is imported, and the next plan is empty', async () => {
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

test('what is not there is not imported', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }\nresource "test_note" "b" { title = "b" }');
  await expect(workspace.terraform('import', 'test_thing.a', 'nowhere')).rejects.toThrow('There is no test_thing with the id "nowhere"');
  await expect(workspace.terraform('import', 'test_note.b', 'there')).rejects.toThrow('test_note can\'t be imported');
});

test('a thing of another type is moved, and not made again', async () => {
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

test('state of an older version is upgraded, without loss', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "a"\nsize = 34\n}');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => {
    const { size, ...rest } = instance.attributes;
    instance.schema_version = 0;
    instance.attributes = { ...rest, weight: String(size), gone: 'not in the schema any more' };
  });
  await expectEmptyPlan();
});

test('state of a newer version is refused', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => { instance.schema_version = 9; });
  expect((await workspace.plan()).ok).toBe(false);
  rewriteState((instance) => { instance.schema_version = 2; });
});

test('state that another provider wrote, with a private state of its own, is planned without a change', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" {\nname = "a"\nlabel = "l"\n}');
  expect((await workspace.apply()).ok).toBe(true);
  rewriteState((instance) => { instance.private = Buffer.from('{"schema_version":"2"}').toString('base64'); });
  await expectEmptyPlan();
  // Nobody wrote down that the label was configured, so leaving it out is no removal.
  workspace.configure(configured('resource "test_thing" "a" { name = "a" }'));
  await expectEmptyPlan();
});
