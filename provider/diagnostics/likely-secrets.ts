import { meaningsOf } from './views';

/*
 * Terraform does not tell a provider which values come from sensitive variables. So a password in a command or in an environment is only
 * recognized by where it is, or by what it looks like. What looks like an ordinary word, path, address or number is not hidden: errors
 * have to name it.
 */

/** The words in the name of an option or a variable whose value is a secret. */
const SECRET_WORDS = new Set([
  'apikey', 'auth', 'authorization', 'bearer', 'cookie', 'credential', 'credentials', 'dsn', 'key', 'pass', 'passcode', 'passphrase',
  'passwd', 'password', 'pat', 'pin', 'psk', 'pw', 'pwd', 'salt', 'secret', 'secrets', 'signature', 'token', 'tokens',
]);

/** Such words at the end of one that has no other separation: `dbpassword`, `rootpw`, `accesskey`. Words such as `bypass` are none. */
const SECRET_END = new RegExp([
  /(?:passcode|passphrase|passwd|password|pwd|secret|token|credential|apikey)s?/, /(?<!^(?:by|com|encom|over|sur|tres|under))pass/,
  /(?:admin|bind|db|ldap|my|root|smtp|user)pw/, /(?:access|account|auth|encryption|master|private|secret|signing|storage)key/,
].map(({ source }) => `(?:${source})$`).join('|'));

/** The names whose values are chosen by people, so that a short number is one, too. */
const PASSWORD = /(?:passcode|passphrase|passwd|password|pass|pwd|pw|\bpin)\d*$/;

/** The values of such options that are no secrets: references to variables and to fields of templates, paths, and settings. */
const NO_SECRET = new RegExp([
  /\$\w+/, /\$\{\w+\}/, /(\{\{\s*\.\w+\s*\}\}[/.:_-]?)+/,
  /\.{0,2}\/[\w./-]*/, /true|false|yes|no|on|off|none|null|basic|bearer|optional|required/,
].map(({ source }) => `^(?:${source})$`).join('|'), 'i');

/** An amount such as a port. */
const AMOUNT = /^\d{1,5}[a-z]{0,2}$/i;

/** Symbols that are in passwords, but not in the names of programs, options, paths, images, addresses and versions. */
const SYMBOL = /[^\w\s./:=,@%+~-]/;

const LONGEST_ARGUMENT = 131_072;
const PIECE = new RegExp(`[^]{1,${LONGEST_ARGUMENT}}`, 'g');

/** Returns the parts of arguments or of variables (`NAME=value`) that are likely to be secrets. */
export function likelySecrets(entries: readonly string[]): string[] {
  const found = entries.flatMap((entry, index) => [
    ...isSecretOption(entries[index - 1]) && !entry.startsWith('-') ? unlessAmount(entries[index - 1]!, entry) : [],
    ...readingsOf(entry).flatMap(piecesOf).flatMap(named),
    ...piecesOf(entry).flatMap((piece) => userInformation(piece, entries[index - 1])),
    ...random(entry),
  ]);
  return [...new Set(found.filter((value) => !NO_SECRET.test(value)))];
}

