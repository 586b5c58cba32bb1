import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppliedStack } from './constructs/stack';
import { docker, forget } from './engine/docker';
import { onEngine } from './support/on-engine';
import { removeNamed } from './support/remove-named';
import { run } from './support/run';
import { ResourceChange } from './support/workspace';
import { withPolicyInOneLine } from '../../provider/resources/container/fields/isolation-policy';
import { copyEarlierAssets, earlierStack, earlierState, writeFixtures } from '../applied/fixtures';
import { Inputs, writeInputs } from '../applied/inputs';
import { applied, Defaults, STACK } from '../applied/stack';
import { SynthesizedStack } from '../applied/synthesize';

interface Plan {
  readonly resource_changes: readonly ResourceChange[];
  readonly output_changes: { readonly [name: string]: { readonly actions: readonly string[] } };
}

let folder: string;
let inputs: Inputs;
let stack: AppliedStack;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berth-upgrade-'));
  inputs = await writeInputs(folder);
  stack = new AppliedStack(STACK);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
  // The stack's own folder is two levels below that of its app.
  rmSync(join(stack.folder, '../..'), { recursive: true, force: true });
});

const inStack = (name: string) => join(stack.folder, name);
const terraform = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => run('terraform', args, {
  cwd: stack.folder, env: { TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1', TF_CLI_ARGS: '-no-color', ...env },
});

function synthesize(): void {
  stack.synthesize((within) => applied(within, inputs));
}

async function plan(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Plan> {
  await terraform(['plan', '-input=false', '-out=last.plan', ...args], env);
  return JSON.parse(await terraform(['show', '-json', 'last.plan'])) as Plan;
}

/** Requires a plan that destroys nothing, and then one that changes nothing at all, so that a failure tells the two apart. */
function expectNothingToDo({ resource_changes: resources, output_changes: outputs }: Plan): void {
  const actionsOf = ({ address, change }: ResourceChange) => [address, change.actions, change.before, change.after];
  expect(resources.filter(({ change }) => change.actions.includes('delete')).map(actionsOf)).toEqual([]);
  expect(resources.filter(({ change }) => change.actions.join() !== 'no-op').map(actionsOf)).toEqual([]);
  expect(Object.entries(outputs).filter(([, { actions }]) => actions.join() !== 'no-op')).toEqual([]);
  expect(resources.length).toBeGreaterThan(0);
}

/** What is planned: containers get the aliases of their connections, which the earlier commit did not have. */
const CHANGES = [
  // The earlier commit wrote the expression of an address, and not the address, into a label. Any change of a label replaces a container.
  ['docker_container.Worker_11F36D0F', ['delete', 'create']],
  ['docker_container.host_client_08A23D26', ['update']],
  ['docker_container.host_first_B82D850C', ['update']],
  ['docker_container.host_server_F17CD45E', ['update']],
  // It is written again after each change of a container.
  ['docker_isolation.host_report_7A08D89C', ['delete', 'create']],
];

/**
 * Requires a plan that changes nothing but the aliases and that label. A container that joins a network again may get another address
 * there, but keeps those on its other networks. The label and an output have one of those.
 */
function expectOnlyAliases({ resource_changes: resources, output_changes: outputs }: Plan): void {
  expect(plannedActions(resources)).toEqual(CHANGES);
  const byName = (one: Attachment, other: Attachment) => (one.name < other.name ? -1 : 1);
  const withoutAliases = ({ network_data, networks_advanced: networks, ...values }: Record<string, unknown>) => ({
    ...values, networks_advanced: (networks as Attachment[]).map(({ aliases, ...attachment }) => attachment).sort(byName),
  });
  for (const { change: { before, after } } of resources.filter(({ change }) => change.actions.join() === 'update')) {
    expect(withoutAliases(after!)).toEqual(withoutAliases(before!));
  }
  expect(Object.entries(outputs).filter(([, { actions }]) => actions.join() !== 'no-op')).toEqual([]);
}

interface Attachment {
  readonly name: string;
  readonly aliases?: unknown;
}

function plannedActions(resources: Plan['resource_changes']): unknown[] {
  return resources.filter(({ change }) => change.actions.join() !== 'no-op').map(({ address, change }) => [address, change.actions]).sort();
}

/** Returns what a replacement or a restart of a container would change, except for the worker, and the data in a volume. */
async function running(): Promise<unknown> {
  const containers = await docker.listContainers({ all: true, filters: { name: [STACK] } });
  const others = containers.filter(({ Names: names }) => !names.includes(`/${STACK}-worker`));
  const states = await Promise.all(others.map(async ({ Id: id }) => {
    const { Name: name, State: { StartedAt: startedAt, Status: status } } = await docker.getContainer(id).inspect();
    return [name, id, startedAt, status];
  }));
  return { states: states.sort(), greeting: await inside('server', 'cat', '/data/greeting') };
}

/** Returns the address of the server on the network whose name contains a text. */
async function addressOf(network: string): Promise<string> {
  const { NetworkSettings: { Networks: networks } } = await docker.getContainer(`${STACK}-host-server`).inspect();
  return Object.entries(networks).find(([name]) => name.includes(network))![1].IPAddress;
}

const inside = (name: string, ...command: string[]) => run('docker', ['exec', `${STACK}-host-${name}`, ...command]);

type Resources = Record<string, Record<string, Record<string, unknown>>>;

const mapValues = <T, U>(values: Record<string, T>, convert: (value: T) => U) => (
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, convert(value)])));

