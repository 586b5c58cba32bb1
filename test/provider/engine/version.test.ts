import { compareApiVersions, negotiateVersion, NEWEST_API_VERSION } from '../../../provider/engine/version';

const ENDPOINT = {
  address: 'tcp://host:2375', origin: '`host` of the provider', target: { kind: 'tcp', host: 'host', port: 2375 },
} as const;

test.each([
  ['the engine\'s, if it is older', '1.41', '1.41'],
  ['the provider\'s, if the engine is newer', '1.99', NEWEST_API_VERSION],
  ['either, if they are the same', NEWEST_API_VERSION, NEWEST_API_VERSION],
])('the negotiated version is %s', (_which, ApiVersion, negotiated) => {
  const answer = { ApiVersion, MinAPIVersion: '1.12', Version: '20.10.24', Os: 'linux', Arch: 'amd64' };
  expect(negotiateVersion(answer, ENDPOINT)).toEqual({
    apiVersion: negotiated, ownApiVersion: ApiVersion, version: '20.10.24', os: 'linux', arch: 'amd64', isPodman: false,
  });
});

test.each([
  [true, [{ Name: 'Podman Engine' }, { Name: 'Conmon' }]],
  [false, [{ Name: 'Engine' }, null]],
  [false, 'Podman Engine'],
])('it is Podman: %s, by the components %j', (isPodman, Components) => {
  expect(negotiateVersion({ ApiVersion: '1.41', Components }, ENDPOINT)).toMatchObject({ isPodman });
});

test.each([
  [
    'an engine that is too old',
    { ApiVersion: '1.40', Version: '19.03.15' },
    /too old: it supports the API up to 1.40/, /Upgrade it to Docker Engine 20.10/,
  ],
  [
    'an engine that is too new',
    { ApiVersion: '2.10', MinAPIVersion: '2.0', Version: '40.0' },
    /too new: it needs API 2.0/, /newer version of this provider/,
  ],
  [
    'a server that is not an engine', { hello: 'world' }, /tcp:\/\/host:2375 does not answer like a Docker Engine/,
    /`host` of the provider/,
  ],
  ['no answer', undefined, /does not answer like a Docker Engine/, /no `ApiVersion`/],
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
