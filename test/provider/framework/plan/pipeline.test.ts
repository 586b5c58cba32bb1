import { DiagnosticError } from '../../../../provider/framework/diagnostics';
import { PlanContext } from '../../../../provider/framework/resource';
import { Schema } from '../../../../provider/framework/schema/schema';
import { BigNumber, ObjectValue, Unknown } from '../../../../provider/framework/value/value';
import { anyCase, appliedPrivate, block, body, computed, decided, optional, plan, PlanCase, required, resourceOf, schemaOf, sessionOf } from '../build';

const unknown = Unknown.PLAIN;

interface Row {
  readonly prior?: object;
  readonly config?: object;
  /** What was configured when the resource was applied last; left out, nobody wrote it down. */
  readonly before?: object;
  readonly planned: object | null;
  readonly replace?: readonly (readonly (string | number)[])[];
}

async function check(schema: Schema, { before, planned, replace = [], ...row }: Row): Promise<void> {
  const found = await plan({ schema, ...row, ...(before && { private: await appliedPrivate(schema, before) }) });
  expect(found.diagnostics).toEqual([]);
  expect(found.planned).toEqual(planned === null ? null : body(schema, planned));
  expect(found.requiresReplace).toEqual(replace);
}

describe('attributes', () => {
  const schema = schemaOf({
    name: required('string', { requiresReplace: true }),
    size: optional('number'),
    mode: optional('string', { default: 'plain', requiresReplace: true }),
    level: optional('string', { default: 'low' }),
    label: decided('string'),
    fixed: decided('string', { requiresReplace: true }),
    id: computed('string', { stable: true }),
    revision: computed('number'),
    case: optional('string', { ...anyCase, requiresReplace: true }),
  });
  const defaults = { mode: 'plain', level: 'low' };
  const made = { name: 'a', ...defaults, label: 'l', fixed: 'f', id: 'i', revision: 1 };

  test.each<[string, Row]>([
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
  ])('%s', async (_name, row) => check(schema, row));

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

describe('single blocks', () => {
  const schema = schemaOf({ revision: computed('number') }, {
    limit: block('single', { amount: required('number'), unit: optional('string', anyCase), share: decided('string'), fixed: optional('string', { requiresReplace: true }) }),
    whole: block('single', { name: optional('string') }, { requiresReplace: true }),
  });
  const made = { revision: 1, limit: { amount: 1, unit: 'MB', share: 's' } };

  test.each<[string, Row]>([
    ['create', { config: { limit: { amount: 1 } }, planned: { revision: unknown, limit: { amount: 1, share: unknown } } }],
    ['nothing differs', { prior: made, config: { limit: { amount: 1, unit: 'mb' } }, planned: made }],
    ['a change within', {
      prior: made, config: { limit: { amount: 2, unit: 'mb' } }, planned: { revision: unknown, limit: { amount: 2, unit: 'MB', share: 's' } },
    }],
    ['removed', { prior: made, config: {}, planned: { revision: unknown } }],
    ['a removal within, of what was configured', {
      prior: made,
      before: { limit: { amount: 1, unit: 'mb', share: 's' } },
      config: { limit: { amount: 1, unit: 'mb' } },
      planned: { revision: unknown, limit: { amount: 1, unit: 'MB', share: unknown } },
    }],
    ['a change within that replaces', {
      prior: made,
      config: { limit: { amount: 1, unit: 'mb', fixed: 'f' } },
      planned: { revision: unknown, limit: { ...made.limit, fixed: 'f' } },
      replace: [['limit', 'fixed']],
    }],
    ['added, with something that replaces', {
      prior: { revision: 1 },
      config: { limit: { amount: 1, fixed: 'f' } },
      planned: { revision: unknown, limit: { amount: 1, share: unknown, fixed: 'f' } },
      replace: [['limit']],
    }],
    ['removed, with something that replaces', {
      prior: { revision: 1, limit: { amount: 1, share: 's', fixed: 'f' } }, config: {}, planned: { revision: unknown }, replace: [['limit']],
    }],
    ['a change within one that replaces as a whole', {
      prior: { revision: 1, whole: { name: 'a' } }, config: { whole: { name: 'b' } }, planned: { revision: unknown, whole: { name: 'b' } }, replace: [['whole']],
    }],
    ['removed, one that replaces as a whole', {
      prior: { revision: 1, whole: { name: 'a' } }, config: {}, planned: { revision: unknown }, replace: [['whole']],
    }],
  ])('%s', async (_name, row) => check(schema, row));
});

describe.each(['list', 'set'] as const)('blocks of a %s', (nesting) => {
  const schema = schemaOf({ revision: computed('number') }, {
    port: block(nesting, {
      internal: required('number', { requiresReplace: true }), protocol: optional('string', { ...anyCase, default: 'tcp' }), external: decided('number'),
    }),
  });
  const http = { internal: 80, protocol: 'tcp', external: 30080 };
  const https = { internal: 443, protocol: 'TCP', external: 1443 };
  const made = { revision: 1, port: [http, https] };

  test.each<[string, Row]>([
    ['create', {
      config: { port: [{ internal: 80 }, { internal: 443, external: 1443 }] },
      planned: { revision: unknown, port: [{ internal: 80, protocol: 'tcp', external: unknown }, { internal: 443, protocol: 'tcp', external: 1443 }] },
    }],
    ['nothing differs but spelling, and what is computed', {
      prior: made, config: { port: [{ internal: 80 }, { internal: 443, external: 1443 }] }, planned: made,
    }],
    ['nothing differs but the order', {
      prior: made, config: { port: [{ internal: 443, external: 1443 }, { internal: 80, protocol: 'TCP' }] }, planned: made,
    }],
    ['removed', {
      prior: { revision: 1, port: [http] }, config: {}, planned: { revision: unknown, port: [] }, replace: [['port']],
    }],
    ['added, with something that replaces', {
      prior: { revision: 1, port: [http] },
      config: { port: [{ internal: 80 }, { internal: 81 }] },
      planned: { revision: unknown, port: [http, { internal: 81, protocol: 'tcp', external: unknown }] },
      replace: [['port']],
    }],
  ])('%s', async (_name, row) => check(schema, row));

  test('what was configured within and is removed is unknown', async () => {
    const found = await plan({
      schema,
      prior: made,
      private: await appliedPrivate(schema, { port: [{ internal: 80 }, { internal: 443, external: 1443 }] }),
      config: { port: [{ internal: 80 }, { internal: 443 }] },
    });
    expect(found.diagnostics).toEqual([]);
    expect(found.planned!.port).toEqual([http, { ...https, external: unknown }]);
    expect(found.requiresReplace).toEqual([]);
  });

  test('what was removed from one that has moved is found, too', async () => {
    const found = await plan({
      schema,
      prior: made,
      private: await appliedPrivate(schema, { port: [{ internal: 80 }, { internal: 443, external: 1443 }] }),
      config: { port: [{ internal: 443 }, { internal: 80 }] },
    });
    expect(found.diagnostics).toEqual([]);
    const external = Object.fromEntries((found.planned!.port as ObjectValue[]).map((port) => [port.internal, port.external]));
    expect(external).toEqual({ 80: 30080, 443: unknown });
  });

  test('blocks whose number is not known may need a replacement', async () => {
    const found = await plan({ schema, prior: made, config: { port: unknown } });
    expect(found.planned!.port).toBe(unknown);
    expect(found.requiresReplace).toEqual([['port']]);
    expect(found.diagnostics).toEqual([]);
  });
});

describe('blocks in an order that means something', () => {
  const schema = schemaOf({}, { rule: block('list', { name: required('string') }, { ordered: true }) });

  test('differ when it changes', async () => {
    await check(schema, {
      prior: { rule: [{ name: 'a' }, { name: 'b' }] }, config: { rule: [{ name: 'b' }, { name: 'a' }] }, planned: { rule: [{ name: 'b' }, { name: 'a' }] },
    });
  });
});

test('what is in a block that has moved is spelled as configured, since Terraform checks by position', async () => {
  const nested = schemaOf({}, {
    outer: block('list', { name: required('string') }, {
      blocks: { inner: block('list', { key: required('string', anyCase), value: decided('string') }) },
    }),
  });
  await check(nested, {
    prior: { outer: [{ name: 'a' }, { name: 'b', inner: [{ key: 'K', value: 'v' }, { key: 'L', value: 'w' }] }] },
    config: { outer: [{ name: 'b', inner: [{ key: 'l' }, { key: 'k' }] }] },
    planned: { outer: [{ name: 'b', inner: [{ key: 'l', value: 'w' }, { key: 'k', value: 'v' }] }] },
  });
});

test('the only block there can be stays the same one when it changes', async () => {
  await check(schemaOf({}, { limit: block('list', { amount: required('number'), share: decided('string') }, { maxItems: 1 }) }), {
    prior: { limit: [{ amount: 1, share: 's' }] }, config: { limit: [{ amount: 2 }] }, planned: { limit: [{ amount: 2, share: 's' }] },
  });
});

describe('blocks with a canonical form of their own', () => {
  const whole = (value: unknown) => {
    const { url, host, port } = value as { url: string | null; host: string | null; port: string | null };
    return url === null ? { url: `${host}:${port}`, host: null, port: null } : { url, host: null, port: null };
  };
  const url = { url: optional('string'), host: optional('string'), port: optional('string') };

  test.each(['single', 'list'] as const)('nested as a %s keep the prior spelling as far as Terraform takes it', async (nesting) => {
    const unit = (value: unknown) => {
      const { amount, unit: given } = value as { amount: number; unit: string };
      return { amount: given === 'k' ? amount * 1000 : amount, unit: '' };
    };
    const limits = schemaOf({}, {
      limit: block(nesting, { amount: optional('number'), unit: optional('string') }, { canonical: unit as never, requiresReplace: true }),
      peer: block(nesting, url, { canonical: whole as never, requiresReplace: true }),
    });
    const one = (value: object) => (nesting === 'list' ? [value] : value);
    await check(limits, {
      prior: { limit: one({ amount: 1, unit: 'k' }), peer: one({ url: 'a:1' }) },
      config: { limit: one({ amount: 1000, unit: 'x' }), peer: one({ host: 'a', port: '1' }) },
      planned: { limit: one({ amount: 1, unit: 'k' }), peer: one({ host: 'a', port: '1' }) },
    });
  });

  const schema = schemaOf({}, {
    peer: block('set', { url: optional('string', anyCase), host: optional('string'), port: optional('string') }, { canonical: whole as never, requiresReplace: true }),
  });

  test('are the same where that is', async () => {
    const prior = { peer: [{ url: 'A:1' }, { host: 'b', port: '2' }] };
    await check(schema, { prior, config: { peer: [{ url: 'b:2' }, { host: 'a', port: '1' }] }, planned: prior });
    await check(schema, { prior, config: { peer: [{ url: 'b:3' }, { host: 'a', port: '1' }] }, planned: { peer: [{ url: 'b:3' }, { url: 'A:1' }] }, replace: [['peer']] });
  });
});

describe('nested blocks', () => {
  const schema = schemaOf({}, {
    outer: block('list', { name: required('string') }, {
      blocks: { inner: block('set', { key: required('string', { requiresReplace: true }), value: decided('string') }) },
    }),
  });
  const made = { outer: [{ name: 'a', inner: [{ key: 'k', value: 'v' }] }] };

  test.each<[string, Row]>([
    ['nothing differs', { prior: made, config: { outer: [{ name: 'a', inner: [{ key: 'k' }] }] }, planned: made }],
    ['a block that differs is another one', {
      prior: made, config: { outer: [{ name: 'b', inner: [{ key: 'k' }] }] }, planned: { outer: [{ name: 'b', inner: [{ key: 'k', value: unknown }] }] },
    }],
    ['a change within that replaces', {
      prior: made,
      config: { outer: [{ name: 'a', inner: [{ key: 'x' }] }] },
      planned: { outer: [{ name: 'a', inner: [{ key: 'x', value: unknown }] }] },
      replace: [['outer', 0, 'inner']],
    }],
    ['a removal within, of what was configured', {
      prior: made,
      before: { outer: [{ name: 'a', inner: [{ key: 'k', value: 'v' }] }] },
      config: { outer: [{ name: 'a', inner: [{ key: 'k' }] }] },
      planned: { outer: [{ name: 'a', inner: [{ key: 'k', value: unknown }] }] },
    }],
  ])('%s', async (_name, row) => check(schema, row));
});

describe('plan modifiers', () => {
  const modified = (modify: () => object) => schemaOf({
    size: optional('number', { planModifiers: [{ description: '', modify }] }), label: decided('string', { planModifiers: [{ description: '', modify }] }),
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
    const schema = schemaOf({ label: decided('string', { planModifiers: [{ description: '', modify: () => ({ planned: 'm', requiresReplace: true }) }] }) });
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
    { size: optional('number'), label: decided('string'), id: computed('string') },
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
