import fc from 'fast-check';
import { redact, redactCut, registerFilledIn, registerSecret } from '../../../provider/diagnostics/secrets';

test('a secret is hidden within a text that is encoded as base64, wherever it stands', () => {
  const secret = 'correct horse + battery / staple';
  registerSecret(secret);
  fc.assert(fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const shown = redact(`Basic ${Buffer.from(`${before}${secret}${after}`).toString(encoding)}`);
      expect(shown).toContain('(sensitive value)');
      const rest = shown.replace('Basic ', '').split('(sensitive value)').map((part) => Buffer.from(part, encoding).toString());
      expect(rest.join()).not.toMatch(/horse|battery/);
    }
  }));
});

test('a header with credentials that a registry echoes is hidden', () => {
  registerSecret('hunter2hunter2');
  expect(redact(`denied: ${Buffer.from('joe:hunter2hunter2').toString('base64')}`)).toMatch(/^denied: .{0,7}\(sensitive value\).{0,4}$/);
});

test('ordinary words that a short secret resembles in base64 stay', () => {
  registerSecret('abcd');
  expect(redact('YWJj is base64')).toBe('YWJj is base64');
});

test('the options of a mount that are secrets are hidden, since the engine quotes them if the mount fails', () => {
  const message = 'mount //nas/x:/data, data: addr=10.0.0.1,username=bob,password=kJ8,vers=3.0: no such device';
  expect(redact(message)).toBe(
    'mount //nas/x:/data, data: addr=10.0.0.1,username=bob,password=(sensitive value),vers=3.0: no such device');
});

test('a secret is hidden percent-encoded and percent-decoded, since it may be a part of a URL', () => {
  const formsOf = (secret: string) => [
    secret, encodeURIComponent(secret), encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  ];
  fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 4, maxLength: 20 }), fc.nat(2), (secret, registered) => {
    const forms = formsOf(secret);
    registerSecret(forms[registered]!);
    for (const form of forms) expect(redact(`<${form}>`)).toBe('<(sensitive value)>');
  }));
});

test.each(['p%40ss+w%C3%B6rd', 'p%40ss%20w%c3%b6rd'])('a password in a query, "%s", is hidden as a program reads it', (registered) => {
  registerSecret(registered);
  expect(redact('login as p@ss wörd failed')).toBe('login as (sensitive value) failed');
});

test('a text that is no valid percent-encoding is a secret as it is', () => {
  registerSecret('100%_sure');
  registerSecret('%E0%A4%A');
  registerSecret('\ud800lone');
  expect(redact('100%_sure %E0%A4%A \ud800lone')).toBe('(sensitive value) (sensitive value) (sensitive value)');
});

test.each([57, 64, 76])('a long secret is hidden as base64 in lines of %d characters, wherever it begins', (width) => {
  const secret = 'a long secret that no program prints in one line as base64: 0123456789';
  registerSecret(secret);
  for (const before of ['', 'x', 'xy']) {
    const lines = Buffer.from(before + secret).toString('base64').match(new RegExp(`.{1,${width}}`, 'g'))!;
    for (const end of ['\n', '\r\n', '\n    ']) {
      const shown = redact(lines.join(end));
      expect(shown).toContain('(sensitive value)');
      expect(shown.replace('(sensitive value)', '').length).toBeLessThan(8);
    }
  }
});

test('the beginning of a secret at the end of a text that was cut off is hidden', () => {
  registerSecret('Zx9-a-token-of-a-service');
  expect(redactCut('yyy Zx9-a-tok...')).toBe('yyy (sensitive value)...');
  expect(redactCut('yyy Zx9-a-tok')).toBe('yyy (sensitive value)');
  expect(redactCut('yyy Zx9...')).toBe('yyy Zx9...');
  expect(redactCut('yyy Zx9-a-token-of-a-service')).toBe('yyy (sensitive value)');
  expect(redactCut(`yyy ${Buffer.from('Zx9-a-token-of-a-service').toString('base64').slice(0, 20)}...`)).toBe('yyy (sensitive value)...');
  expect(redactCut('yyy Zx9%2Da%2dtok...')).toBe('yyy (sensitive value)...');
});

