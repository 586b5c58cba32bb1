import { ChildProcess, spawn } from 'node:child_process';
import {
  existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmdirSync, rmSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { testProvider, testWorkspace, until, world } from './test-provider';
import { which } from '../../../dev/machine/which';
import { provideNode } from '../../../dev/node/provide-node';
import { TEST_STATE } from '../support/engine';
import { attempt } from '../support/run';
import { Workspace } from '../support/workspace';

let workspace: Workspace | undefined;

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
});

const SLOW = 'resource "test_thing" "a" {\nname = "a"\ntrouble = "slow"\n}';

/** Returns the process ids of the workspace's running providers. */
function providers(): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    try {
      return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(workspace!.folder)
        && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-test');
    } catch {
      // The process has ended in the meantime.
      return false;
    }
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));
const inWorld = (name: string) => path.join(workspace!.folder, 'world', name);

test('after Ctrl-C during a creation, the resource gets the signal to stop, finishes, and is in the state', async () => {
  workspace = await testWorkspace(SLOW);
  const terraform = workspace.start('apply', '-auto-approve', '-input=false', '-no-color');
  const end = ended(terraform);
  await until(() => existsSync(inWorld('started')));
  // A terminal sends the signal to the whole process group.
  process.kill(-terraform.pid!, 'SIGINT');
  await until(() => existsSync(inWorld('stopping')));
  writeFileSync(inWorld('finish'), '');
  await end;
  const [made] = world(workspace);
  expect(made).toMatchObject({ name: 'a' });
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { id: made!.id } });
});

test('a killed Terraform leaves no provider and no socket behind', async () => {
  const sockets = mkdtempSync(path.join(tmpdir(), 'framework-'));
  workspace = await testWorkspace(SLOW, { TMPDIR: sockets });
  const terraform = workspace.start('apply', '-auto-approve', '-input=false', '-no-color');
  const end = ended(terraform);
  await until(() => existsSync(inWorld('started')));
  expect(providers()).toHaveLength(1);
  expect(readdirSync(sockets)).toEqual([expect.stringMatching(/^plugin/)]);
  terraform.kill('SIGKILL');
  await end;
  await until(() => providers().length === 0);
  expect(readdirSync(sockets)).toEqual([]);
  rmdirSync(sockets);
});

describe('a running provider, started with --debug,', () => {
  let provider: ChildProcess;
  let end: Promise<number | null>;
  let variable: string;

  beforeEach(async () => {
    const { file } = await testProvider();
    const child = spawn(process.execPath, [file, '--debug'], { stdio: ['ignore', 'pipe', 'inherit'] });
    provider = child;
    end = ended(child);
    let output = '';
    child.stdout.on('data', (text: Buffer) => output += String(text));
    await until(() => output.includes('Ctrl-C'));
    variable = /TF_REATTACH_PROVIDERS='(.*)'/.exec(output)![1]!;
  });

  afterEach(async () => {
    provider.kill('SIGINT');
    expect(await end).toBe(0);
  });

  test('serves one command after the other', async () => {
    workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }', { TF_REATTACH_PROVIDERS: variable });
    expect((await workspace.apply()).ok).toBe(true);
    expect((await workspace.plan()).changes).toEqual([]);
    expect(providers()).toEqual([]);
    await workspace.remove();
    workspace = undefined;
    expect(provider.exitCode).toBeNull();
  });

  test('serves each provider configuration of a command separately', async () => {
    const two = `provider "test" { folder = "\${abspath(path.module)}/world" }
      provider "test" {
        alias = "other"
        folder = "\${abspath(path.module)}/other"
      }
      resource "test_thing" "a" { name = "a" }
      resource "test_thing" "b" {
        provider = test.other
        name = "b"
      }`;
    workspace = await Workspace.create(two, { provider: await testProvider(), env: { TF_REATTACH_PROVIDERS: variable } });
    expect((await workspace.apply()).ok).toBe(true);
    expect(world(workspace)).toEqual([expect.objectContaining({ name: 'a' })]);
    expect((await workspace.plan()).changes).toEqual([]);
    await workspace.remove();
    workspace = undefined;
  });

  test('is not stopped by an earlier command that was interrupted', async () => {
    const absolute = (body: string) => `provider "test" { folder = "\${abspath(path.module)}/world" }\n${body}`;
    workspace = await Workspace.create(absolute(SLOW), { provider: await testProvider(), env: { TF_REATTACH_PROVIDERS: variable } });
    for (const round of [1, 2]) {
      const terraform = workspace.start('apply', '-auto-approve', '-input=false', '-no-color', '-replace=test_thing.a');
      const stopped = ended(terraform);
      await until(() => existsSync(inWorld('started')));
      expect([round, existsSync(inWorld('stopping'))]).toEqual([round, false]);
      process.kill(-terraform.pid!, 'SIGINT');
      await until(() => existsSync(inWorld('stopping')));
      writeFileSync(inWorld('finish'), '');
      await stopped;
      for (const name of ['started', 'stopping', 'finish']) rmSync(inWorld(name));
    }
    await workspace.remove();
    workspace = undefined;
  });
});

