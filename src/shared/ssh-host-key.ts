import { createHash } from 'node:crypto';

/** A public key of a machine, with which its sshd proves who it is. */
export interface SshHostKey {
  /** As in `ssh-ed25519`. */
  readonly type: string;
  /** The key in Base64. */
  readonly key: string;
}

/** How to write one, for messages. */
export const SSH_HOST_KEY = 'the public key of its sshd, one a line, such as "ssh-ed25519 AAAAC3Nza…". '
  + 'On the machine, it is in /etc/ssh/ssh_host_ed25519_key.pub';

const TYPE = /^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]+$/;

/** Parses public keys, one a line, as in `ssh_host_ed25519_key.pub`. A comment may follow each. Returns undefined if one is none. */
export function parseHostKeys(text: string): SshHostKey[] | undefined {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const keys = lines.flatMap((line) => {
    const [type = '', key = ''] = line.split(/\s+/);
    return isKey(type, key) ? [{ type, key }] : [];
  });
  return keys.length > 0 && keys.length === lines.length ? keys : undefined;
}

/** Returns the fingerprint of a key, as `ssh` shows it. */
export function fingerprintOf({ key }: SshHostKey): string {
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}

/** A key begins with the length of its type, and its type again (RFC 4253, section 6.6). */
function isKey(type: string, key: string): boolean {
  if (!TYPE.test(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return false;
  const bytes = Buffer.from(key, 'base64');
  return bytes.length > 4 + type.length && bytes.readUInt32BE(0) === type.length
    && bytes.subarray(4, 4 + type.length).toString('latin1') === type;
}
