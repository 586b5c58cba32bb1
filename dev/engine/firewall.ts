import { readFileSync, writeFileSync } from 'node:fs';
import execa from 'execa';
import { which } from '../machine/which';

const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

const TABLES = ['filter', 'nat'];

/** The settings of the machine's packet filter that an engine changes when it starts and does not restore. */
export interface Firewall {
  /** The policy for forwarded packets. An engine sets it to DROP. */
  readonly policy: string;
  /** Whether the machine forwards packets: `0` or `1`. */
  readonly forwarding: string;
  /** The chains of each table. Chains of an engine that ran here earlier must not be removed. */
  readonly chains: Readonly<Record<string, readonly string[]>>;
}

/** Reads the settings before an engine starts for the first time, to restore them when it is removed. */
export async function readFirewall(): Promise<Firewall> {
  const chains: Record<string, string[]> = {};
  for (const table of TABLES) chains[table] = (await rules(table)).flatMap((rule) => /^-N (\S+)/.exec(rule)?.[1] ?? []);
  const policy = (await rules('filter')).find((rule) => rule.startsWith('-P FORWARD '))?.split(' ')[2] ?? 'ACCEPT';
  return { policy, forwarding: readFileSync(FORWARDING, 'utf8').trim(), chains };
}

/** Restores the settings after an engine has stopped: removes the rules for its bridges and the chains that it added. */
export async function restoreFirewall(before: Firewall, bridges: readonly string[]): Promise<void> {
  for (const table of TABLES) {
    const now = await rules(table);
    const added = now.flatMap((rule) => /^-N (DOCKER\S*)/.exec(rule)?.[1] ?? []).filter((chain) => !before.chains[table]?.includes(chain));
    for (const chain of added) await execa('iptables', ['-t', table, '-F', chain]);
    const leftovers = now.filter((rule) => rule.startsWith('-A ')).map((rule) => rule.slice(3).split(' ')).filter(([chain, ...rule]) =>
      !added.includes(chain!) && (rule.some((word) => bridges.includes(word)) || added.includes(rule.at(-1)!)));
    for (const rule of leftovers) await execa('iptables', ['-t', table, '-D', ...rule]);
    for (const chain of added) await execa('iptables', ['-t', table, '-X', chain]);
  }
  await execa('iptables', ['-P', 'FORWARD', before.policy]);
  if (readFileSync(FORWARDING, 'utf8').trim() !== before.forwarding) writeFileSync(FORWARDING, before.forwarding);
}

/** Returns the rules of a table as `iptables` lists them, or none if the machine has no packet filter. */
async function rules(table: string): Promise<string[]> {
  if (which('iptables') === undefined) return [];
  const { exitCode, stdout } = await execa('iptables', ['-t', table, '-S'], { reject: false });
  return exitCode === 0 ? stdout.split('\n') : [];
}
