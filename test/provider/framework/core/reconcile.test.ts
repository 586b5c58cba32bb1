import { reconcile } from '../../../../provider/framework/core/reconcile';
import { BigNumber, Unknown } from '../../../../provider/framework/value/value';
import { anyCase, block, body, computed, optional, optionalComputed, required, schemaOf } from '../build';

const unknown = Unknown.PLAIN;

const schema = schemaOf({
  name: required('string', anyCase),
  size: optional('number'),
  mode: optional('string', { default: 'plain' }),
  label: optionalComputed('string'),
  tags: optional(['set', 'string']),
  options: optional(['map', 'string']),
  id: computed('string'),
}, {
  limit: block('single', { amount: required('number'), unit: optional('string') }),
  port: block('list', { internal: required('number'), protocol: optional('string', anyCase), external: optionalComputed('number') }),
  network: block('set', { name: required('string', anyCase), alias: optional('string'), address: optionalComputed('string') }),
});

describe('after a read', () => {
  const read = (prior: object, observed: object) => reconcile(schema, body(schema, prior), body(schema, observed)).state;

  test.each<[string, object, object, object]>([
    ['keeps the spelling of a value that means the same', { name: 'Abc' }, { name: 'aBC' }, { name: 'Abc' }],
    ['takes a value that differs', { name: 'a' }, { name: 'b' }, { name: 'b' }],
    ['ignores a value that was not set', { name: 'a' }, { name: 'a', size: 5, tags: ['x'] }, { name: 'a' }],
    ['notices that a value is gone', { name: 'a', size: 5 }, { name: 'a' }, { name: 'a' }],
    ['takes computed values', { name: 'a', label: 'l', id: 'i' }, { name: 'a', label: 'm', id: 'j', mode: 'm' },
      { name: 'a', label: 'm', id: 'j', mode: 'm' }],
    ['ignores the order of a set', { name: 'a', tags: ['x', 'y'] }, { name: 'a', tags: ['y', 'x'] }, { name: 'a', tags: ['x', 'y'] }],
    ['ignores null in a map', { name: 'a', options: { x: null, y: '1' } }, { name: 'a', options: { y: '1' } },
      { name: 'a', options: { x: null, y: '1' } }],
    ['ignores observed blocks if none is expected', { name: 'a' },
      { name: 'a', limit: { amount: 1 }, port: [{ internal: 80 }], network: [{ name: 'n' }] }, { name: 'a' }],
    ['compares only what was set within a block', { name: 'a', limit: { amount: 1 } }, { name: 'a', limit: { amount: 2, unit: 'u' } },
      { name: 'a', limit: { amount: 2 } }],
    ['notices that a block is gone', { name: 'a', limit: { amount: 1 }, port: [{ internal: 80 }] }, { name: 'a' }, { name: 'a' }],
    ['keeps the order and spelling of the blocks of a list', {
      name: 'a', port: [{ internal: 80, protocol: 'TCP' }, { internal: 443 }],
    }, {
      name: 'a', port: [{ internal: 443, protocol: 'tcp', external: 1443 }, { internal: 80, protocol: 'tcp', external: 1080 }],
    }, {
      name: 'a', port: [{ internal: 80, protocol: 'TCP', external: 1080 }, { internal: 443, external: 1443 }],
    }],
    ['takes all values of a block that was added outside Terraform', {
      name: 'a', network: [{ name: 'n' }],
    }, {
      name: 'a', network: [{ name: 'extra', alias: 'x', address: '2' }, { name: 'N', alias: 'y', address: '1' }],
    }, {
      name: 'a', network: [{ name: 'n', address: '1' }, { name: 'extra', alias: 'x', address: '2' }],
    }],
    ['pairs a changed block with the one that it was', {
      name: 'a', network: [{ name: 'n', alias: 'x' }, { name: 'm' }],
    }, {
      name: 'a', network: [{ name: 'm', alias: 'z' }, { name: 'n', alias: 'y' }],
    }, {
      name: 'a', network: [{ name: 'n', alias: 'y' }, { name: 'm' }],
    }],
    ['finds a block with a number that JavaScript can\'t represent by the nearest number', {
      name: 'a', port: [{ internal: new BigNumber('9007199254740993') }, { internal: 80 }],
    }, {
      name: 'a', port: [{ internal: 80 }, { internal: 9007199254740992 }],
    }, {
      name: 'a', port: [{ internal: new BigNumber('9007199254740993') }, { internal: 80 }],
    }],
    ['pairs more specific blocks first', {
      name: 'a', network: [{ name: 'n' }, { name: 'n', alias: 'x' }],
    }, {
      name: 'a', network: [{ name: 'n', alias: 'x', address: '1' }, { name: 'n', alias: 'y', address: '2' }],
    }, {
      name: 'a', network: [{ name: 'n', address: '2' }, { name: 'n', alias: 'x', address: '1' }],
    }],
  ])('%s', (_name, prior, observed, expected) => {
    expect(read(prior, observed)).toEqual(body(schema, expected));
  });
});

