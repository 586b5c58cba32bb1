import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { requireAllowedBuild } from '../../../../provider/virtual-host/build';
import { requireAllowedOrigin, requireAllowedPull } from '../../../../provider/virtual-host/image-origin';
import { VIRTUAL_HOST_LABEL } from '../../../../src/shared/virtual-host/rules';
import { bundleFiles, bundleOf, CosignKey, cosignKey, digestOf, payloadFor, signatureFiles } from '../../../cosign';
import { FakeEngine } from '../../engine/fake-engine';
import { FakeRegistry } from '../../registry/fake-registry';

const ID = `sha256:${'0'.repeat(64)}`;
const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const ours = cosignKey();
const theirs = cosignKey();
const RULES = { name: 'blue', signature_keys: [ours.pem] };

let fake: FakeEngine;
let registry: FakeRegistry;
let image: object | undefined;
let mirrors: string[];

beforeEach(async () => {
  registry = await new FakeRegistry().start();
  fake = await new FakeEngine().start();
  image = undefined;
  mirrors = [];
  fake.answer = ({ url = '' }, response) => {
    const answer = url.endsWith('/info') ? { RegistryConfig: { Mirrors: mirrors, InsecureRegistryCIDRs: ['127.0.0.0/8'] } } : image;
    if (answer === undefined) response.statusCode = 404;
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer ?? { message: 'no such image' }));
  };
});

afterEach(async () => {
  await fake.stop();
  await registry.stop();
});

const app = (digest = DIGEST) => `${registry.host}/app@${digest}`;
const sign = (digest: string, key: CosignKey, payload = payloadFor(digest)) => registry.add('app', digest, signatureFiles([payload, key]));
const problemsOf = async (work: Promise<unknown>) => work.then(() => [], (error: DiagnosticError) => (
  error.diagnostics.map(({ detail = '' }) => detail)));
const pulled = (name = app()) => problemsOf(requireAllowedPull(fake.connect(), 'Image "x"', name, RULES));
const used = (more: object, rules: object = RULES) => {
  image = { Id: ID, Config: { Labels: null }, ...more };
  return problemsOf(requireAllowedOrigin(fake.connect(), 'Container "blue-web"', ID, 'image', rules as never));
};

describe('an image that is to be pulled', () => {
  test('is allowed with a signature by one of the keys, also next to others', async () => {
    sign(DIGEST, ours);
    expect(await pulled()).toEqual([]);
    registry.add('app', OTHER, signatureFiles([payloadFor(OTHER), theirs], [payloadFor(DIGEST), ours], [payloadFor(OTHER), ours]));
    expect(await pulled(`${registry.host}/app:1@${OTHER}`)).toEqual([]);
  });

  test.each(['referrers', 'tag'])('is allowed with a bundle that refers to it, by %s', async (by) => {
    registry.addBundles('app', DIGEST, bundleFiles(bundleOf(OTHER, ours), bundleOf(DIGEST, ours)), by === 'referrers');
    expect(await pulled()).toEqual([]);
    registry.addBundles('app', OTHER, bundleFiles(bundleOf(OTHER, theirs), bundleOf(DIGEST, ours)), by === 'referrers');
    expect(await pulled(app(OTHER))).toEqual([
      expect.stringContaining('has none that holds: a signature is by another key; a signature is of another image'),
    ]);
  });

  test('is allowed next to what is too long to be a signature, and what is somewhere else', async () => {
    const files = bundleFiles(Buffer.alloc(100_000), bundleOf(DIGEST, ours));
    const index = JSON.parse(files.manifest) as { manifests: object[] };
    const manifest = JSON.stringify({ ...index, manifests: [{ digest: '../../other/manifests/1' }, ...index.manifests] });
    registry.addBundles('app', DIGEST, { ...files, manifest }, true);
    expect(await pulled()).toEqual([]);
    expect(registry.asked.filter((each) => each.includes('other'))).toEqual([]);
  });

  test('is refused without one, with what is wrong and what to do', async () => {
    expect(await pulled()).toEqual([expect.stringMatching(new RegExp([
      `^The image "${app()}" has no signature by a key of \`signature_keys\`, which the virtual container host "blue" requires.`,
      `- https://${registry.host} did not answer \\(.*\\)`,
      `- http://${registry.host} has no signature of it`,
      `Sign it: cosign sign --key cosign.key ${app()}. Or add the public key of who signed it.$`,
    ].join('\n')))]);
  });

  test.each<[string, () => void, string]>([
    ['is by another key', () => sign(DIGEST, theirs), 'has none that holds: a signature is by another key'],
    ['is that of another image', () => sign(DIGEST, ours, payloadFor(OTHER)), `a signature is of "${OTHER}", another image`],
    ['lacks its payload', () => {
      sign(DIGEST, ours);
      registry.contents.delete(`/v2/app/blobs/${digestOf(payloadFor(DIGEST))}`);
    }, 'a payload is missing'],
    ['has another payload than it says', () => {
      sign(DIGEST, ours);
      registry.contents.set(`/v2/app/blobs/${digestOf(payloadFor(DIGEST))}`, payloadFor(OTHER));
    }, 'answered with something else than sha256:'],
    ['is in a manifest that can\'t be read', () => {
      registry.contents.set(`/v2/app/manifests/sha256-${'1'.repeat(64)}.sig`, 'hello');
    }, 'has no signature of it'],
  ])('is refused if its signature %s', async (_, prepare, problem) => {
    prepare();
    expect(await pulled()).toEqual([expect.stringContaining(problem)]);
  });

  test('is refused if no registry answers: no evidence is no signature', async () => {
    sign(DIGEST, ours);
    const name = app();
    await registry.stop();
    expect(await pulled(name)).toEqual([expect.stringContaining('did not answer (connect ECONNREFUSED')]);
    registry = await new FakeRegistry().start();
  });

  test('of Docker Hub may have its signature on a mirror', async () => {
    mirrors = [`http://${registry.host}`];
    registry.add('library/nginx', DIGEST, signatureFiles([payloadFor(DIGEST), ours]));
    expect(await pulled(`nginx@${DIGEST}`)).toEqual([]);
  });

  test('is asked for once, however many use it', async () => {
    sign(DIGEST, ours);
    const engine = fake.connect();
    await Promise.all(Array.from({ length: 50 }, () => requireAllowedPull(engine, 'Image "x"', app(), RULES)));
    expect(registry.asked).toHaveLength(2);
  });
});

