import { Diagnostic, DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { applyResource, ApplyResult } from '../../../../provider/framework/core/apply';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { plannedPrivateState, readConfigured } from '../../../../provider/framework/private-state';
import { AnyResource, ApplyContext } from '../../../../provider/framework/resource';
import { BigNumber, Unknown } from '../../../../provider/framework/value/value';
import { block, body, computed, optional, plan, required, resourceOf, schemaOf, sessionOf } from '../build';

const schema = schemaOf({
  name: required('string'), size: optional('number'), secret: optional('string', { sensitive: true }), id: computed('string'),
});

interface Case {
  readonly prior?: object;
  readonly planned?: object;
  readonly does: Partial<AnyResource<unknown>>;
  readonly plannedPrivate?: Uint8Array;
  readonly status?: 'unknown' | 'missing';
}

interface Applied extends ApplyResult {
  readonly diagnostics: readonly Diagnostic[];
}

async function apply({ prior, planned, does, plannedPrivate = new Uint8Array(), status }: Case): Promise<Applied> {
  const resource = resourceOf(schema, does);
  const session = sessionOf(resource);
  if (status !== undefined) {
    session.configuration = { status };
  }
  const diagnostics = new Diagnostics();
  const result = await applyResource(session, resource, {
    prior: prior === undefined ? null : body(schema, prior),
    planned: planned === undefined ? null : body(schema, planned),
    config: planned === undefined ? null : body(schema, { ...planned, id: null }),
    plannedPrivate,
  }, diagnostics);
  return { ...result, diagnostics: diagnostics.all };
}

const planned = { name: 'a', size: 1, id: Unknown.PLAIN };
const made = { name: 'a', size: 1, id: 'i' };
const refuse = () => Promise.reject(new DiagnosticError({ summary: 'Refused', path: ['name'] }));

describe('create', () => {
  test('passes the desired values to the resource, without unknown ones, and returns what exists', async () => {
    const create = jest.fn(async () => made);
    const { state, diagnostics } = await apply({ planned, does: { create } });
    expect(create).toHaveBeenCalledWith(
      expect.objectContaining({ client: 'the client', signal: expect.any(AbortSignal) }), { name: 'a', size: 1, secret: null, id: null },
    );
    expect(state).toEqual(body(schema, made));
    expect(diagnostics).toEqual([]);
  });

  test('leaves no state if it fails', async () => {
    const { state, diagnostics } = await apply({ planned, does: { create: refuse } });
    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ summary: 'Refused', path: ['name'] }]);
  });

  test('keeps what was recorded if it fails half way, with null for the rest', async () => {
    const create = async ({ record }: ApplyContext<unknown, typeof schema>) => {
      record({ id: 'i' });
      record({ name: 'a' });
      throw new DiagnosticError({ summary: 'Half way' });
    };
    const { state, diagnostics } = await apply({ planned, does: { create } });
    expect(state).toEqual(body(schema, { id: 'i', name: 'a' }));
    expect(diagnostics).toEqual([{ severity: 'error', summary: 'Half way' }]);
  });

  test('reports a value that differs from the plan, and keeps the actual value', async () => {
    const { state, diagnostics } = await apply({ planned, does: { create: async () => ({ ...made, size: 2 }) } });
    expect(state).toEqual(body(schema, { ...made, size: 2 }));
    expect(diagnostics).toEqual([
      expect.objectContaining({ severity: 'error', summary: 'Applied, but not as configured', path: ['size'] }),
    ]);
    expect(diagnostics[0]!.detail).toContain('size: the configured value is 1, but the actual value is 2.');
  });

  test('does not show a secret that differs from the plan', async () => {
    const create = async () => ({ ...made, secret: 'hunter3' });
    const { diagnostics } = await apply({ planned: { ...planned, secret: 'hunter2' }, does: { create } });
    expect(diagnostics).toHaveLength(1);
    expect(JSON.stringify(diagnostics)).not.toMatch(/hunter/);
  });

  test('keeps the digits of a number that JavaScript can\'t represent', async () => {
    const size = new BigNumber('9007199254740993');
    const create: AnyResource<unknown>['create'] = async (_context, desired) => ({ ...desired, id: 'i' });
    const { state, diagnostics } = await apply({ planned: { ...planned, size }, does: { create } });
    expect(state).toEqual(body(schema, { ...made, size }));
    expect(diagnostics).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a value of another type', { ...made, size: 'big' },
      'test_thing returned a value that does not match its schema: size: expected number, found string.'],
    ['an attribute that the schema lacks', { ...made, more: 1 },
      'test_thing returned a value that does not match its schema: more: expected no such attribute, found number.'],
    ['an unknown value', { ...made, id: Unknown.PLAIN }, 'test_thing returned an unknown value for "id"'],
  ])('reports a bug in a resource that returns %s, and keeps what was recorded', async (_name, model, detail) => {
    const create = async ({ record }: ApplyContext<unknown, typeof schema>) => {
      record({ id: 'i' });
      return model;
    };
    const { state, diagnostics } = await apply({ planned, does: { create: create as never } });
    expect(state).toEqual(body(schema, { id: 'i' }));
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'The provider has a bug', detail: expect.stringContaining(detail) })]);
  });

  test('reports an unexpected error as a bug', async () => {
    const { diagnostics } = await apply({ planned, does: { create: () => Promise.reject(new TypeError('x is not a function')) } });
    expect(diagnostics).toEqual([expect.objectContaining({
      severity: 'error',
      summary: 'The provider has a bug',
      detail: expect.stringMatching(/^Unexpected error during creation of test_thing: x is not a function\n/),
    })]);
    expect(diagnostics[0]!.detail).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test.each([['unknown', 'The provider\'s configuration is not known yet'], ['missing', 'The provider is not configured']] as const)(
    'fails if the provider\'s configuration is %s, and explains why', async (status, summary) => {
      expect(await apply({ planned, does: {}, status })).toMatchObject({ state: null, diagnostics: [{ summary }] });
    },
  );
});

