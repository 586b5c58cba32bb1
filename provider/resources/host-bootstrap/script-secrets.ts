import { likelySecrets } from '../../diagnostics/likely-secrets';
import { registerSecret } from '../../diagnostics/secrets';

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?-----END [A-Z ]*PRIVATE KEY-----\n?/g;
const BASE64 = /[A-Za-z0-9+/]{64,}={0,2}/g;

/**
 * Keeps the private keys in a script, also those in Base64, and what is likely to be a password, out of all texts: the script or a program
 * may print them.
 */
export function hideSecrets(script: string): void {
  const decoded = [...script.matchAll(BASE64)].map(([text]) => Buffer.from(text, 'base64').toString('latin1'));
  const keys = [script, ...decoded].flatMap((text) => text.match(PRIVATE_KEY) ?? []);
  // A line of a script is no single argument, even if it begins like `NAME=value`.
  const lines = script.split('\n').map((line) => ` ${line}`);
  [...keys, ...likelySecrets(lines)].forEach(registerSecret);
}
