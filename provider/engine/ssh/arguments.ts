import { join } from 'node:path';
import { SshHostKey } from '../../../src/shared/ssh-host-key';
import { SshJumpHost, SshTarget } from '../endpoint/endpoint';

/**
 * The connection timeout of `ssh`, in seconds. It is shorter than the timeout of a first call, so that the error
 * message comes from `ssh`.
 */
const CONNECT_SECONDS = 20;

/** `ssh` prints this when it is connected. */
export const READY = 'ready';

/** The files of a connection, in a folder of its own that only the current user may open. */
export const filesIn = (folder: string) => ({
  /** To which the engine's socket is forwarded. */
  socket: join(folder, 'socket'),
  /** Through which commands use the connection, too. */
  control: join(folder, 'control'),
  knownHosts: join(folder, 'known_hosts'),
});

/** The names of the machines in `known_hosts`, and in the messages of `ssh`. */
export const MACHINE = 'machine';
export const JUMP_HOST = 'jump-host';

/** Returns the keys that both machines must show, in the format of `known_hosts`, or undefined if none is pinned. */
export function knownHosts({ hostKeys = [], jumpHost }: SshTarget): string | undefined {
  const lines = (name: string, keys: readonly SshHostKey[]) => keys.map(({ type, key }) => `${name} ${type} ${key}\n`);
  const all = [...lines(MACHINE, hostKeys), ...lines(JUMP_HOST, jumpHost?.hostKeys ?? [])];
  return all.length === 0 ? undefined : all.join('');
}

/**
 * Returns the arguments of `ssh`. If an option occurs twice, `ssh` uses the first. So `target.options` can't override
 * the arguments before them, only those after them.
 */
export function sshArguments(target: SshTarget, folder: string): string[] {
  const { host, hostKeys, jumpHost, options, socketPath } = target;
  const { socket, control } = filesIn(folder);
  return [
    ...login(target),
    ...option('PermitLocalCommand', 'yes'),
    ...option('LocalCommand', `echo ${READY}`),
    // Commands share this connection. It neither uses nor becomes one of the user's own.
    ...option('ControlMaster', 'yes'),
    ...option('ControlPath', inConfiguration(control)),
    ...option('ControlPersist', 'no'),
    ...(hostKeys === undefined ? [] : onlyKeysOf(MACHINE, folder)),
    ...(jumpHost === undefined ? [] : option('ProxyCommand', proxyCommand(jumpHost, folder))),
    ...(hostKeys === undefined && isStrict(options) ? ONLY_KNOWN : []),
    ...options,
    ...whileConnected(),
    '-N', '-T', '-L', `${socket}:${socketPath}`, '--', host,
  ];
}

/** Returns the arguments of `ssh` for a command over an open connection. Without that connection it fails: it never makes its own. */
export function commandArguments({ host }: SshTarget, folder: string, command: string): string[] {
  const { control } = filesIn(folder);
  const onlyShared = ['-F', 'none', ...option('ControlPath', inConfiguration(control)), ...option('ProxyCommand', 'false')];
  return [...onlyShared, ...option('BatchMode', 'yes'), '-T', '--', host, command];
}

function option(name: string, value: string | number): string[] {
  return ['-o', `${name}=${value}`];
}

function login({ user, port }: { readonly user?: string; readonly port?: number }): string[] {
  return [
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', `${port}`]),
    // Nobody can answer a prompt, so each prompt becomes an error.
    ...option('BatchMode', 'yes'),
    // Don't run the user's commands.
    ...option('RemoteCommand', 'none'),
  ];
}

function whileConnected(): string[] {
  return [
    ...option('ConnectTimeout', CONNECT_SECONDS),
    // Detects a machine that has disappeared silently, which would block a call forever.
    ...option('ServerAliveInterval', 15),
    ...option('ServerAliveCountMax', 3),
    // Overrides the user's configuration: below this level, `ssh` does not report why a connection was refused.
    ...option('LogLevel', 'INFO'),
  ];
}

/** Whether arguments say that the key of the machine has to be in a file of known hosts. */
export function isStrict(options: readonly string[]): boolean {
  return options.some((each) => /^(-o)?\s*StrictHostKeyChecking[= ]yes$/i.test(each));
}

/** Trusts no other source of keys than files of known hosts, whatever else the arguments and the user's configuration say. */
const ONLY_KNOWN = [
  ...option('StrictHostKeyChecking', 'yes'),
  ...option('VerifyHostKeyDNS', 'no'),
  ...option('NoHostAuthenticationForLocalhost', 'no'),
  // OpenSSH 8.5 and newer have it.
  ...option('IgnoreUnknown', 'KnownHostsCommand'),
  ...option('KnownHostsCommand', 'none'),
];

/** Trusts the pinned keys and nothing else, whatever the user's configuration says. */
function onlyKeysOf(name: string, folder: string): string[] {
  return [
    ...ONLY_KNOWN,
    ...option('HostKeyAlias', name),
    ...option('UserKnownHostsFile', inConfiguration(filesIn(folder).knownHosts)),
    ...option('GlobalKnownHostsFile', '/dev/null'),
    ...option('UpdateHostKeys', 'no'),
    ...option('CheckHostIP', 'no'),
  ];
}

/** Returns the command that connects to the machine through the jump host. `ssh` replaces `%h` and `%p` by those of the machine. */
function proxyCommand(jumpHost: SshJumpHost, folder: string): string {
  const { host, identityFile } = jumpHost;
  const words = [
    'ssh', ...login(jumpHost),
    ...option('PermitLocalCommand', 'no'),
    ...option('ControlMaster', 'no'), ...option('ControlPath', 'none'),
    ...onlyKeysOf(JUMP_HOST, folder),
    ...(identityFile === undefined ? [] : ['-i', identityFile]),
    ...whileConnected(),
  ];
  const quoted = (all: readonly string[]) => all.map((word) => quote(word).replaceAll('%', '%%'));
  return [...quoted(words), '-W', '\'[%h]:%p\'', '--', quote(host)].join(' ');
}

/** Returns a path as a value of `ssh_config`, in which `%` begins a token and a space ends it. */
function inConfiguration(path: string): string {
  const escaped = path.replaceAll('%', '%%');
  return /\s/.test(escaped) ? `"${escaped}"` : escaped;
}

/** Returns a text as one word of a shell. */
export function quote(word: string): string {
  return `'${word.replaceAll('\'', '\'\\\'\'')}'`;
}