test('secrets that overlap, and one that resembles what replaces a secret, leave nothing of each other', () => {
  for (const secret of ['first-and-common', 'common-and-second', 'valu']) registerSecret(secret);
  expect(redact('<first-and-common-and-second>')).toBe('<(sensitive value)>');
  expect(redact(redact('<first-and-common>'))).toBe('<(sensitive value)>');
  expect(redact('ab password=first-and-common,x')).toBe('ab password=(sensitive value),x');
});

test.each([
  ['a mark of quoted text', (_: number) => '> '], ['the time of a log', (line: number) => `2026-11-27T10:00:0${line}Z app | `],
  ['an indentation', () => '    '],
])('a long secret is hidden in lines with %s in front of each', (_, prefix) => {
  const secret = 'Folded-Secret-of-many-Characters-that-no-Line-shows-as-a-whole-since-it-is-too-long';
  registerSecret(secret);
  for (const shown of [secret, Buffer.from(secret).toString('base64')]) {
    const lines = shown.match(/.{1,30}/g)!.map((line, index) => `${prefix(index)}${line}`);
    const hidden = redact(`first\n${lines.join('\n')}\nlast`);
    for (const part of shown.slice(0, -3).match(/.{1,10}/g)!) expect(hidden).not.toContain(part);
    expect(hidden).toMatch(/^first\n[^]*\nlast$/);
  }
});

test.each(['> ', '2026-11-27T10:00:00Z app | ', '    '])('a secret with spaces is hidden in lines with "%s" in front of each', (prefix) => {
  registerSecret('correct horse battery staple, yes');
  expect(redact(`${prefix}it is correct horse\n${prefix}battery staple, yes\n${prefix}last`)).toBe(
    `${prefix}it is (sensitive value)\n${prefix}last`);
});

test('a secret is hidden as Go writes it in JSON, and in JSON within JSON', () => {
  registerSecret('Zq7<kd9Vx9&LmWt"XsQr55');
  expect(redact('{"a":"Zq7\\u003ckd9Vx9\\u0026LmWt\\"XsQr55"}')).toBe('{"a":"(sensitive value)"}');
  expect(redact(JSON.stringify('{"a":"Zq7<kd9Vx9&LmWt\\"XsQr55"}'))).toBe('"{\\"a\\":\\"(sensitive value)\\"}"');
});

test.each(['x7Q!', '12 45', 'five5'])('a short secret, "%s", is hidden as base64', (secret) => {
  registerSecret(secret);
  expect(redact(`echo ${Buffer.from(secret).toString('base64')} | base64 -d`)).toBe('echo (sensitive value) | base64 -d');
});

test('what a placeholder in a secret is filled in with makes another secret', () => {
  registerSecret('Zq7-kd{{clone.index}}Vx9');
  registerFilledIn((secret) => secret.replace('{{clone.index}}', '17'));
  expect(redact('token: Zq7-kd17Vx9')).toBe('token: (sensitive value)');
});

