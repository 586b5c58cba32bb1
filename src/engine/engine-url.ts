import { isIP } from 'node:net';
import { Tokenization } from 'cdktf';
import { SshOptions } from './connection-options';
import { BerthError } from '../private/berth-error';
import { invalidName, portOutOfRange } from '../private/errors';
import { checkAddress } from '../private/names';
import { isKnown } from '../private/tokens';

// An SSH host may be any alias and a user any login. Both become parts of a URL, and neither may become an option of the `ssh` command.
const SSH_NAME = /^[^-\s@:/?#[\]][^\s@:/?#[\]]*$/;
const SSH_NAME_RULE = 'it must not begin with "-", and must not contain spaces, "@", ":", "/", "?", "#" or square brackets';

/** Returns the URL of an engine that listens on a TCP port. */
export function tcpUrl(hostname: string, port: number): string {
  throwFirst([...checkAddress('engine\'s host name', hostname), ...checkPort('The engine\'s port', port)]);
  return `tcp://${urlHost(hostname)}:${urlPort(port)}`;
}

/** Returns the URL of an engine behind SSH, without the path of its socket. */
export function sshUrl(hostname: string, { user, port }: Pick<SshOptions, 'user' | 'port'>, what = 'engine\'s host name'): string {
  const problems: BerthError[] = [];
  if (isKnown(hostname) && !isIP(hostname) && !SSH_NAME.test(hostname)) {
    problems.push(invalidName(what, hostname, SSH_NAME_RULE));
  }
  if (isKnown(user) && !SSH_NAME.test(user)) problems.push(invalidName('SSH user', user, SSH_NAME_RULE));
  if (port !== undefined) problems.push(...checkPort('The port of the SSH server', port));
  throwFirst(problems);
  return `ssh://${user === undefined ? '' : `${user}@`}${urlHost(hostname)}${port === undefined ? '' : `:${urlPort(port)}`}`;
}

function checkPort(what: string, port: number): BerthError[] {
  return isKnown(port) && !(Number.isInteger(port) && port >= 1 && port <= 65535) ? [portOutOfRange(what, port)] : [];
}

function throwFirst(problems: readonly BerthError[]): void {
  if (problems.length > 0) throw problems[0];
}

function urlHost(hostname: string): string {
  return isKnown(hostname) && isIP(hostname) === 6 ? `[${hostname}]` : hostname;
}

function urlPort(port: number): string {
  return isKnown(port) ? `${port}` : Tokenization.stringifyNumber(port);
}
