import { expectPlan, PlanRow } from './expect-plan';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { PlanContext } from '../../../../provider/framework/resource';
import { BigNumber, Unknown } from '../../../../provider/framework/value/value';
import {
  anyCase, block, body, computed, optional, optionalComputed, plan, PlanCase, required, resourceOf, schemaOf, sessionOf,
} from '../build';

const unknown = Unknown.PLAIN;

describe('attributes', () => {
  const schema = schemaOf({
    name: required('string', { requiresReplace: true }),
    size: optional('number'),
    mode: optional('string', { default: 'plain', requiresReplace: true }),
    level: optional('string', { default: 'low' }),
    label: optionalComputed('string'),
    fixed: optionalComputed('string', { requiresReplace: true }),
    id: computed('string', { stable: true }),
    revision: computed('number'),
    case: optional('string', { ...anyCase, requiresReplace: true }),
  });
  const defaults = { mode: 'plain', level: 'low' };
  const made = { name: 'a', ...defaults, label: 'l', fixed: 'f', id: 'i', revision: 1 };
  const withoutDefaults = { ...made, mode: null, level: null };

  test.each<[string, PlanRow]>([
    ['create: computed values are unknown, and defaults are stored as null', {
      config: { name: 'a', size: 1 },
      planned: { name: 'a', size: 1, label: unknown, fixed: unknown, id: unknown, revision: unknown },
    }],
    ['create: configured values are kept, known or not', {
      config: { name: unknown, mode: 'other', label: 'x', fixed: unknown, case: 'AbC' },
      planned: { name: unknown, mode: 'other', label: 'x', fixed: unknown, case: 'AbC', id: unknown, revision: unknown },
    }],
    ['create: a default that is configured is stored', {
      config: { name: 'a', ...defaults },
      planned: { name: 'a', ...defaults, label: unknown, fixed: unknown, id: unknown, revision: unknown },
    }],
    ['nothing differs', { prior: made, config: { name: 'a' }, planned: made }],
    ['nothing differs from defaults that are stored as null', { prior: withoutDefaults, config: { name: 'a' }, planned: withoutDefaults }],
    ['another change does not store defaults', {
      prior: withoutDefaults, config: { name: 'a', size: 2 }, planned: { ...withoutDefaults, size: 2, revision: unknown },
    }],
    ['a default that is configured later is no change of the resource', {
      prior: withoutDefaults, config: { name: 'a', ...defaults }, planned: made,
    }],
    ['nothing differs except the spelling', {
      prior: { ...made, case: 'ABC' }, config: { name: 'a', case: 'abc' }, planned: { ...made, case: 'ABC' },
    }],
    ['a number is the same in any spelling', {
      prior: { ...made, size: 1.5 }, config: { name: 'a', size: new BigNumber('1.50') }, planned: { ...made, size: 1.5 },
    }],
    ['an in-place change makes unstable values unknown', {
      prior: made, config: { name: 'a', size: 2 }, planned: { ...made, size: 2, revision: unknown },
    }],
    ['removal of a value without a default', {
      prior: { ...made, size: 2 }, config: { name: 'a' }, planned: { ...made, revision: unknown },
    }],
    ['removal of a value with a default changes it back to the default', {
      prior: { ...made, level: 'high' }, config: { name: 'a' }, planned: { ...made, level: null, revision: unknown },
    }],
    ['a change that requires replacement', {
      prior: made, config: { name: 'b' }, planned: { ...made, name: 'b', revision: unknown }, replace: [['name']],
    }],
    ['a removal that requires replacement', {
      prior: { ...made, case: 'x' }, config: { name: 'a' }, planned: { ...made, revision: unknown }, replace: [['case']],
    }],
    ['a removal that requires replacement, of a value with a default', {
      prior: { ...made, mode: 'other' }, config: { name: 'a' }, planned: { ...made, mode: null, revision: unknown }, replace: [['mode']],
    }],
    ['paths are sorted', {
      prior: made,
      config: { name: 'b', case: 'x', mode: 'o' },
      planned: { ...made, name: 'b', case: 'x', mode: 'o', revision: unknown },
      replace: [['case'], ['mode'], ['name']],
    }],
    ['a removed value of a computed attribute is unknown', {
      prior: made, before: { name: 'a', label: 'l' }, config: { name: 'a' }, planned: { ...made, label: unknown, revision: unknown },
    }],
    ['a removed value of a computed attribute requires replacement if a change does', {
      prior: made,
      before: { name: 'a', fixed: 'f' },
      config: { name: 'a' },
      planned: { ...made, fixed: unknown, revision: unknown },
      replace: [['fixed']],
    }],
    ['a value that was not configured before was not removed', {
      prior: made, before: { name: 'a' }, config: { name: 'a' }, planned: made,
    }],
    ['nothing was removed from the state of another provider', { prior: made, config: { name: 'a' }, planned: made }],
    ['configuring the current value is no difference', {
      prior: made, before: { name: 'a' }, config: { name: 'a', label: 'l', fixed: 'f' }, planned: made,
    }],
    ['an unknown value is a difference', {
      prior: { ...made, case: 'x' },
      config: { name: 'a', case: unknown },
      planned: { ...made, case: unknown, revision: unknown },
      replace: [['case']],
    }],
    ['a destroy plan is null', { prior: made, planned: null }],
  ])('%s', async (_name, row) => expectPlan(schema, row));

  test('a plan without a difference equals the prior state', async () => {
    const prior = body(schema, { ...made, case: 'ABC' });
    expect((await plan({ schema, prior, config: { name: 'a', case: 'abc' } })).planned).toEqual(prior);
  });

  test('another provider\'s private state is kept, whatever its format', async () => {
    const foreign = await plan({ schema, config: { name: 'a' }, private: Buffer.from('{"schema_version":"2"}') });
    expect(JSON.parse(Buffer.from(foreign.plannedPrivate).toString())).toMatchObject({ schema_version: '2' });
    for (const odd of ['', 'not JSON', '[]', '"text"', '{"framework":3}', '{"framework":{"configured":{"paths":1}}}']) {
      expect((await plan({ schema, prior: made, config: { name: 'a' }, private: Buffer.from(odd) })).planned).toEqual(body(schema, made));
    }
  });
});

