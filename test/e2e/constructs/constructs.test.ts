import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { AppliedStack } from './stack';
import { Greeter, GreeterProps } from '../../../examples/build/greeter';
import {
  BaseImage, Capability, CgroupNamespace, ContainerHost, Control, Duration, Exemption, HealthCheck, IpcMode, IsolationPolicy,
  LogDriver, Mount, NetworkLevel, Protocol, RemovalPolicy, RestartPolicy, SecretFile, Size,
} from '../../../src';
import { docker, imageId } from '../engine/docker';
import { onEngine } from '../support/on-engine';
import { run } from '../support/run';

const busybox = BaseImage.fromRegistry('busybox:latest');

/** The tests wait for healthy containers, so they check often. */
const OFTEN = { interval: Duration.millis(500), timeout: Duration.seconds(5) };

const NAME = 'e2e-constructs';
let stack: AppliedStack;
let folder: string;

beforeEach(() => {
  stack = new AppliedStack(NAME);
  folder = mkdtempSync(join(tmpdir(), 'berth-e2e-'));
});

afterEach(async () => {
  await stack.destroy();
  rmSync(folder, { recursive: true });
  expect(await onEngine(NAME)).toEqual([]);
});

const inspect = (name: string) => docker.getContainer(`${NAME}-${name}`).inspect();
const inside = (name: string, ...command: string[]) => run('docker', ['exec', `${NAME}-${name}`, ...command]);

/** Applies a stack, and requires an empty plan after a second synthesis. */
async function apply(describe: (stack: TerraformStack) => void): Promise<void> {
  stack.synthesize(describe);
  await stack.apply();
  stack.synthesize(describe);
  expect(await stack.isUpToDate()).toBe(true);
}

test('a container with default props runs under BASELINE', async () => {
  await apply((within) => {
    ContainerHost.fromEnvironment(within, 'host').addContainer('web', { image: busybox, command: ['sleep', '1000'] });
  });

  const { HostConfig, Config } = await inspect('host-web');
  expect(HostConfig).toMatchObject({
    CapDrop: ['ALL'],
    CapAdd: Capability.baseline().map(({ name }) => name),
    SecurityOpt: ['no-new-privileges'],
    Privileged: false,
    IpcMode: 'private',
    CgroupnsMode: 'private',
    Memory: 1024 ** 3,
    NanoCpus: 1e9,
    PidsLimit: 1024,
    Ulimits: [{ Name: 'nofile', Soft: 16_384, Hard: 16_384 }],
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 5 },
    LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
  });
  expect(Config).toMatchObject({ StopTimeout: 10, Cmd: ['sleep', '1000'] });
  expect(await inside('host-web', 'grep', '-E', 'NoNewPrivs|Seccomp:', '/proc/self/status')).toBe('NoNewPrivs:\t1\nSeccomp:\t2\n');
});

