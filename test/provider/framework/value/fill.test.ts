import { fillUnknown } from '../../../../provider/framework/value/fill';
import { Unknown } from '../../../../provider/framework/value/value';

const { PLAIN } = Unknown;

test('keeps known values, and takes unknown ones from what is observed', () => {
  expect(fillUnknown('a', 'b')).toBe('a');
  expect(fillUnknown(null, 'b')).toBeNull();
  expect(fillUnknown(PLAIN, 'b')).toBe('b');
  expect(fillUnknown({ a: 1, b: PLAIN }, { a: 2, b: 3 })).toEqual({ a: 1, b: 3 });
});

test('fills an element of a list from the one with the same known parts', () => {
  const planned = [{ name: 'b', ip: PLAIN }, { name: 'c', ip: '3' }];
  expect(fillUnknown(planned, [{ name: 'a', ip: '1' }, { name: 'b', ip: '2' }, { name: 'c', ip: '4' }]))
    .toEqual([{ name: 'b', ip: '2' }, { name: 'c', ip: '3' }]);
});

test('leaves null where nothing is observed', () => {
  expect(fillUnknown([{ name: 'b', ip: PLAIN }], [{ name: 'a', ip: '1' }])).toEqual([{ name: 'b', ip: null }]);
  expect(fillUnknown({ a: PLAIN, b: 1 }, null)).toEqual({ a: null, b: 1 });
});
