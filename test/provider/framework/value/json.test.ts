import * as fc from 'fast-check';
import { TypeMismatch } from '../../../../provider/framework/value/convert';
import { numberText } from '../../../../provider/framework/value/decimal';
import { fromJson, parseJson } from '../../../../provider/framework/value/json';
import { BigNumber, Dynamic, Value } from '../../../../provider/framework/value/value';
import { typed } from '../arbitrary';

/** Writes a value as in a Terraform state: numbers with all their digits. */
function stateJson(value: Value): string {
  if (typeof value === 'number' || value instanceof BigNumber) {
    return numberText(value);
  }
  if (value instanceof Dynamic) {
    return `{"type":${JSON.stringify(value.type)},"value":${stateJson(value.value)}}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(stateJson).join()}]`;
  }
  return typeof value === 'object' && value !== null
    ? `{${Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${stateJson(part as Value)}`).join()}}`
    : JSON.stringify(value);
}

test('every value is unchanged after a round trip through a state', () => {
  fc.assert(fc.property(typed(false), ([type, value]) => {
    expect(fromJson(type, parseJson(stateJson(value)))).toEqual(value);
  }), { numRuns: 500 });
});

test('keeps all digits of numbers, and leaves texts that look like numbers unchanged', () => {
  const json = '{"a": 9007199254740993, "b": "9007199254740993", "c": 1.5, "d": [-0.10000000000000000555], '
    + '"e": "say \\"1234567890123456789\\""}';
  expect(parseJson(json))
    .toEqual({ a: '9007199254740993', b: '9007199254740993', c: 1.5, d: ['-0.10000000000000000555'], e: 'say "1234567890123456789"' });
});

describe('a state that is older than the schema', () => {
  const type = ['object', {
    name: 'string', size: 'number', on: 'bool', ports: ['list', ['object', { internal: 'number', external: 'number' }]],
  }] as const;

  test('loses attributes that the schema lacks, and gets null for missing ones', () => {
    expect(fromJson(type, { name: 'a', gone: 'x', ports: [{ internal: 80, gone: 1 }] }))
      .toEqual({ name: 'a', size: null, on: null, ports: [{ internal: 80, external: null }] });
  });

  test('can contain primitives of another type', () => {
    expect(fromJson(type, { name: 12, size: '34', on: 'true', ports: null })).toEqual({ name: '12', size: 34, on: true, ports: null });
  });

  test.each([
    ['a string for a list', { ports: 'x' }, 'ports: expected a list of an object with internal, external, found string'],
    ['a word for a number', { size: 'big' }, 'size: expected number, found string'],
    ['a number with a tail', { size: '12x' }, 'size: expected number, found string'],
    ['an object for a string', { name: {} }, 'name: expected string, found Object'],
    ['a wrong element', { ports: [{ internal: true }] }, 'ports.0.internal: expected number, found boolean'],
  ])('is rejected because of %s, with the path', (_name, state, message) => {
    expect(() => fromJson(type, state)).toThrow(expect.objectContaining({ name: TypeMismatch.name, message }));
  });
});
