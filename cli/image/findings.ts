import { posix } from 'node:path';
import { Entry } from './tree/entry';
import { Finding } from '../../src/shared/minimal-image';

/** What is known to be wrong in an image, by the name of a file. */
const NAMES: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/^\.(bash|ash|sh|zsh|python|node_repl|psql|mysql|rediscli|sqlite)_?history$/, 'a history of commands, which may have secrets'],
  [/^id_(rsa|dsa|ecdsa|ed25519)$/, 'a private key'],
  [/^(\.netrc|\.pgpass|\.npmrc|\.pypirc|\.git-credentials)$/, 'credentials'],
  [/^\.env$/, 'an environment file, which may have secrets'],
];
/** The same, by the whole path. */
const PATHS: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/\/\.aws\/credentials$|\/\.docker\/config\.json$|\/\.kube\/config$/, 'credentials'],
  [/\/\.git\/config$/, 'a repository with its history'],
];

const PRIVATE_KEY = /-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----/;
/** A longer file is no key. */
const MOST_OF_KEY = 64 * 1024;

/** Returns what is known to be wrong in an image: what everybody can write, setuid programs, private keys, histories, credentials. */
export function findingsIn(entries: readonly Entry[], read: (entry: Entry) => Buffer): readonly Finding[] {
  return entries.flatMap((entry) => problemsWith(entry, read).map((problem) => ({ path: entry.path, problem })));
}

function problemsWith(entry: Entry, read: (entry: Entry) => Buffer): readonly string[] {
  const { path, type, mode } = entry;
  if (type === 'link') return [];
  const name = posix.basename(path);
  return [
    ...(mode & 0o002) === 0 || type === 'folder' && (mode & 0o1000) !== 0 ? [] : ['everybody can write it'],
    ...type === 'file' && (mode & 0o4000) !== 0 ? ['runs as its owner (setuid)'] : [],
    ...type === 'file' && (mode & 0o2000) !== 0 ? ['runs with its group (setgid)'] : [],
    ...entry.hasCapabilities === true ? ['runs with capabilities of its own (security.capability)'] : [],
    ...type === 'file' ? [
      ...NAMES.filter(([pattern]) => pattern.test(name)).map(([, problem]) => problem),
      ...PATHS.filter(([pattern]) => pattern.test(path)).map(([, problem]) => problem),
      ...isKey(entry, read) ? ['a private key'] : [],
    ] : [],
  ];
}

/** Whether a file is short enough for a private key. */
export function mayHoldKey(size: number): boolean {
  return size <= MOST_OF_KEY;
}

function isKey(entry: Entry, read: (entry: Entry) => Buffer): boolean {
  return entry.elf === undefined && mayHoldKey(entry.content!.size) && PRIVATE_KEY.test(read(entry).toString('latin1'));
}