describe('update', () => {
  const prior = { name: 'a', size: 5, id: 'i' };

  test('passes the desired values and the prior ones to the resource', async () => {
    const update = jest.fn(async () => made);
    expect(await apply({ prior, planned, does: { update } })).toMatchObject({ state: body(schema, made), diagnostics: [] });
    expect(update).toHaveBeenCalledWith(expect.anything(), { name: 'a', size: 1, secret: null, id: null }, { ...prior, secret: null });
  });

  test('keeps the state if it fails', async () => {
    expect(await apply({ prior, planned, does: { update: refuse } })).toMatchObject({ state: body(schema, prior) });
  });

  test('keeps what was recorded if it fails half way', async () => {
    const update = async ({ record }: ApplyContext<unknown, typeof schema>) => {
      record({ size: 3 });
      throw new DiagnosticError({ summary: 'Half way' });
    };
    expect(await apply({ prior, planned, does: { update } })).toMatchObject({ state: body(schema, { ...prior, size: 3 }) });
  });

  test('reports a bug if the resource does not support updates', async () => {
    const { state, diagnostics } = await apply({ prior, planned, does: { update: undefined } as never });
    expect(state).toEqual(body(schema, prior));
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'The provider has a bug' })]);
  });
});

describe('delete', () => {
  test('leaves no state', async () => {
    const remove = jest.fn(async () => {});
    expect(await apply({ prior: made, does: { delete: remove } })).toMatchObject({ state: null, diagnostics: [] });
    expect(remove).toHaveBeenCalledWith(expect.anything(), { ...made, secret: null });
  });

  test('keeps the state if it fails', async () => {
    const { state, diagnostics } = await apply({ prior: made, does: { delete: refuse } });
    expect(state).toEqual(body(schema, made));
    expect(diagnostics).toMatchObject([{ summary: 'Refused' }]);
  });
});

describe('the record of what was configured', () => {
  const before = plannedPrivateState(new Uint8Array(), { paths: ['label'], elements: { port: ['x'] } });
  const plannedPrivate = plannedPrivateState(before, { paths: ['size'], elements: { port: ['y'] } });

  test('is that of the plan after a success', async () => {
    const result = await apply({ planned, plannedPrivate, does: { create: async () => made } });
    expect(readConfigured(result.private)).toEqual({ paths: ['size'], elements: { port: ['y'] } });
  });

  test('keeps what was to be removed after a failure, so that the next plan removes it', async () => {
    const result = await apply({ prior: made, planned, plannedPrivate, does: { update: refuse } });
    expect(readConfigured(result.private)).toEqual({ paths: ['size', 'label'], elements: { port: ['x'] } });
  });

  test('leaves another provider\'s private state unchanged', async () => {
    const foreign = Buffer.from('{"schema_version":"2"}');
    expect(Buffer.from((await apply({ planned, plannedPrivate: foreign, does: { create: async () => made } })).private)).toEqual(foreign);
  });
});

test('passes warnings on, without duplicates', async () => {
  const create = async ({ warn }: ApplyContext<unknown, typeof schema>) => {
    warn({ summary: 'Careful' });
    warn({ summary: 'Careful' });
    return made;
  };
  expect((await apply({ planned, does: { create: create as never } })).diagnostics).toEqual([{ severity: 'warning', summary: 'Careful' }]);
});

test('a write-only value gets to the resource, and into neither plan nor state', async () => {
  const withSecrets = schemaOf({ id: computed('string') }, {
    secret: block('list', { file: required('string'), key: optional('string', { writeOnly: true, sensitive: true }) }),
  });
  const config = { secret: [{ file: '/a', key: 'topsecret' }, { file: '/b', key: 'another' }] };
  let seen: unknown;
  const create = async (context: ApplyContext<unknown, typeof withSecrets>, desired: object) => {
    seen = context.configuration();
    return { ...desired, id: 'i' };
  };
  const { planned: plannedState, plannedPrivate, diagnostics: none } = await plan({ schema: withSecrets, config });
  expect(none).toEqual([]);
  expect(plannedState).toEqual(body(withSecrets, { id: Unknown.PLAIN, secret: [{ file: '/a' }, { file: '/b' }] }));
  const resource = resourceOf(withSecrets, { create } as Partial<AnyResource<unknown>>);
  const diagnostics = new Diagnostics();
  const { state } = await applyResource(
    sessionOf(resource), resource, { prior: null, planned: plannedState, config: body(withSecrets, config), plannedPrivate }, diagnostics,
  );
  expect(diagnostics.all).toEqual([]);
  expect(seen).toEqual({ id: null, ...config });
  expect(state).toEqual(body(withSecrets, { id: 'i', secret: [{ file: '/a' }, { file: '/b' }] }));
  expect(await plan({ schema: withSecrets, config, prior: state!, private: plannedPrivate })).toMatchObject({ planned: state });
});
