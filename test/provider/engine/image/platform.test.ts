import { formatPlatform, parsePlatform, platformMatches } from '../../../../provider/engine/image/platform';

test.each([
  ['linux/amd64', 'linux/amd64'],
  ['linux/x86_64', 'linux/amd64'],
  ['Linux/aarch64', 'linux/arm64'],
  ['linux/arm/v7', 'linux/arm/v7'],
  ['linux/armhf', 'linux/arm/v7'],
])('%s means %s', (text, expected) => {
  expect(formatPlatform(parsePlatform(text)!)).toBe(expected);
});

test.each(['', 'linux', 'linux/', '/amd64', 'linux/arm/v7/x', 'a b/c'])('"%s" is not a platform', (text) => {
  expect(parsePlatform(text)).toBeUndefined();
});

test.each([
  ['linux/amd64', 'linux/amd64', true],
  ['linux/arm64', 'linux/arm64/v8', true],
  ['linux/arm64/v8', 'linux/arm64', true],
  ['linux/arm', 'linux/arm/v7', true],
  ['linux/arm', 'linux/arm/v6', false],
  ['linux/arm/v7', 'linux/arm/v6', false],
  ['linux/amd64', 'linux/arm64', false],
  ['linux/amd64', 'windows/amd64', false],
])('requested %s, an image for %s matches: %s', (requested, existing, expected) => {
  expect(platformMatches(parsePlatform(requested)!, parsePlatform(existing)!)).toBe(expected);
});
