import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INNER_PORT, SshMachine } from './ssh-machine';
import {
  BaseImage, EnginePackage, FirewallRule, HostBootstrap, HostBootstrapProps, HostDefault, HostDeviation, Size, SshHost, SshHostProps,
} from '../../../src';
import { fingerprintOf, parseHostKeys } from '../../../src/shared/ssh-host-key';
import { AppliedStack } from '../constructs/stack';
import { attempt, run } from '../support/run';

const NAME = 'e2e-ssh-host';
const WEB = `${NAME}-machine-web`;

const stack = new AppliedStack(NAME);
const folder = mkdtempSync(join(tmpdir(), 'berth-ssh-host-'));
const busybox = join(folder, 'busybox.tar');

let machine: SshMachine;
let connection: { hostname: string; hostKey: string; identityFile: string; user: string };
let innerHostKey: string;

beforeAll(async () => {
  machine = await SshMachine.start(NAME);
  connection = {
    hostname: await machine.address(), hostKey: await machine.hostKey(), identityFile: machine.identityFile, user: 'root',
  };
  innerHostKey = await machine.innerHostKey();
  await run('docker', ['save', '--output', busybox, 'busybox:latest']);
});

afterAll(async () => {
  await machine.remove();
  rmSync(folder, { recursive: true });
});

/** What the machine becomes. Its engine must not take the addresses of the network that the machine is in. */
const bootstrapOf = (props: HostBootstrapProps = {}) => new HostBootstrap({
  addressPools: [{ base: '10.90.0.0/16', size: 24 }],
  users: [{ name: 'deploy', authorizedKeys: [machine.publicKey], usesEngine: true, sudo: true }],
  deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'A container that is a machine can make none.')],
  ...props,
});

/** A host with a container. */
const synthesize = (props: Partial<SshHostProps> = {}) => stack.synthesize((within) => {
  const host = new SshHost(within, 'machine', { ...connection, bootstrap: bootstrapOf(), ...props });
  host.addContainer('web', { image: BaseImage.fromArchive(busybox), memory: Size.mebibytes(64), command: ['sleep', '100000'] });
});

/** The user deploy through the jump host. */
const throughJumpHost = () => ({
  hostname: '127.0.0.1', port: INNER_PORT, hostKey: innerHostKey, user: 'deploy', sudo: true, jumpHost: connection,
});

/** What a stack reports that has nothing but a host. */
async function diagnoseAlone(props: Partial<SshHostProps>): Promise<string[]> {
  const alone = new AppliedStack(`${NAME}-alone`);
  alone.synthesize((within) => new SshHost(within, 'machine', { ...connection, ...props }));
  return alone.diagnose();
}

const fingerprint = (key: string) => fingerprintOf(parseHostKeys(key)![0]!);
const isBare = async () => (await machine.bare.try('sh', '-c', 'command -v dockerd || ls -d /var/lib/berth')).stdout === '';
const containers = async () => (await machine.bare.run('docker', 'ps', '--format', '{{.ID}} {{.Names}}')).trim();

describe('nothing runs', () => {
  afterEach(async () => expect(await isBare()).toBe(true));

  test('on a machine with another host key', async () => {
    const [problem] = await diagnoseAlone({ hostKey: innerHostKey });
    expect(problem).toContain(`The machine ${connection.hostname} does not show the pinned host key, so nothing was sent to it.\n`
      + `  Expected: ${fingerprint(innerHostKey)} (ssh-ed25519)\n  Got:      ${fingerprint(connection.hostKey)}\n`);
  });

  test('through a jump host with another host key', async () => {
    const jumpHost = { ...connection, hostKey: innerHostKey };
    const [problem] = await diagnoseAlone({ ...throughJumpHost(), user: 'root', sudo: false, jumpHost });
    expect(problem).toContain(`The jump host ${connection.hostname} does not show the pinned host key, so nothing was sent to it.\n`
      + `  Expected: ${fingerprint(innerHostKey)} (ssh-ed25519)\n  Got:      ${fingerprint(connection.hostKey)}\n`);
    expect(await machine.accepted()).toBe(0);
  });

  test('for a user who is not root, and for one without sudo', async () => {
    await machine.authorize('plain');
    expect(await diagnoseAlone({ user: 'plain' })).toEqual([expect.stringContaining(
      `The script has to run as root on ssh://plain@${connection.hostname}\nThe user plain is not root. Set \`sudo\` to true`)]);
    expect(await diagnoseAlone({ user: 'plain', sudo: true })).toEqual([expect.stringContaining(
      `The machine has no sudo on ssh://plain@${connection.hostname}\nInstall the package sudo there, or log in as root`)]);
  });
});

test('a plan shows the script and connects to nothing', async () => {
  synthesize({ ...throughJumpHost(), user: 'root', sudo: false });
  await stack.initialize();
  const { stdout, exitCode } = await stack.plan();
  expect(exitCode).toBe(2);
  expect(stdout).toContain('# docker_host_bootstrap.machine_Bootstrap');
  expect(stdout).toContain('This script changes the machine, so it has to run as root.');
  expect(stdout).toMatch(new RegExp(`\\+ machine += "ssh://root@127.0.0.1:${INNER_PORT}"`));
  expect(await machine.accepted()).toBe(0);
});

