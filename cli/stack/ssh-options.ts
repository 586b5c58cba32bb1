/** The options of ssh (ssh_config(5)) that run no program, load no library and write no file, whatever their value. */
const HARMLESS: readonly string[] = [
  'addressfamily', 'batchmode', 'certificatefile', 'checkhostip', 'ciphers', 'compression', 'connectionattempts', 'connecttimeout',
  'globalknownhostsfile', 'hostkeyalgorithms', 'hostkeyalias', 'identitiesonly', 'identityfile', 'kexalgorithms', 'loglevel', 'macs',
  'port', 'preferredauthentications', 'pubkeyacceptedalgorithms', 'pubkeyauthentication', 'serveralivecountmax', 'serveraliveinterval',
  'tcpkeepalive', 'user', 'userknownhostsfile',
];

/** The only values of further options. With others, ssh writes a file, or runs a shell on older releases. */
const HARMLESS_VALUES: { readonly [option: string]: RegExp } = {
  stricthostkeychecking: /^yes$/i,
  proxyjump: /^(none|([\w.]+@)?\w[\w.-]*(:\d+)?)$/i,
};

/** The flags without a value that do the same, and those with one, as the option that they set (ssh(1)). */
const FLAGS = /^-[46Caqv]+$/;
const VALUES: { readonly [flag: string]: string } = { '-i': 'identityfile', '-l': 'user', '-p': 'port', '-J': 'proxyjump' };

/** Returns those of the arguments of ssh that may run a program (`ProxyCommand`), load a library or write a file on this machine. */
export function riskySshOptions(args: readonly string[]): string[] {
  const risky: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (FLAGS.test(arg)) continue;
    const flag = arg.slice(0, 2);
    const takesNext = arg.length === 2;
    const value = takesNext ? args[at + 1] ?? '' : arg.slice(2);
    const [option, setting] = flag === '-o' ? optionOf(value) : [VALUES[flag] ?? '', value];
    if (takesNext && (flag === '-o' || flag in VALUES)) at++;
    if (!isHarmless(option, setting)) risky.push(flag === '-o' ? value : arg);
  }
  return risky;
}

function isHarmless(option: string, value: string): boolean {
  return HARMLESS.includes(option) || (HARMLESS_VALUES[option]?.test(value) ?? false);
}

/** Splits "Name=value" or "Name value", as in a configuration file of ssh. */
function optionOf(text: string): [name: string, value: string] {
  const [, name = '', value = ''] = /^\s*([A-Za-z0-9]+)(?:\s*=\s*|\s+)"?(.*?)"?\s*$/s.exec(text) ?? [];
  return [name.toLowerCase(), value];
}
