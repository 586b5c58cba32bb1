import { parseAddress } from './address';
import { SshJumpHost, SshWay } from './endpoint';
import { parseHostKeys, SSH_HOST_KEY } from '../../../src/shared/ssh-host-key';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';

/** The attributes of the provider that say how `ssh` connects. */
export interface SshSettings {
  readonly ssh_opts?: readonly string[];
  readonly ssh_host_key?: string;
  readonly ssh_jump_host?: string;
  readonly ssh_jump_host_key?: string;
  readonly ssh_jump_identity_file?: string;
}

/** Those that are texts. */
export const SSH_TEXTS = ['ssh_host_key', 'ssh_jump_host', 'ssh_jump_host_key', 'ssh_jump_identity_file'] as const satisfies
readonly (keyof SshSettings)[];

type Problem = Omit<Diagnostic, 'severity'>;

/** Returns how `ssh` connects. Its settings must have no problems. */
export function sshWay(settings: SshSettings): SshWay {
  const hostKeys = settings.ssh_host_key === undefined ? undefined : parseHostKeys(settings.ssh_host_key);
  const jumpHost = jumpHostOf(settings);
  return { options: settings.ssh_opts ?? [], ...hostKeys && { hostKeys }, ...jumpHost && { jumpHost } };
}

function jumpHostOf(settings: SshSettings): SshJumpHost | undefined {
  const { ssh_jump_host: address, ssh_jump_host_key: key, ssh_jump_identity_file: identityFile } = settings;
  if (address === undefined) return undefined;
  const { host, port, user } = sshAddressOf(address);
  return {
    host, hostKeys: parseHostKeys(key ?? '') ?? [], ...port && { port }, ...user && { user }, ...identityFile && { identityFile },
  };
}

function sshAddressOf(address: string) {
  const parsed = parseAddress({ address, origin: '`ssh_jump_host`', path: ['ssh_jump_host'] });
  if (parsed.kind === 'ssh') return parsed;
  throw new DiagnosticError({
    summary: `"${address}" is not the address of a jump host`,
    detail: 'A jump host is reached over SSH. Write its address as ssh://user@host or ssh://user@host:22.',
    path: ['ssh_jump_host'],
  });
}

/** Returns what is wrong about the settings, as far as they are known. */
export function sshProblems(settings: SshSettings, isUnknown: (name: keyof SshSettings) => boolean): Problem[] {
  return [
    ...(['ssh_host_key', 'ssh_jump_host_key'] as const).flatMap((name) => keyProblems(name, settings[name])),
    ...jumpProblems(settings, isUnknown),
  ];
}

function keyProblems(path: keyof SshSettings, value: string | undefined): Problem[] {
  if (value === undefined || parseHostKeys(value) !== undefined) return [];
  const isPrivate = value.includes('PRIVATE KEY');
  return [{
    summary: `\`${path}\` is not the public key of a machine`,
    detail: `${isPrivate ? 'It is a private key, which is not shown.' : `Given: ${JSON.stringify(value)}.`} Set it to ${SSH_HOST_KEY}.`,
    path: [path],
  }];
}

function jumpProblems(settings: SshSettings, isUnknown: (name: keyof SshSettings) => boolean): Problem[] {
  const { ssh_jump_host: address } = settings;
  if (address === undefined) {
    return isUnknown('ssh_jump_host') ? [] : (['ssh_jump_host_key', 'ssh_jump_identity_file'] as const)
      .filter((name) => settings[name] !== undefined)
      .map((name) => ({
        summary: `\`${name}\` is set without \`ssh_jump_host\``,
        detail: 'Set the address of the jump host, as in ssh_jump_host = "ssh://user@bastion.example.com", or remove this attribute.',
        path: [name],
      }));
  }
  const missing: Problem[] = settings.ssh_jump_host_key !== undefined || isUnknown('ssh_jump_host_key') ? [] : [{
    summary: '`ssh_jump_host` is set without `ssh_jump_host_key`',
    detail: `A jump host is not trusted blindly. Set \`ssh_jump_host_key\` to ${SSH_HOST_KEY}.`,
    path: ['ssh_jump_host'],
  }];
  try {
    sshAddressOf(address);
    return missing;
  } catch (error) {
    if (error instanceof DiagnosticError) return [...error.diagnostics, ...missing];
    throw error;
  }
}