/** How programs write a text as a part of another one. */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'JSON': (text) => JSON.stringify(text).slice(1, -1),
  'JSON of Python': (text) => JSON.stringify(text).slice(1, -1)
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON of PHP': (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')
    .replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`),
  'JSON of Go': (text) => JSON.stringify(text).slice(1, -1)
    .replace(/[<>&]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'a URL': encodeURIComponent,
  'a URL in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'a path': (text) => encodeURI(text).replaceAll('%5B', '['),
  'a query': (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  'base64': (text) => Buffer.from(text).toString('base64'),
  'base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
  'base64 within a longer text': (text) => Buffer.from(`user:${text}\n`).toString('base64'),
};

test('a secret is hidden in every encoding, also three times encoded, wherever it stands', () => {
  const names = fc.constantFrom(...Object.keys(ENCODINGS));
  const parts = fc.string({ maxLength: 12 });
  // Lone surrogates have no encoding.
  const secrets = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 });
  fc.assert(fc.property(secrets, fc.array(names, { maxLength: 3 }), parts, parts, (secret, encodings, before, after) => {
    registerSecret(secret);
    // A neighbour may be a secret of its own, of this or of an earlier run: both are drawn from strings such as "valueOf".
    fc.pre([before, after].every((part) => redact(part) === part));
    const encoded = encodings.reduce((text, name) => ENCODINGS[name]!(text), secret);
    const hidden = redact(`${before} ${encoded} ${after}`);
    expect(hidden).toContain('(sensitive value)');
    // What stays are the neighbours, and a few characters of base64 in which one has a part.
    const neighbours = encodings.reduce((text, name) => ENCODINGS[name]!(text), '').length + before.length + after.length;
    expect(hidden.length).toBeLessThanOrEqual(neighbours + '  (sensitive value)'.length + 16);
  }), { numRuns: 500 });
});

test.each([
  'Zq7/kd9+Vx9 pL?WtXsQ~r5\\u00e9', 'Zq7\\/kd9+Vx9 pL?WtXsQ~r5\\u00E9', 'Zq7%2fkd9%2bVx9%20pL%3fWtXsQ~r5%c3%a9',
  'Zq7/kd9+Vx9%20pL?WtXsQ~r5%C3%A9',
  'Zq7%252Fkd9%252BVx9%2520pL%253FWtXsQ~r5%25C3%25A9', "b'Zq7/kd9+Vx9 pL?WtXsQ~r5\\xc3\\xa9'", 'Zq7/kd9+Vx9 pL?WtXsQ~r5\\303\\251',
  'Zq7/kd9+Vx9\\ pL\\?WtXsQ\\~r5\\u{e9}', '\\U0000005aq7/kd9+Vx9 pL?WtXsQ~r5\\U000000E9', 'Zq7\\x{2F}kd9+Vx9 pL?WtXsQ~r5\\x{e9}',
  'Zq7\\N{U+002F}kd9+Vx9 pL?WtXsQ~r5é', 'Zq7/kd9+Vx9\\0040pL?WtXsQ~r5\\0303\\0251', '\\0132q7/kd9+Vx9 pL\\077WtXsQ~r5é',
  `{"auth":"${encodeURIComponent(Buffer.from('Zq7/kd9+Vx9 pL?WtXsQ~r5é').toString('base64'))}"}`,
])('a secret is hidden as %s', (shown) => {
  registerSecret('Zq7/kd9+Vx9 pL?WtXsQ~r5é');
  expect(redact(shown).replace('(sensitive value)', '')).toMatch(/^(b''|\{"auth":""\})?$/);
});

test.each([
  ['16:30:01 ', '16:30:02 '], ['2026-11-27T10:00:00.12Z stdout F ', '2026-11-27T10:00:00.123456Z stdout F '],
  ['Nov 27 16:30:01 host app[12]: ', 'Nov 27 16:30:01 host app[12]: '], ['app-1  | ', 'app-2  | '], ['10:00:01 INFO ', '10:00:02 INFO '],
])('a secret with spaces is hidden in lines that begin with "%s"', (first, second) => {
  const secret = 'Zq7/kd9+V x9 pL?WtX > sQ~r5: é-and-more';
  registerSecret(secret);
  for (const shown of [secret, ...Object.values(ENCODINGS).map((encode) => encode(secret))]) {
    for (const width of [15, 16, 25]) {
      const lines = shown.match(new RegExp(`.{1,${width}}`, 'gs'))!;
      const hidden = redact(lines.map((line, index) => `${index % 2 === 0 ? first : second}${line}`).join('\n'));
      // What was in front of the secret in base64, and after it, may stay.
      expect(hidden).toMatch(/^[^\n]{0,60}\(sensitive value\)(.{0,8}|\n.*Cg==)$/s);
    }
  }
});

test('what is no secret stays, also if it can be decoded', () => {
  registerSecret('hunter2hunter2');
  const text = 'GET /v1.41/images/a%2Fb/json?x=%7B%22a%22%3A1%7D \\n {"k":"\\u00e9\\/"} c29tZSB0ZXh0 sha256:0123456789 hunter2\n> 100% \\';
  expect(redact(text)).toBe(text);
});

test('a line of a secret that begins with a digit is hidden after a newline that is written as "\\012"', () => {
  registerSecret('first line of a key\n7second line of a key');
  expect(redact('first line of a key\\0127second line of a key')).toBe('(sensitive value)');
});

/** How programs quote a text for a shell, or in a language. */
const QUOTED: Readonly<Record<string, (secret: string) => string>> = {
  'bash with `set -x`': (secret) => `'${secret.replaceAll("'", "'\\''")}'`,
  'shlex.quote of Python, and busybox,': (secret) => `'${secret.replaceAll("'", "'\"'\"'")}'`,
  // Each run of apostrophes after what precedes it, if only nothing.
  'dash with `set -x`': (secret) => secret.replace(/([^']*)('*)/g, (all, plain: string, run: string) => (
    all && `'${plain}'${run && `"${run}"`}`)),
  'SQL and YAML': (secret) => `'${secret.replaceAll("'", "''")}'`,
  'CSV': (secret) => `"${secret.replaceAll('"', '""')}"`,
};

