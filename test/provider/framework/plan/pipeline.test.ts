import { expectPlan, PlanRow } from './expect-plan';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { PlanContext } from '../../../../provider/framework/resource';
import { BigNumber, Unknown } from '../../../../provider/framework/value/value';
import { anyCase, block, body, computed, optionalComputed, optional, plan, PlanCase, required, resourceOf, schemaOf, sessionOf } from '../build';

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

  test.each<[string, PlanRow]>([
    ['create: what is computed is unknown, what has a default gets it', {
      config: { name: 'a', size: 1 },
      planned: { name: 'a', size: 1, ...defaults, label: unknown, fixed: unknown, id: unknown, revision: unknown },
    }],
    ['create: what is configured is kept, known or not', {
      config: { name: unknown, mode: 'other', label: 'x', fixed: unknown, case: 'AbC' },
      planned: { name: unknown, mode: 'other', level: 'low', label: 'x', fixed: unknown, case: 'AbC', id: unknown, revision: unknown },
    }],
    ['nothing differs', { prior: made, config: { name: 'a' }, planned: made }],
    ['nothing differs but the spelling', {
      prior: { ...made, case: 'ABC' }, config: { name: 'a', case: 'abc' }, planned: { ...made, case: 'ABC' },
    }],
    ['a number is the same in any spelling', {
      prior: { ...made, size: 1.5 }, config: { name: 'a', size: new BigNumber('1.50') }, planned: { ...made, size: 1.5 },
    }],
    ['a live change makes what is not stable unknown', {
      prior: made, config: { name: 'a', size: 2 }, planned: { ...made, size: 2, revision: unknown },
    }],
    ['a removal of what has no default', {
      prior: { ...made, size: 2 }, config: { name: 'a' }, planned: { ...made, revision: unknown },
    }],
    ['a removal of what has a default is a change back to it', {
      prior: { ...made, level: 'high' }, config: { name: 'a' }, planned: { ...made, revision: unknown },
    }],
    ['a change that replaces', {
      prior: made, config: { name: 'b' }, planned: { ...made, name: 'b', revision: unknown }, replace: [['name']],
    }],
    ['a removal that replaces', {
      prior: { ...made, case: 'x' }, config: { name: 'a' }, planned: { ...made, revision: unknown }, replace: [['case']],
    }],
    ['a removal of a default that replaces', {
      prior: { ...made, mode: 'other' }, config: { name: 'a' }, planned: { ...made, revision: unknown }, replace: [['mode']],
    }],
    ['paths are sorted', {
      prior: made,
      config: { name: 'b', case: 'x', mode: 'o' },
      planned: { ...made, name: 'b', case: 'x', mode: 'o', revision: unknown },
      replace: [['case'], ['mode'], ['name']],
    }],
    ['what was configured and is computed otherwise: removed, it is unknown', {
      prior: made, before: { name: 'a', label: 'l' }, config: { name: 'a' }, planned: { ...made, label: unknown, revision: unknown },
    }],
    ['removed, it replaces where a change does', {
      prior: made, before: { name: 'a', fixed: 'f' }, config: { name: 'a' }, planned: { ...made, fixed: unknown, revision: unknown }, replace: [['fixed']],
    }],
    ['what was not configured before is not removed', {
      prior: made, before: { name: 'a' }, config: { name: 'a' }, planned: made,
    }],
    ['in a state of another provider, nothing was removed', { prior: made, config: { name: 'a' }, planned: made }],
    ['what is configured only now, as it is, is no difference', {
      prior: made, before: { name: 'a' }, config: { name: 'a', label: 'l', fixed: 'f' }, planned: made,
    }],
    ['a value that is not known yet is a difference', {
      prior: { ...made, case: 'x' }, config: { name: 'a', case: unknown }, planned: { ...made, case: unknown, revision: unknown }, replace: [['case']],
    }],
    ['a destroy plan is null', { prior: made, planned: null }],
  ])('%s', async (_name, row) => expectPlan(schema, row));

  test('a plan without a difference is the prior state itself', async () => {
    const prior = body(schema, { ...made, case: 'ABC' });
    expect((await plan({ schema, prior, config: { name: 'a', case: 'abc' } })).planned).toEqual(prior);
  });

  test('another provider\'s private state is kept, whatever it is', async () => {
    const foreign = await plan({ schema, config: { name: 'a' }, private: Buffer.from('{"schema_version":"2"}') });
    expect(JSON.parse(Buffer.from(foreign.plannedPrivate).toString())).toMatchObject({ schema_version: '2' });
    for (const odd of ['', 'not JSON', '[]', '"text"', '{"framework":3}', '{"framework":{"configured":{"paths":1}}}']) {
      expect((await plan({ schema, prior: made, config: { name: 'a' }, private: Buffer.from(odd) })).planned).toEqual(body(schema, made));
    }
  });
});

describe('plan modifiers', () => {
  const modified = (modify: () => object) => schemaOf({
    size: optional('number', { planModifiers: [{ description: '', modify }] }), label: optionalComputed('string', { planModifiers: [{ description: '', modify }] }),
  });

  test('are asked about each attribute, with all that is known of it', async () => {
    const modify = jest.fn(() => ({}));
    await plan({ schema: modified(modify), prior: { size: 1, label: 'l' }, config: { size: 2 } });
    expect(modify.mock.calls).toEqual([
      [{ path: ['size'], config: 2, prior: 1, planned: 2, creating: false }],
      [{ path: ['label'], config: null, prior: 'l', planned: 'l', creating: false }],
    ]);
  });

  test('may plan a value and demand a replacement', async () => {
    const schema = schemaOf({ label: optionalComputed('string', { planModifiers: [{ description: '', modify: () => ({ planned: 'm', requiresReplace: true }) }] }) });
    const found = await plan({ schema, prior: { label: 'l' }, config: {} });
    expect(found).toMatchObject({ planned: { label: 'm' }, requiresReplace: [['label']] });
  });
});

