import { compareApiVersions, negotiateVersion, NEWEST_API_VERSION } from '../../../provider/engine/version';

const ENDPOINT = { address: 'tcp://host:2375', origin: '`host` of the provider', target: { kind: 'tcp', host: 'host', port: 2375 } } as const;

test.each([
  ['the engine\'s, where it is older', '1.41', '1.41'],
  ['ours, where the engine is newer', '1.99', NEWEST_API_VERSION],
  ['either, where they are the same', NEWEST_API_VERSION, NEWEST_API_VERSION],
])('the version spoken is %s', (_which, ApiVersion, spoken) => {
  const answer = { ApiVersion, MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' };
  expect(negotiateVersion(answer, ENDPOINT)).toEqual({ apiVersion: spoken, version: '20.10.24', os: 'linux', arch: 'amd64' });
});

test.each([
  ['an engine that is too old', { ApiVersion: '1.40', Version: '19.03.15' }, /too old: it speaks API 1.40/, /Upgrade it to Docker Engine 20.10/],
  ['an engine that is too new', { ApiVersion: '2.10', MinAPIVersion: '2.0', Version: '40.0' }, /too new: it speaks API 2.0/, /newer release of this provider/],
  ['something that is no engine', { hello: 'world' }, /tcp:\/\/host:2375 does not answer as a Docker Engine does/, /`host` of the provider/],
  ['nothing', undefined, /does not answer as a Docker Engine does/, /no `ApiVersion`/],
])('fails for %s', (_what, answer, summary, detail) => {
  expect(() => negotiateVersion(answer, ENDPOINT)).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({ summary: expect.stringMatching(summary), detail: expect.stringMatching(detail) })],
  }));
});

test('versions are compared by numbers', () => {
  expect(compareApiVersions('1.9', '1.41')).toBeLessThan(0);
  expect(compareApiVersions('2.0', '1.99')).toBeGreaterThan(0);
  expect(compareApiVersions('1.41', '1.41')).toBe(0);
});
