import { ContainerInspectInfo } from 'dockerode';
import { apply, changes, container, inspect, PREFIX } from './terraform-container';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(PREFIX);

/** Spellings and settings for which kreuzwerker/docker plans a change or a replacement every time. */
const SPELLINGS: Readonly<Record<string, string>> = {
  'cpus-one': 'cpus = "1"',
  'cpus-zeros': 'cpus = "0.50"',
  'cpus-bare': 'cpus = ".5"',
  'add': 'capabilities { add = ["NET_ADMIN"] }',
  'drop': 'capabilities { drop = ["all"] }',
  'directory': 'working_dir = "/tmp/"',
  'two-ports': `
    ports {
      internal = 80
      external = 21580
    }
    ports {
      internal = 80
      external = 21581
    }`,
  'two-families': `
    ports {
      internal = 80
      external = 21582
      ip       = "0.0.0.0"
    }
    ports {
      internal = 80
      external = 21582
      ip       = "::"
    }`,
  'minutes': 'healthcheck {\n test = ["CMD", "true"]\n interval = "1m"\n }',
  'seconds': 'healthcheck {\n test = ["CMD", "true"]\n interval = "90s"\n }',
  'milliseconds': 'healthcheck {\n test = ["CMD", "true"]\n interval = "1500ms"\n }',
  'memory': 'memory = 64',
};

test('plans no change for any spelling after an apply', async () => {
  const terraform = await workspaceWith(Object.entries(SPELLINGS).map(([name, body]) => container(name, body)).join('\n'));
  await apply(terraform);
  expect(await changes(terraform)).toEqual({});
});

/** Edits that kreuzwerker/docker reports as applied without changing anything. */
const EDITS: Readonly<Record<string, readonly [before: string, after: string, actual: (container: ContainerInspectInfo) => unknown]>> = {
  'health': [
    'healthcheck {\n test = ["CMD", "true"]\n }', 'healthcheck {\n test = ["CMD", "false"]\n }', ({ Config }) => Config.Healthcheck!.Test,
  ],
  'init': ['init = false', 'init = true', ({ HostConfig }) => HostConfig.Init],
  'no-env': ['env = ["A=1"]', '', ({ Config }) => Config.Env],
  'no-labels': ['labels {\n label = "a"\n value = "1"\n }', '', ({ Config }) => Config.Labels],
  'no-hostname': ['hostname = "given"', '', ({ Config }) => Config.Hostname],
  'tmpfs': ['tmpfs = { "/run" = "size=1m" }', 'tmpfs = { "/run" = "size=2m" }', ({ HostConfig }) => HostConfig.Tmpfs],
};

test('applies every edit, including removals, on the engine', async () => {
  const all = (which: 0 | 1) => Object.entries(EDITS).map(([name, edit]) => container(name, edit[which])).join('\n');
  const terraform = await workspaceWith(all(0));
  await apply(terraform);
  const before = new Map(
    await Promise.all(Object.entries(EDITS).map(async ([name, [, , actual]]) => [name, actual(await inspect(name))] as const)),
  );
  terraform.configure(all(1));
  expect(await changes(terraform)).toEqual(Object.fromEntries(Object.keys(EDITS).map((name) => [
    `docker_container.${name}`, ['delete', 'create'],
  ])));
  await apply(terraform);
  for (const [name, [, , actual]] of Object.entries(EDITS)) {
    expect([name, actual(await inspect(name))]).not.toEqual([name, before.get(name)]);
  }
  expect((await inspect('no-hostname')).Config.Hostname).toBe((await inspect('no-hostname')).Id.slice(0, 12));
  expect(await changes(terraform)).toEqual({});
});
