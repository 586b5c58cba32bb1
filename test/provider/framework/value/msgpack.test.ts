import { decode, encode, Encoder } from '@msgpack/msgpack';
import * as fc from 'fast-check';
import { decodeMsgpack, encodeMsgpack } from '../../../../provider/framework/value/msgpack';
import { BigNumber, Dynamic, Unknown } from '../../../../provider/framework/value/value';
import { typed } from '../arbitrary';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('every value of every type is unchanged after a round trip', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    expect(decodeMsgpack(type, encodeMsgpack(type, value))).toEqual(value);
  }), { numRuns: 1000 });
});

test('encodes a decoded value to the same bytes', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    const bytes = encodeMsgpack(type, value);
    expect(hex(encodeMsgpack(type, decodeMsgpack(type, bytes)))).toBe(hex(bytes));
  }));
});

describe('unknown values', () => {
  test('are encoded as an empty extension', () => {
    expect(hex(encodeMsgpack('string', Unknown.PLAIN))).toBe('d40000');
    expect(decodeMsgpack('string', Buffer.from('d40000', 'hex'))).toEqual(Unknown.PLAIN);
  });

  test('can have refinements, encoded as Terraform does: not null, and a prefix', () => {
    const refined = Buffer.from('c70b0c8201c202a67463703a2f2f', 'hex');
    expect(decodeMsgpack('string', refined)).toEqual(new Unknown({ notNull: true, prefix: 'tcp://' }));
    expect(hex(encodeMsgpack('string', new Unknown({ notNull: true, prefix: 'tcp://' })))).toBe(hex(refined));
  });

  test('are accepted within collections and objects', () => {
    const value = { a: [Unknown.PLAIN, 'x'] };
    expect(decodeMsgpack(['map', ['list', 'string']], encodeMsgpack(['map', ['list', 'string']], value))).toEqual(value);
  });
});

describe('numbers', () => {
  test.each([
    ['a small integer', 80, 80],
    ['an integer of 53 bits', 2 ** 53 - 1, 2 ** 53 - 1],
    ['a fraction, as digits since a float would be another number', 0.1, '0.1'],
    ['an integer of more than 53 bits', new BigNumber('9007199254740993'), '9007199254740993'],
    ['a number with more digits than any machine number', new BigNumber('0.1234567890123456789012345'), '0.1234567890123456789012345'],
  ])('%s', (_name, value, onTheWire) => {
    expect(decode(encodeMsgpack('number', value))).toEqual(onTheWire);
    expect(decodeMsgpack('number', encode(onTheWire))).toEqual(value);
  });

  test.each([
    ['an unsigned 64-bit integer', (2n ** 64n) - 1n, new BigNumber('18446744073709551615')],
    ['a 64-bit integer that JavaScript represents exactly', 2n ** 40n, 2 ** 40],
    ['a 64-bit integer that JavaScript would print with other digits', 2n ** 60n, new BigNumber('1152921504606846976')],
    ['a negative 64-bit integer', -(2n ** 63n), new BigNumber('-9223372036854775808')],
  ])('decodes all digits of %s', (_name, onTheWire, value) => {
    expect(decodeMsgpack('number', new Encoder({ useBigInt64: true }).encode(onTheWire))).toEqual(value);
  });

  test('decodes a float as the binary fraction that it is, not as its shortest decimal spelling', () => {
    expect(decodeMsgpack('number', encode(0.5))).toBe(0.5);
    expect(decodeMsgpack('number', encode(0.1))).toEqual(new BigNumber('0.1000000000000000055511151231257827021181583404541015625'));
  });
});

test('a map accepts any key, including names that are special in JavaScript', () => {
  const map = JSON.parse('{"__proto__": "a", "constructor": "b", "": "c"}') as { [key: string]: string };
  const found = decodeMsgpack(['map', 'string'], encodeMsgpack(['map', 'string'], map)) as { [key: string]: string };
  expect(Object.entries(found)).toEqual([['__proto__', 'a'], ['constructor', 'b'], ['', 'c']]);
});

test('an object is encoded with all attributes, null if not set', () => {
  const type = ['object', { a: 'string', b: 'string' }] as const;
  expect(decode(encodeMsgpack(type, { a: 'x' }))).toEqual({ a: 'x', b: null });
});

test('a dynamic value is encoded with its type', () => {
  const value = new Dynamic(['list', 'number'], [1, 2]);
  expect(decode(encodeMsgpack('dynamic', value))).toEqual([new Uint8Array(Buffer.from('["list","number"]')), [1, 2]]);
  expect(decodeMsgpack('dynamic', encodeMsgpack('dynamic', value))).toEqual(value);
});
