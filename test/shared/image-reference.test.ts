import { TerraformVariable } from 'cdktf';
import { BaseImage } from '../../src';
import { refusal, testStack } from '../assertions';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  'nginx',
  'nginx:1.27',
  'nginx:1.27-alpine_3.20',
  `nginx@${DIGEST}`,
  `nginx:1.27@${DIGEST}`,
  'library/nginx',
  'a__b/c-d/e.f:x',
  'a--b:1',
  'localhost/app',
  'localhost:5000/app:1',
  'registry:5000/team/app',
  'ghcr.io/org/app:1.0',
  'Registry.Example.com/app',
  '10.0.0.1:5000/app',
  '[::1]:5000/app',
])('%s is one', (reference) => {
  expect(() => BaseImage.fromRegistry(reference)).not.toThrow();
});

test.each([
  '', 'Nginx', 'nginx:', 'nginx:-1', 'nginx@sha256:abc', 'nginx:1.27 ', '/nginx', 'nginx/', 'https://ghcr.io/app', 'a..b', 'org/App', 'nginx:1:2', `nginx@${DIGEST}0`,
])('fails for "%s"', (reference) => {
  expect(refusal(() => BaseImage.fromRegistry(reference))).toBe(
    `"${reference}" is not an image reference: write [registry[:port]/]name[:tag][@sha256:digest], with the name in lower case, as in "nginx:1.27".`);
});

test('takes a token', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'image', {});
  expect(() => BaseImage.fromRegistry(`ghcr.io/${stringValue}`)).not.toThrow();
});
