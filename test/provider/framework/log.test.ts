import * as fs from 'node:fs';
import { block, body, optional, schemaOf } from './build';

jest.mock('node:fs', () => ({ ...jest.requireActual<typeof fs>('node:fs'), writeSync: jest.fn() }));

/** Returns the lines that are logged with the given environment variables. */
function logged(env: NodeJS.ProcessEnv, write: (log: typeof import('../../../provider/framework/log')) => void): string[] {
  const before = process.env;
  process.env = env;
  try {
    jest.isolateModules(() => write(jest.requireActual('../../../provider/framework/log')));
  } finally {
    process.env = before;
  }
  return jest.mocked(fs.writeSync).mock.calls.map(([fd, text]) => {
    expect(fd).toBe(2);
    return String(text);
  });
}

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

test.each([
  ['nothing without a variable', {}, []],
  ['from the level of TF_LOG', { TF_LOG: 'INFO' }, ['info', 'warn', 'error']],
  ['from the level of TF_LOG in lower case', { TF_LOG: 'error' }, ['error']],
  ['nothing if TF_LOG is off', { TF_LOG: 'OFF' }, []],
  ['everything if TF_LOG is JSON', { TF_LOG: 'JSON' }, levels],
  ['from the level of TF_LOG_PROVIDER, which takes precedence', { TF_LOG: 'TRACE', TF_LOG_PROVIDER: 'WARN' }, ['warn', 'error']],
  ['everything at an unknown level', { TF_LOG: 'LOUD' }, levels],
])('logs %s', (_name, env, expected) => {
  const lines = logged(env, ({ log }) => levels.forEach((level) => log(level, 'hello')));
  expect(lines.map((line) => (JSON.parse(line) as { [key: string]: string })['@level'])).toEqual(expected);
});

test('writes lines that Terraform parses: one JSON object a line, with six digits for fractions of a second', () => {
  const [line] = logged({ TF_LOG: 'TRACE' }, ({ log }) => log('warn', 'two\nlines', { count: 1, what: 'x' }));
  expect(line).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(line!)).toEqual({
    '@level': 'warn',
    '@message': 'two\nlines',
    '@module': 'provider',
    '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
    'count': 1,
    'what': 'x',
  });
});

test('shows control characters, which Terraform would print', () => {
  const [line] = logged({ TF_LOG: 'TRACE' }, ({ log }) => log('warn', 'a\x1b[2Jb', { what: '\x9b31m' }));
  expect(JSON.parse(line!)).toMatchObject({ '@message': 'a\\u{1b}[2Jb', 'what': '\\u{9b}31m' });
});

test('cuts long texts, since Terraform would not parse the line', () => {
  const [line] = logged({ TF_LOG: 'TRACE' }, ({ log }) => log('warn', 'x'.repeat(100_000), { what: 'y'.repeat(100_000) }));
  expect(line!.length).toBeLessThan(64 * 1024);
});

test('does not fail if nobody reads the log', () => {
  jest.mocked(fs.writeSync).mockImplementationOnce(() => {
    throw new Error('EPIPE');
  });
  expect(() => logged({ TF_LOG: 'TRACE' }, ({ log }) => log('warn', 'hello'))).not.toThrow();
});

test('redacts secrets before it cuts a text', () => {
  const schema = schemaOf({}, { login: block('set', { token: optional('string', { sensitive: true }) }) });
  const [line] = logged({ TF_LOG: 'TRACE' }, ({ log }) => {
    jest.requireActual<typeof import('../../../provider/framework/secrets')>('../../../provider/framework/secrets')
      .registerSecrets(schema, body(schema, { login: [{ token: 'hunter2' }] }));
    log('warn', 'sent hunter2', { body: '{"token":"hunter2"}', long: `${'x'.repeat(16 * 1024 - 3)}hunter2` });
  });
  expect(line).not.toContain('hun');
});