describe('with the bundled provider, Terraform shows what is missing', () => {
  // Node 14 can't parse the bundle. Node 18 could.
  test.each([undefined, '14.21.3', '18.20.8'])('with Node %s', async (version) => {
    const folder = version === undefined ? '/nowhere' : await provideNode(version, TEST_STATE.cache);
    workspace = await Workspace.create({ resource: { docker_network: { web: { name: 'web' } } } });
    const { exitCode, stderr } = await attempt(which('terraform')!, ['plan', '-input=false', '-no-color'], {
      cwd: workspace.folder, env: { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: 'terraform.rc', PATH: folder },
    });
    const found = version === undefined
      ? `no folder in PATH (${folder}) has a program node` : `${folder}/node has version ${version}`;
    expect(exitCode).toBe(1);
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      `Unsupported plugin protocol "the provider berth/docker needs Node.js 20 or newer, but ${found}. `
      + 'Install it (https://nodejs.org), or put its folder first in PATH, and run the command again".',
    );
    expect(stderr).not.toContain('architecture');
  });
});

test('explains what it is if it is run by hand', async () => {
  const { file } = await testProvider();
  const { exitCode, stdout, stderr } = await attempt(file, [], { env: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('This is a Terraform provider. Terraform starts it');
});

const BY_TERRAFORM = { TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2' };

test('rejects a Terraform that supports only other protocols', async () => {
  const { file } = await testProvider();
  const env = { ...BY_TERRAFORM, PLUGIN_PROTOCOL_VERSIONS: '4' };
  expect(await attempt(file, [], { env })).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('supports plugin protocol 4') });
});

test.each([['does not exist', 'nowhere'], ['has a path that is too long for a socket', 'a'.repeat(100)]])(
  'explains what to set if the folder for its socket %s, and leaves no files', async (_why, name) => {
    const { file } = await testProvider();
    const parent = mkdtempSync(path.join(tmpdir(), 'framework-'));
    if (name !== 'nowhere') mkdirSync(path.join(parent, name));
    const { exitCode, stdout, stderr } = await attempt(file, [], { env: { ...BY_TERRAFORM, TMPDIR: path.join(parent, name) } });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^panic: Error: can't create a socket for Terraform in .*\. Set TMPDIR to an existing, writable folder/);
    expect(readdirSync(parent, { recursive: true })).toEqual(name === 'nowhere' ? [] : [name]);
    rmSync(parent, { recursive: true });
  },
);

test('responds to the request to shut down, and exits', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }', { TF_LOG: 'TRACE', TF_LOG_PATH: 'terraform.log' });
  expect((await workspace.apply()).ok).toBe(true);
  const log = readFileSync(path.join(workspace.folder, 'terraform.log'), 'utf8');
  expect(log).toContain('plugin process exited');
  expect(log).not.toMatch(/plugin failed to exit gracefully|killing it/i);
});