/** Returns a stack with its policies in one line: they were blocks, which the provider refuses. */
function withPoliciesInOneLine(stackOfThen: SynthesizedStack): SynthesizedStack {
  const resources = stackOfThen.resource as Resources;
  const docker_isolation = mapValues(resources.docker_isolation!, ({ container, ...report }) => (
    { ...report, container: (container as Record<string, unknown>[]).map(withPolicyInOneLine) }));
  const docker_container = mapValues(resources.docker_container!, withPolicyInOneLine);
  return { ...stackOfThen, resource: { ...resources, docker_container, docker_isolation } as SynthesizedStack['resource'] };
}

if (process.env.UPDATE_FIXTURES === '1') {
  test('writes the fixtures with this commit', async () => {
    synthesize();
    try {
      await stack.apply();
      expectNothingToDo(await plan());
      const { DockerRootDir: dataRoot } = await docker.info() as { DockerRootDir: string };
      await writeFixtures(stack.folder, { address: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock', dataRoot });
    } finally {
      await stack.destroy();
    }
  });
} else {
  test('a stack that an earlier commit synthesized stays on the engine as it is, and is destroyed completely', async () => {
    // Writes the provider of this commit. The earlier one is not kept.
    synthesize();
    const { terraform: settings } = JSON.parse(readFileSync(inStack('cdk.tf.json'), 'utf8')) as SynthesizedStack;
    writeFileSync(inStack('cdk.tf.json'), JSON.stringify({ ...withPoliciesInOneLine(earlierStack('berth')), terraform: settings }));
    copyEarlierAssets(stack.folder);
    try {
      await stack.apply();
      const objects = await onEngine(STACK);
      expect(objects).not.toEqual([]);
      const before = await running();

      synthesize();
      await stack.initialize();
      expectOnlyAliases(await plan());
      await terraform(['apply', '-input=false', 'last.plan']);
      expect(await onEngine(STACK)).toEqual(objects);
      expect(await running()).toEqual(before);
      expect(await inside('client', 'nslookup', 'server')).toContain(`Address: ${await addressOf('host-client-host-server')}`);
      expect((await docker.getContainer(`${STACK}-worker`).inspect()).Config.Labels.ip).toBe(await addressOf('host-open'));
      expectNothingToDo(await plan());

      await stack.destroy();
      expect(await onEngine(STACK)).toEqual([]);
    } finally {
      await removeNamed(STACK);
      await forget(`${STACK}:archive`);
    }
  });

  test('a state that an earlier commit wrote plans what is decided to change, without an engine', async () => {
    const planned = async (defaults?: Defaults) => {
      stack.synthesize((within) => applied(within, inputs, defaults));
      return plan(['-refresh=false'], { DOCKER_HOST: `unix://${join(folder, 'no-engine.sock')}` });
    };
    synthesize();
    writeFileSync(inStack('terraform.tfstate'), earlierState());
    await stack.initialize();
    expectOnlyAliases(await planned());

    // Only the network without a level is replaced, with its one container: record 50. The new defaults of images and volumes keep data.
    expect(plannedActions((await planned({})).resource_changes)).toEqual([
      ['docker_container.OtherHost_job_2A286CA7', ['delete', 'create']],
      ...CHANGES,
      ['docker_image_import.host_Images_image_5322BDD3', ['update']],
      ['docker_image_import.host_Images_rootfs_B8C8A2BB', ['update']],
      ['docker_network.OtherHost_net_66B35ED2', ['delete', 'create']],
      ['docker_volume.host_data_BB00A684', ['update']],
      ['docker_volume.host_tools_B9F8576A', ['update']],
    ].sort());
  });
}