test('a container with all props has the settings that they describe', async () => {
  await apply((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host', { sharedFolders: [{ path: folder }] });
    const network = host.addNetwork('net', {
      level: NetworkLevel.OPEN, subnets: [{ cidr: '10.211.7.0/24', gateway: '10.211.7.1' }], labels: { of: 'net' },
    });
    const volume = host.addVolume('data', { labels: { of: 'data' }, removalPolicy: RemovalPolicy.DESTROY });
    const db = host.addContainer('db', {
      image: busybox,
      init: true,
      command: ['sh', '-c', 'touch /tmp/ready; exec sleep 1000'],
      healthCheck: HealthCheck.exec(['test', '-f', '/tmp/ready'], OFTEN),
      networks: [network],
    });
    const web = host.addContainer('web', {
      image: busybox,
      entryPoint: ['/bin/sh', '-c'],
      command: ['echo "${GREETING}" > /data/greeting; exec sleep 1000'],
      environment: { GREETING: 'hello ${you}' },
      user: '0:0',
      supplementaryGroups: ['20'],
      workingDirectory: '/data',
      init: true,
      tty: true,
      stdinOpen: true,
      stopSignal: 'SIGINT',
      stopGracePeriod: Duration.seconds(2),
      startAfter: [db],
      restart: RestartPolicy.UNLESS_STOPPED,
      healthCheck: HealthCheck.shell('test -f /data/greeting', { ...OFTEN, retries: 2, startPeriod: Duration.minutes(1) }),
      logDriver: LogDriver.local(),
      labels: { of: 'web' },
      ports: [{ containerPort: 80 }, { containerPort: 53, protocol: Protocol.UDP }],
      hostname: 'web',
      domainName: 'example.com',
      extraHosts: { elsewhere: '10.9.9.9' },
      dns: ['10.9.9.8'],
      dnsSearch: ['example.org'],
      dnsOptions: ['ndots:2'],
      mounts: [
        Mount.volume(volume, '/data'),
        Mount.bind(folder, '/bound', { readOnly: true }),
        Mount.tmpfs('/scratch', { size: Size.mebibytes(4) }),
      ],
      files: [
        { path: '/opt/app/run', content: '#!/bin/sh\necho "${1}"\n', mode: '0755' },
        { path: '/opt/app/bytes', contentBase64: 'AP8=' },
      ],
      sharedMemory: Size.mebibytes(32),
      memory: Size.mebibytes(64),
      memorySwap: Size.mebibytes(96),
      cpus: 0.5,
      cpuShares: 512,
      pidsLimit: 50,
      ulimits: [{ name: 'nproc', soft: 100, hard: 200 }],
      capabilities: [Capability.CHOWN, Capability.NET_RAW],
      exemptions: [Control.CAPABILITIES, Control.NO_NEW_PRIVILEGES, Control.CGROUP_NAMESPACE]
        .map((control) => Exemption.of(control, 'every prop is tried')),
      noNewPrivileges: false,
      ipcMode: IpcMode.SHAREABLE,
      cgroupNamespace: CgroupNamespace.HOST,
      sysctls: { 'net.ipv4.ip_unprivileged_port_start': '80' },
    });
    web.connectTo(network, { aliases: ['www'], ipv4Address: '10.211.7.77' });
    new TerraformOutput(within, 'address', { value: web.ipAddress(network) });
    new TerraformOutput(within, 'published', { value: web.publishedAddress(80) });
  });

  const { HostConfig, Config, NetworkSettings, State } = await inspect('host-web');
  expect(State.Health!.Status).toBe('healthy');
  expect(Config.Labels).toMatchObject({ 'of': 'web', 'berth.exemption.capabilities': 'every prop is tried' });
  expect(Config).toMatchObject({
    User: '0:0', WorkingDir: '/data', Tty: true, OpenStdin: true, StopSignal: 'SIGINT', StopTimeout: 2, Hostname: 'web',
  });
  expect(HostConfig).toMatchObject({
    Init: true,
    GroupAdd: ['20'],
    Memory: 64 * 1024 ** 2,
    MemorySwap: 96 * 1024 ** 2,
    NanoCpus: 5e8,
    CpuShares: 512,
    PidsLimit: 50,
    ShmSize: 32 * 1024 ** 2,
    CapAdd: ['CHOWN', 'NET_RAW'],
    SecurityOpt: null,
    IpcMode: 'shareable',
    CgroupnsMode: 'host',
    ExtraHosts: ['elsewhere:10.9.9.9'],
    Dns: ['10.9.9.8'],
    RestartPolicy: { Name: 'unless-stopped' },
    LogConfig: { Type: 'local' },
    Sysctls: { 'net.ipv4.ip_unprivileged_port_start': '80' },
  });
  const [{ HostIp, HostPort }] = NetworkSettings.Ports['80/tcp'];
  expect(HostIp).toBe('127.0.0.1');
  expect(await stack.output('published')).toBe(`localhost:${HostPort}`);
  expect(await stack.output('address')).toBe('10.211.7.77');
  expect(await inside('host-web', 'cat', '/data/greeting')).toBe('hello ${you}\n');
  expect(await inside('host-web', '/opt/app/run', 'it runs')).toBe('it runs\n');
  expect(await inside('host-web', 'od', '-An', '-tx1', '/opt/app/bytes')).toBe(' 00 ff\n');
  expect(await inside('host-web', 'sh', '-c', 'touch /bound/x 2>/dev/null || echo refused')).toBe('refused\n');
  expect(await inside('host-db', 'nslookup', 'www')).toContain('10.211.7.77');
});

test('images come from a folder, from a tar archive of it or from the output of `docker save`', async () => {
  const root = join(folder, 'rootfs');
  mkdirSync(root);
  const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await run('sh', ['-c', `docker export ${id} | tar --extract --directory ${root} --exclude 'dev/*'`]);
  await docker.getContainer(id).remove();
  writeFileSync(join(root, 'greeting'), 'hello');
  await run('tar', ['--create', '--gzip', '--file', join(folder, 'rootfs.tar.gz'), '--directory', root, '.']);
  await run('docker', ['save', '--output', join(folder, 'saved.tar'), 'busybox:latest']);

  await apply((within) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    const config = {
      command: ['sh', '-c', 'exec sleep "$SECONDS_TO_SLEEP"'],
      environment: { SECONDS_TO_SLEEP: '1000' },
      user: '65534',
      workingDirectory: '/bin',
    };
    const labels = { 'with space': 'and "quotes"' };
    host.addContainer('folder', { image: BaseImage.fromRootFilesystem(root, { ...config, labels }), init: true });
    host.addContainer('tar', {
      image: BaseImage.fromRootFilesystem(join(folder, 'rootfs.tar.gz'), { ...config, id: 'tar', name: `${NAME}:tar` }),
      init: true,
    });
    host.addContainer('saved', {
      image: BaseImage.fromArchive(join(folder, 'saved.tar'), { name: `${NAME}:saved` }), init: true, command: ['sleep', '1000'],
    });
  });

  for (const name of ['host-folder', 'host-tar']) {
    expect(await inside(name, 'cat', '/greeting')).toBe('hello');
    expect(await inside(name, 'sh', '-c', 'id -u; pwd')).toBe('65534\n/bin\n');
  }
  expect((await inspect('host-folder')).Config.Labels).toEqual({ 'with space': 'and "quotes"' });
  expect(await inside('host-saved', 'echo', 'it runs')).toBe('it runs\n');

  const { Image: before } = await inspect('host-folder');
  writeFileSync(join(root, 'greeting'), 'goodbye');
  await apply((within) => {
    const image = BaseImage.fromRootFilesystem(root, { command: ['sleep', '1000'] });
    ContainerHost.fromEnvironment(within, 'host').addContainer('folder', { image, init: true });
  });
  expect((await inspect('host-folder')).Image).not.toBe(before);
  expect(await inside('host-folder', 'cat', '/greeting')).toBe('goodbye');
});

