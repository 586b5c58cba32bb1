import { JUMP_HOST, MACHINE } from './arguments';
import { fingerprintOf, SshHostKey } from '../../../src/shared/ssh-host-key';
import { SshTarget } from '../endpoint/endpoint';

/** Returns what to do if a machine shows another key than the pinned one, or undefined if that is not the problem. */
export function changedKeyAdvice({ host, hostKeys, jumpHost }: SshTarget, output: string): string | undefined {
  if (jumpHost !== undefined && refuses(output, JUMP_HOST)) {
    return advice(`The jump host ${jumpHost.host}`, jumpHost.hostKeys, output, '`ssh_jump_host_key`');
  }
  return hostKeys !== undefined && refuses(output, MACHINE) ? advice(`The machine ${host}`, hostKeys, output, '`ssh_host_key`') : undefined;
}

/** Whether `ssh` says that a machine's key has changed, or that it knows none of the type that the machine has. */
function refuses(output: string, name: string): boolean {
  return output.includes(`Host key for ${name} has changed`) || output.includes(`host key is known for ${name} `);
}

function advice(machine: string, pinned: readonly SshHostKey[], output: string, attribute: string): string {
  const expected = pinned.map((key) => `${fingerprintOf(key)} (${key.type})`).join(' or ');
  const [, got = 'a key of another type'] = /(SHA256:[\w+/]+)/.exec(output) ?? [];
  return `${machine} does not show the pinned host key, so nothing was sent to it.\n  Expected: ${expected}\n  Got:      ${got}\n\n`
    + 'If the machine was reinstalled, look up its key on the machine itself (ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub), and '
    + `change ${attribute}. If not, somebody may be intercepting the connection: do not change it.`;
}
