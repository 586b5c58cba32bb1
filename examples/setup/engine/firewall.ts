import { readFileSync, writeFileSync } from 'node:fs';
import { attempt, run, which } from '../run';

const FORWARDING = '/proc/sys/net/ipv4/ip_forward';

const TABLES = ['filter', 'nat'];

/** What of the machine's packet filter an engine changes for good when it starts. */
export interface Firewall {
  /** The policy for packets that pass through the machine: an engine sets it to DROP. */
  readonly policy: string;
  /** Whether the machine passes packets on: `0` or `1`. */
  readonly forwarding: string;
  /** The chains of each table. Those of an engine that ran here before are not ours to remove. */
  readonly chains: Readonly<Record<string, readonly string[]>>;
}

/** To be kept until the engine is removed. */
export async function rememberFirewall(): Promise<Firewall> {
  const chains: Record<string, string[]> = {};
  for (const table of TABLES) chains[table] = (await rules(table)).flatMap((rule) => /^-N (\S+)/.exec(rule)?.[1] ?? []);
  const policy = (await rules('filter')).find((rule) => rule.startsWith('-P FORWARD '))?.split(' ')[2] ?? 'ACCEPT';
  return { policy, forwarding: readFileSync(FORWARDING, 'utf8').trim(), chains };
}

/** Takes away what the stopped engine has left, which is all that is about its bridges, and the chains that it brought. */
export async function restoreFirewall(before: Firewall, bridges: readonly string[]): Promise<void> {
  for (const table of TABLES) {
    const now = await rules(table);
    const added = now.flatMap((rule) => /^-N (DOCKER\S*)/.exec(rule)?.[1] ?? []).filter((chain) => !before.chains[table]?.includes(chain));
    for (const chain of added) await run('iptables', ['-t', table, '-F', chain]);
    const doomed = now.filter((rule) => rule.startsWith('-A ')).map((rule) => rule.slice(3).split(' ')).filter(([chain, ...rule]) =>
      !added.includes(chain!) && (rule.some((word) => bridges.includes(word)) || added.includes(rule.at(-1)!)));
    for (const rule of doomed) await run('iptables', ['-t', table, '-D', ...rule]);
    for (const chain of added) await run('iptables', ['-t', table, '-X', chain]);
  }
  await run('iptables', ['-P', 'FORWARD', before.policy]);
  if (readFileSync(FORWARDING, 'utf8').trim() !== before.forwarding) writeFileSync(FORWARDING, before.forwarding);
}

/** As `iptables` lists them. None where there is no packet filter. */
async function rules(table: string): Promise<string[]> {
  if (which('iptables') === undefined) return [];
  const { exitCode, stdout } = await attempt('iptables', ['-t', table, '-S']);
  return exitCode === 0 ? stdout.trim().split('\n') : [];
}
