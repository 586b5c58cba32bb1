import * as fc from 'fast-check';
import { conform, restoreDigits, toPlain } from '../../../../provider/framework/value/convert';
import { Type } from '../../../../provider/framework/value/type';
import { BigNumber, Dynamic, Unknown, Value } from '../../../../provider/framework/value/value';
import { typed } from '../arbitrary';

test('returns a value of the type unchanged', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    expect(conform(type, value)).toEqual(value);
  }));
});

test('fills in null for values that resource code omits', () => {
  expect(conform(['object', { a: 'string', b: ['list', 'number'] }], { a: undefined })).toEqual({ a: null, b: null });
});

test('converts a plain value to a dynamic one with its own type', () => {
  expect(conform('dynamic', ['a', 1, { b: true }, null])).toEqual(
    new Dynamic(['tuple', ['string', 'number', ['object', { b: 'bool' }], 'dynamic']], ['a', 1, { b: true }, null]),
  );
});

test.each<[string, Type, unknown, string]>([
  ['another primitive', 'string', 1, 'expected string, found number'],
  ['NaN', 'number', NaN, 'expected number, found number'],
  ['a primitive for a list', ['list', 'string'], 'a', 'expected a list of string, found string'],
  ['a wrong element', ['list', ['object', { a: 'string' }]], [{ a: 1 }], '0.a: expected string, found number'],
  ['an attribute that the type lacks', ['object', { a: 'string' }], { b: 'secret' }, 'b: expected no such attribute, found string'],
  ['a list for a map', ['map', 'string'], ['a'], 'expected a map of string, found an array'],
  ['a tuple of another length', ['tuple', ['string']], [], 'expected a tuple of 1, found an array'],
  ['a value that no Terraform type fits', 'dynamic', () => {}, 'expected dynamic, found function'],
])('rejects %s, and does not show the value', (_name, type, found, message) => {
  expect(() => conform(type, found)).toThrow(message);
});

test('converts to plain JavaScript: unknown to null, a big number to the nearest one, and a dynamic value to the value itself', () => {
  const type: Type = ['object', { a: 'string', b: 'number', c: 'dynamic', d: ['list', 'string'] }];
  const value = { a: Unknown.PLAIN, b: new BigNumber('9007199254740993'), c: new Dynamic('string', 'x'), d: ['y', Unknown.PLAIN] };
  expect(toPlain(type, value)).toEqual({ a: null, b: 9007199254740992, c: 'x', d: ['y', null] });
});

test('omits null entries of maps in plain JavaScript', () => {
  expect(toPlain(['object', { a: ['map', 'string'] }], { a: { x: null, y: '1' } })).toEqual({ a: { y: '1' } });
});

test.each<[string, Value, Value, Value]>([
  ['restores the digits of the nearest number', new BigNumber('9007199254740993'), 9007199254740992, new BigNumber('9007199254740993')],
  ['leaves another number unchanged', new BigNumber('9007199254740993'), 5, 5],
  ['restores the digits of an element of a set', [1, new BigNumber('9007199254740993')], [9007199254740992, 1],
    [new BigNumber('9007199254740993'), 1]],
  ['restores digits within a map', { a: new BigNumber('9007199254740993') }, { a: 9007199254740992, b: 1 },
    { a: new BigNumber('9007199254740993'), b: 1 }],
])('%s', (_name, original, returned, expected) => {
  expect(restoreDigits(original, returned)).toEqual(expected);
});
