import { Attributes, blocks, BrokenRule, IsUnknown } from './broken-rule';
import { portsIn, VirtualHostRules } from './rules';

/** At how many addresses of the host a container may publish one port: of two interfaces, with IPv4 and IPv6. */
const MOST_ADDRESSES = 4;

/** Holds the ports that a container publishes against rules. */
export function judgePorts(container: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  return [...judgeNumbers(container, rules, isUnknown), ...judgeAddressesOf(container, rules, isUnknown)];
}

function judgeNumbers(container: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const range = portsIn(rules.published_ports);
  if (range === undefined) return [];
  const isAllowed = (port: unknown) => isUnknown(port) || Number(port) >= range.first && Number(port) <= range.last;
  const refused = blocks(container.ports).filter((block) => !isUnknown(block) && !isAllowed(block.external));
  const problem = (given: string) => ({
    rule: 'published_ports' as const,
    attribute: 'ports',
    problem: `The virtual container host "${rules.name}" may publish only the ports ${rules.published_ports} of the host; given: ${given}. `
      + 'Choose a port of the host from that range.',
  });
  return [
    ...refused.map(({ external, internal }) => (
      problem(external ? String(external) : `none for ${String(internal)}, so that any can be it`))),
    ...container.publish_all_ports === true ? [problem('`publish_all_ports`')] : [],
  ];
}

/**
 * An engine has a process and a socket for each address of a port, outside of the pool, and for UDP also a socket for each program that
 * sends to it.
 */
function judgeAddressesOf({ ports }: Attributes, rules: VirtualHostRules, isUnknown: IsUnknown): BrokenRule[] {
  const known = blocks(ports).filter((block) => !isUnknown(block) && ![block.external, block.internal, block.protocol].some(isUnknown));
  const counts = new Map<string, number>();
  for (const { external, internal, protocol } of known) {
    const port = `${external ? String(external) : `that is chosen for ${String(internal)}`}/${String(protocol || 'tcp')}`;
    counts.set(port, (counts.get(port) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > MOST_ADDRESSES).map(([port, count]) => ({
    rule: 'published_ports',
    attribute: 'ports',
    problem: `A container of the virtual container host "${rules.name}" may publish a port at up to ${MOST_ADDRESSES} addresses of the `
      + `host, since the engine has a process for each; given: ${count} for the port ${port}. Leave \`ip\` out for all addresses.`,
  }));
}
