import * as fc from 'fast-check';
import { conform, restoreDigits, toPlain } from '../../../../provider/framework/value/convert';
import { Type } from '../../../../provider/framework/value/type';
import { BigNumber, Dynamic, Unknown, Value } from '../../../../provider/framework/value/value';
import { typed } from '../arbitrary';

test('a value of the type is taken as it is', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    expect(conform(type, value)).toEqual(value);
  }));
});

test('what resource code may leave out is filled in', () => {
  expect(conform(['object', { a: 'string', b: ['list', 'number'] }], { a: undefined })).toEqual({ a: null, b: null });
});

test('a plain value becomes a dynamic one of its own type', () => {
  expect(conform('dynamic', ['a', 1, { b: true }, null])).toEqual(
    new Dynamic(['tuple', ['string', 'number', ['object', { b: 'bool' }], 'dynamic']], ['a', 1, { b: true }, null]),
  );
});

test.each<[string, Type, unknown, string]>([
  ['another primitive', 'string', 1, 'expected string, found number'],
  ['a number that is none', 'number', NaN, 'expected number, found number'],
  ['a primitive for a list', ['list', 'string'], 'a', 'expected a list of string, found string'],
  ['a wrong element', ['list', ['object', { a: 'string' }]], [{ a: 1 }], '0.a: expected string, found number'],
  ['an attribute that is not there', ['object', { a: 'string' }], { b: 'secret' }, 'b: expected no such attribute, found string'],
  ['a list for a map', ['map', 'string'], ['a'], 'expected a map of string, found an array'],
  ['a tuple of another length', ['tuple', ['string']], [], 'expected a tuple of 1, found an array'],
  ['something for which there is no type', 'dynamic', () => {}, 'expected dynamic, found function'],
])('fails with %s, and shows no value', (_name, type, found, message) => {
  expect(() => conform(type, found)).toThrow(message);
});

test('for resource code, unknown is null, a big number the nearest one, and a dynamic value itself', () => {
  const type: Type = ['object', { a: 'string', b: 'number', c: 'dynamic', d: ['list', 'string'] }];
  expect(toPlain(type, { a: Unknown.PLAIN, b: new BigNumber('9007199254740993'), c: new Dynamic('string', 'x'), d: ['y', Unknown.PLAIN] }))
    .toEqual({ a: null, b: 9007199254740992, c: 'x', d: ['y', null] });
});

test('for resource code, a map has no nulls', () => {
  expect(toPlain(['object', { a: ['map', 'string'] }], { a: { x: null, y: '1' } })).toEqual({ a: { y: '1' } });
});

test.each<[string, Value, Value, Value]>([
  ['the nearest number', new BigNumber('9007199254740993'), 9007199254740992, new BigNumber('9007199254740993')],
  ['another number', new BigNumber('9007199254740993'), 5, 5],
  ['an element of a set', [1, new BigNumber('9007199254740993')], [9007199254740992, 1], [new BigNumber('9007199254740993'), 1]],
  ['within a map', { a: new BigNumber('9007199254740993') }, { a: 9007199254740992, b: 1 }, { a: new BigNumber('9007199254740993'), b: 1 }],
])('digits come back where resource code says %s', (_name, written, found, expected) => {
  expect(restoreDigits(written, found)).toEqual(expected);
});
