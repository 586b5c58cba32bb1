/** Public keys that nobody has the private ones of. */
export const HOST_KEY = `ssh-ed25519 ${blob('ssh-ed25519')} root@machine`;
export const RSA_KEY = `ssh-rsa ${blob('ssh-rsa')}`;
export const JUMP_KEY = `ssh-ed25519 ${blob('ssh-ed25519', 'b')}`;

/** Returns a key of a type, as a public one is written. */
export function blob(type: string, key = 'a'): string {
  const field = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  return Buffer.concat([field(Buffer.from(type)), field(Buffer.alloc(32, key))]).toString('base64');
}