const awkward = fc.string({ unit: fc.constantFrom('a', 'B', '7', '0', "'", '"', '\\', ' ', '$', 'é', '😀'), minLength: 4, maxLength: 12 });

test.each(Object.entries(QUOTED))('a secret is hidden as %s quotes it, also in JSON', (_, quoted) => {
  fc.assert(fc.property(awkward, (rest) => {
    const secret = `Zq${rest}`;
    registerSecret(secret);
    for (const text of [`+ login ${quoted(secret)}`, JSON.stringify(`+ login ${quoted(secret)}`)]) {
      expect([secret, text, redact(text)]).toEqual([secret, text, expect.stringMatching(/^"?\+ login .{0,2}\(sensitive value\).{0,5}$/)]);
    }
  }), { numRuns: 300 });
});

const PAIRS = Object.entries(QUOTED).flatMap(([inner, quote]) => (
  Object.entries(QUOTED).map(([outer, requote]) => [outer, inner, (secret: string) => requote(quote(secret))] as const)));

test.each(PAIRS)('a secret is hidden as %s quotes what %s quotes', (_outer, _inner, quoted) => {
  fc.assert(fc.property(awkward, (rest) => {
    const secret = `Zq${rest}`;
    registerSecret(secret);
    const text = `+ login ${quoted(secret)}`;
    expect([secret, text, redact(text)]).toEqual([secret, text, expect.stringMatching(/^\+ login .{0,8}\(sensitive value\).{0,16}$/)]);
  }), { numRuns: 200 });
});

test('a secret with an apostrophe is hidden as a shell traces it', () => {
  registerSecret('Tr0ub4dor&3 "x\\y\'$z');
  expect(redact("+ : login 'Tr0ub4dor&3 \"x\\y'\\''$z'")).toBe("+ : login '(sensitive value)'");
  registerSecret("it's-A-Secret&42");
  expect(redact("+ : login 'it'\"'\"'s-A-Secret&42'")).toBe("+ : login '(sensitive value)'");
});

test.each([
  ['ascii() of Python', "'Z\\xfcrich-Kq7\\xbdvZw\\u20acxTn4p'"], ['YAML', '"Z\\xFCrich-Kq7\\xBDvZw\\u20ACxTn4p"'],
  ['octal digits', '"Z\\374rich-Kq7\\275vZw€xTn4p"'], ['escape() of JavaScript', 'Z%FCrich-Kq7%BDvZw\\u20acxTn4p'],
  ['bytes', 'Z\\xc3\\xbcrich-Kq7\\302\\275vZw\\xe2\\x82\\xacxTn4p'],
  ['ascii() in JSON', JSON.stringify('Z\\xfcrich-Kq7\\xbdvZw\\u20acxTn4p')],
])('a secret with letters up to U+00FF is hidden as %s writes it', (_, shown) => {
  registerSecret('Zürich-Kq7½vZw€xTn4p');
  expect(redact(shown)).toMatch(/^['"]?\(sensitive value\)['"]?$/);
});

test.each([
  ['a script', 'login correcth\\\norse battery7st\\\naple', 'login (sensitive value)'],
  ['a terminal', 'login correcth\\\r\norse battery7staple', 'login (sensitive value)'],
  ['JSON', '"login correcth\\\\\\norse battery7staple"', '"login (sensitive value)"'],
  ['a script with further escapes', 'login correcth\\\norse\\ battery7staple', 'login (sensitive value)'],
  ['a log', '16:30:01 app | correcth\\\n16:30:02 app | orse battery\\\n16:30:03 app | 7staple', '16:30:01 app | (sensitive value)'],
  ['an indented script', 'login correcth\\\n    orse battery7staple', 'login (sensitive value)'],
])('a secret is hidden in lines of %s that end with a backslash', (_, shown, hidden) => {
  registerSecret('correcthorse battery7staple');
  expect(redact(shown)).toBe(hidden);
});

test('a secret is hidden if it is broken into lines after a backslash of its own', () => {
  registerSecret('a-long-one\\with-a-backslash-within');
  for (const end of ['\n', '\\\n']) expect(redact(`> a-long-one\\${end}> with-a-backslash-within`)).toBe('> (sensitive value)');
});
