import { isNumberOfNonRoot, isUser } from '../../src/shared/user';

test.each([
  ['1', true], ['0001', true], ['65532:65532', true], ['1000:0', true], ['1000:', true], ['2147483647', true],
  ['0', false], ['00', false], ['0:1000', false], ['', false], [':1000', false], ['app', false], ['root', false], ['-1', false],
  ['+1', false], ['1e3', false], ['0x1', false], [' 1', false], ['1\n', false], ['٣', false], ['2147483648', false], ['4294967296', false],
  ['99999999999999999999', false],
])('the user "%s" is a number other than root\'s: %s', (user, isNonRoot) => {
  expect(isNumberOfNonRoot(user)).toBe(isNonRoot);
});

test.each([
  ['root', true], ['0:0', true], ['app:2147483647', true], ['1000:wheel', true], ['', true],
  ['2147483648', false], ['1000:2147483648', false], ['99999999999999999999', false], ['app:99999999999999999999', false],
])('an engine can accept the user "%s": %s', (user, accepted) => {
  expect(isUser(user)).toBe(accepted);
});
