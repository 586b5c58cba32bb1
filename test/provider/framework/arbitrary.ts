import * as fc from 'fast-check';
import { conform, emptyObject } from '../../../provider/framework/value/convert';
import { parseNumber } from '../../../provider/framework/value/decimal';
import { Type } from '../../../provider/framework/value/type';
import { Dynamic, Refinements, Unknown, Value } from '../../../provider/framework/value/value';

/** Any text that can be a key or a string, including names that are special in JavaScript objects. */
export const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('__proto__', 'constructor', 'toString', '', '0', 'ü€😀'));

/** Numbers as digits: integers of any length, and fractions. */
export const digits = fc.oneof(
  fc.integer().map(String),
  fc.bigInt().map(String),
  fc.tuple(fc.bigInt(), fc.stringMatching(/^\d{1,40}$/)).map(([whole, fraction]) => `${whole}.${fraction}`),
  fc.constantFrom('0', '0.1', '9007199254740993', '18446744073709551615', '9223372036854775808', '-9223372036854775808', '1e400', '1e-400'),
);

const leafTypes = fc.constantFrom<Type>('string', 'number', 'bool');

/** Any type that a schema can contain. */
export const types: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leafTypes,
    fc.constant<Type>('dynamic'),
    fc.tuple(fc.constantFrom('list' as const, 'set' as const, 'map' as const), tie('type')).map(([kind, part]): Type => [kind, part]),
    fc.array(tie('type'), { maxLength: 3 }).map((parts): Type => ['tuple', parts]),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('type'), { maxKeys: 4 }).map((parts): Type => ['object', parts]),
  ),
})).type;

const bound = fc.record({ value: digits.map(parseNumber), inclusive: fc.boolean() });
const refinements: fc.Arbitrary<Refinements> = fc.record({
  notNull: fc.constant(true), prefix: text, min: bound, max: bound, minLength: fc.nat(), maxLength: fc.nat(),
}, { requiredKeys: [] });
const unknown = fc.oneof(fc.constant(Unknown.PLAIN), refinements.map((refined) => new Unknown(refined)));

/** Values of a type, including null and unknown ones. */
export function values(type: Type, withUnknown = true): fc.Arbitrary<Value> {
  const rare: fc.WeightedArbitrary<Value>[] = [
    { weight: 1, arbitrary: fc.constant(null) },
    ...(withUnknown ? [{ weight: 1, arbitrary: unknown as fc.Arbitrary<Value> }] : []),
  ];
  return fc.oneof({ weight: 6, arbitrary: known(type, withUnknown) }, ...rare);
}

function known(type: Type, withUnknown: boolean): fc.Arbitrary<Value> {
  switch (type) {
    case 'string': return text;
    case 'bool': return fc.boolean();
    case 'number': return digits.map(parseNumber);
    case 'dynamic': return leafTypes.chain((inner) => known(inner, withUnknown).map((value) => new Dynamic(inner, value)));
    default:
  }
  const [kind, parts] = type;
  switch (kind) {
    case 'list':
    case 'set': return fc.array(values(parts as Type, withUnknown), { maxLength: 4 });
    case 'tuple': return fc.tuple(...(parts as readonly Type[]).map((part) => values(part, withUnknown)));
    case 'map': return fc.array(fc.tuple(text, values(parts as Type, withUnknown)), { maxLength: 4 }).map((entries) => {
      const map = emptyObject<Value>();
      entries.forEach(([key, value]) => {
        map[key] = value;
      });
      return map;
    });
    case 'object': return fc.record(Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, values(part as Type, withUnknown)]),
    )).map((object) => conform(type, object));
  }
}

/** A type and a value of that type. */
export const typed = (withUnknown = true): fc.Arbitrary<readonly [Type, Value]> => (
  types.chain((type) => values(type, withUnknown).map((value) => [type, value] as const))
);
