import { BareMachine, changesOf } from './bare-machine';
import { waitUntil } from '../../../dev/machine/wait-until';
import { EnginePackage, HostBootstrap } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';

const pinned = new HostBootstrap({ engine: EnginePackage.distribution('20.10.24') });

let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-packages', { userData: userDataOf(pinned) });
});

afterAll(() => machine?.remove());

/** Has another program hold locks, as apt does, until the file `/run/held` is gone. */
async function hold(...locks: readonly string[]): Promise<void> {
  const program = [
    'import fcntl, os, sys, time',
    'files = [open(path, "w") for path in sys.argv[1:]]',
    'for file in files: fcntl.lockf(file, fcntl.LOCK_EX)',
    'open("/run/held", "w").close()',
    'while os.path.exists("/run/held"): time.sleep(0.1)',
  ].join('\n');
  await machine.run('sh', '-c', `python3 -c '${program}' ${locks.join(' ')} >/dev/null 2>&1 &`);
  await waitUntil('the locks are held', async () => (await machine.try('test', '-e', '/run/held')).exitCode === 0);
}

/** Runs the script while another program holds locks, which ends as soon as the script waits for it. */
async function runWhileHeld(isWaiting: () => Promise<boolean>) {
  const ended = machine.script(pinned.toShellScript());
  await waitUntil('the script waits', isWaiting);
  await machine.run('rm', '/run/held');
  return ended;
}

test('a version stays only as long as the stack names it', async () => {
  const held = () => machine.run('apt-mark', 'showhold');
  expect(await held()).toBe('docker.io\n');
  const free = await machine.script(new HostBootstrap().toShellScript());
  expect(changesOf(free.stdout)).toEqual(['changed: the package docker.io may be updated']);
  expect(await held()).toBe('');
  const again = await machine.script(pinned.toShellScript());
  expect(changesOf(again.stdout)).toEqual(['changed: the package docker.io stays at 20.10.24']);
});

test('an interrupted run of dpkg is completed, as soon as another run has ended', async () => {
  await machine.run('sh', '-c', 'dpkg --unpack /repository/kmod_*.deb');
  await hold('/var/lib/dpkg/lock-frontend', '/var/lib/dpkg/lock');
  const { stdout, exitCode } = await runWhileHeld(async () => (await machine.try('pgrep', '-x', 'apt-get')).exitCode === 0);
  expect(changesOf(stdout)).toEqual(['changed: the packages whose installation had been interrupted']);
  expect(exitCode).toBe(0);
  expect((await machine.script(pinned.toShellScript())).stdout).toMatch(/^Nothing changed/);
});

test('the lists of packages are read as soon as another program has read them', async () => {
  await machine.run('apt-get', 'remove', '-y', '-q', 'nftables');
  await hold('/var/lib/apt/lists/lock');
  const { stdout, exitCode } = await runWhileHeld(async () =>
    (await machine.run('sh', '-c', 'cat /run/berth-work.*/log 2>/dev/null || true')).includes('Could not get lock'));
  expect(changesOf(stdout)).toContain('changed: the package nftables');
  expect(exitCode).toBe(0);
});

test('a package is installed as soon as another program has installed its own', async () => {
  await machine.run('apt-get', 'remove', '-y', '-q', 'nftables');
  await hold('/var/lib/dpkg/lock-frontend');
  const { stdout, exitCode } = await runWhileHeld(async () => (await machine.try('pgrep', '-f', 'apt-get.* install ')).exitCode === 0);
  expect(changesOf(stdout)).toContain('changed: the package nftables');
  expect(exitCode).toBe(0);
});

test('a failure that is no lock ends the script at once, and shows what apt says', async () => {
  await machine.run('sh', '-c', 'apt-get remove -y -q nftables; echo "deb file:/nowhere ./" >/etc/apt/sources.list.d/wrong.list');
  const { stderr, exitCode } = await machine.script(pinned.toShellScript());
  expect(stderr).toMatch(/\/nowhere[^]*\nerror: apt-get update failed\.\n$/);
  expect(exitCode).toBe(1);
});