describe('the resource\'s own plan', () => {
  const schema = schemaOf({ size: optional('number'), digest: computed('string'), revision: computed('number'), id: computed('string', { stable: true }) });
  const prior = { size: 1, digest: 'd', revision: 1, id: 'i' };
  const planning = (does: (context: PlanContext<unknown>) => void): Partial<PlanCase> => ({ resource: { plan: does } });

  test('sees configuration, prior state and the plan so far, and the client', async () => {
    const does = jest.fn();
    await plan({ schema, prior, config: { size: 2 }, ...planning(does) });
    expect(does).toHaveBeenCalledWith(expect.objectContaining({
      client: 'the client',
      prior,
      config: { ...prior, size: 2, digest: null, revision: null, id: null },
      planned: { size: 2, digest: unknown, revision: unknown, id: 'i' },
    }));
  });

  test('has no client while the provider\'s configuration is not known', async () => {
    const does = jest.fn();
    const session = sessionOf(resourceOf(schema));
    session.configuration = { status: 'unknown' };
    await plan({ schema, config: { size: 2 }, session, ...planning(does) });
    expect(does.mock.calls[0][0]).not.toHaveProperty('client');
  });

  test('may find a difference of its own, which makes unknown what is not stable', async () => {
    const found = await plan({ schema, prior, config: { size: 1 }, ...planning(({ planned }) => { planned.digest = 'e'; }) });
    expect(found.planned).toEqual(body(schema, { size: 1, digest: 'e', revision: unknown, id: 'i' }));
    expect(found.requiresReplace).toEqual([]);
  });

  test('may demand a replacement, and warn', async () => {
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

  test('is not asked about a destroy', async () => {
    const does = jest.fn();
    await plan({ schema, prior, ...planning(does) });
    expect(does).not.toHaveBeenCalled();
  });

  test('fails with what it throws', async () => {
    const refuse = () => {
      throw new DiagnosticError({ summary: 'Refused' });
    };
    await expect(plan({ schema, config: {}, ...planning(refuse) })).rejects.toThrow('Refused');
  });
});

test('a resource that can\'t be updated is replaced whatever differs', async () => {
  const schema = schemaOf({ size: optional('number'), id: computed('string') }, { port: block('set', { internal: optional('number') }) });
  const resource = { update: undefined } as never;
  expect(await plan({ schema, resource, prior: { size: 1, id: 'i', port: [{ internal: 1 }] }, config: { size: 2 } }))
    .toMatchObject({ requiresReplace: [['port'], ['size']] });
  expect(await plan({ schema, resource, prior: { size: 1, id: 'i' }, config: { size: 1 } })).toMatchObject({ requiresReplace: [] });
});

describe('fails, and names the path, where Terraform would refuse the plan', () => {
  const schema = schemaOf(
    { size: optional('number'), label: optionalComputed('string'), id: computed('string') },
    { port: block('list', { internal: required('number') }), tag: block('set', { key: required('string') }), limit: block('single', { amount: optional('number') }) },
  );
  const config = { size: 1, label: 'l', port: [{ internal: 80 }], tag: [{ key: 'k' }] };

  test.each<[string, object, (planned: PlanContext<unknown>['planned']) => void, string]>([
    ['a configured value is changed', config, (planned) => { planned.size = 2; }, 'size is configured, and planned with another value'],
    ['a configured value is forgotten', config, (planned) => { planned.label = unknown; }, 'label is configured, and planned as unknown'],
    ['a value is planned that is neither configured nor computed', { ...config, size: null }, (planned) => { planned.size = 2; },
      'size is not configured and not computed, and has a planned value'],
    ['a block is lost', config, (planned) => { planned.port = []; }, 'port has 1 blocks in the configuration and 0 in the plan'],
    ['a block is changed', config, (planned) => { planned.port = [{ internal: 81 }]; }, 'port[0].internal is configured, and planned with another value'],
    ['a block of a set is exchanged', config, (planned) => { planned.tag = [{ key: 'x' }]; }, 'tag has a configured block that is not in the plan'],
    ['a single block appears', config, (planned) => { planned.limit = { amount: null }; }, 'limit is not configured, and planned'],
    ['blocks are forgotten', config, (planned) => { planned.port = unknown; }, 'port is known in only one of configuration and plan'],
  ])('%s', async (_name, written, spoil, problem) => {
    const { diagnostics } = await plan({ schema, config: written, resource: { plan: ({ planned }: PlanContext<unknown>) => spoil(planned) } });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ severity: 'error', summary: 'The provider has a bug' });
    expect(diagnostics[0]!.detail).toContain(`test_thing has an invalid plan: ${problem}.`);
  });

  test('but a prior value that means the same may stand for a configured one', async () => {
    const keep = ({ planned }: PlanContext<unknown>) => {
      planned.size = 7;
    };
    const { diagnostics } = await plan({ schema, prior: { ...config, size: 7 }, config, resource: { plan: keep } });
    expect(diagnostics).toEqual([]);
  });
});