describe('plan modifiers', () => {
  const modified = (modify: () => object) => schemaOf({
    size: optional('number', { planModifiers: [{ description: '', modify }] }),
    label: optionalComputed('string', { planModifiers: [{ description: '', modify }] }),
  });

  test('are called for each attribute, with its configured, prior and planned values', async () => {
    const modify = jest.fn(() => ({}));
    await plan({ schema: modified(modify), prior: { size: 1, label: 'l' }, config: { size: 2 } });
    expect(modify.mock.calls).toEqual([
      [{ path: ['size'], config: 2, prior: 1, planned: 2, creating: false }],
      [{ path: ['label'], config: null, prior: 'l', planned: 'l', creating: false }],
    ]);
  });

  test('can change the planned value and require replacement', async () => {
    const modify = () => ({ planned: 'm', requiresReplace: true });
    const schema = schemaOf({ label: optionalComputed('string', { planModifiers: [{ description: '', modify }] }) });
    const found = await plan({ schema, prior: { label: 'l' }, config: {} });
    expect(found).toMatchObject({ planned: { label: 'm' }, requiresReplace: [['label']] });
  });
});

describe('the resource\'s own plan', () => {
  const schema = schemaOf({
    size: optional('number'), digest: computed('string'), revision: computed('number'), id: computed('string', { stable: true }),
  });
  const prior = { size: 1, digest: 'd', revision: 1, id: 'i' };
  const planning = (does: (context: PlanContext<unknown>) => void): Partial<PlanCase> => ({ resource: { plan: does } });

  test('receives the configuration, the prior state, the plan so far and the client', async () => {
    const does = jest.fn();
    await plan({ schema, prior, config: { size: 2 }, ...planning(does) });
    expect(does).toHaveBeenCalledWith(expect.objectContaining({
      client: 'the client',
      prior,
      config: { ...prior, size: 2, digest: null, revision: null, id: null },
      planned: { size: 2, digest: unknown, revision: unknown, id: 'i' },
    }));
  });

  test('receives no client while the provider\'s configuration is unknown', async () => {
    const does = jest.fn();
    const session = sessionOf(resourceOf(schema));
    session.configuration = { status: 'unknown' };
    await plan({ schema, config: { size: 2 }, session, ...planning(does) });
    expect(does.mock.calls[0][0]).not.toHaveProperty('client');
  });

  test('can change a computed value, which makes unstable values unknown', async () => {
    const found = await plan({ schema, prior, config: { size: 1 }, ...planning(({ planned }) => { planned.digest = 'e'; }) });
    expect(found.planned).toEqual(body(schema, { size: 1, digest: 'e', revision: unknown, id: 'i' }));
    expect(found.requiresReplace).toEqual([]);
  });

  test('can require replacement, and add a warning', async () => {
    const found = await plan({
      schema,
      prior,
      config: { size: 1 },
      ...planning(({ planned, requireReplace, warn }) => {
        planned.digest = unknown;
        requireReplace(['digest']);
        warn({ summary: 'Careful' });
      }),
    });
    expect(found.requiresReplace).toEqual([['digest']]);
    expect(found.diagnostics).toEqual([{ severity: 'warning', summary: 'Careful' }]);
  });

  test('is not called for a destroy', async () => {
    const does = jest.fn();
    await plan({ schema, prior, ...planning(does) });
    expect(does).not.toHaveBeenCalled();
  });

  test('passes on the error that it throws', async () => {
    const refuse = () => {
      throw new DiagnosticError({ summary: 'Refused' });
    };
    await expect(plan({ schema, config: {}, ...planning(refuse) })).rejects.toThrow('Refused');
  });
});

