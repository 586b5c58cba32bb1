import { SshOptions } from './connection-options';
import { sshUrl } from './engine-url';
import { invalidHostKey, privateHostKey } from './errors';
import { Backend } from '../backend/backend';
import { notOnThisBackend } from '../backend/errors';
import { BerthError } from '../private/berth-error';
import { isKnown } from '../private/tokens';
import { parseHostKeys } from '../shared/ssh-host-key';

/** The settings of a provider that say which machines are trusted, with names as in its bindings. Only berth/docker has them. */
export interface SshPins {
  readonly sshHostKey?: string;
  readonly sshJumpHost?: string;
  readonly sshJumpHostKey?: string;
  readonly sshJumpIdentityFile?: string;
}

/** Returns what the options pin. Throws an error if a key or the address of the jump host is invalid. */
export function pinsOf({ hostKey, jumpHost }: SshOptions): SshPins {
  checkHostKey('The host key', hostKey);
  if (jumpHost === undefined) return hostKey === undefined ? {} : { sshHostKey: hostKey };
  const { hostname, hostKey: key, identityFile } = jumpHost;
  checkHostKey('The host key of the jump host', key);
  return {
    ...(hostKey === undefined ? {} : { sshHostKey: hostKey }),
    sshJumpHost: sshUrl(hostname, jumpHost, 'jump host\'s name'),
    sshJumpHostKey: key,
    ...(identityFile === undefined ? {} : { sshJumpIdentityFile: identityFile }),
  };
}

/** Returns an error if a back end can't pin keys. */
export function checkPins({ sshHostKey, sshJumpHost }: SshPins, backend: Backend): BerthError[] {
  if (backend !== Backend.KREUZWERKER || (sshHostKey ?? sshJumpHost) === undefined) return [];
  return [notOnThisBackend('A pinned host key or a jump host', `${backend}`, 'use `knownHostsFile` and `options`, or Backend.BERTH')];
}

function checkHostKey(what: string, given: string | undefined): void {
  if (!isKnown(given) || parseHostKeys(given) !== undefined) return;
  throw given.includes('PRIVATE KEY') ? privateHostKey(what) : invalidHostKey(what, given);
}
