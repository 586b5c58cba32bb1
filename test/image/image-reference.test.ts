import { TerraformVariable } from 'cdktf';
import { BaseImage } from '../../src';
import { refusal, testStack } from '../assertions';

test.each(['nginx', 'Foo/bar', `nginx@sha512:${'0'.repeat(128)}`])('takes "%s"', (reference) => {
  expect(() => BaseImage.fromRegistry(reference)).not.toThrow();
});

test.each(['', 'Nginx', '-a.b/x', 'a'.repeat(64)])('refuses "%s"', (reference) => {
  expect(refusal(() => BaseImage.fromRegistry(reference))).toBe(
    `"${reference}" is not an image reference: write [registry[:port]/]name[:tag][@sha256:digest], `
    + 'with the name in lower case, as in "nginx:1.27".');
});

test('takes a token', () => {
  const { stringValue } = new TerraformVariable(testStack(), 'image', {});
  expect(() => BaseImage.fromRegistry(`ghcr.io/${stringValue}`)).not.toThrow();
});
