import { readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { configured, testWorkspace, world } from './test-provider';
import { Workspace } from '../support/workspace';

let workspace: Workspace;

afterEach(() => workspace.remove());

const thing = (body: string) => `resource "test_thing" "a" {\n${body}\n}`;

async function actions(configuration: string): Promise<readonly (readonly string[])[]> {
  workspace.configure(configured(configuration));
  const { ok, output, changes } = await workspace.plan();
  expect(ok ? '' : output).toBe('');
  return changes.map(({ change }) => change.actions);
}

async function apply(): Promise<void> {
  const { ok, output } = await workspace.applyLastPlan();
  expect(ok ? '' : output).toBe('');
}

test('creates, changes, replaces and destroys a thing, and every second plan is empty', async () => {
  const first = thing('name = "a"\nsize = 1\ntags = ["X", "y"]\nport { internal = 80 }');
  workspace = await testWorkspace(first);

  expect(await actions(first)).toEqual([['create']]);
  await apply();
  const [made] = world(workspace);
  expect(made).toMatchObject({
    name: 'a', size: 1, mode: 'plain', label: 'label of a', revision: 1, port: [{ internal: 80, external: 30080 }],
  });
  expect(await actions(first)).toEqual([]);

  // Only the spelling differs.
  expect(await actions(thing('name = "a"\nsize = 1.0\ntags = ["Y", "x"]\nport { internal = 80 }'))).toEqual([]);

  const changed = thing(
    'name = "a"\nsize = 2\nlabel = "mine"\nmode = "other"\nport {\ninternal = 80\nexternal = 8080\n}\nlimit { amount = 3 }',
  );
  expect(await actions(changed)).toEqual([['update']]);
  await apply();
  expect(world(workspace)).toEqual([expect.objectContaining({
    id: made!.id, size: 2, label: 'mine', mode: 'other', revision: 2, tags: null, limit: { amount: 3 },
  })]);
  expect(await actions(changed)).toEqual([]);

  // Removed values return to their defaults.
  const removed = thing('name = "a"\nport { internal = 80 }');
  expect(await actions(removed)).toEqual([['update']]);
  await apply();
  expect(world(workspace)).toMatchObject([{
    id: made!.id, size: null, label: 'label of a', mode: 'plain', limit: null, port: [{ internal: 80, external: 30080 }],
  }]);
  expect(await actions(removed)).toEqual([]);

  const replaced = thing('name = "b"');
  expect(await actions(replaced)).toEqual([['delete', 'create']]);
  await apply();
  expect(world(workspace)).toEqual([expect.objectContaining({ name: 'b', label: 'label of b', revision: 1, port: [] })]);
  expect(world(workspace)[0]!.id).not.toBe(made!.id);

  expect((await workspace.destroy()).ok).toBe(true);
  expect(world(workspace)).toEqual([]);
});

test('treats another spelling or order as no difference, as far as Terraform accepts that from a provider', async () => {
  const first = thing('name = "a"\nport {\ninternal = 80\nprotocol = "TCP"\n}\nport { internal = 81 }\n'
    + 'rule { action = "Allow" }\nrule { action = "deny" }');
  workspace = await testWorkspace(first);
  expect((await workspace.apply()).ok).toBe(true);
  const respelled = thing('name = "a"\nport { internal = 81 }\nport {\ninternal = 80\nprotocol = "tcp"\n}\n'
    + 'rule { action = "DENY" }\nrule { action = "allow" }');
  expect(await actions(respelled)).toEqual([]);

  // If something else changes, Terraform still accepts the plan, and all computed values stay.
  const changed = thing('name = "a"\nsize = 1\nport {\ninternal = 80\nprotocol = "tcp"\n}\n'
    + 'rule { action = "DENY" }\nrule { action = "allow" }\nrule { action = "x" }');
  expect(await actions(changed)).toEqual([['update']]);
  await apply();
  expect(world(workspace)).toMatchObject([{
    port: [{ internal: 80, protocol: 'TCP', external: 30080 }],
    rule: [{ note: 'note on deny' }, { note: 'note on Allow' }, { note: 'note on x' }],
  }]);
});

test('replaces a resource that does not support updates', async () => {
  const note = (title: string) => `resource "test_note" "a" { title = "${title}" }`;
  workspace = await testWorkspace(note('one'));
  expect((await workspace.apply()).ok).toBe(true);
  expect(await actions(note('two'))).toEqual([['delete', 'create']]);
});

test('detects and reverts a change made outside Terraform, and creates a deleted thing again', async () => {
  const first = thing('name = "a"\nsize = 1');
  workspace = await testWorkspace(first);
  expect((await workspace.apply()).ok).toBe(true);
  const [made] = world(workspace);
  const file = `world/${String(made!.id)}.json`;

  workspace.write(file, JSON.stringify({ ...made, size: 9, secret: 'not compared' }));
  const { changes } = await workspace.plan();
  expect(changes).toMatchObject([{ change: { actions: ['update'], before: { size: 9, secret: null }, after: { size: 1 } } }]);
  await apply();
  expect(world(workspace)).toEqual([expect.objectContaining({ id: made!.id, size: 1 })]);

  rmSync(path.join(workspace.folder, file));
  expect(await actions(first)).toEqual([['create']]);
});

test('every kind of value is unchanged after a round trip', async () => {
  const values = thing(`
    name     = "ü€😀"
    size     = 9007199254740993
    settings = { "__proto__" = "x", constructor = "y", "" = "z" }
    tags     = []
    extra    = [0.1, 123456789012345678901234567890.5, "x", { k = [true, null] }]
    port { internal = 0.1 }
    port { internal = 18446744073709551615 }
    limit { amount = 1e30 }
  `);
  workspace = await testWorkspace(values);
  expect((await workspace.apply()).diagnostics).toEqual([]);
  const state = readFileSync(path.join(workspace.folder, 'terraform.tfstate'), 'utf8');
  for (const digits of ['9007199254740993', '123456789012345678901234567890.5', '18446744073709551615']) {
    expect(state).toMatch(new RegExp(`[\\s:]${digits.replace('.', '\\.')}[,\\s]`));
  }
  expect(await actions(values)).toEqual([]);
});

test('a value that is unknown before apply is known afterwards, and the second plan is empty', async () => {
  const chained = `
    resource "test_thing" "a" { name = "a" }
    resource "test_thing" "b" {
      name     = "b"
      label    = test_thing.a.id
      tags     = [test_thing.a.id, "x"]
      settings = { id = test_thing.a.id }
      extra    = { revision = test_thing.a.revision }
      dynamic "port" {
        for_each = toset([test_thing.a.id])
        content { internal = length(port.value) }
      }
    }
    data "test_thing" "a" { id = test_thing.a.id }
    output "name" { value = data.test_thing.a.name }
  `;
  workspace = await testWorkspace(chained);
  expect(await actions(chained)).toEqual([['create'], ['create']]);
  await apply();
  const a = world(workspace).find(({ name }) => name === 'a')!;
  expect(world(workspace).find(({ name }) => name === 'b')).toMatchObject({
    label: a.id, tags: expect.arrayContaining([a.id, 'x']), settings: { id: a.id }, extra: { revision: 1 }, port: [{ internal: 36 }],
  });
  expect(JSON.parse(await workspace.terraform('output', '-json', 'name'))).toBe('a');
  expect(await actions(chained)).toEqual([]);
});

test('a provider whose configuration is unknown before apply creates its things in one apply', async () => {
  const late = `
    resource "terraform_data" "folder" { input = "world" }
    provider "test" {
      alias  = "late"
      folder = "\${path.module}/\${terraform_data.folder.output}"
    }
    resource "test_thing" "a" {
      provider = test.late
      name     = "a"
    }
  `;
  workspace = await testWorkspace(late);
  expect(await actions(late)).toEqual([['create'], ['create']]);
  await apply();
  expect(world(workspace)).toHaveLength(1);
  expect(await actions(late)).toEqual([]);

  // The resource that the configuration depends on is created again. Existing things are not read, and stay as they are.
  await workspace.terraform('taint', 'terraform_data.folder');
  const { ok, output, changes } = await workspace.plan();
  expect(ok ? '' : output).toBe('');
  expect(changes.map(({ address }) => address)).toEqual(['terraform_data.folder']);
});

test('shows an error in a configuration at its place', async () => {
  workspace = await testWorkspace(thing('name = "a"\ntrouble = "refuse"'));
  const { ok, diagnostics } = await workspace.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toEqual([expect.objectContaining({
    severity: 'error', summary: 'The thing was refused', address: 'test_thing.a', snippet: expect.objectContaining({ code: 'name = "a"' }),
  })]);
});
