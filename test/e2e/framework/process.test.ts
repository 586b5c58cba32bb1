import { ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { testProvider, testWorkspace, until, world } from './test-provider';
import { attempt } from '../support/run';
import { Workspace } from '../support/workspace';

let workspace: Workspace | undefined;

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
});

const SLOW = 'resource "test_thing" "a" {\nname = "a"\ntrouble = "slow"\n}';

/** The providers that run for the workspace. */
function providers(): number[] {
  return readdirSync('/proc').map(Number).filter((pid) => {
    try {
      return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(workspace!.folder)
        && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('terraform-provider-test');
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
}

const ended = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('close', resolve));
const inWorld = (name: string) => path.join(workspace!.folder, 'world', name);

test('Ctrl-C while a thing is made: it is told to stop, finished, and in the state', async () => {
  workspace = await testWorkspace(SLOW);
  const terraform = workspace.start('apply', '-auto-approve', '-input=false', '-no-color');
  const end = ended(terraform);
  await until(() => existsSync(inWorld('started')));
  // To the whole group, as a terminal does.
  process.kill(-terraform.pid!, 'SIGINT');
  await until(() => existsSync(inWorld('stopping')));
  writeFileSync(inWorld('finish'), '');
  await end;
  const [made] = world(workspace);
  expect(made).toMatchObject({ name: 'a' });
  expect(await workspace.state()).toMatchObject({ 'test_thing.a': { id: made!.id } });
});

test('a terraform that is killed leaves no provider behind, and no socket', async () => {
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

describe('a provider that runs already, for a debugger,', () => {
  let provider: ChildProcess;
  let end: Promise<number | null>;
  let variable: string;

  beforeEach(async () => {
    const { file } = await testProvider();
    const child = spawn(process.execPath, [file, '--debug'], { stdio: ['ignore', 'pipe', 'inherit'] });
    provider = child;
    end = ended(child);
    let said = '';
    child.stdout.on('data', (text: Buffer) => said += String(text));
    await until(() => said.includes('Ctrl-C'));
    variable = /TF_REATTACH_PROVIDERS='(.*)'/.exec(said)![1]!;
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

  test('serves each configuration of a command as its own', async () => {
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

  test('does not stop what comes after a command that was stopped', async () => {
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

test('run by hand, it says what it is', async () => {
  const { file } = await testProvider();
  const { exitCode, stdout, stderr } = await attempt(file, [], { env: { TF_PLUGIN_MAGIC_COOKIE: undefined } });
  expect(exitCode).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toContain('This is a Terraform provider: Terraform starts it');
});

const BY_TERRAFORM = { TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2' };

test('run by a Terraform that speaks another protocol, it says so', async () => {
  const { file } = await testProvider();
  const env = { ...BY_TERRAFORM, PLUGIN_PROTOCOL_VERSIONS: '4' };
  expect(await attempt(file, [], { env })).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('speaks plugin protocol 4') });
});

test.each([['there is none', 'nowhere'], ['its name is too long for a socket', 'a'.repeat(100)]])(
  'without a folder for its socket, since %s, it says what to set, and leaves nothing', async (_why, name) => {
    const { file } = await testProvider();
    const parent = mkdtempSync(path.join(tmpdir(), 'framework-'));
    if (name !== 'nowhere') mkdirSync(path.join(parent, name));
    const { exitCode, stdout, stderr } = await attempt(file, [], { env: { ...BY_TERRAFORM, TMPDIR: path.join(parent, name) } });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^panic: Error: there can be no socket for Terraform in .*\. Set TMPDIR to a folder/);
    expect(readdirSync(parent, { recursive: true })).toEqual(name === 'nowhere' ? [] : [name]);
    rmSync(parent, { recursive: true });
  },
);

test('asked to shut down, it answers and goes', async () => {
  workspace = await testWorkspace('resource "test_thing" "a" { name = "a" }', { TF_LOG: 'TRACE', TF_LOG_PATH: 'terraform.log' });
  expect((await workspace.apply()).ok).toBe(true);
  const log = readFileSync(path.join(workspace.folder, 'terraform.log'), 'utf8');
  expect(log).toContain('plugin process exited');
  expect(log).not.toMatch(/plugin failed to exit gracefully|killing it/i);
});
