import * as fc from 'fast-check';
import { equal, isWhollyKnown, valueKey } from '../../../../provider/framework/value/compare';
import { decodeMsgpack, encodeMsgpack } from '../../../../provider/framework/value/msgpack';
import { Type } from '../../../../provider/framework/value/type';
import { BigNumber, Dynamic, Unknown, Value } from '../../../../provider/framework/value/value';
import { typed, types, values } from '../arbitrary';

test('a value is equal to its copy, and has the same key', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    const copy = decodeMsgpack(type, encodeMsgpack(type, value));
    expect(equal(type, value, copy)).toBe(true);
    expect(valueKey(type, copy)).toBe(valueKey(type, value));
  }));
});

test('two values are equal if and only if their keys are', () => {
  const pairs = types.chain((type) => fc.tuple(fc.constant(type), values(type), values(type)));
  fc.assert(fc.property(pairs, ([type, a, b]) => {
    expect(equal(type, a, b)).toBe(valueKey(type, a) === valueKey(type, b));
  }));
});

test.each<[string, Type, Value, Value, boolean]>([
  ['a set in another order', ['set', 'string'], ['a', 'b'], ['b', 'a'], true],
  ['a set with a repeated element', ['set', 'string'], ['a', 'b', 'a'], ['b', 'a'], true],
  ['a set of sets', ['set', ['set', 'number']], [[1, 2], [3]], [[3], [2, 1]], true],
  ['a list in another order', ['list', 'string'], ['a', 'b'], ['b', 'a'], false],
  ['a number in another representation', 'number', 1, new BigNumber('1.0'), true],
  ['big numbers', 'number', new BigNumber('9007199254740993'), new BigNumber('9007199254740992'), false],
  ['unknown and known', 'string', Unknown.PLAIN, 'a', false],
  ['unknown, refined or not', 'string', Unknown.PLAIN, new Unknown({ prefix: 'a' }), true],
  ['null and empty', ['list', 'string'], null, [], false],
  ['a map with another key', ['map', 'string'], { a: 'x' }, { b: 'x' }, false],
  ['an object with an omitted attribute', ['object', { a: 'string', b: 'string' }], { a: 'x' }, { a: 'x', b: null }, true],
  ['dynamic values of different types', 'dynamic', new Dynamic('string', '1'), new Dynamic('number', 1), false],
  ['text that looks like null', 'string', 'null', null, false],
])('%s', (_name, type, a, b, expected) => {
  expect(equal(type, a, b)).toBe(expected);
  expect(equal(type, b, a)).toBe(expected);
});

test('finds unknown values at any depth', () => {
  expect(isWhollyKnown({ a: [{ b: new Dynamic('string', Unknown.PLAIN) }] })).toBe(false);
  expect(isWhollyKnown({ a: [{ b: new Dynamic('string', 'x') }], c: null, d: new BigNumber('1') })).toBe(true);
});
