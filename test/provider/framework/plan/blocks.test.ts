import { expectPlan, PlanRow } from './expect-plan';
import { ObjectValue, Unknown } from '../../../../provider/framework/value/value';
import { anyCase, appliedPrivate, block, computed, optional, optionalComputed, plan, required, schemaOf } from '../build';

const unknown = Unknown.PLAIN;

describe('single blocks', () => {
  const schema = schemaOf({ revision: computed('number') }, {
    limit: block('single', {
      amount: required('number'),
      unit: optional('string', anyCase),
      share: optionalComputed('string'),
      fixed: optional('string', { requiresReplace: true }),
    }),
    whole: block('single', { name: optional('string') }, { requiresReplace: true }),
  });
  const made = { revision: 1, limit: { amount: 1, unit: 'MB', share: 's' } };

  test.each<[string, PlanRow]>([
    ['create', { config: { limit: { amount: 1 } }, planned: { revision: unknown, limit: { amount: 1, share: unknown } } }],
    ['nothing differs', { prior: made, config: { limit: { amount: 1, unit: 'mb' } }, planned: made }],
    ['a change within a block', {
      prior: made,
      config: { limit: { amount: 2, unit: 'mb' } },
      planned: { revision: unknown, limit: { amount: 2, unit: 'MB', share: 's' } },
    }],
    ['removed', { prior: made, config: {}, planned: { revision: unknown } }],
    ['a removal of a configured value within a block', {
      prior: made,
      before: { limit: { amount: 1, unit: 'mb', share: 's' } },
      config: { limit: { amount: 1, unit: 'mb' } },
      planned: { revision: unknown, limit: { amount: 1, unit: 'MB', share: unknown } },
    }],
    ['a change that requires replacement within a block', {
      prior: made,
      config: { limit: { amount: 1, unit: 'mb', fixed: 'f' } },
      planned: { revision: unknown, limit: { ...made.limit, fixed: 'f' } },
      replace: [['limit', 'fixed']],
    }],
    ['added, with a value that requires replacement', {
      prior: { revision: 1 },
      config: { limit: { amount: 1, fixed: 'f' } },
      planned: { revision: unknown, limit: { amount: 1, share: unknown, fixed: 'f' } },
      replace: [['limit']],
    }],
    ['removed, with a value that requires replacement', {
      prior: { revision: 1, limit: { amount: 1, share: 's', fixed: 'f' } },
      config: {},
      planned: { revision: unknown },
      replace: [['limit']],
    }],
    ['a change within a block that requires replacement as a whole', {
      prior: { revision: 1, whole: { name: 'a' } },
      config: { whole: { name: 'b' } },
      planned: { revision: unknown, whole: { name: 'b' } },
      replace: [['whole']],
    }],
    ['removal of a block that requires replacement as a whole', {
      prior: { revision: 1, whole: { name: 'a' } }, config: {}, planned: { revision: unknown }, replace: [['whole']],
    }],
  ])('%s', async (_name, row) => expectPlan(schema, row));
});

