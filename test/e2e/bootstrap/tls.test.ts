import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { App, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { BareMachine, changesOf } from './bare-machine';
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
    const bootstrap = new HostBootstrap({ access: HostAccess.tls({ certificates: each, clientAddresses: ['127.0.0.1'] }) });
    // As an argument of a machine would have it, which a plan shows.
    stack.addOverride(`resource.terraform_data.${id}`, { input: userDataOf(bootstrap) });
    new TerraformOutput(stack, `${id}_zipped`, { value: bootstrap.toCompressedCloudInit(stack, `${id}_text`), sensitive: true });
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

/** The user data that Terraform compressed. */
const compressed = async () => Buffer.from(await terraform('output', '-raw', 'files_zipped'), 'base64');

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
  const zipped = await compressed();
  expect(gunzipSync(zipped).toString()).toBe(files);
  expect(zipped.length).toBeLessThan(8 * 1024);
});

test('the engine of the machine knows its clients by their certificates', async () => {
  machine = await BareMachine.start(NAME, { userData: await compressed() });
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
  // With TLS 1.3, the client writes its request before it hears of the refusal. The end of the connection can overtake the alert.
  const refused = expect.stringMatching(/bad certificate|connection reset by peer/) as string;
  expect(await version('stranger')).toMatchObject({ exitCode: 1, stderr: refused });
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

test('certificates that were renewed on the machine restart the engine, which then shows them', async () => {
  const pki = '/etc/ssl/engine';
  const script = new HostBootstrap({
    access: HostAccess.tls({ certificates: HostCertificates.onMachine(pki), clientAddresses: ['127.0.0.1'] }),
  }).toShellScript();
  const renew = async (name: string) => {
    const certificates = await authority.issue(join(stackFolder, name), SERVER);
    for (const file of ['ca.pem', 'cert.pem', 'key.pem']) {
      await machine.write(`${pki}/${file}`, readFileSync(join(certificates, file), 'utf8'));
    }
    return new X509Certificate(readFileSync(join(certificates, 'cert.pem'))).fingerprint256;
  };
  const shown = async () => (await machine.run('sh', '-c', 'openssl s_client -connect 127.0.0.1:2376 </dev/null 2>/dev/null | '
    + 'openssl x509 -noout -fingerprint -sha256')).trim().replace(/^.*=/, '');
  await machine.run('install', '-d', pki);
  for (const name of ['first', 'second']) {
    const fingerprint = await renew(name);
    const { stdout } = await machine.script(script);
    expect(changesOf(stdout)).toEqual(expect.arrayContaining([
      'changed: the permissions of /etc/ssl/engine/key.pem', 'changed: /var/lib/berth/docker.sha256',
      'changed: the service docker restarted',
    ]));
    expect(await shown()).toBe(fingerprint);
    expect((await machine.script(script)).stdout).toMatch(/^Nothing changed/);
  }
});
