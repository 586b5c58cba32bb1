import { isImageId, listedName, parseReference, repoDigest } from '../../../provider/engine/reference';

const DIGEST = `sha256:${'a1'.repeat(32)}`;

test.each([
  ['busybox', { repository: 'busybox' }, 'busybox:latest'],
  ['busybox:1.36', { repository: 'busybox', tag: '1.36' }, 'busybox:1.36'],
  ['docker.io/library/busybox', { repository: 'busybox' }, 'busybox:latest'],
  ['index.docker.io/library/busybox:1', { repository: 'busybox', tag: '1' }, 'busybox:1'],
  ['docker.io/team/app', { repository: 'team/app' }, 'team/app:latest'],
  ['localhost:5000/app', { repository: 'localhost:5000/app' }, 'localhost:5000/app:latest'],
  ['127.0.0.1:5000/a/b_c.d--e:T_1', { repository: '127.0.0.1:5000/a/b_c.d--e', tag: 'T_1' }, '127.0.0.1:5000/a/b_c.d--e:T_1'],
  ['Foo/bar', { repository: 'Foo/bar' }, 'Foo/bar:latest'],
  [`app@${DIGEST}`, { repository: 'app', digest: DIGEST }, `app@${DIGEST}`],
  [`app:1@${DIGEST}`, { repository: 'app', tag: '1', digest: DIGEST }, `app@${DIGEST}`],
])('%s is taken apart, and listed by its short name', (name, parts, listed) => {
  expect(parseReference(name)).toEqual(parts);
  expect(listedName(parts)).toBe(listed);
});

test.each(['', 'App', '-a.b/x', 'a'.repeat(64), `app@md5:${'a'.repeat(32)}`])('"%s" is not a name', (name) => {
  expect(parseReference(name)).toBeUndefined();
});

test('the id of an image is told from a name', () => {
  expect(isImageId(DIGEST)).toBe(true);
  expect(isImageId('busybox')).toBe(false);
});

test.each([
  ['its own repository\'s', 'team/app:1', [`mirror/app@${DIGEST}`, `team/app@${DIGEST}`], `team/app@${DIGEST}`],
  ['under Docker Hub\'s long name, too', 'docker.io/library/app', [`mirror/app@${DIGEST}`, `app@${DIGEST}`], `app@${DIGEST}`],
  ['the only one', DIGEST, [`app@${DIGEST}`], `app@${DIGEST}`],
  ['none of several others', 'own:1', [`a@${DIGEST}`, `b@${DIGEST}`], ''],
  ['none', 'own:1', [], ''],
])('the digest is %s', (_which, name, digests, expected) => {
  expect(repoDigest(name, digests)).toBe(expected);
});
