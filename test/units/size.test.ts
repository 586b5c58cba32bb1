import { TerraformVariable, Tokenization } from 'cdktf';
import { Size } from '../../src';
import { refusal, testStack } from '../assertions';

test.each([
  [Size.bytes(1), 1],
  [Size.kibibytes(1), 1_024],
  [Size.mebibytes(1.5), 1_572_864],
  [Size.gibibytes(2), 2_147_483_648],
])('converts %s to bytes', (size, bytes) => {
  expect(size.toBytes()).toBe(bytes);
});

test('converts to whole units', () => {
  expect(Size.gibibytes(1).toMebibytes()).toBe(1_024);
  expect(Size.mebibytes(3).toKibibytes()).toBe(3_072);
});

test('refuses to convert to a unit if the result is not a whole number', () => {
  expect(refusal(() => Size.kibibytes(1_500).toMebibytes())).toBe('The size must be a whole number of MiB; given: 1500 KiB.');
});

test.each([-1, NaN, Infinity])('refuses %d MiB', (amount) => {
  expect(refusal(() => Size.mebibytes(amount))).toBe(`A size in MiB must be a number of 0 or more; given: ${amount}.`);
});

test('refuses fractions of a byte', () => {
  expect(refusal(() => Size.bytes(0.5))).toBe('A size must be a whole number of bytes; given: 0.5 bytes.');
});

test('accepts tokens', () => {
  const { numberValue } = new TerraformVariable(testStack(), 'amount', {});
  expect(Size.mebibytes(numberValue).toMebibytes()).toBe(numberValue);
  expect(Size.bytes(numberValue).toBytes()).toBe(numberValue);
  expect(Tokenization.isResolvable(Tokenization.reverseNumber(Size.gibibytes(numberValue).toMebibytes()))).toBe(true);
});