/** Returns the secrets of URLs: the password, the only part before the host, which is a token, and values whose names say so. */
export function addressSecrets(entries: readonly string[]): string[] {
  return entries.flatMap(piecesOf).flatMap((entry) => [
    ...[...entry.matchAll(/:\/\/([^\s/?#]*)@/g)].map(([, user]) => user!.slice(user!.indexOf(':') + 1)), ...named(entry),
  ]);
}

/** Returns an argument as it is, with continued lines joined, and with what is quoted for a shell or in JSON read once or several times. */
function readingsOf(entry: string): string[] {
  if (!entry.includes('\\')) return [entry];
  const joined = entry.replace(/\\\r?\n/g, '');
  return [...new Set([entry, joined, ...meaningsOf(joined).map((bytes) => Buffer.from(bytes, 'latin1').toString())])];
}

/**
 * Returns an argument in pieces that can be searched. Linux starts no program with a longer argument or variable (`MAX_ARG_STRLEN`), but an
 * engine accepts one, and a search of tens of megabytes exceeds the stack of regular expressions.
 */
function piecesOf(entry: string): string[] {
  return entry.length <= LONGEST_ARGUMENT ? [entry] : entry.match(PIECE)!;
}

/** Whether an argument is an option whose value is the next argument: `--password`. */
function isSecretOption(argument: string | undefined): boolean {
  return argument !== undefined && /^--?[\w.-]+$/.test(argument) && isSecretName(argument);
}

function isSecretName(name: string): boolean {
  return wordsOf(name).some((word) => SECRET_WORDS.has(word) || SECRET_END.test(word));
}

function wordsOf(name: string): string[] {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
}

/** Returns the value of an option, unless it is an amount: a number is a password only if the name says so. */
function unlessAmount(name: string, value: string): string[] {
  return AMOUNT.test(value) && !PASSWORD.test(wordsOf(name).filter(Boolean).join(' ')) ? [] : [value];
}

/** A quoted or bare value in a script. Nothing may follow it in a pattern: then its parts would be tried in every combination. */
const VALUE = String.raw`(?:"([^"]*)"|'([^']*)'|((?:\\.|[^\s"';&|\\]+)+))`;
/** What precedes a secret in a script: an option, a variable or a header by its name, and the scheme of a header. */
const OPTION = new RegExp(String.raw`(?<![\w.-])(--?[\w.-]+)(?:\s+|=)(?=${VALUE})`, 'g');
/** A value may have another name in it, as in `--header=X-Auth-Token: x`. */
const NAME = new RegExp(String.raw`(?<![\w.-])([\w.-]+)["']?\s*[=:]\s*(?=${VALUE})`, 'g');
/** An argument that is a header. Everything after the name is its value, and the parts of a cookie have values of their own. */
const HEADER = /^(?:-{1,2}[\w.-]+=)?([\w-]+):\s*(.+)$/s;
const COOKIE_PART = /(?<==)[^=;\s]+(?=;|$)/g;
const SCHEME = new RegExp(String.raw`\b(Bearer|Basic)\s+${VALUE}`, 'g');

/**
 * Returns the values with the name of a secret: the whole value of `NAME=value`, `--name=value` and `Name: value`, and such parts of a
 * script.
 */
function named(entry: string): string[] {
  const [, name, whole] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(entry) ?? [];
  // What has spaces or separators may also be a script, which begins with a variable.
  if (name !== undefined && isSecretName(name)) return [...unlessAmount(name, whole!), .../[\s;|]|&&/.test(whole!) ? inScript(entry) : []];
  const [, header, content] = HEADER.exec(entry) ?? [];
  const ofHeader = header !== undefined && isSecretName(header) ? [content!, ...content!.match(COOKIE_PART) ?? []] : [];
  return [...ofHeader, ...inScript(entry)];
}

function inScript(entry: string): string[] {
  return [OPTION, NAME, SCHEME].flatMap((pattern) => [...entry.matchAll(pattern)])
    .filter(([, before]) => isSecretName(before!) || before === 'Basic')
    .flatMap(([, before, double, single, bare]) => unlessAmount(before!, double ?? single ?? bare!))
    .filter((secret) => !secret.startsWith('-'));
}

/** Returns the passwords of `scheme://user:password@host` and of `--user user:password`. */
function userInformation(entry: string, previous = ''): string[] {
  const inUrls = [...entry.matchAll(/\w:\/\/[^\s/:@]*:([^\s/]+)@/g)].map(([, password]) => password!);
  const inOptions = [...`${previous} ${entry}`.matchAll(/(?:^|\s)(?:-u|--(?:proxy-)?user)[\s=]+["']?[^\s:"']+:([^\s"']+)/g)]
    .map(([, password]) => password!);
  // With `--user`, two numbers are ids.
  return [...inUrls, ...inOptions.filter((password) => !AMOUNT.test(password))];
}

/**
 * Returns what looks like a generated password, a key or a digest. An argument without spaces that has such a part, or unusual symbols, is
 * hidden as a whole. In a script, symbols are ordinary.
 */
function random(entry: string): string[] {
  const words = entry.split(/[^A-Za-z0-9]+/).filter(isRandom);
  // The name of an option or a variable is no secret, and neither are the folders of a path.
  const value = entry.replace(/^-{0,2}[\w.-]+=/, '');
  const isUnusual = SYMBOL.test(value) && /[A-Za-z]/.test(value) && /[A-Z0-9]|[^\x20-\x7e]/.test(value);
  const isWhole = value.length >= 8 && !/\s|^\$/.test(value) && (isUnusual || (words.length > 0 && !value.includes('/')));
  return isWhole ? [value, ...words] : words;
}

/** Whether a run of letters and digits is unlikely to be a word, a name with a number, or an amount with a unit. */
function isRandom(word: string): boolean {
  if (word.length >= 20) return true;
  if (word.length < 8) return false;
  const isMixed = /\d/.test(word) && /[A-Za-z]/.test(word) && !/^([A-Za-z]+\d{1,4}|\d+[A-Za-z]{1,3})$/.test(word);
  const isCamelCase = /^[A-Za-z]?[a-z]*([A-Z][a-z]+)*$/.test(word) || /^[A-Z]+$/.test(word);
  return isMixed || (/^[A-Za-z]+$/.test(word) && !isCamelCase);
}