test('one apply bootstraps the machine and fills it, over one connection', async () => {
  synthesize({ ...throughJumpHost(), user: 'root', sudo: false });
  await stack.apply();
  expect(await containers()).toMatch(new RegExp(`^\\w+ ${WEB}$`));
  expect(await machine.accepted()).toBe(1);
  expect(await stack.isUpToDate()).toBe(true);
});

test('a user with sudo bootstraps it, too, and its containers stay', async () => {
  const before = await containers();
  synthesize(throughJumpHost());
  expect((await stack.tryApply()).stdout).toContain(`ssh://root@127.0.0.1:${INNER_PORT}" -> "ssh://deploy@127.0.0.1:${INNER_PORT}"`);
  expect(await containers()).toBe(before);
  expect(await stack.isUpToDate()).toBe(true);
});

test('sudo that wants a password is an error that says what to do', async () => {
  const [problem] = await diagnoseAlone({ user: 'plain', sudo: true });
  expect(problem).toContain(`sudo wants a password on ssh://plain@${connection.hostname}\n`);
  expect(problem).toContain('"plain ALL=(ALL) NOPASSWD: ALL"');
});

test('a user who may not use the engine is told so', async () => {
  await machine.bare.run('sh', '-c', 'echo "plain ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/plain');
  const [problem] = await diagnoseAlone({ user: 'plain', sudo: true, bootstrap: bootstrapOf() });
  expect(problem).toContain('was reached, but not the socket /var/run/docker.sock there.');
  expect(problem).toContain('group `docker`');
});

test('another script runs on the machine, and the next plan is empty', async () => {
  const props = { ...throughJumpHost(), bootstrap: bootstrapOf({ openPorts: [FirewallRule.tcp(9100)] }) };
  synthesize(props);
  const before = await containers();
  expect((await stack.plan()).stdout).toMatch(/~ script_sha256 += "/);
  await stack.apply();
  expect(await machine.bare.run('nft', 'list', 'table', 'inet', 'berth')).toContain('9100');
  expect(await containers()).toBe(before);
  expect(await stack.isUpToDate()).toBe(true);
});

test('a script that fails shows the end of its output, and the next apply completes it', async () => {
  synthesize({ ...throughJumpHost(), bootstrap: bootstrapOf({ engine: EnginePackage.distribution('99.1.2') }) });
  const problems = (await stack.diagnose()).join('\n');
  expect(problems).toContain(`The script failed on ssh://deploy@127.0.0.1:${INNER_PORT}`);
  expect(problems).toContain('error: There is no package docker.io 99.1.2, only:');
  synthesize(throughJumpHost());
  expect((await stack.plan()).exitCode).toBe(2);
  await stack.apply();
  expect(await stack.isUpToDate()).toBe(true);
});

test('a machine that was reinstalled, and whose new key is pinned, is bootstrapped and filled again by one apply', async () => {
  const before = await containers();
  await machine.reinstall();
  connection = { ...connection, hostname: await machine.address() };
  const synthesizeAgain = () => synthesize({ ...throughJumpHost(), user: 'root', sudo: false });
  synthesizeAgain();
  expect((await stack.diagnose()).join('\n')).toContain(`Got:      ${fingerprint(await machine.hostKey())}\n`);
  connection = { ...connection, hostKey: await machine.hostKey() };
  synthesizeAgain();
  const { stdout } = await stack.plan();
  expect(stdout).toContain('Plan: 2 to add, 1 to change, 0 to destroy.');
  expect(await stack.tryApply()).toMatchObject({ exitCode: 0 });
  expect(await containers()).toMatch(new RegExp(`^\\w+ ${WEB}$`));
  expect(await containers()).not.toBe(before);
  expect(await stack.isUpToDate()).toBe(true);
});

test('a machine that does not answer fails a plan, which says what to do', async () => {
  await machine.down();
  const { exitCode, stderr } = await stack.plan();
  await machine.up();
  expect(exitCode).toBe(1);
  expect(stderr.replace(/\s*[│╷╵]\s*/g, ' ')).toMatch(/terraform\s+state\s+rm\s+ADDRESS/);
  expect(await stack.isUpToDate()).toBe(true);
});

test('a machine that does not answer is no obstacle to forgetting its bootstrap', async () => {
  const alone = new AppliedStack(`${NAME}-gone`);
  alone.synthesize((within) => new SshHost(within, 'machine', { ...connection, bootstrap: bootstrapOf() }));
  await alone.apply();
  await machine.down();
  const options = ['-auto-approve', '-input=false', '-no-color'];
  const refreshed = await attempt('terraform', ['destroy', ...options], { cwd: alone.folder });
  const blind = await attempt('terraform', ['destroy', '-refresh=false', ...options], { cwd: alone.folder });
  await machine.up();
  expect(refreshed.stderr).toContain('Connection refused');
  expect(blind.stdout).toContain(`Warning: ssh://root@${connection.hostname} stays as it is`);
  await alone.destroy();
});

test('destroying it removes what was on the engine, and leaves the machine', async () => {
  const output = await run('terraform', ['destroy', '-auto-approve', '-input=false', '-no-color'], { cwd: stack.folder });
  expect(output).toContain(`Warning: ssh://root@127.0.0.1:${INNER_PORT} stays as it is`);
  expect(await machine.bare.run('docker', 'ps', '-aq')).toBe('');
  expect(await machine.bare.run('cat', '/var/lib/berth/host-bootstrap.sha256')).toMatch(/^[0-9a-f]{64}\n$/);
  await stack.destroy();
});
