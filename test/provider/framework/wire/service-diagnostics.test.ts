import { configure, created, none, provider, read, resource, validate, wire } from './service-under-test';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import * as proto from '../../../../provider/framework/wire/generated/tfplugin6';

test('a diagnostic contains the path', async () => {
  const { diagnostics } = await validate(wire({ name: 'a', limit: { amount: 1 }, port: [{ internal: 1 }, {}] }));
  expect(diagnostics[0]).toMatchObject({
    severity: proto.Diagnostic_Severity.ERROR,
    attribute: {
      steps: [
        { selector: { $case: 'attributeName', value: 'port' } }, { selector: { $case: 'elementKeyInt', value: 1 } },
        { selector: { $case: 'attributeName', value: 'internal' } },
      ],
    },
  });
});

describe('reports as a diagnostic, with the status OK,', () => {
  test('an unknown resource type', async () => {
    const { diagnostics } = await read(wire(created), none, 'test_other');
    expect(diagnostics).toEqual([
      expect.objectContaining({ summary: 'Unknown resource type "test_other"', detail: 'The provider has: test_thing.' }),
    ]);
  });

  test('a configuration that the provider rejects', async () => {
    jest.spyOn(provider, 'configure').mockImplementationOnce(() => {
      throw new DiagnosticError({ summary: 'Bad host', path: ['host'] });
    });
    expect((await configure('h')).diagnostics).toEqual([expect.objectContaining({ summary: 'Bad host' })]);
  });

  test('a value that can\'t be decoded', async () => {
    const { diagnostics } = await validate({ msgpack: Buffer.of(0xc1), json: none });
    expect(diagnostics).toEqual([expect.objectContaining({ summary: 'The provider has a bug' })]);
  });

  test('an error without the secret in its text', async () => {
    const error = new DiagnosticError({ summary: 'No', detail: 'The engine refused "hunter2".' });
    jest.spyOn(resource, 'read').mockImplementationOnce(() => Promise.reject(error));
    await configure('h');
    const { diagnostics } = await read(wire({ ...created, secret: 'hunter2' }));
    expect(diagnostics[0]!.detail).toBe('The engine refused "(sensitive value)".');
  });
});
