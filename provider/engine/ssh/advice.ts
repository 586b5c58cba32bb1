import { SshError } from './tunnel';
import { sshAddress } from '../endpoint/address';
import { SshTarget } from '../endpoint/endpoint';

/** What `ssh` says, and what is to be done about it. The more special first: `ssh` says several of them at once. */
const CAUSES: readonly { readonly says: RegExp; readonly advice: (target: SshTarget) => string }[] = [
  {
    says: /ssh: (command )?not found|spawn .* ENOENT/,
    advice: () => 'This machine has no `ssh`, by which the engine is reached. Install it (Debian: apt-get install openssh-client), or put it on the PATH of terraform.',
  },
  {
    says: /HOST IDENTIFICATION HAS CHANGED|host key for .* has changed/i,
    advice: (target) => `The machine that answers is not the one that ${name(target)} was. If it was set up anew, take its old key out (ssh-keygen -R ${knownAs(target)}) and add the new one; if not, somebody may be in between.`,
  },
  {
    says: /host key verification failed|host key is known for/i,
    advice: (target) => `This machine does not know the key of ${name(target)} yet. Compare its fingerprint and add it to known_hosts by connecting once by hand: ${byHand(target)}; `
      + 'or name a file that has it: `ssh_opts = ["-o", "UserKnownHostsFile=..."]`.',
  },
  {
    says: /permission denied|too many authentication failures|no supported authentication methods/i,
    advice: (target) => `${name(target)} lets this user in by none of the keys that were offered. Nobody is asked for a password: load a key into an agent (ssh-add), or name one: \`ssh_opts = ["-i", "..."]\`; its public half has to be in that user's authorized_keys. `
      + `To try it by hand: ${byHand(target)}.`,
  },
  {
    says: /open failed|administratively prohibited/,
    advice: (target) => `${name(target)} was reached, but not the socket ${target.socketPath} there. See to it that an engine listens on it and that this user may open it (mostly as a member of the group \`docker\`), `
      + `or name another in the address: ${sshAddress({ ...target, socketPath: '/run/user/1000/docker.sock' })}. The sshd there has to let this user forward it: AllowStreamLocalForwarding yes, and no \`restrict\` before the key in authorized_keys.`,
  },
  { says: /connection refused/i, advice: (target) => `No sshd listens there. Start it, or name the port on which it does: ssh://${target.host}:22.` },
  { says: /could not resolve hostname/i, advice: (target) => `Check the spelling of "${target.host}", the name servers of this machine, and the aliases in its ~/.ssh/config.` },
  { says: /timed out|no route to host|network is unreachable/i, advice: (target) => `There is no way to ${name(target)} from this machine. Check routes, firewalls, and that the machine is up.` },
  { says: /bad configuration option|unknown option|illegal option|usage: ssh/i, advice: () => 'Check `ssh_opts`: every element is one argument of `ssh`, as in `["-o", "UserKnownHostsFile=/etc/ssh/known_hosts"]`.' },
];

/** What to do next about a call that failed: by what `ssh` said, if anything. */
export function sshAdvice(target: SshTarget, cause: unknown): string {
  const said = (cause as Partial<SshError> | undefined)?.said ?? '';
  const advice = CAUSES.find(({ says }) => says.test(said))?.advice(target) ?? `To see what is wrong, connect by hand: ${byHand(target)}.`;
  return said.includes('\n') ? `ssh says:\n${said.replace(/^/gm, '  ')}\n\n${advice}` : advice;
}

function name({ user, host }: SshTarget): string {
  return user === undefined ? host : `${user}@${host}`;
}

function byHand(target: SshTarget): string {
  return `ssh ${target.port === undefined ? '' : `-p ${target.port} `}${name(target)}`;
}

/** As known_hosts writes it. */
function knownAs({ host, port }: SshTarget): string {
  return port === undefined || port === 22 ? host : `"[${host}]:${port}"`;
}
