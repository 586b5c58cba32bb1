import * as fc from 'fast-check';
import { decimalKey, exactDecimal, numberText, parseNumber } from '../../../../provider/framework/value/decimal';
import { BigNumber } from '../../../../provider/framework/value/value';
import { digits } from '../arbitrary';

test('a number keeps its value when it is parsed and written', () => {
  fc.assert(fc.property(digits, (text) => {
    expect(decimalKey(numberText(parseNumber(text)))).toBe(decimalKey(text));
  }));
});

test.each([
  ['1', '1.0', '1e0', '+1', '0.1e1', '10e-1', '001'],
  ['0', '-0', '0.000', '0e9', '.0'],
  ['-1500', '-1.5e3', '-1500.00'],
])('%s has the same key in every spelling', (first, ...others) => {
  others.forEach((other) => expect(decimalKey(other)).toBe(decimalKey(first)));
});

test('parses to a JavaScript number if its shortest spelling is the number', () => {
  expect(parseNumber('0.1')).toBe(0.1);
  expect(parseNumber('-0')).toBe(0);
  expect(parseNumber('9007199254740993')).toEqual(new BigNumber('9007199254740993'));
  expect(parseNumber('1e400')).toEqual(new BigNumber(`1${'0'.repeat(400)}`));
  expect(parseNumber('1.23456789012345678e-3')).toEqual(new BigNumber('0.00123456789012345678'));
});

test('writes all digits of a float', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (float) => {
    expect(Number(exactDecimal(float))).toBe(float + 0);
  }));
  expect(decimalKey(exactDecimal(0.1))).not.toBe(decimalKey('0.1'));
});

test('rejects a text that is not a number', () => {
  expect(() => parseNumber('12x')).toThrow('Not a decimal number: "12x"');
});
