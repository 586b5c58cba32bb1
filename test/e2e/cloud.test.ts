import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, RemoteExecProvisioner, SSHProvisionerConnection, TerraformResource } from 'cdktf';
import getPort from 'get-port';
import { parse } from 'yaml';
import { docker, forget, SOCKET } from './engine/docker';
import { SshServer } from './engine/ssh-server';
import { schemaProvider } from './schema-provider/bundle';
import { plannedIn, validatedIn } from './support/judged';
import { onEngine } from './support/on-engine';
import { removeNamed } from './support/remove-named';
import { attempt, run } from './support/run';
import { installProvider, TestedProvider } from './support/workspace';
import { Cloud } from '../../examples/cloud/stack';
import { BaseImage } from '../../src';

/*
 * A real Terraform judges the example by the schema of the real vSphere provider. Nothing is behind that schema: instead of a machine in
 * vSphere, a sshd and the engine of the tests answer, and instead of cloud-init, a program that says what the test wants.
 */

const NAME = 'e2e-cloud';
const VSPHERE = ['server', 'user', 'password', 'datacenter', 'cluster', 'datastore', 'network', 'template'];
const IMAGE = `${NAME}-web:latest`;

const folder = mkdtempSync(join(tmpdir(), 'berth-cloud-'));
const keys = join(folder, 'keys');
const programs = join(folder, 'programs');
const output = join(folder, 'out');
const stackFolder = join(output, 'stacks', NAME);
let server: SshServer;
let vsphere: TestedProvider;
let port: number;

beforeAll(async () => {
  await removeNamed(NAME);
  mkdirSync(programs);
  mkdirSync(keys);
  server = await SshServer.start(`SetEnv PATH=${programs}:/usr/local/bin:/usr/bin:/bin`);
  copyFileSync(server.file('user.pub'), join(keys, 'deploy.pub'));
  copyFileSync(server.file('host.pub'), join(keys, 'host_key.pub'));
  vsphere = await schemaProvider('vsphere-provider-2.15.0.json', { vsphere_virtual_machine: { default_ip_address: '127.0.0.1' } });
  port = await getPort();
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await container.commit({ repo: IMAGE.split(':')[0], tag: 'latest', changes: 'CMD ["sleep","100000"]' });
  await container.remove();
});

afterAll(async () => {
  await server.remove();
  await removeNamed(NAME);
  await forget(IMAGE);
  rmSync(folder, { recursive: true });
});

const options = () => ({
  cwd: stackFolder,
  env: {
    TF_CLI_CONFIG_FILE: '/dev/null',
    CHECKPOINT_DISABLE: '1',
    TF_CLI_ARGS: '-no-color',
    TF_VAR_deploy_key_file: server.file('user'),
    TF_VAR_host_key: readFileSync(server.file('host'), 'utf8'),
    ...Object.fromEntries(VSPHERE.map((name) => [`TF_VAR_vsphere_${name}`, name])),
  },
});
const terraform = (...args: readonly string[]) => run('terraform', args, options());

/** Synthesizes the example and initializes Terraform. */
async function synthesize(change: (cloud: Cloud) => void = () => undefined): Promise<void> {
  const app = new App({ outdir: output });
  change(new Cloud(app, NAME, { keys, port, sshPort: server.port, image: BaseImage.fromRegistry(IMAGE) }));
  app.synth();
  installProvider(stackFolder, vsphere);
  await terraform('init', '-input=false');
}

/**
 * Logs in as the user who runs the tests, and uses their engine, which has a socket of its own. No token in the address refers to the
 * machine, so only `dependsOn` does.
 */
function onTestEngine({ host }: Cloud): void {
  const { machine: { resource } } = host;
  const [wait] = resource.provisioners as [RemoteExecProvisioner];
  resource.provisioners = [{ ...wait, connection: { ...wait.connection as SSHProvisionerConnection, user: server.user } }];
  host.provider.addOverride('host', server.address(SOCKET));
}