describe.each(['list', 'set'] as const)('blocks of a %s', (nesting) => {
  const schema = schemaOf({ revision: computed('number') }, {
    port: block(nesting, {
      internal: required('number', { requiresReplace: true }),
      protocol: optional('string', { ...anyCase, default: 'tcp' }),
      external: optionalComputed('number'),
    }),
  });
  const http = { internal: 80, protocol: 'tcp', external: 30080 };
  const https = { internal: 443, protocol: 'TCP', external: 1443 };
  const made = { revision: 1, port: [http, https] };

  test.each<[string, PlanRow]>([
    ['create', {
      config: { port: [{ internal: 80 }, { internal: 443, external: 1443 }] },
      planned: {
        revision: unknown,
        port: [{ internal: 80, protocol: 'tcp', external: unknown }, { internal: 443, protocol: 'tcp', external: 1443 }],
      },
    }],
    ['nothing differs except spelling and computed values', {
      prior: made, config: { port: [{ internal: 80 }, { internal: 443, external: 1443 }] }, planned: made,
    }],
    ['nothing differs except the order', {
      prior: made, config: { port: [{ internal: 443, external: 1443 }, { internal: 80, protocol: 'TCP' }] }, planned: made,
    }],
    ['removed', {
      prior: { revision: 1, port: [http] }, config: {}, planned: { revision: unknown, port: [] }, replace: [['port']],
    }],
    ['added, with a value that requires replacement', {
      prior: { revision: 1, port: [http] },
      config: { port: [{ internal: 80 }, { internal: 81 }] },
      planned: { revision: unknown, port: [http, { internal: 81, protocol: 'tcp', external: unknown }] },
      replace: [['port']],
    }],
  ])('%s', async (_name, row) => expectPlan(schema, row));

  test('plans a removed value within a block as unknown', async () => {
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

  test('notices a value that was removed from a block that has moved', async () => {
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

  test('requires replacement for unknown blocks, since it may turn out to be necessary', async () => {
    const found = await plan({ schema, prior: made, config: { port: unknown } });
    expect(found.planned!.port).toBe(unknown);
    expect(found.requiresReplace).toEqual([['port']]);
    expect(found.diagnostics).toEqual([]);
  });
});

describe('blocks whose order is significant', () => {
  const schema = schemaOf({}, { rule: block('list', { name: required('string') }, { ordered: true }) });

  test('differ if their order changes', async () => {
    await expectPlan(schema, {
      prior: { rule: [{ name: 'a' }, { name: 'b' }] },
      config: { rule: [{ name: 'b' }, { name: 'a' }] },
      planned: { rule: [{ name: 'b' }, { name: 'a' }] },
    });
  });
});

test('spells blocks within a moved block as configured, since Terraform compares by position', async () => {
  const nested = schemaOf({}, {
    outer: block('list', { name: required('string') }, {
      blocks: { inner: block('list', { key: required('string', anyCase), value: optionalComputed('string') }) },
    }),
  });
  await expectPlan(nested, {
    prior: { outer: [{ name: 'a' }, { name: 'b', inner: [{ key: 'K', value: 'v' }, { key: 'L', value: 'w' }] }] },
    config: { outer: [{ name: 'b', inner: [{ key: 'l' }, { key: 'k' }] }] },
    planned: { outer: [{ name: 'b', inner: [{ key: 'l', value: 'w' }, { key: 'k', value: 'v' }] }] },
  });
});

test('treats a changed block as the same one if there can be only one', async () => {
  const limit = block('list', { amount: required('number'), share: optionalComputed('string') }, { maxItems: 1 });
  await expectPlan(schemaOf({}, { limit }), {
    prior: { limit: [{ amount: 1, share: 's' }] }, config: { limit: [{ amount: 2 }] }, planned: { limit: [{ amount: 2, share: 's' }] },
  });
});

describe('blocks with their own canonical form', () => {
  const whole = (value: unknown) => {
    const { url, host, port } = value as { url: string | null; host: string | null; port: string | null };
    return url === null ? { url: `${host}:${port}`, host: null, port: null } : { url, host: null, port: null };
  };
  const url = { url: optional('string'), host: optional('string'), port: optional('string') };

  test.each(['single', 'list'] as const)('nested as a %s keep the prior spelling as far as Terraform accepts it', async (nesting) => {
    const unit = (value: unknown) => {
      const { amount, unit: given } = value as { amount: number; unit: string };
      return { amount: given === 'k' ? amount * 1000 : amount, unit: '' };
    };
    const limits = schemaOf({}, {
      limit: block(nesting, { amount: optional('number'), unit: optional('string') }, { canonical: unit as never, requiresReplace: true }),
      peer: block(nesting, url, { canonical: whole as never, requiresReplace: true }),
    });
    const one = (value: object) => (nesting === 'list' ? [value] : value);
    await expectPlan(limits, {
      prior: { limit: one({ amount: 1, unit: 'k' }), peer: one({ url: 'a:1' }) },
      config: { limit: one({ amount: 1000, unit: 'x' }), peer: one({ host: 'a', port: '1' }) },
      planned: { limit: one({ amount: 1, unit: 'k' }), peer: one({ host: 'a', port: '1' }) },
    });
  });

  const peer = block('set', { url: optional('string', anyCase), host: optional('string'), port: optional('string') }, {
    canonical: whole as never, requiresReplace: true,
  });
  const schema = schemaOf({}, { peer });

  test('mean the same if that form is the same', async () => {
    const prior = { peer: [{ url: 'A:1' }, { host: 'b', port: '2' }] };
    await expectPlan(schema, { prior, config: { peer: [{ url: 'b:2' }, { host: 'a', port: '1' }] }, planned: prior });
    await expectPlan(schema, {
      prior,
      config: { peer: [{ url: 'b:3' }, { host: 'a', port: '1' }] },
      planned: { peer: [{ url: 'b:3' }, { url: 'A:1' }] },
      replace: [['peer']],
    });
  });
});

describe('nested blocks', () => {
  const schema = schemaOf({}, {
    outer: block('list', { name: required('string') }, {
      blocks: { inner: block('set', { key: required('string', { requiresReplace: true }), value: optionalComputed('string') }) },
    }),
  });
  const made = { outer: [{ name: 'a', inner: [{ key: 'k', value: 'v' }] }] };

  test.each<[string, PlanRow]>([
    ['nothing differs', { prior: made, config: { outer: [{ name: 'a', inner: [{ key: 'k' }] }] }, planned: made }],
    ['a block that differs is a new one', {
      prior: made,
      config: { outer: [{ name: 'b', inner: [{ key: 'k' }] }] },
      planned: { outer: [{ name: 'b', inner: [{ key: 'k', value: unknown }] }] },
    }],
    ['a change that requires replacement within a block', {
      prior: made,
      config: { outer: [{ name: 'a', inner: [{ key: 'x' }] }] },
      planned: { outer: [{ name: 'a', inner: [{ key: 'x', value: unknown }] }] },
      replace: [['outer', 0, 'inner']],
    }],
    ['a removal of a configured value within a block', {
      prior: made,
      before: { outer: [{ name: 'a', inner: [{ key: 'k', value: 'v' }] }] },
      config: { outer: [{ name: 'a', inner: [{ key: 'k' }] }] },
      planned: { outer: [{ name: 'a', inner: [{ key: 'k', value: unknown }] }] },
    }],
  ])('%s', async (_name, row) => expectPlan(schema, row));
});
