import { block, body, optional, schemaOf } from './build';
import { redact } from '../../../provider/diagnostics/secrets';
import { registerSecrets } from '../../../provider/framework/secrets';
import { BigNumber, Unknown } from '../../../provider/framework/value/value';

const sensitive = { sensitive: true };
const schema = schemaOf({
  open: optional('string'),
  password: optional('string', sensitive),
  key: optional('string', sensitive),
  pin: optional('number', sensitive),
  serial: optional('number', sensitive),
  env: optional(['map', ['list', 'string']], sensitive),
  extra: optional('dynamic', sensitive),
  later: optional('string', sensitive),
}, { login: block('set', { token: optional('string', sensitive) }), proxy: block('single', { token: optional('string', sensitive) }) });

const hidden = '(sensitive value)';

test('redacts every text of a sensitive attribute, wherever it is and however it is quoted', () => {
  registerSecrets(schema, body(schema, {
    open: 'not-secret',
    password: 'pass"word',
    key: 'BEGIN-KEY\n  abcdef\nEND-KEY',
    pin: 12345,
    serial: new BigNumber('98765432109876543210'),
    env: { A: ['listed-secret'] },
    extra: ['dynamic-secret'],
    later: Unknown.PLAIN,
    login: [{ token: 'block-secret' }],
    proxy: { token: 'single-secret' },
  }));
  expect(redact('not-secret pass"word')).toBe(`not-secret ${hidden}`);
  expect(redact(JSON.stringify('pass"word'))).toBe(`"${hidden}"`);
  expect(redact('at abcdef, END-KEY')).toBe(`at ${hidden}, ${hidden}`);
  for (const secret of ['12345', '98765432109876543210', 'listed-secret', 'dynamic-secret', 'block-secret', 'single-secret']) {
    expect(redact(`<${secret}>`)).toBe(`<${hidden}>`);
  }
});

test('redacts the longest secret first, so that no part of it is left', () => {
  registerSecrets(schema, body(schema, { password: 'horse' }));
  registerSecrets(schema, body(schema, { password: 'horse-battery' }));
  expect(redact('horse-battery')).toBe(hidden);
});

test('does not redact secrets that are too short to be distinguished from words', () => {
  registerSecrets(schema, body(schema, { password: 'abc' }));
  expect(redact('the abc')).toBe('the abc');
});

test('redacts what is likely to be a secret in a list with free text, and nothing else of it', () => {
  const free = schemaOf({ command: optional(['list', 'string'], { mayHaveSecrets: true }), name: optional('string') }, {
    health: block('list', { test: optional(['list', 'string'], { mayHaveSecrets: true }) }),
  });
  registerSecrets(free, body(free, {
    command: ['ngnix', '--password', 'free-text-secret', Unknown.PLAIN, null],
    name: 'x7Kp2mQz9',
    health: [{ test: ['CMD', 'ping', 'q8Kp2mQz9'] }],
  }));
  expect(redact('exec: "ngnix": not found: free-text-secret x7Kp2mQz9 ping q8Kp2mQz9'))
    .toBe(`exec: "ngnix": not found: ${hidden} x7Kp2mQz9 ping ${hidden}`);
});

test('redacts what is likely to be a secret in a map of options', () => {
  const free = schemaOf({ options: optional(['map', 'string'], { mayHaveSecrets: true }) });
  registerSecrets(free, body(free, {
    options: {
      'logs-token': 'option-secret',
      'logs-url': 'https://joe:url-secret@logs?x-key=query-secret',
      'later-token': Unknown.PLAIN,
      'file-name': 'some-logs',
      'address': 'udp://logs:514',
    },
  }));
  expect(redact('option-secret url-secret query-secret some-logs udp://logs:514'))
    .toBe(`${hidden} ${hidden} ${hidden} some-logs udp://logs:514`);
});

test.each<[string, string, boolean]>([
  ['text', 'ghp_abcdEFGH1234ijklMNOP5678qrst', true],
  ['text', 'ghp_bbcdEFGH1234ijklMNOP5678qrst\n', true],
  ['base64', Buffer.from('ghp_cbcdEFGH1234ijklMNOP5678qrst\n').toString('base64'), true],
  ['text', 'an-ordinary-word', false],
  ['text', 'listen 80;\nserver ghp_dbcdEFGH1234ijklMNOP5678qrst\n', false],
  ['text', `{"all":[${'"ghp_ebcdEFGH1234ijklMNOP5678qrst",'.repeat(200)}]}`, false],
])('redacts the only line of a text that looks generated: %s %j', (encoding, content, isHidden) => {
  const free = schemaOf({ content: optional('string', { mayHaveSecrets: encoding === 'base64' ? encoding : true }) });
  registerSecrets(free, body(free, { content }));
  const text = (encoding === 'base64' ? Buffer.from(content, 'base64').toString() : content).trim();
  expect(redact(`It printed: ${text}.`)).toBe(`It printed: ${isHidden ? hidden : text}.`);
});

test('redacts the secrets of a URL, and no path or revision', () => {
  const free = schemaOf({ context: optional('string', { mayHaveSecrets: 'address' }) });
  const [path, revision] = ['/builds/k7Kp2mQz9ab/app', 'fe9d8c7b6a'.repeat(4)];
  for (const context of [
    path, `https://joe:context-secret@h/x.git#${revision}`, 'https://context-token@h/x', 'https://h/x.tar?token=context-query&a=b', 'a@b',
  ]) registerSecrets(free, body(free, { context }));
  expect(redact(`${path} joe:context-secret ${revision} context-token context-query a@b`))
    .toBe(`${path} joe:${hidden} ${revision} ${hidden} ${hidden} a@b`);
});

describe('a sensitive text in base64', () => {
  const encoded = schemaOf({ data: optional('string', { sensitive: true, encoding: 'base64' }) });
  const register = (content: string) => registerSecrets(encoded, body(encoded, { data: Buffer.from(content).toString('base64') }));

  test('is redacted as it is, and decoded, as a whole and line by line', () => {
    register('decoded-correcthorse\n  second-line \r\nabc\n');
    expect(redact(`<${Buffer.from('decoded-correcthorse\n  second-line \r\nabc\n').toString('base64')}>`)).toBe(`<${hidden}>`);
    expect(redact('It printed: decoded-correcthorse.')).toBe(`It printed: ${hidden}.`);
    expect(redact('first\nsecond-line\nabc')).toBe(`first\n${hidden}\nabc`);
  });

  test('is redacted around the placeholders of a template', () => {
    register('template-one{{ .Node.Hostname }}template-two\nurl: {{ env\n"A" }}:template-three');
    expect(redact('template-oneserver-7template-two\nurl: x:template-three')).toBe(`${hidden}server-7${hidden} x${hidden}`);
  });

  test('is not decoded if it is no text, or not known', () => {
    expect(() => registerSecrets(encoded, body(encoded, { data: Unknown.PLAIN }))).not.toThrow();
    expect(() => registerSecrets(encoded, body(encoded, { data: null }))).not.toThrow();
  });

  test('has no parts that are redacted if they are shorter than four characters', () => {
    register('a{{ .Task.Name }}b');
    expect(redact('a or b')).toBe('a or b');
  });
});
