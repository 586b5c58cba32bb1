import { INCOMPLETE, NOT_ROOT } from './remote';
import { SSH_HOST_KEY } from '../../../src/shared/ssh-host-key';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { indent, lastLines } from '../../diagnostics/program-output';
import { Endpoint, SshTarget } from '../../engine/endpoint/endpoint';
import { isStrict } from '../../engine/ssh/arguments';

/** How much of the end of the output an error shows. */
const SHOWN = { lines: 30, characters: 16 * 1024 };

export function notOverSsh({ address, origin }: Endpoint): DiagnosticError {
  return new DiagnosticError({
    summary: `${address} is not reached over SSH`,
    detail: `The script runs on the machine of the provider's engine, whose address comes from ${origin}. Set it to the machine's address, `
      + 'as in host = "ssh://root@docker.example.com".',
  });
}

/** Throws an error if `ssh` might trust a host key that nobody compared. */
export function checkSource({ host, hostKeys, options }: SshTarget): void {
  if (hostKeys !== undefined || isStrict(options)) return;
  throw new DiagnosticError({
    summary: `The host key of ${host} is not pinned`,
    detail: `Whoever answers at this address would run the script, and see what is in it. Set \`ssh_host_key\` of the provider to ${
      SSH_HOST_KEY}. Or compare the key in a file of known hosts, and set ssh_opts = ["-o", "StrictHostKeyChecking=yes"].`,
  });
}

export function runTimedOut(what: string, machine: string, timeout: number, output: string): DiagnosticError {
  return new DiagnosticError({
    summary: `Could not ${what} on ${machine} within ${timeout / 1000} seconds`,
    detail: `It may still be running there. Look at the machine, and apply again, or increase \`timeout_seconds\`.${endOf(output)}`,
  });
}

/** What programs print if a user can't become root, and what to do. */
const CAUSES: readonly { readonly pattern: RegExp; readonly summary: string; readonly advice: (user: string) => string }[] = [
  {
    pattern: /sudo: (command )?not found|sudo: No such file/,
    summary: 'The machine has no sudo',
    advice: () => 'Install the package sudo there, or log in as root, without `sudo`.',
  },
  {
    pattern: /^sudo: .*(a password is required|a terminal is required|must have a tty)/m,
    summary: 'sudo wants a password',
    advice: (user) => 'Nobody can enter one here. Let the user become root without, by a file in /etc/sudoers.d with the line '
      + `"${user} ALL=(ALL) NOPASSWD: ALL", or log in as root.`,
  },
  {
    pattern: /not in the sudoers file|not allowed to (run|execute)|may not run sudo/,
    summary: 'sudo refuses the user',
    advice: (user) => `Allow it by a file in /etc/sudoers.d with the line "${user} ALL=(ALL) NOPASSWD: ALL", or log in as root.`,
  },
];

export function failedRun({ user = 'USER' }: SshTarget, machine: string, exitCode: number, output: string): DiagnosticError {
  const cause = CAUSES.find(({ pattern }) => pattern.test(output));
  if (cause !== undefined) {
    return new DiagnosticError({
      summary: `${cause.summary} on ${machine}`,
      detail: `${cause.advice(user)} Nothing ran.${endOf(output)}`,
    });
  }
  if (exitCode === NOT_ROOT) {
    return new DiagnosticError({
      summary: `The script has to run as root on ${machine}`,
      detail: `The user ${user} is not root. Set \`sudo\` to true if it may become root without a password, or log in as root. `
        + 'Nothing ran.',
      path: ['sudo'],
    });
  }
  if (exitCode === INCOMPLETE) {
    return new DiagnosticError({
      summary: `The script did not arrive as a whole on ${machine}`,
      detail: `Nothing ran. Check that the machine has sha256sum, and space in /tmp, and apply again.${endOf(output)}`,
    });
  }
  return new DiagnosticError({
    summary: `The script failed on ${machine}`,
    detail: `What it did before stays. Correct the cause, and apply again: the script then runs from its beginning.${endOf(output)}`,
  });
}

function endOf(output: string): string {
  const lines = lastLines(output.trimStart(), SHOWN);
  return lines === '' ? '' : `\n\nThe end of its output:\n${indent(lines)}`;
}
