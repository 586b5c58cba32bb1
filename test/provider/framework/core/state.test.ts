import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { importResource } from '../../../../provider/framework/core/import';
import { moveState } from '../../../../provider/framework/core/move';
import { readResource } from '../../../../provider/framework/core/read';
import { readDataSource } from '../../../../provider/framework/core/read-data';
import { upgradeState } from '../../../../provider/framework/core/upgrade';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { AnyResource, DataSource } from '../../../../provider/framework/resource';
import { Schema } from '../../../../provider/framework/schema/schema';
import { BigNumber } from '../../../../provider/framework/value/value';
import { anyCase, block, body, computed, optional, required, resourceOf, schemaOf, sessionOf } from '../build';

const schema = schemaOf({ name: required('string', anyCase), size: optional('number'), id: computed('string') }, {
  port: block('list', { internal: required('number'), protocol: optional('string') }),
}, 2);
const prior = body(schema, { name: 'A', id: 'i' });

describe('read', () => {
  async function read(does: Partial<AnyResource<unknown>>, status?: 'unknown' | 'missing') {
    const session = sessionOf();
    if (status) {
      session.configuration = { status };
    }
    const diagnostics = new Diagnostics();
    return { state: await readResource(session, resourceOf(schema, does), prior, diagnostics), diagnostics: diagnostics.all };
  }

  test('keeps the spelling of a value that means the same, and does not compare unset values', async () => {
    expect(await read({ read: async () => ({ name: 'a', size: 5, id: 'j', port: [{ internal: 80 }] }) }))
      .toEqual({ state: body(schema, { name: 'A', id: 'j' }), diagnostics: [] });
  });

  test('returns the prior state itself if nothing has changed', async () => {
    expect((await read({ read: async () => ({ name: 'a', id: 'i' }) })).state).toBe(prior);
  });

  test('returns null if the resource is gone', async () => {
    expect(await read({ read: async () => undefined })).toEqual({ state: null, diagnostics: [] });
  });

  test('keeps the state if it fails', async () => {
    const failing = () => Promise.reject(new DiagnosticError({ summary: 'Unreachable' }));
    expect(await read({ read: failing })).toEqual({ state: prior, diagnostics: [{ severity: 'error', summary: 'Unreachable' }] });
  });

  test('keeps the state if the provider\'s configuration is unknown', async () => {
    expect(await read({}, 'unknown')).toEqual({ state: prior, diagnostics: [] });
  });

  test('fails if the provider is not configured', async () => {
    expect(await read({}, 'missing')).toMatchObject({ state: prior, diagnostics: [{ summary: 'The provider is not configured' }] });
  });
});

describe('import', () => {
  async function importing(does: Partial<AnyResource<unknown>>) {
    const diagnostics = new Diagnostics();
    return { state: await importResource(sessionOf(), resourceOf(schema, does), 'i', diagnostics), diagnostics: diagnostics.all };
  }

  test('takes everything that exists', async () => {
    const existing = { name: 'a', size: 5, id: 'i', port: [{ internal: 80, protocol: 'tcp' }] };
    expect(await importing({ import: async () => existing })).toEqual({ state: body(schema, existing), diagnostics: [] });
  });

  test('fails if nothing exists under the id', async () => {
    expect(await importing({ import: async () => undefined })).toMatchObject({ diagnostics: [{ summary: 'Nothing to import' }] });
  });

  test('fails if the resource does not support import', async () => {
    expect(await importing({})).toMatchObject({ diagnostics: [{ summary: 'test_thing can\'t be imported' }] });
  });
});