test('keeps an added exhaustive block even if none is expected', () => {
  const exhaustive = schemaOf({}, { network: block('set', { name: required('string') }, { exhaustive: true }) });
  expect(reconcile(exhaustive, body(exhaustive, {}), body(exhaustive, { network: [{ name: 'n' }] })).state)
    .toEqual(body(exhaustive, { network: [{ name: 'n' }] }));
});

describe('after an apply', () => {
  const apply = (planned: object, observed: object, config: object) => (
    reconcile(schema, body(schema, planned), body(schema, observed), body(schema, config))
  );

  test('takes observed values for unknown ones, and keeps the planned spelling of all others', () => {
    const { state, mismatches } = apply(
      { name: 'A', mode: 'plain', label: unknown, id: unknown, port: [{ internal: 80, external: unknown }] },
      {
        name: 'a',
        mode: 'plain',
        label: 'l',
        id: 'i',
        size: 9,
        port: [{ internal: 80, protocol: 'tcp', external: 1080 }],
        network: [{ name: 'x' }],
      },
      { name: 'A', port: [{ internal: 80 }] },
    );
    expect(state).toEqual(body(schema, { name: 'A', mode: 'plain', label: 'l', id: 'i', port: [{ internal: 80, external: 1080 }] }));
    expect(mismatches).toEqual([]);
  });

  test.each<[string, object, object, object, unknown]>([
    ['a configured value', { name: 'a', size: 1 }, { name: 'a', size: 2 }, { name: 'a', size: 1 },
      { path: ['size'], expected: 1, observed: 2 }],
    ['a default', { name: 'a', mode: 'plain' }, { name: 'a', mode: 'm' }, { name: 'a' },
      { path: ['mode'], expected: 'plain', observed: 'm' }],
    ['a configured value of a computed attribute', { name: 'a', label: 'l' }, { name: 'a', label: 'm' }, { name: 'a', label: 'l' },
      { path: ['label'], expected: 'l', observed: 'm' }],
    ['a value within a block', { name: 'a', port: [{ internal: 80, external: 1 }] }, { name: 'a', port: [{ internal: 80, external: 2 }] },
      { name: 'a', port: [{ internal: 80, external: 1 }] }, { path: ['port', 0, 'external'], expected: 1, observed: 2 }],
    ['a missing single block', { name: 'a', limit: { amount: 1 } }, { name: 'a' }, { name: 'a', limit: { amount: 1 } },
      { path: ['limit'], observed: null }],
    ['a missing block of a set', { name: 'a', network: [{ name: 'n' }] }, { name: 'a' }, { name: 'a', network: [{ name: 'n' }] },
      { path: ['network'], observed: null }],
    ['an additional block of a set', { name: 'a', network: [{ name: 'n' }] }, { name: 'a', network: [{ name: 'n' }, { name: 'm' }] },
      { name: 'a', network: [{ name: 'n' }] }, { path: ['network'], expected: null }],
  ])('reports a mismatch for %s', (_name, planned, observed, config, expected) => {
    expect(apply(planned, observed, config).mismatches).toEqual([expect.objectContaining(expected)]);
  });

  test('keeps planned values that are not configured, as Terraform requires: the next read shows the actual ones', () => {
    const { state, mismatches } = apply(
      { name: 'a', label: 'l', id: 'i', port: [{ internal: 80, external: 1 }], network: [{ name: 'n', address: '1' }] },
      { name: 'a', label: 'm', id: 'j', port: [{ internal: 80, external: 2 }], network: [{ name: 'n', address: '2' }] },
      { name: 'a', port: [{ internal: 80 }], network: [{ name: 'n' }] },
    );
    expect(state).toEqual(body(schema, {
      name: 'a', label: 'l', id: 'i', port: [{ internal: 80, external: 1 }], network: [{ name: 'n', address: '1' }],
    }));
    expect(mismatches).toEqual([]);
  });
});
