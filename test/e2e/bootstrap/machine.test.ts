import { BareMachine, changesOf, errorsOf, SCRIPT } from './bare-machine';
import { EVIDENCE } from './cis-evidence';
import { LoopDisk } from './loop-disk';
import {
  CisStatus, DataDisk, DiskFileSystem, EnginePackage, FirewallRule, HostBootstrap, HostBootstrapProps, HostLogging, HostRuntime,
} from '../../../src';
import { EVERYTHING, fileIn, KEY, userDataOf } from '../../bootstrap/samples';
import { docker } from '../engine/docker';
import { attempt } from '../support/run';

const NAME = 'berth-e2e-bootstrap';

let disk: LoopDisk;
let props: HostBootstrapProps;
let machine: BareMachine;

beforeAll(async () => {
  disk = await LoopDisk.create();
  props = {
    engine: EnginePackage.distribution('20.10.24'),
    runtimes: [HostRuntime.gvisor({ options: ['--platform=ptrace'] })],
    dataDisk: DataDisk.of(disk.device),
    addressPools: [{ base: '10.90.0.0/16', size: 24 }],
    users: [{ name: 'deploy', authorizedKeys: [KEY], usesEngine: true, sudo: true }],
    openPorts: [FirewallRule.tcp(9100)],
  };
  machine = await BareMachine.start(NAME, { userData: userDataOf(new HostBootstrap(props)), disk: disk.device });
});

afterAll(async () => {
  await machine.remove();
  await disk.remove();
});

const pids = () => machine.run('pidof', 'dockerd', 'containerd');

test('cloud-init turns a bare machine into a container host', async () => {
  expect(JSON.parse(await machine.run('cat', '/run/cloud-init/result.json')).v1.errors).toEqual([]);
  const output = await machine.run('cat', '/var/log/cloud-init-output.log');
  expect(changesOf(output)).toEqual(expect.arrayContaining([
    'changed: the file system on ' + disk.device, 'changed: /etc/docker/daemon.json', 'changed: the user deploy',
    'changed: the package docker.io stays at 20.10.24',
  ]));
  expect(output).toMatch(/\n\d+ changes, \d+ warnings\.\n/);
});

test('a second run changes nothing, and says so', async () => {
  await machine.write(SCRIPT, new HostBootstrap(props).toShellScript());
  const [files, processes] = [await machine.files(), await pids()];
  const { exitCode, stdout } = await machine.try('sh', SCRIPT);
  expect(stdout).toMatch(/^Nothing changed, \d+ warnings\.\n$/);
  expect(exitCode).toBe(0);
  expect(await machine.files()).toEqual(files);
  expect(files.length).toBeGreaterThan(5_000);
  expect(await pids()).toBe(processes);
});

test('what a container can\'t have is a warning, not an error', async () => {
  const { stderr } = await machine.script(new HostBootstrap(props).toShellScript());
  const unlike = stderr.trim().split('\n').filter((line) => !/^warning: The (kernel (module|setting) |rules of the audit)/.test(line));
  expect(unlike).toEqual([]);
});

test('the engine answers with the configuration in force', async () => {
  const info = JSON.parse(await machine.run('docker', 'info', '--format', '{{json .}}'));
  expect(info).toMatchObject({
    ServerVersion: expect.stringMatching(/^20\.10\.24/),
    Driver: 'overlay2',
    LoggingDriver: 'json-file',
    LiveRestoreEnabled: true,
    ExperimentalBuild: false,
    DefaultAddressPools: [{ Base: '10.90.0.0/16', Size: 24 }],
    DockerRootDir: expect.stringMatching(/^\/var\/lib\/docker\/\d+\.\d+$/),
  });
  expect(info.Runtimes.runsc).toEqual({ path: '/usr/bin/runsc', runtimeArgs: ['--platform=ptrace'] });
  expect(await machine.run('findmnt', '-n', '-o', 'SOURCE', '/var/lib/docker')).toBe(`${disk.device}\n`);
});

test('the user logs in with the key, and may use the engine', async () => {
  expect(await machine.run('cat', '/home/deploy/.ssh/authorized_keys')).toBe(`${KEY}\n`);
  const folder = '/home/deploy/.ssh';
  expect(await machine.run('stat', '-c', '%U %a', folder, `${folder}/authorized_keys`)).toBe('deploy 700\ndeploy 600\n');
  expect(await machine.run('runuser', '-u', 'deploy', '--', 'docker', 'ps', '-q')).toBe('');
  expect(await machine.run('runuser', '-u', 'deploy', '--', 'sudo', '-n', 'id', '-u')).toBe('0\n');
});

