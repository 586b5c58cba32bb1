import { matches } from './label-selector';

test.each([
  [{}, {}, true],
  [{}, { a: 'x' }, true],
  [{ matchLabels: {} }, { a: 'x' }, true],
  [{ matchLabels: { a: 'x' } }, { a: 'x', b: 'y' }, true],
  [{ matchLabels: { a: 'x' } }, { a: 'y' }, false],
  [{ matchLabels: { a: 'x' } }, {}, false],
  [{ matchLabels: { a: 'x', b: 'y' } }, { a: 'x' }, false],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'y'] }] }, { a: 'y' }, true],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['x'] }] }, {}, false],
  [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }] }, { a: 'x' }, false],
  [{ matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['x'] }] }, {}, true],
  [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { a: '' }, true],
  [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, {}, false],
  [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, {}, true],
  [{ matchExpressions: [{ key: 'a', operator: 'DoesNotExist' }] }, { a: '' }, false],
  [{ matchLabels: { a: 'x' }, matchExpressions: [{ key: 'b', operator: 'Exists' }] }, { a: 'x' }, false],
])('%j and the labels %j: %s', (selector, labels, expected) => {
  expect(matches(selector, labels)).toBe(expected);
});

test('refuses an unknown operator', () => {
  expect(() => matches({ matchExpressions: [{ key: 'a', operator: 'Gt', values: ['1'] }] }, {})).toThrow(
    'The label selector has the operator "Gt". Use In, NotIn, Exists or DoesNotExist.',
  );
});
