import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleSignature, simpleSignatures } from '../../../../provider/virtual-host/signature/simple-signing';
import { cosignKey, digestOf, payloadFor, signatureFiles } from '../../../cosign';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const ours = cosignKey();
const theirs = cosignKey();
const signature = (payload: Buffer, key = ours) => Buffer.from(key.sign(payload), 'base64');
const problem = (payload: Buffer, given: Buffer, keys = [ours.pem], digest = DIGEST) => simpleSignature(payload, given)(digest, keys);

/** What cosign 2.6.1 stored in a registry, and its public key. */
const real = (file: string) => readFileSync(join(__dirname, '../../../fixtures/cosign', file));
const REAL_DIGEST = 'sha256:3cda483a5914fe4099294a3cd353a2f3dde734c11caf16cb256ab8fe5f4b864f';

/** Finds what may be signatures in a manifest, if the registry has these contents. */
async function found(manifest: Buffer | string, contents: readonly Buffer[], digest = DIGEST) {
  const asked: string[] = [];
  const client = {
    manifest: async (_: string, reference: string) => {
      asked.push(reference);
      return Buffer.from(manifest);
    },
    blob: async (_: string, blob: string) => contents.find((content) => digestOf(content) === blob),
  };
  const candidates = [];
  for await (const candidate of simpleSignatures(client as never, 'app', digest)) candidates.push(candidate);
  return { asked, candidates };
}

test('a signature that cosign made is one', async () => {
  const { asked, candidates } = await found(real('manifest.json'), [real('payload.json')], REAL_DIGEST);
  expect(asked).toEqual([`sha256-${REAL_DIGEST.slice(7)}.sig`]);
  const key = real('cosign.pub').toString();
  expect(candidates.map((candidate) => candidate(REAL_DIGEST, [key]))).toEqual([undefined]);
  expect(candidates[0]!(DIGEST, [key])).toBe(`a signature is of "${REAL_DIGEST}", another image`);
  expect(candidates[0]!(REAL_DIGEST, [ours.pem])).toBe('a signature is by another key');
});

test('one of several keys is enough, and none is not', () => {
  const payload = payloadFor(DIGEST);
  expect(problem(payload, signature(payload), [theirs.pem, ours.pem])).toBeUndefined();
  expect(problem(payload, signature(payload), [])).toBe('a signature is by another key');
});

test.each<[string, Buffer, Buffer]>([
  ['of another payload', payloadFor(DIGEST), signature(payloadFor(OTHER))],
  ['that is empty', payloadFor(DIGEST), Buffer.alloc(0)],
  ['that is no signature', payloadFor(DIGEST), Buffer.from('signature')],
  ['of a payload with one more space', Buffer.concat([payloadFor(DIGEST), Buffer.from(' ')]), signature(payloadFor(DIGEST))],
])('a signature %s is refused', (_, payload, given) => {
  expect(problem(payload, given)).toBe('a signature is by another key');
});

test.each<[string, Buffer, string]>([
  ['of another image', payloadFor(OTHER), `a signature is of "${OTHER}", another image`],
  ['of something else', payloadFor(DIGEST, 'a blob'), 'a signature is of "a blob", not of an image'],
  ['that is no JSON', Buffer.from(DIGEST), 'a signature is of undefined, not of an image'],
  ['that is null', Buffer.from('null'), 'a signature is of undefined, not of an image'],
  [
    'without an image', Buffer.from('{"critical":{"type":"cosign container image signature"}}'),
    'a signature is of undefined, another image',
  ],
])('a payload %s is refused, though it is signed', (_, payload, expected) => {
  expect(problem(payload, signature(payload))).toBe(expected);
});

test('what is no signature in a manifest is left out, and what can\'t be read is none', async () => {
  const payload = payloadFor(DIGEST);
  const { layers: [layer] } = JSON.parse(signatureFiles([payload, ours]).manifest) as { layers: object[] };
  const layers = [
    layer, null, { ...layer, annotations: null }, { ...layer, mediaType: 'text/plain' }, { ...layer, digest: 'sha256:../x' },
    { ...layer, size: 100_000 },
  ];
  const { candidates } = await found(JSON.stringify({ layers }), [payload]);
  expect(candidates.map((candidate) => candidate(DIGEST, [ours.pem]))).toEqual([
    undefined, 'a payload is missing', 'a payload is missing',
  ]);
  for (const other of ['', '[]', '{}', '{"layers":{}}']) expect((await found(other, [])).candidates).toEqual([]);
});