/** Sets what the machine's cloud-init does. */
function cloudInit(script: string): void {
  writeFileSync(join(programs, 'cloud-init'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Returns the messages of `terraform -json` about a resource that begins or ends to change. */
function steps(stdout: string): string[] {
  return stdout.split('\n').filter((line) => line.startsWith('{')).flatMap((line) => {
    const { type, hook } = JSON.parse(line) as { type: string; hook?: { resource: { resource_type: string }; action: string } };
    const [, which] = /^apply_(start|complete)$/.exec(type) ?? [];
    return which === undefined || hook!.action === 'read' ? [] : [`${hook!.action} ${hook!.resource.resource_type}: ${which}`];
  });
}

const planned = () => plannedIn(options());
const validate = () => validatedIn(options());

test('the schema of the vSphere provider accepts the stack', async () => {
  await synthesize();
  expect(await validate()).toEqual([]);
});

test('a plan needs no machine, and shows the machine and what runs on it', async () => {
  await synthesize();
  const changes = await planned();
  expect(changes.map(({ address, change }) => `${change.actions.join()} ${address.split('.')[0]}`).sort()).toEqual([
    'create docker_container', 'create docker_image', 'create docker_network', 'create vsphere_virtual_machine',
  ]);
  expect(changes.find(({ address }) => address.startsWith('vsphere_'))!.change.after).toMatchObject({
    name: 'container-host', num_cpus: 2, memory: 4096, disk: [{ label: 'disk0', size: 40 }],
  });
});

test('the user data has the bootstrap and the host key, which no output shows', async () => {
  await synthesize();
  const [machine] = (await planned()).filter(({ address }) => address.startsWith('vsphere_'));
  const { 'guestinfo.userdata': userData } = machine!.change.after!.extra_config as Record<string, string>;
  const text = gunzipSync(Buffer.from(userData!, 'base64')).toString();
  expect(text).toMatch(/^#cloud-config-archive\n/);
  const parts = parse(text) as ReadonlyArray<{ readonly type: string; readonly content: string }>;
  expect(parts.map(({ type, content }) => [type, content.split('\n')[0]])).toEqual([
    ['text/cloud-config', '#cloud-config'], ['text/cloud-config', '#cloud-config'],
  ]);
  const [bootstrap, hostKeys] = parts.map(({ content }) => parse(content) as Record<string, unknown>);
  expect(bootstrap).toMatchObject({ runcmd: [['/var/lib/berth/host-bootstrap.sh']] });
  expect((bootstrap!.write_files as { content: string }[])[0]!.content).toContain(readFileSync(server.file('user.pub'), 'utf8').trim());
  expect(hostKeys).toEqual({
    ssh_keys: {
      ed25519_private: readFileSync(server.file('host'), 'utf8'), ed25519_public: readFileSync(server.file('host.pub'), 'utf8').trim(),
    },
  });
  expect(await terraform('show', 'last.plan')).not.toContain(userData!.slice(0, 40));
});

test.each<[string, (machine: TerraformResource) => void, string, string]>([
  ['a misspelled attribute', (machine) => machine.addOverride('num_cpu', 2),
    'Extraneous JSON object property', 'No argument or block type is named "num_cpu".'],
  ['a missing attribute', (machine) => machine.addOverride('resource_pool_id', undefined),
    'Missing required argument', 'The argument "resource_pool_id" is required, but no definition was found.'],
  ['a value of another type', (machine) => machine.addOverride('memory', '4 GiB'),
    'Incorrect attribute value type', 'Inappropriate value for attribute "memory": a number is required.'],
  ['too many blocks', (machine) => machine.addOverride('clone', [{ template_uuid: 'a' }, { template_uuid: 'b' }]),
    'Too many clone blocks', 'No more than 1 "clone" blocks are allowed'],
])('%s is refused', async (_, mistake, summary, detail) => {
  await synthesize(({ host }) => mistake(host.machine.resource));
  const [problem, ...more] = await validate();
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ severity: 'error', summary, detail: expect.stringContaining(detail) as string });
});

test('nothing is created on a machine whose bootstrap failed', async () => {
  cloudInit('echo "status: error"; exit 1');
  await synthesize(onTestEngine);
  const { exitCode, stdout } = await attempt('terraform', ['apply', '-auto-approve', '-input=false', '-json'], options());
  expect(exitCode).toBe(1);
  expect(steps(stdout)).toEqual(['create vsphere_virtual_machine: start']);
  expect(stdout).toContain('remote-exec provisioner error');
  expect(await onEngine(NAME)).toEqual([]);
  await terraform('destroy', '-auto-approve', '-input=false');
});

test('nothing is created on a machine with another host key', async () => {
  cloudInit('exit 0');
  await synthesize((cloud) => {
    onTestEngine(cloud);
    cloud.host.provider.addOverride('ssh_host_key', readFileSync(server.file('stranger.pub'), 'utf8').trim());
  });
  const { exitCode, stdout } = await attempt('terraform', ['apply', '-auto-approve', '-input=false', '-json'], options());
  expect(exitCode).toBe(1);
  expect(steps(stdout)).toContain('create vsphere_virtual_machine: complete');
  expect(stdout).toContain('does not show the pinned host key, so nothing was sent to it');
  expect(await onEngine(NAME)).toEqual([]);
  await terraform('destroy', '-auto-approve', '-input=false');
});

test('one apply makes the machine, waits until cloud-init is done, and fills it; the next plan is empty', async () => {
  cloudInit(`echo "$@" >>${folder}/calls`);
  await synthesize(onTestEngine);
  const made = steps(await terraform('apply', '-auto-approve', '-input=false', '-json'));
  expect(made.slice(0, 2)).toEqual(['create vsphere_virtual_machine: start', 'create vsphere_virtual_machine: complete']);
  expect(made).toHaveLength(8);
  expect(readFileSync(join(folder, 'calls'), 'utf8')).toBe('status --wait\n');
  expect((await docker.getContainer(`${NAME}-host-web`).inspect()).State.Running).toBe(true);
  expect((await terraform('output', '-raw', 'page')).trim()).toBe(`http://127.0.0.1:${port}`);
  expect(await planned()).toEqual([]);
});

test('a destroy removes what is on the machine before the machine', async () => {
  const removed = steps(await terraform('destroy', '-auto-approve', '-input=false', '-json'));
  expect(removed).toHaveLength(8);
  expect(removed.slice(-2)).toEqual(['delete vsphere_virtual_machine: start', 'delete vsphere_virtual_machine: complete']);
  expect(await onEngine(NAME)).toEqual([]);
});
