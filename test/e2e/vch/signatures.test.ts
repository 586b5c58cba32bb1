import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BLUE, blueContainer, rules } from './blue';
import { sign, storeSignatures } from './store-signatures';
import { BaseImage, ContainerHost, SignatureKey, VirtualContainerHost } from '../../../src';
import { cosignKey, payloadFor, signatureFiles } from '../../cosign';
import { AppliedStack } from '../constructs/stack';
import { Authority } from '../engine/certificates';
import { docker, forget, imageId, publish } from '../engine/docker';
import { PrivateRegistry, USER } from '../engine/private-registry';
import { Config, Managed, refusal } from '../resources/managed';
import { removeNamed } from '../support/remove-named';
import { workspacePerTest } from '../support/workspace-per-test';

const folder = mkdtempSync(join(tmpdir(), 'berth-signatures-'));
const ours = cosignKey();
const theirs = cosignKey();
const virtualHost = rules({ signature_keys: [ours.pem] });
const newWorkspace = workspacePerTest(BLUE);
const made: Managed[] = [];
const images = new Set<string>();

let registry: PrivateRegistry;

beforeAll(async () => {
  await removeNamed(BLUE);
  registry = await PrivateRegistry.start(join(folder, 'registry'), '127.0.0.1');
  // The provider logs in by Docker's configuration.
  process.env.DOCKER_CONFIG = join(folder, 'docker');
  login(registry);
});

afterEach(async () => {
  for (const managed of made.splice(0).reverse()) await managed.destroy();
  await removeNamed(BLUE);
  await forget(...images);
  images.clear();
});

afterAll(async () => {
  delete process.env.DOCKER_CONFIG;
  await registry.stop();
  rmSync(folder, { recursive: true });
});

function login({ host }: PrivateRegistry): void {
  mkdirSync(join(folder, 'docker'), { recursive: true });
  const auth = Buffer.from(`${USER.username}:${USER.password}`).toString('base64');
  writeFileSync(join(folder, 'docker/config.json'), JSON.stringify({ auths: { [host]: { auth } } }));
}

/** Pushes an image of its own to a registry, and returns it with its digest. */
async function pushed(label: string, { host } = registry): Promise<string> {
  const image = await publish(`${host}/${BLUE}/${label}:1`, label, USER);
  images.add(image);
  return image;
}

async function apply(type: string, config: Config): Promise<Managed> {
  const managed = new Managed(type);
  made.push(managed);
  await managed.apply(config);
  return managed;
}

const pull = (name: string) => apply('docker_image', { name, virtual_host: virtualHost });
const containers = () => docker.listContainers({ all: true, filters: { name: [BLUE] } });

test('an image that is signed is pulled, and runs by its id and by its digest', async () => {
  const image = await pushed('signed');
  await sign(image, ours);
  const { values } = await pull(image);
  for (const [name, by] of [['by-id', values.image_id], ['by-digest', image]] as const) {
    await apply('docker_container', blueContainer(name, { image: by, virtual_host: virtualHost }));
  }
  const states = (await containers()).map(({ State: state }) => state);
  expect(states).toEqual(['running', 'running']);
});

test.each<[string, (image: string) => Promise<void>, string]>([
  ['is not signed', async () => undefined, 'has no signature of it'],
  ['is signed by another key', (image) => sign(image, theirs), 'a signature is by another key'],
  ['has the signature of another image at its tag', async (image) => {
    const other = await pushed('signed');
    await sign(other, ours);
    await storeSignatures(image, signatureFiles([payloadFor(other.split('@')[1]!), ours]));
  }, 'another image'],
])('an image that %s is not pulled, and no container of it is created', async (_, prepare, problem) => {
  const image = await pushed('refused');
  await prepare(image);
  const refused = await refusal(pull(image));
  expect(refused).toContain(`["name"] Image "${image}" breaks the rule \`signature_keys\` of the virtual container host "${BLUE}"`);
  expect(refused).toContain(problem);
  expect(refused).not.toContain(USER.password);
  expect(await imageId(image)).toBeUndefined();

  // It may be on the engine already.
  const { values } = await apply('docker_image', { name: image });
  for (const by of [image, values.image_id]) {
    expect(await refusal(apply('docker_container', blueContainer('web', { image: by, virtual_host: virtualHost })))).toContain(problem);
  }
  expect(await containers()).toEqual([]);
});