test('one stack can have several hosts', async () => {
  await apply((within) => {
    for (const id of ['one', 'two']) {
      const host = ContainerHost.fromEnvironment(within, id);
      host.addContainer('web', { image: busybox, init: true, command: ['sleep', '1000'], networks: [host.addNetwork('net')] });
    }
  });
  for (const name of ['one-web', 'two-web']) expect((await inspect(name)).State.Running).toBe(true);
});

test('a volume that can only change by a replacement is replaced with what mounts it', async () => {
  const describe = (of: string) => (within: TerraformStack) => {
    const host = ContainerHost.fromEnvironment(within, 'host');
    const volume = host.addVolume('data', { labels: { of }, removalPolicy: RemovalPolicy.DESTROY });
    const options = { image: busybox, init: true, command: ['sleep', '1000'], mounts: [Mount.volume(volume, '/data')] };
    host.addContainer('one', options);
    host.addCloneSet('some', { ...options, replicas: 2 });
  };
  for (const of of ['one', 'other']) {
    await apply(describe(of));
    expect((await docker.listVolumes({ filters: { label: [`of=${of}`] } })).Volumes).toHaveLength(1);
  }
});

test('an image from a Dockerfile is built again when its folder or an argument changes, and then replaces its container', async () => {
  cpSync(join(__dirname, '../../../examples/build/image'), folder, { recursive: true });
  const describe = (props: GreeterProps) => (within: TerraformStack) => void new Greeter(within, 'greeter', { folder, ...props });
  const running = async () => {
    const { Id, Image } = await inspect('greeter-host-container');
    return { Id, Image, printed: await run('docker', ['logs', Id]) };
  };

  await apply(describe({}));
  const first = await running();
  expect(first.printed).toBe('hello from the first version\n');
  expect(await inside('greeter-host-container', 'ls', '-A', '/greeter')).toBe('greet.sh\n');

  writeFileSync(join(folder, 'NOTES.md'), 'changed');
  stack.synthesize(describe({}));
  expect(await stack.isUpToDate()).toBe(true);

  writeFileSync(join(folder, 'greet.sh'), '#!/bin/sh\necho "$GREETING from the second version"\nexec sleep 1000\n');
  await apply(describe({}));
  const second = await running();
  expect(second.printed).toBe('hello from the second version\n');
  expect([second.Id === first.Id, second.Image === first.Image]).toEqual([false, false]);

  await apply(describe({ greeting: 'good morning' }));
  const third = await running();
  expect(third.printed).toBe('good morning from the second version\n');
  expect([third.Id === second.Id, third.Image === second.Image]).toEqual([false, false]);
  expect(await Promise.all([first, second, third].map(({ Image }) => imageId(Image)))).toEqual([undefined, undefined, third.Image]);
});

test('a secret is in the file of a RESTRICTED container, and in neither stack nor state', async () => {
  const secret = 'correct-horse-battery';
  // Set until the end, since the destroy needs it, too. Terraform ignores it for other stacks.
  process.env.TF_VAR_token = secret;
  await apply((within) => {
    const token = new TerraformVariable(within, 'token', { type: 'string', sensitive: true });
    ContainerHost.fromEnvironment(within, 'host', { isolation: IsolationPolicy.RESTRICTED }).addContainer('web', {
      image: busybox,
      user: '1000:1000',
      command: ['sleep', '1000'],
      init: true,
      secrets: [SecretFile.fromVariable(token, '/run/secrets/token', { mode: '0400', owner: '1000' })],
    });
  });
  expect(await inside('host-web', 'cat', '/run/secrets/token')).toBe(secret);
  expect(await inside('host-web', 'stat', '-c', '%u:%g %a', '/run/secrets/token')).toBe('1000:1000 400\n');
  for (const file of ['cdk.tf.json', 'terraform.tfstate']) {
    const stored = readFileSync(join(stack.folder, file), 'utf8');
    expect(stored).toContain('/run/secrets/token');
    expect(stored).not.toContain(secret);
  }
});
