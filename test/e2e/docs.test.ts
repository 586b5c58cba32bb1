import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { docker, forget } from './engine/docker';
import { run } from './support/run';
import { ResourceChange, Workspace } from './support/workspace';
import { workspacePerTest } from './support/workspace-per-test';

const EXAMPLES = join(__dirname, '../../examples/provider');
const DOCS = join(__dirname, '../../docs');

/** The image that the examples pull. The tests use no registry on the internet, so they tag an image of the engine with this name. */
const BUSYBOX = ['busybox', '1.37'] as const;

/** They need a machine or a registry that nobody has. */
const ONLY_PLANNED = ['resources/docker_host_bootstrap/resource.tf', 'resources/docker_registry_image/resource.tf'];
/** They read from that registry when they are planned, or need an engine in a swarm, which the tests of swarms have. */
const ONLY_VALIDATED = [
  ...['plugin', 'registry_image', 'registry_image_manifests', 'swarm_nodes', 'swarm_tasks']
    .map((type) => `data-sources/docker_${type}/data-source.tf`),
  ...['config', 'plugin', 'secret', 'service', 'swarm', 'swarm_node'].map((type) => `resources/docker_${type}/resource.tf`),
];
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tf') && ![...ONLY_PLANNED, ...ONLY_VALIDATED].includes(file)).sort();
/**
 * Attributes that no engine stores, so an import can't read them. The next apply sets them in place. The engine knows the clones of a set,
 * but not the set.
 */
const NOT_IMPORTED = ['upload', 'wait', 'complete', 'host', 'placement', 'summary', 'template'];

const workspaceWith = workspacePerTest();

/** Creates a workspace with all files of an example's folder. If the example declares its required provider, tests that too. */
async function workspaceOf(example: string): Promise<Workspace> {
  const workspace = await workspaceWith('');
  cpSync(dirname(join(EXAMPLES, example)), workspace.folder, { recursive: true });
  if (readFileSync(join(EXAMPLES, example), 'utf8').includes('required_providers')) {
    workspace.write('versions.tf.json', '{}');
    await workspace.terraform('init', '-input=false');
  }
  return workspace;
}

/** Returns the names of the attributes that a change affects. */
function changedAttributes({ change: { before, after } }: ResourceChange): string[] {
  return Object.keys(after ?? {}).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
}

/** Returns the addresses and IDs that an import script imports. */
function importsOf(script: string): (readonly [address: string, id: string])[] {
  const commands = script.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return commands.map((command) => {
    const [, address, id] = /^terraform import (\S+) '?([^\s']+)'?$/.exec(command) ?? [];
    if (address === undefined || id === undefined) throw new Error(`"${command}" is no import that this test understands`);
    return [address, id];
  });
}

beforeEach(async () => {
  await docker.getImage('busybox:latest').tag({ repo: BUSYBOX[0], tag: BUSYBOX[1] });
});

afterEach(() => forget(BUSYBOX.join(':')));

test('the examples are formatted by terraform fmt', async () => {
  expect(await run('terraform', ['fmt', '-recursive', '-list=true', '-write=false', EXAMPLES])).toBe('');
});

test.each(examples)('%s is applied unchanged and imported by its script, and the next plan is empty', async (example) => {
  const terraform = await workspaceOf(example);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect((await terraform.plan()).changes).toEqual([]);

  const script = join(dirname(join(EXAMPLES, example)), 'import.sh');
  const commands = existsSync(script) ? importsOf(readFileSync(script, 'utf8')) : [];
  for (const [address, id] of commands) {
    const { [address]: before } = await terraform.state();
    await terraform.terraform('state', 'rm', address);
    await terraform.terraform('import', '-input=false', address, id);
    expect((await terraform.state())[address]!.id).toBe(before!.id);
  }
  if (commands.length > 0) {
    const { changes } = await terraform.plan();
    expect(changes.flatMap(({ change }) => change.actions)).toEqual(changes.map(() => 'update'));
    expect(changes.flatMap(changedAttributes).filter((name) => !NOT_IMPORTED.includes(name))).toEqual([]);
    expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
    expect((await terraform.plan()).changes).toEqual([]);
  }
  expect(await terraform.destroy()).toMatchObject({ ok: true });
});

test.each(ONLY_PLANNED)('%s is planned', async (example) => {
  const { changes } = await (await workspaceOf(example)).plan();
  expect(changes.flatMap(({ change }) => change.actions)).toEqual(changes.map(() => 'create'));
  expect(changes.length).toBeGreaterThan(0);
});

test.each(ONLY_VALIDATED)('%s is valid', async (example) => {
  expect(await (await workspaceOf(example)).validate()).toMatchObject({ ok: true, diagnostics: [] });
});

test('terraform finds the provider with the CLI configuration that the guide shows', async () => {
  const [block = ''] = /provider_installation \{[\s\S]*?\n {2}\}\n/.exec(readFileSync(join(DOCS, 'guides/errors.md'), 'utf8')) ?? [];
  const workspace = await workspaceWith('resource "docker_volume" "any" {}');
  rmSync(join(workspace.folder, '.terraform'), { recursive: true });
  workspace.write('terraform.rc', block);
  await workspace.terraform('init', '-input=false');
  expect(await workspace.validate()).toMatchObject({ ok: true });
});