test('any difference replaces a resource that does not support updates', async () => {
  const schema = schemaOf({ size: optional('number'), id: computed('string') }, { port: block('set', { internal: optional('number') }) });
  const resource = { update: undefined } as never;
  expect(await plan({ schema, resource, prior: { size: 1, id: 'i', port: [{ internal: 1 }] }, config: { size: 2 } }))
    .toMatchObject({ requiresReplace: [['port'], ['size']] });
  expect(await plan({ schema, resource, prior: { size: 1, id: 'i' }, config: { size: 1 } })).toMatchObject({ requiresReplace: [] });
});

describe('reports a plan that Terraform would reject, with the path, if', () => {
  const schema = schemaOf(
    { size: optional('number'), label: optionalComputed('string'), id: computed('string') },
    {
      port: block('list', { internal: required('number') }),
      tag: block('set', { key: required('string') }),
      limit: block('single', { amount: optional('number') }),
    },
  );
  const config = { size: 1, label: 'l', port: [{ internal: 80 }], tag: [{ key: 'k' }] };

  test.each<[string, object, (planned: PlanContext<unknown>['planned']) => void, string]>([
    ['a configured value is changed', config, (planned) => { planned.size = 2; }, 'size is configured, but planned with another value'],
    ['a configured value becomes unknown', config, (planned) => { planned.label = unknown; },
      'label is configured, but planned as unknown'],
    ['a value is planned that is neither configured nor computed', { ...config, size: null }, (planned) => { planned.size = 2; },
      'size is neither configured nor computed, but has a planned value'],
    ['a block is missing', config, (planned) => { planned.port = []; }, 'port has 1 blocks in the configuration and 0 in the plan'],
    ['a block is changed', config, (planned) => { planned.port = [{ internal: 81 }]; },
      'port[0].internal is configured, but planned with another value'],
    ['a block of a set is changed', config, (planned) => { planned.tag = [{ key: 'x' }]; },
      'tag has a configured block that is not in the plan'],
    ['a single block is added', config, (planned) => { planned.limit = { amount: null }; }, 'limit is not configured, but planned'],
    ['blocks become unknown', config, (planned) => { planned.port = unknown; }, 'port is known in only one of configuration and plan'],
  ])('%s', async (_name, written, spoil, problem) => {
    const resource = { plan: ({ planned }: PlanContext<unknown>) => spoil(planned) };
    const { diagnostics } = await plan({ schema, config: written, resource });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', summary: 'The provider has a bug' });
    expect(diagnostics[0]!.detail).toContain(`test_thing has an invalid plan: ${problem}.`);
  });

  test('accepts the prior value for a configured one', async () => {
    const keep = ({ planned }: PlanContext<unknown>) => {
      planned.size = 7;
    };
    const { diagnostics } = await plan({ schema, prior: { ...config, size: 7 }, config, resource: { plan: keep } });
    expect(diagnostics).toEqual([]);
  });
});
