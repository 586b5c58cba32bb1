import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, Fn, LocalBackend, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { BareMachine } from './bare-machine';
import { TLS_EVIDENCE } from './cis-evidence';
import { HostAccess, HostBootstrap, HostCertificates } from '../../../src';
import { userDataOf } from '../../bootstrap/samples';
import { Authority, CLIENT, SERVER } from '../engine/certificates';
import { run } from '../support/run';

const NAME = 'berth-e2e-bootstrap-tls';

let folder: string;
let stackFolder: string;
let machine: BareMachine;
let key: string;
let authority: Authority;

/** Describes the machine's user data as a stack would, with a key from a variable that nobody marked as sensitive. */
function describeStack(certificates: string): void {
  const app = new App({ outdir: join(folder, 'out') });
  const stack = new TerraformStack(app, NAME);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  const variable = new TerraformVariable(stack, 'key', {});
  const read = (name: string) => readFileSync(join(certificates, name), 'utf8');
  const fromVariable = HostCertificates.fromMaterial({ ca: read('ca.pem'), certificate: read('cert.pem'), key: variable.stringValue });
  const at = (name: string) => join(certificates, name);
  const fromFiles = HostCertificates.fromFiles({ ca: at('ca.pem'), certificate: at('cert.pem'), key: at('key.pem') });
  for (const [id, each] of Object.entries({ variable: fromVariable, files: fromFiles })) {
    const userData = userDataOf(new HostBootstrap({
      access: HostAccess.tls({ certificates: each, clientAddresses: ['127.0.0.1'] }),
    }));
    // cdktf refuses texts with quotation marks as arguments of functions.
    const local = new TerraformLocal(stack, `${id}_text`, userData);
    // As an argument of a machine would have it, which a plan shows.
    stack.addOverride(`resource.terraform_data.${id}`, { input: userData });
    new TerraformOutput(stack, `${id}_zipped`, { value: Fn.base64gzip(local.asString), sensitive: true });
  }
  app.synth();
  stackFolder = join(folder, 'out', 'stacks', NAME);
}

const terraform = (...args: string[]) => run('terraform', args, { cwd: stackFolder, env: { TF_VAR_key: key, CHECKPOINT_DISABLE: '1' } });

/** The user data that Terraform rendered. */
async function inputs(): Promise<string[]> {
  const { values } = JSON.parse(await terraform('show', '-json'));
  return values.root_module.resources.map((each: { values: { input: string } }) => each.values.input);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berth-bootstrap-'));
  authority = await Authority.create(join(folder, 'ca'));
  const certificates = await authority.issue(join(folder, 'server'), SERVER);
  key = readFileSync(join(certificates, 'key.pem'), 'utf8');
  describeStack(certificates);
  await terraform('init', '-input=false');
});

afterAll(async () => {
  await machine?.remove();
  rmSync(folder, { recursive: true });
});

test('neither the stack nor the plan has the key', async () => {
  const secret = key.split('\n')[1]!;
  const encoded = Buffer.from(key).toString('base64').slice(40, 80);
  const plan = await terraform('plan', '-no-color', '-input=false');
  expect(plan).toContain('(sensitive value)');
  for (const text of [readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8'), plan]) {
    expect(text).not.toContain(secret);
    expect(text).not.toContain(encoded);
  }
});

test('Terraform renders the same user data from a variable and from files, and compresses it', async () => {
  await terraform('apply', '-auto-approve', '-input=false');
  const [files, variable] = await inputs();
  expect(files).toBe(variable);
  const zipped = Buffer.from(await terraform('output', '-raw', 'files_zipped'), 'base64');
  expect(gunzipSync(zipped).toString()).toBe(files);
  expect(zipped.length).toBeLessThan(8 * 1024);
});

test('the engine of the machine knows its clients by their certificates', async () => {
  machine = await BareMachine.start(NAME, (await inputs())[0]!);
  for (const [name, issuer] of [['client', authority], ['stranger', await Authority.create(join(folder, 'other'))]] as const) {
    const certificates = await issuer.issue(join(folder, name), CLIENT);
    await machine.run('mkdir', '-m', '700', '-p', `/root/${name}`);
    for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
      const from = file === 'ca.pem' ? join(folder, 'client') : certificates;
      await machine.write(`/root/${name}/${file}`, readFileSync(join(from, file), 'utf8'));
    }
  }
  const version = (name: string) => machine.try('sh', '-c',
    `DOCKER_CERT_PATH=/root/${name} docker --tlsverify -H tcp://127.0.0.1:2376 version --format '{{.Server.Version}}'`);
  expect(await version('client')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^20\.10/) });
  expect(await version('stranger')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('bad certificate') });
  expect((await machine.try('docker', '-H', 'tcp://127.0.0.1:2376', 'version')).exitCode).toBe(1);
  // The socket answers, too.
  expect(await machine.run('docker', 'ps', '-q')).toBe('');
});

test.each(Object.keys(TLS_EVIDENCE))('CIS %s: the machine passes', async (id) => {
  expect(await TLS_EVIDENCE[id]!(machine)).toBe(true);
});

test('a second run of cloud-init\'s script changes nothing', async () => {
  const { stdout } = await machine.try('/var/lib/berth/host-bootstrap.sh');
  expect(stdout).toMatch(/^Nothing changed, \d+ warnings\.\n$/);
  expect(await machine.run('stat', '-c', '%U %a', '/var/lib/berth/host-bootstrap.sh')).toBe('root 700\n');
});