test('the firewall lets in what is open, and nothing else', async () => {
  const { NetworkSettings } = await docker.getContainer(NAME).inspect();
  const address = NetworkSettings.Networks.bridge!.IPAddress;
  for (const port of ['9100', '9200']) await machine.run('sh', '-c', `python3 -m http.server ${port} >/dev/null 2>&1 &`);
  const reaches = async (port: number) => {
    const connect = ['sh', '-c', `echo | nc -w 3 ${address} ${port}`];
    return (await attempt('docker', ['run', '--rm', 'busybox:latest', ...connect])).exitCode === 0;
  };
  expect([await reaches(22), await reaches(9100), await reaches(9200)]).toEqual([true, true, false]);
});

test('nft accepts every kind of rule', async () => {
  await machine.write('/root/firewall.nft', fileIn(new HostBootstrap(EVERYTHING).toShellScript(), '/etc/berth/firewall.nft')!);
  expect(await machine.run('cat', '/root/firewall.nft')).toContain('ip saddr { 10.2.0.0/16 } meta l4proto esp accept');
  expect(await machine.run('nft', '--check', '--file', '/root/firewall.nft')).toBe('');
});

describe('CIS Docker Benchmark', () => {
  const hardened = () => new HostBootstrap(props).cisChecks;

  test.each(new HostBootstrap({ dataDisk: DataDisk.of('/dev/vdb') }).cisChecks.filter(({ status }) => status === CisStatus.PASSES)
    .map(({ id, title }) => [id, title]))('%s, %s: the machine passes', async (id) => {
    expect(hardened().find((check) => check.id === id)?.status).toBe(CisStatus.PASSES);
    expect(await EVIDENCE[id]!(machine)).toBe(true);
  });

  test('what does not pass says why', () => {
    const explained = hardened().filter(({ reason }) => reason !== undefined);
    console.log(explained.map(({ id, title, status, reason }) => `${id} ${title}: ${status}, ${reason}`).join('\n'));
    expect(hardened().filter(({ status }) => status === CisStatus.OFF).map(({ id }) => id)).toEqual(['2.1', '2.12', '2.13']);
  });
});

test('another configuration changes what differs, and the engine uses it', async () => {
  const logging = HostLogging.remote('syslog', { 'syslog-address': 'udp://127.0.0.1:514' });
  const { stdout } = await machine.script(new HostBootstrap({ ...props, logging }).toShellScript());
  expect(changesOf(stdout)).toEqual(['changed: /etc/docker/daemon.json', 'changed: the service docker restarted']);
  expect(await EVIDENCE['2.13']!(machine)).toBe(true);
});

test('what somebody changed by hand is repaired', async () => {
  await machine.run('chmod', '666', '/etc/docker/daemon.json');
  await machine.run('nft', 'delete', 'table', 'inet', 'berth');
  await machine.run('sh', '-c', 'echo ssh-ed25519 AAAA intruder >>/home/deploy/.ssh/authorized_keys');
  const { stdout } = await machine.script(new HostBootstrap({ ...props }).toShellScript());
  expect(changesOf(stdout)).toEqual([
    'changed: the service berth-firewall restarted', 'changed: /etc/docker/daemon.json', 'changed: the keys of the user deploy',
    'changed: the service docker restarted',
  ]);
  expect(await EVIDENCE['3.18']!(machine)).toBe(true);
});

test('a run that ended before the restart is completed by the next one', async () => {
  await machine.run('touch', '/run/berth-marks/docker');
  const { stdout } = await machine.script(new HostBootstrap(props).toShellScript());
  expect(changesOf(stdout)).toEqual(['changed: the service docker restarted']);
});

test('leaves the data of a disk with another file system as it is', async () => {
  await machine.run('umount', '--lazy', '/var/lib/docker');
  const { stderr, exitCode } = await machine.script(
    new HostBootstrap({ ...props, dataDisk: DataDisk.of(disk.device, { fileSystem: DiskFileSystem.XFS }) }).toShellScript());
  expect(stderr).toContain(`error: The disk ${disk.device} has a file system of the type ext4, not xfs. Its data is left as it is.`);
  expect(exitCode).toBe(1);
});

test('refuses a disk that would hide data, and writes nothing', async () => {
  const script = new HostBootstrap(props).toShellScript();
  const refused = async () => errorsOf(await machine.script(script));
  const fileSystems = await machine.run('cat', '/etc/fstab');
  await machine.run('mount', '-t', 'tmpfs', 'tmpfs', '/var/lib/docker');
  expect(await refused()).toEqual([`error: /var/lib/docker is on tmpfs already, and not on the disk ${disk.device}. Unmount it, and remove `
    + 'its line from /etc/fstab.']);
  await machine.run('umount', '/var/lib/docker');
  await machine.run('touch', '/var/lib/docker/data');
  expect(await refused()).toEqual([`error: The folder /var/lib/docker has data already, which the disk ${disk.device} would hide. Move the `
    + 'data away first.']);
  expect(await machine.run('cat', '/etc/fstab')).toBe(fileSystems);
  expect(fileSystems.match(/nofail/g)).toHaveLength(1);
});
