import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backend, BaseImage, PushedImageOptions, RemovalPolicy } from '../../src';
import { Synthesized, testHost } from '../assertions';

beforeAll(() => { process.env.BERTH_CACHE = mkdtempSync(join(tmpdir(), 'berth-cache-')); });
afterAll(() => { delete process.env.BERTH_CACHE; });

const name = 'registry.example.com/team/app:1.0';
const minimal = () => BaseImage.minimal({ id: 'app', files: [{ path: '/app', content: '' }] });

test('a minimal image is pushed from its archive, without an engine', () => {
  const host = testHost();
  const pushed = host.pushImage('app', { image: minimal(), name });
  const synthesized = Synthesized.of(host);
  expect(synthesized.addresses).toEqual(['docker_registry_image.Host_app_EB05792E']);
  expect(synthesized.resource('docker_registry_image')).toEqual({
    name, keep_remotely: true, layout: expect.stringMatching(/^\$\{path\.module\}\/assets\/.*\/image\.tar$/),
  });
  expect(pushed.reference).toMatch(/^registry\.example\.com\/team\/app@/);
});

test('another image gets the name on the engine, which pushes it, and pushes it again when it changes', () => {
  const host = testHost();
  host.pushImage('app', { image: BaseImage.fromRegistry('nginx:1.27'), name, removalPolicy: RemovalPolicy.DESTROY });
  const synthesized = Synthesized.of(host);
  const [image] = Object.keys(synthesized.resources('docker_image'));
  const [tag] = Object.keys(synthesized.resources('docker_tag'));
  expect(synthesized.resource('docker_tag')).toEqual({ source_image: `\${docker_image.${image}.image_id}`, target_image: name });
  expect(synthesized.resource('docker_registry_image')).toEqual({
    name: `\${docker_tag.${tag}.target_image}`, keep_remotely: false, triggers: { image: `\${docker_image.${image}.image_id}` },
  });
});

test('a signature names the key, and never has it', () => {
  const host = testHost();
  host.pushImage('app', { image: minimal(), name, signature: { keyVariable: 'SIGNING_KEY', passwordVariable: 'SIGNING_PASSWORD' } });
  expect(Synthesized.of(host).resource('docker_registry_image').signature).toEqual(
    { key_variable: 'SIGNING_KEY', password_variable: 'SIGNING_PASSWORD' });
});

test.each<[string, Partial<PushedImageOptions>, string]>([
  ['a name without a tag', { name: 'registry.example.com/app' }, 'NO_TAG_IN_NAME'],
  ['a name with a digest', { name: `registry.example.com/app:1@sha256:${'0'.repeat(64)}` }, 'NO_TAG_IN_NAME'],
  ['a name that is none', { name: 'Registry/APP:1' }, 'INVALID_IMAGE_REFERENCE'],
  ['a signature without a key', { signature: {} }, 'SIGNATURE_KEY_NOT_CHOSEN'],
  ['a signature with two keys', { signature: { keyFile: 'a', keyVariable: 'B' } }, 'SIGNATURE_KEY_NOT_CHOSEN'],
])('refuses %s', (_, options, code) => {
  const push = () => testHost().pushImage('app', { image: minimal(), name, ...options });
  expect(push).toThrow(expect.objectContaining({ code }));
});

test('the other back end pushes what the engine has, and nothing else', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  host.pushImage('app', { image: BaseImage.fromRegistry('nginx:1.27'), name });
  expect(Synthesized.of(host).resource('docker_registry_image').keep_remotely).toBe(true);
  const push = (options: Partial<PushedImageOptions>) => () => (
    testHost({ backend: Backend.KREUZWERKER }).pushImage('app', { image: BaseImage.fromRegistry('nginx:1.27'), name, ...options }));
  expect(push({ image: minimal() })).toThrow('A push of a minimal image');
  expect(push({ signature: { keyFile: 'cosign.key' } })).toThrow('A signature');
});
