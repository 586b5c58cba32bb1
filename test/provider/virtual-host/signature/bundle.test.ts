import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSignature } from '../../../../provider/virtual-host/signature/bundle';
import { bundleOf, cosignKey } from '../../../cosign';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const OTHER = `sha256:${'2'.repeat(64)}`;
const ours = cosignKey();
const problem = (bundle: Buffer, keys = [ours.pem], digest = DIGEST) => bundleSignature(bundle)(digest, keys);

test('a bundle that cosign 3.1.3 made is a signature', () => {
  const real = (file: string) => readFileSync(join(__dirname, '../../../fixtures/cosign', file));
  const digest = 'sha256:3cda483a5914fe4099294a3cd353a2f3dde734c11caf16cb256ab8fe5f4b864f';
  const keys = [real('cosign.pub').toString()];
  expect(problem(real('bundle.json'), keys, digest)).toBeUndefined();
  expect(problem(real('bundle.json'), keys)).toBe('a signature is of another image');
  expect(problem(real('bundle.json'), [ours.pem], digest)).toBe('a signature is by another key');
});

test('one of several keys is enough, and none is not', () => {
  expect(problem(bundleOf(DIGEST, ours), [cosignKey().pem, ours.pem])).toBeUndefined();
  expect(problem(bundleOf(DIGEST, ours), [])).toBe('a signature is by another key');
});

test.each<[string, Buffer, string]>([
  ['of another image', bundleOf(OTHER, ours), 'a signature is of another image'],
  ['of nothing', bundleOf(DIGEST, ours, { subject: null }), 'a signature is of another image'],
  ['that attests something', bundleOf(DIGEST, ours, { predicateType: 'https://spdx.dev/Document' }),
    'a statement is "https://spdx.dev/Document", no signature'],
  ['of another version', bundleOf(DIGEST, ours, { _type: 'https://in-toto.io/Statement/v9' }),
    'a statement is "https://sigstore.dev/cosign/sign/v1", no signature'],
  ['of another type', bundleOf(DIGEST, ours, { payloadType: 'text/plain' }),
    'a statement is "https://sigstore.dev/cosign/sign/v1", no signature'],
])('a statement %s is refused, though it is signed', (_, bundle, expected) => {
  expect(problem(bundle)).toBe(expected);
});

test.each<[string, (bundle: { dsseEnvelope: Record<string, unknown> }) => unknown]>([
  ['the statement of another image', ({ dsseEnvelope }) => {
    const { dsseEnvelope: other } = JSON.parse(bundleOf(OTHER, ours).toString()) as { dsseEnvelope: { payload: string } };
    return { dsseEnvelope: { ...dsseEnvelope, payload: other.payload } };
  }],
  ['no signature', ({ dsseEnvelope }) => ({ dsseEnvelope: { ...dsseEnvelope, signatures: [] } })],
  ['a signature that is none', ({ dsseEnvelope }) => ({ dsseEnvelope: { ...dsseEnvelope, signatures: [{ sig: 5 }] } })],
  ['another type in its envelope', ({ dsseEnvelope }) => ({ dsseEnvelope: { ...dsseEnvelope, payloadType: 'x' } })],
  ['no envelope', () => ({})],
  ['nothing', () => null],
])('a bundle with %s is refused', (_, change) => {
  const bundle = JSON.parse(bundleOf(OTHER, ours).toString()) as { dsseEnvelope: Record<string, unknown> };
  const changed = change(JSON.parse(bundleOf(DIGEST, ours).toString()) as typeof bundle);
  expect(problem(Buffer.from(JSON.stringify(changed)))).toBe('a signature is by another key');
});
