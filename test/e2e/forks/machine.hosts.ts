import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideCurrentGvisor } from '../../../dev/gvisor/provide-current-gvisor';
import { waitUntil } from '../../../dev/machine/wait-until';
import { HostBootstrap, HostRuntime } from '../../../src';
import { BareMachine } from '../bootstrap/bare-machine';
import { Authority } from '../engine/certificates';
import { docker } from '../engine/docker';
import { Managed } from '../resources/managed';
import { TEST_STATE } from '../support/engine';

/*
 * A machine with an engine, gVisor and the program of forks from HostBootstrap alone. It downloads gVisor from a server of this test.
 */
const NAME = 'berth-e2e-fork-machine';
const CLONE = 'e2e-machine-fork';

/** Is ready after two seconds, and has a number that it made at random. */
const APPLICATION = 'cat /proc/sys/kernel/random/uuid >/tmp/born; sleep 2; touch /tmp/ready; while :; do sleep 0.1; done';

let machine: BareMachine;
let server: Server;
let set: Managed;
const folder = mkdtempSync(join(tmpdir(), 'berth-fork-machine-'));
const SOCKET = join(folder, 'docker.sock');

beforeAll(async () => {
  const runsc = await provideCurrentGvisor(TEST_STATE.cache);
  machine = await BareMachine.start(NAME);
  const { NetworkSettings: { Networks: { bridge } } } = await docker.getContainer(NAME).inspect();
  const gateway = bridge!.Gateway;
  const authority = await Authority.create(join(folder, 'authority'));
  const own = await authority.issue(join(folder, 'server'), `subjectAltName = IP:${gateway}\nextendedKeyUsage = serverAuth\n`);
  const [key, cert, ca] = ['key.pem', 'cert.pem', 'ca.pem'].map((name) => readFileSync(join(own, name)));
  server = createServer({ key, cert }, (_, response) => { createReadStream(runsc).pipe(response); });
  await new Promise<void>((resolve) => { server.listen(0, gateway, resolve); });
  await machine.write('/root/ca.pem', ca!);
  await machine.write('/root/.curlrc', 'cacert = /root/ca.pem\n');
  const { port } = server.address() as AddressInfo;
  const sha256 = createHash('sha256').update(readFileSync(runsc)).digest('hex');
  const gvisor = HostRuntime.gvisor({ forks: true, download: { url: `https://${gateway}:${port}/runsc`, sha256 } });
  const { exitCode, stderr } = await machine.script(new HostBootstrap({ runtimes: [gvisor] }).toShellScript());
  if (exitCode !== 0) throw new Error(stderr);
  await machine.loadBusybox();
  await connect();
  set = new Managed('docker_clone_set', `unix://${SOCKET}`);
}, 900_000);

afterAll(async () => {
  server?.close();
  await machine?.remove();
  rmSync(folder, { recursive: true });
});

/** Makes the engine of the machine answer at `SOCKET`. */
async function connect(): Promise<void> {
  const { State: { Pid: pid } } = await docker.getContainer(NAME).inspect();
  rmSync(SOCKET, { force: true });
  symlinkSync(`/proc/${pid}/root/run/docker.sock`, SOCKET);
}

const config = (replicas: number) => ({
  name: CLONE,
  replicas,
  host: [{ name: 'here' }],
  fork: [{
    ready: [{ command: ['test', '-e', '/tmp/ready'] }],
    after_fork: [{ command: ['sh', '-c', 'cat /proc/sys/kernel/random/uuid >/tmp/own'] }],
  }],
  template: [{
    image: 'busybox:latest',
    command: ['sh', '-c', APPLICATION],
    runtime: 'runsc',
    restart: 'always',
    destroy_grace_seconds: 0,
    must_run_for: 0,
  }],
});

const read = (clone: number, file: string) => machine.run('docker', 'exec', `${CLONE}-${clone}`, 'cat', `/tmp/${file}`);

test('a set starts as forks on a machine that HostBootstrap made', async () => {
  await set.apply(config(3));
  expect(set.values).toMatchObject({ complete: true, summary: '3 of 3 run as described' });
  const born = await Promise.all([0, 1, 2].map((clone) => read(clone, 'born')));
  const own = await Promise.all([0, 1, 2].map((clone) => read(clone, 'own')));
  expect([new Set(born).size, new Set(own).size]).toEqual([1, 3]);
  expect(await machine.run('stat', '-c', '%U %a', '/var/lib/berth/forks')).toBe('root 700\n');
});

test('after a restart of the machine, they are forks again, others under gVisor run, and an apply has nothing to do', async () => {
  const [born, own] = [await read(0, 'born'), await read(0, 'own')];
  await machine.run('docker', 'run', '--detach', '--runtime', 'runsc', '--restart', 'always', 'busybox:latest', 'sleep', '1000');
  await machine.restart();
  await waitUntil('all clones run', async () => (await machine.run('docker', 'ps', '-q')).trim().split('\n').length === 4, 120);
  expect(await read(0, 'born')).toBe(born);
  expect(await read(0, 'own')).not.toBe(own);
  await connect();
  await set.refresh();
  expect(set.values.summary).toBe('3 of 3 run as described');
  expect(await set.plan(config(3))).toEqual({ action: 'none', changed: [] });
  await set.destroy();
  expect(await machine.run('ls', '-A', '/var/lib/berth/forks')).toBe('');
});