test('an image is refused if its registry is gone, and a container that exists is judged when its rules change', async () => {
  const short = await PrivateRegistry.start(join(folder, 'short'), '127.0.0.1');
  login(short);
  const image = await pushed('short', short);
  await sign(image, ours);
  const { values } = await pull(image);
  const unruled = blueContainer('old', { image: values.image_id });
  const container = await apply('docker_container', unruled);
  await short.stop();
  const config = blueContainer('web', { image: values.image_id, virtual_host: virtualHost });
  for (const refused of [apply('docker_container', config), container.apply({ ...unruled, virtual_host: virtualHost })]) {
    expect(await refusal(refused)).toContain('did not answer (connect ECONNREFUSED');
  }
  expect((await containers()).map(({ Names: names }) => names)).toEqual([[`/${BLUE}-old`]]);
  login(registry);
});

test('a build is refused if an image in it is not signed, and what is built under the rules needs no signature', async () => {
  const [signed, unsigned] = [await pushed('signed'), await pushed('unsigned')];
  await sign(signed, ours);
  const build = (dockerfile: string) => {
    const context = mkdtempSync(join(folder, 'context-'));
    writeFileSync(join(context, 'Dockerfile'), dockerfile);
    return apply('docker_image', { name: `${BLUE}-made:1`, virtual_host: virtualHost, build: [{ context }] });
  };
  expect(await refusal(build(`FROM ${unsigned}\n`))).toContain(`The image "${unsigned}" has no signature`);
  expect(await refusal(build(`FROM ${signed}\nCOPY --from=${unsigned} / /\n`))).toContain(`The image "${unsigned}" has no signature`);
  expect(await imageId(unsigned)).toBeUndefined();
  const { values } = await build(`FROM ${signed}\nLABEL made=here\n`);
  await apply('docker_container', blueContainer('web', { image: values.image_id, virtual_host: virtualHost }));
});

test('a virtual container host in another one has its keys', async () => {
  const [signed, unsigned] = [await pushed('signed'), await pushed('unsigned')];
  await sign(signed, ours);
  const stack = new AppliedStack(BLUE);
  const synthesize = (image: string) => stack.synthesize((within) => {
    const host = ContainerHost.fromEnvironment(within, 'machine');
    const blue = new VirtualContainerHost(within, 'blue', { host, name: BLUE, signatureKeys: [SignatureKey.fromPem(ours.pem)] });
    const team = new VirtualContainerHost(within, 'team', { host: blue, name: `${BLUE}-team` });
    team.addContainer('web', { image: BaseImage.fromRegistry(image), command: ['sleep', '100000'], init: true });
  });
  synthesize(unsigned);
  expect(await stack.diagnose()).toEqual([expect.stringContaining(`The image "${unsigned}" has no signature by a key`)]);
  expect(await containers()).toEqual([]);
  synthesize(signed);
  expect(await stack.diagnose()).toEqual([]);
  expect((await containers()).map(({ State: state }) => state)).toEqual(['running']);
  expect(await stack.isUpToDate()).toBe(true);
  await stack.destroy();
});

test('a registry over TLS needs a certificate that this machine trusts', async () => {
  const address = '10.213.8.1';
  const subnet = { Subnet: '10.213.8.0/24', Gateway: address };
  const network = await docker.createNetwork({ Name: `${BLUE}-registry`, IPAM: { Config: [subnet] } });
  const authority = await Authority.create(join(folder, 'authority'));
  const certificates = await authority.issue(
    join(folder, 'certificates'), `subjectAltName = IP:${address}\nextendedKeyUsage = serverAuth\n`,
  );
  const secure = await PrivateRegistry.start(join(folder, 'secure'), address, certificates);
  const trust = join('/etc/docker/certs.d', secure.host);
  const ca = join(folder, 'authority/ca.pem');
  mkdirSync(trust, { recursive: true });
  cpSync(ca, join(trust, 'ca.crt'));
  try {
    const image = await pushed('secure', secure);
    await storeSignatures(image, signatureFiles([payloadFor(image.split('@')[1]!), ours]), ca);
    const configuration = {
      provider: { docker: { registry_auth: [{ address: secure.host, ...USER }] } },
      resource: { docker_image: { app: { name: image, virtual_host: virtualHost } } },
    };
    const { diagnostics } = await (await newWorkspace(configuration)).apply();
    expect(diagnostics[0]!.detail).toMatch(/certificate.*\. If an authority of your own issued its certificate, set NODE_EXTRA_CA_CERTS/);
    const trusting = await newWorkspace(configuration, { env: { NODE_EXTRA_CA_CERTS: ca } });
    expect(await trusting.apply()).toMatchObject({ ok: true });
  } finally {
    rmSync(trust, { recursive: true });
    await secure.stop();
    await network.remove();
  }
});