describe('upgrade', () => {
  const upgrades: AnyResource<unknown>['upgrades'] = {
    0: ({ weight, ...rest }) => ({ ...rest, size: weight }),
    1: ({ title, ...rest }) => ({ ...rest, name: title }),
  };
  const upgrade = (json: string, version: number) => upgradeState(resourceOf(schema, { upgrades }), json, version);

  test('changes nothing if the version is current, and loses no digits', () => {
    expect(upgrade('{"name":"a","size":9007199254740993,"id":"i","port":[{"internal":0.1,"protocol":null}]}', 2))
      .toEqual(body(schema, { name: 'a', size: new BigNumber('9007199254740993'), id: 'i', port: [{ internal: 0.1 }] }));
  });

  test('upgrades one version after the other', () => {
    expect(upgrade('{"title":"a","weight":9007199254740993}', 0))
      .toEqual(body(schema, { name: 'a', size: new BigNumber('9007199254740993') }));
    expect(upgrade('{"title":"a","size":1}', 1)).toEqual(body(schema, { name: 'a', size: 1 }));
  });

  test('drops attributes that the schema lacks, and fills in missing ones', () => {
    expect(upgrade('{"name":"a","gone":1,"port":[{"internal":80,"gone":true}]}', 2))
      .toEqual(body(schema, { name: 'a', port: [{ internal: 80 }] }));
    expect(upgrade('{"name":"a","port":null}', 2)).toEqual(body(schema, { name: 'a' }));
  });

  test('skips a version without an upgrade function', () => {
    expect(upgradeState(resourceOf(schema), '{"name":"a"}', 0)).toEqual(body(schema, { name: 'a' }));
  });

  test('rejects a state with a newer version', () => {
    expect(() => upgrade('{}', 3)).toThrow(new DiagnosticError({ summary: 'The state is newer than the provider' }));
  });

  test('rejects a state that does not fit the schema, and names the path', () => {
    expect(() => upgrade('{"port":[{"internal":"x"}]}', 2)).toThrow(expect.objectContaining({
      diagnostics: [expect.objectContaining({
        path: ['port', 0, 'internal'], detail: expect.stringContaining('port.0.internal: expected number, found string'),
      })],
    }));
  });

  test.each([
    [{ import: async () => undefined }, 'and import it again.'],
    [{}, 'and let Terraform create it anew, since it can\'t be imported.'],
  ])('advises to import such a resource only if that is possible: %j', (does, advice) => {
    expect(() => upgradeState(resourceOf(schema, does), '{"port":[{"internal":"x"}]}', 2)).toThrow(expect.objectContaining({
      diagnostics: [expect.objectContaining({ detail: expect.stringContaining(advice) })],
    }));
  });
});

describe('move', () => {
  const source = { provider: 'registry.terraform.io/other/thing', type: 'other_thing', version: 3 };

  test('uses the resource\'s conversion of the other state', () => {
    const move = jest.fn(({ state }) => ({ name: state.title }));
    expect(moveState(resourceOf(schema, { move }), source, '{"title":"a"}')).toEqual(body(schema, { name: 'a' }));
    expect(move).toHaveBeenCalledWith({ ...source, state: { title: 'a' } });
  });

  test.each([
    ['the resource does not support moves', {}], ['the resource does not support this source', { move: () => undefined }],
  ])('fails if %s', (_name, does) => {
    expect(() => moveState(resourceOf(schema, does), source, '{}')).toThrow('Can\'t move a other_thing to a test_thing');
  });

  test.each([
    ['can be imported', { import: async () => undefined }, 'import the test_thing instead'],
    ['can\'t be imported', {}, 'let Terraform create the test_thing, since it can\'t be imported'],
  ])('advises to import only what %s', (_name, does, advice) => {
    expect(() => moveState(resourceOf(schema, does), source, '{}')).toThrow(expect.objectContaining({
      diagnostics: [expect.objectContaining({ detail: expect.stringContaining(`Remove the moved block, and ${advice}`) })],
    }));
  });
});

describe('data source', () => {
  const lookupSchema = schemaOf({
    name: required('string'), kind: optional('string', { default: 'any' }), hint: optional('string'), id: computed('string'),
  });
  const dataSource = (does: DataSource['read']): DataSource<Schema> => ({ type: 'test_thing', schema: lookupSchema, read: does });

  test('keeps configured values, and takes computed ones', async () => {
    const read = jest.fn(async () => ({ name: 'A', kind: 'any', hint: 'found', id: 'i' }));
    expect(await readDataSource(sessionOf(), dataSource(read), body(lookupSchema, { name: 'a' }), new Diagnostics()))
      .toEqual(body(lookupSchema, { name: 'a', kind: 'any', id: 'i' }));
    expect(read).toHaveBeenCalledWith(expect.anything(), { name: 'a', kind: 'any', hint: null, id: null });
  });

  test('fails if the provider\'s configuration is unknown, and explains what to do', async () => {
    const session = sessionOf();
    session.configuration = { status: 'unknown' };
    const diagnostics = new Diagnostics();
    expect(await readDataSource(session, dataSource(jest.fn()), body(lookupSchema, { name: 'a' }), diagnostics)).toBeUndefined();
    expect(diagnostics.all).toEqual([expect.objectContaining({ detail: expect.stringContaining('depends_on') })]);
  });
});
