import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { validateConfig } from '../../../../provider/framework/core/validate';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { Unknown } from '../../../../provider/framework/value/value';
import { block, body, optional, required, schemaOf } from '../build';

const positive = {
  validators: [{
    description: 'at least 1',
    check: (value: unknown) => (value as number < 1 ? `${value} given, at least 1 allowed.` : undefined),
  }],
};

const schema = schemaOf({
  name: required('string'), size: optional('number', positive), old: optional('string', { deprecated: 'Use name instead.' }),
}, {
  port: block('list', { internal: required('number', positive) }, { minItems: 1, maxItems: 2 }),
  tag: block('set', { size: optional('number', positive) }, { deprecated: 'Use labels.' }),
  limit: block('single', { amount: optional('number', positive) }),
});

async function validate(config: object, validateAll?: () => void) {
  const diagnostics = new Diagnostics();
  await validateConfig({ schema, ...(validateAll && { validate: validateAll }) }, body(schema, config), diagnostics);
  return diagnostics.all.map(({ severity, summary, detail, path }) => [severity, summary, detail, path]);
}

const valid = { name: 'a', port: [{ internal: 1 }] };

test('accepts valid, unknown and unset values', async () => {
  expect(await validate({ ...valid, size: 3 })).toEqual([]);
  expect(await validate({ name: Unknown.PLAIN, size: Unknown.PLAIN, port: [{ internal: Unknown.PLAIN }] })).toEqual([]);
  expect(await validate({ name: 'a', port: Unknown.PLAIN })).toEqual([]);
});

test.each([
  [true, []],
  [false, [['token', []], ['key', ['secret', 1]]].map(([name, path]) => [
    'error', `\`${String(name)}\` needs Terraform 1.11 or newer`,
    'It is write-only: Terraform passes it to the provider and stores it in neither plan nor state. Older versions of Terraform can\'t '
    + `do that. Upgrade Terraform, or use an attribute that is stored instead of \`${String(name)}\`, with a value that is marked as `
    + 'sensitive.',
    [...path as unknown[], name],
  ])],
])('with a Terraform that keeps write-only values out of plans and states (%s), reports %j', async (allowsWriteOnly, expected) => {
  const writeOnly = { writeOnly: true, sensitive: true };
  const withSecrets = schemaOf({ token: optional('string', writeOnly) }, { secret: block('list', { key: optional('string', writeOnly) }) });
  const diagnostics = new Diagnostics();
  const config = body(withSecrets, { token: 'topsecret', secret: [{}, { key: 'topsecret' }] });
  await validateConfig({ schema: withSecrets }, config, diagnostics, { allowsWriteOnly });
  expect(diagnostics.all.map(({ severity, summary, detail, path }) => [severity, summary, detail, path])).toEqual(expected);
});

test('reports every problem, nested ones too', async () => {
  const config = { size: 0, old: 'x', port: [{ internal: 1 }, { internal: -1 }, {}], tag: [{ size: 0 }], limit: { amount: 0 } };
  expect(await validate(config)).toEqual([
    ['error', 'Missing required argument', 'The argument "name" is required, but it is not set.', ['name']],
    ['error', 'Invalid value for "size"', '0 given, at least 1 allowed.', ['size']],
    ['warning', 'Argument is deprecated', 'old: Use name instead.', ['old']],
    ['error', 'Too many "port" blocks', 'There are 3, but at most 2 are allowed.', ['port']],
    ['error', 'Invalid value for "port[1].internal"', '-1 given, at least 1 allowed.', ['port', 1, 'internal']],
    ['error', 'Missing required argument', 'The argument "port[2].internal" is required, but it is not set.', ['port', 2, 'internal']],
    ['warning', 'Block is deprecated', 'tag: Use labels.', ['tag']],
    ['error', 'Invalid value for "tag.size"', '0 given, at least 1 allowed.', ['tag', 'size']],
    ['error', 'Invalid value for "limit.amount"', '0 given, at least 1 allowed.', ['limit', 'amount']],
  ]);
  expect(await validate({ name: 'a' })).toEqual([
    ['error', 'Too few "port" blocks', 'There are 0, but at least 1 are required.', ['port']],
  ]);
});

test('rejects null elements, except in a map', async () => {
  const listing = schemaOf({ words: optional(['list', ['list', 'string']]), options: optional(['map', 'string']) });
  const diagnostics = new Diagnostics();
  const config = { words: [['a'], [Unknown.PLAIN, null]], options: { x: null } };
  await validateConfig({ schema: listing }, body(listing, config), diagnostics);
  expect(diagnostics.all.map(({ summary, path }) => [summary, path])).toEqual([['Invalid value for "words"', ['words']]]);
});

test('reports a repeated problem only once', async () => {
  expect(await validate({ ...valid, tag: [{ size: 0 }, { size: 0 }] })).toHaveLength(2);
});

test('validates rules that span several attributes even if there are other problems', async () => {
  const problems = await validate({ ...valid, size: 0 }, () => {
    throw new DiagnosticError({ summary: 'First' }, { summary: 'Second', path: ['name'] });
  });
  expect(problems.map(([, summary]) => summary)).toEqual(['Invalid value for "size"', 'First', 'Second']);
});

test('reports an unexpected error in a rule as a bug', async () => {
  expect(await validate(valid, () => (null as never as string[]).join())).toEqual([
    ['error', 'The provider has a bug', expect.stringContaining('Unexpected error during validation: Cannot read properties'), undefined],
  ]);
});