describe('an image on the engine', () => {
  test('is allowed if one of its digests is signed', async () => {
    sign(DIGEST, ours);
    expect(await used({ RepoDigests: [app(OTHER), app()] })).toEqual([]);
    expect(await used({ RepoDigests: [app(OTHER)] })).toEqual([expect.stringContaining('has no signature by a key')]);
  });

  test('is allowed if it was made under the rules, and has not been in a registry since', async () => {
    const Config = { Labels: { [VIRTUAL_HOST_LABEL]: 'blue' } };
    expect(await used({ Config })).toEqual([]);
    expect(await used({ Config, RepoDigests: [app()] })).toEqual([expect.stringContaining('has no signature of it')]);
    expect(await used({ RepoTags: [`${registry.host}/app:1`] })).toEqual([
      `The image "${ID}" has no signature by a key of \`signature_keys\`, which the virtual container host "blue" requires.\n`
      + '- It comes from no registry, and was not made under the rules of "blue".\n'
      + 'Sign it: cosign sign --key cosign.key NAME@sha256:DIGEST. Or add the public key of who signed it.',
    ]);
  });

  test('must come from an allowed registry, too: a signature in another one does not count', async () => {
    sign(DIGEST, ours);
    const rules = { ...RULES, registries: ['registry.example.com'] };
    expect(await used({ RepoDigests: [app()] }, rules)).toEqual([
      expect.stringContaining('may only use images from "registry.example.com"'),
    ]);
    expect(await used({ RepoDigests: [app()] }, { ...RULES, registries: [registry.host] })).toEqual([]);
  });

  test('is refused without any key', async () => {
    sign(DIGEST, ours);
    expect(await used({ RepoDigests: [app()] }, { ...RULES, signature_keys: [] })).toHaveLength(1);
  });
});

test('each image of a build needs a signature', async () => {
  sign(DIGEST, ours);
  const built = (dockerfile: string) => (
    problemsOf(requireAllowedBuild(fake.connect(), 'Image "x"', { dockerfile, args: {}, cacheFrom: [] }, RULES)));
  expect(await built(`FROM ${app()}\nFROM scratch\n`)).toEqual([]);
  expect(await built(`FROM ${app(OTHER)}\n`)).toEqual([expect.stringContaining(`The image "${app(OTHER)}" has no signature`)]);
  expect(await built(`FROM ${app()}\nCOPY --from=${app(OTHER)} / /\n`)).toEqual([expect.stringContaining('has no signature')]);
  expect(await built(`FROM ${registry.host}/app:1\n`)).toEqual([
    expect.stringContaining('has no digest, and the virtual container host "blue" may only use images with one, since a signature is one'),
  ]);
});
