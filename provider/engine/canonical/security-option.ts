import { goBool } from '../../../src/shared/go-bool';

/** The options whose key may be followed by `:` or `=`. */
const KEYS = /^(label|apparmor|seccomp|no-new-privileges|systempaths|credentialspec|writable-cgroups)[:=]/i;

/**
 * Returns the canonical form of a security option. The engine accepts `key:value` and `key=value`, and
 * `no-new-privileges` as a short form of `no-new-privileges=true`.
 */
export function canonicalSecurityOption(spelling: string): string {
  const trimmed = spelling.trim();
  const option = trimmed.replace(KEYS, (_, key: string) => `${key.toLowerCase()}=`);
  const [name, value] = option.split('=', 2);
  return name === 'no-new-privileges' && goBool(value) === true ? name : option;
}
