import { changedKeyAdvice } from './changed-key';
import { SshError } from './error';
import { sshAddress } from '../endpoint/address';
import { SshTarget } from '../endpoint/endpoint';

/** Messages of `ssh`, and what to do about each. The more specific come first, because `ssh` often prints several. */
const CAUSES: readonly { readonly pattern: RegExp; readonly advice: (target: SshTarget) => string }[] = [
  {
    pattern: /ssh: (command )?not found|spawn .* ENOENT/,
    advice: () => 'This machine has no `ssh`, which is needed to reach the engine. Install it (Debian: apt-get install openssh-client), '
      + 'or add it to the PATH of terraform.',
  },
  {
    pattern: /HOST IDENTIFICATION HAS CHANGED|host key for .* has changed/i,
    advice: (target) => `The host key of ${name(target)} has changed. If the machine was reinstalled, remove its old key `
      + `(ssh-keygen -R ${knownAs(target)}) and add the new one. If not, somebody may be intercepting the connection.`,
  },
  {
    pattern: /host key verification failed|host key is known for/i,
    advice: (target) => `This machine does not know the host key of ${name(target)} yet. Compare its fingerprint, and add it to `
      + `known_hosts by connecting once manually: ${byHand(target)}. `
      + 'Or set a file that contains it: `ssh_opts = ["-o", "UserKnownHostsFile=..."]`.',
  },
  {
    pattern: /permission denied|too many authentication failures|no supported authentication methods/i,
    advice: (target) => `${name(target)} accepts none of the keys that were offered, and a password can't be entered here. `
      + 'Load a key into an agent (ssh-add), or set one: `ssh_opts = ["-i", "..."]`. '
      + 'Its public key must be in that user\'s authorized_keys. '
      + `To try it manually: ${byHand(target)}.`,
  },
  {
    pattern: /open failed|administratively prohibited/,
    advice: (target) => `${name(target)} was reached, but not the socket ${target.socketPath} there. Check that an engine listens on it `
      + 'and that this user may open it (usually as a member of the group `docker`), '
      + `or set another socket in the address: ${sshAddress({ ...target, socketPath: '/run/user/1000/docker.sock' })}. `
      + 'The sshd there must allow this user to forward it: AllowStreamLocalForwarding yes, '
      + 'and no `restrict` before the key in authorized_keys.',
  },
  {
    pattern: /connection refused/i,
    advice: (target) => `No sshd listens there. Start it, or set the port on which it listens: ssh://${target.host}:22.`,
  },
  {
    pattern: /could not resolve hostname/i,
    advice: (target) => `Check the spelling of "${target.host}", this machine's name servers, and the aliases in ~/.ssh/config.`,
  },
  {
    pattern: /timed out|no route to host|network is unreachable/i,
    advice: (target) => `This machine cannot reach ${name(target)}. Check the routes and firewalls, and that the other machine is running.`,
  },
  {
    pattern: /bad configuration option|unknown option|illegal option|usage: ssh/i,
    advice: () => 'Check `ssh_opts`. Every element is one argument of `ssh`, as in `["-o", "UserKnownHostsFile=/etc/ssh/known_hosts"]`.',
  },
];

/** Returns what to do next about a failed call, based on the output of `ssh`. */
export function sshAdvice(target: SshTarget, cause: unknown): string {
  const output = (cause as Partial<SshError> | undefined)?.output ?? '';
  const changed = changedKeyAdvice(target, output);
  if (changed !== undefined) return changed;
  const advice = CAUSES.find(({ pattern }) => pattern.test(output))?.advice(target)
    ?? `To see the problem, connect manually: ${byHand(target)}.`;
  const way = target.jumpHost === undefined ? '' : ` The connection goes through the jump host ${target.jumpHost.host}.`;
  return `${output.includes('\n') ? `Output of ssh:\n${output.replace(/^/gm, '  ')}\n\n` : ''}${advice}${way}`;
}

function name({ user, host }: SshTarget): string {
  return user === undefined ? host : `${user}@${host}`;
}

function byHand(target: SshTarget): string {
  return `ssh ${target.port === undefined ? '' : `-p ${target.port} `}${name(target)}`;
}

/** The host in the form that known_hosts uses. */
function knownAs({ host, port }: SshTarget): string {
  return port === undefined || port === 22 ? host : `"[${host}]:${port}"`;
}
