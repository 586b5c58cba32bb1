import * as fc from 'fast-check';
import { bodyFromWire, bodyToWire, isNull } from '../../../../provider/framework/conversion/dynamic-value';
import { Body } from '../../../../provider/framework/schema/schema';
import { valueKey } from '../../../../provider/framework/value/compare';
import { Type } from '../../../../provider/framework/value/type';
import { ObjectValue } from '../../../../provider/framework/value/value';
import { typed } from '../arbitrary';
import { block, body, optional, schemaOf } from '../build';

const NO_JSON = Buffer.alloc(0);
const sent = (bytes: Buffer) => ({ msgpack: Buffer.from(bytes), json: NO_JSON });

/** A body after a round trip over the wire, in bytes that nothing else references. */
const over = (schema: Body, value: ObjectValue) => bodyFromWire(schema, sent(bodyToWire(schema, value).msgpack));

test('a body is unchanged after each round trip over the wire', () => {
  fc.assert(fc.property(typed(), ([type, value]) => {
    const schema = schemaOf({ part: optional(type) });
    const key = (found: ObjectValue | null) => valueKey(type, found!.part!);
    const original = body(schema, { part: value });
    expect(key(over(schema, original))).toEqual(key(original));
    expect(key(over(schema, over(schema, original)!))).toEqual(key(original));
  }));
});

test('recognizes bytes that it has sent, and reuses bytes that it has received', () => {
  const schema = schemaOf({ name: optional('string') }, { port: block('list', { internal: optional('number') }) });
  const value = body(schema, { name: 'a', port: [{ internal: 80 }] });
  const { msgpack } = bodyToWire(schema, value);
  expect(bodyFromWire(schema, sent(msgpack))).toBe(value);

  const another = sent(bodyToWire(schemaOf({ name: optional('string') }, schema.blocks), body(schema, { name: 'b' })).msgpack);
  expect(bodyToWire(schema, bodyFromWire(schema, another)).msgpack).toBe(another.msgpack);
});

test('caches bytes for one schema only, since they mean something else in another', () => {
  const as = (type: Type) => schemaOf({ size: optional(type) });
  const [numbers, lists] = [as('dynamic'), as(['list', 'string'])];
  const bytes = bodyToWire(lists, body(lists, { size: ['"number"', '1'] })).msgpack;
  expect(bodyFromWire(lists, sent(bytes))).toEqual({ size: ['"number"', '1'] });
  expect(() => bodyFromWire(numbers, sent(bytes))).toThrow();
});

test('treats null as an empty list of blocks, and does not reuse the received bytes for it', () => {
  const schema = schemaOf({}, { port: block('list', { internal: optional('number') }) });
  const asNull = schemaOf({ port: optional(['list', ['object', { internal: 'number' }]]) });
  const wire = bodyToWire(asNull, body(asNull, {}));
  const value = bodyFromWire(schema, wire);
  expect(value).toEqual({ port: [] });
  expect(bodyToWire(schema, value).msgpack).not.toEqual(wire.msgpack);
});

test('converts a body again after a thousand others', () => {
  const schema = schemaOf({ name: optional('string') });
  const first = body(schema, { name: 'first' });
  const { msgpack } = bodyToWire(schema, first);
  for (let other = 0; other < 1_000; other += 1) bodyToWire(schema, body(schema, { name: `${other}` }));
  const again = bodyFromWire(schema, sent(msgpack));
  expect(again).toEqual(first);
  expect(again).not.toBe(first);
});

test('converts a long body each time', () => {
  const schema = schemaOf({ file: optional('string') });
  const value = body(schema, { file: 'x'.repeat(100_000) });
  const again = over(schema, value);
  expect(again).toEqual(value);
  expect(again).not.toBe(value);
});

test.each([
  ['no bytes', { msgpack: NO_JSON, json: NO_JSON }],
  ['null in msgpack', { msgpack: Buffer.of(0xc0), json: NO_JSON }],
  ['null in JSON', { msgpack: NO_JSON, json: Buffer.from('null') }],
])('decodes %s as no body', (_, wire) => {
  expect(isNull(wire)).toBe(true);
  expect(bodyFromWire(schemaOf({}), wire)).toBeNull();
});

test('decodes a body in JSON', () => {
  const schema = schemaOf({ name: optional('string') });
  expect(bodyFromWire(schema, { msgpack: NO_JSON, json: Buffer.from('{"name":"a"}') })).toEqual({ name: 'a' });
});
