import { FirewallRule } from './firewall-rule';
import { HostModel } from './host-model';
import { ipVersion } from '../shared/ip';

/** The address of a subnet or of a single machine. */
const addressOf = (text: string) => text.replace(/\/.*/, '');

/**
 * Returns the rules of the firewall for `nft`. They have a table of their own, which is replaced at once, and decide only about what is
 * for the machine itself: what passes it to containers is decided by the engine's rules.
 */
export function firewallRules({ tls, sshPort, sshClients, openPorts }: HostModel): string {
  const open = [
    FirewallRule.tcp(sshPort, [...sshClients]),
    ...(tls === undefined ? [] : [FirewallRule.tcp(tls.port, [...tls.clientAddresses])]),
    ...openPorts,
  ];
  return `\
table inet berth
delete table inet berth
table inet berth {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    ct state invalid drop
    iif lo accept
    meta l4proto { icmp, ipv6-icmp } accept
    udp sport 67 udp dport 68 accept
    udp sport 547 udp dport 546 accept
${open.flatMap(linesOf).map((line) => `    ${line}\n`).join('')}  }
}
`;
}

function linesOf({ _match, _from }: FirewallRule): string[] {
  const rule = `${_match} accept`;
  if (_from.length === 0) return [rule];
  return ([4, 6] as const).flatMap((version) => {
    const addresses = _from.filter((each) => ipVersion(addressOf(each)) === version);
    return addresses.length === 0 ? [] : [`${version === 4 ? 'ip' : 'ip6'} saddr { ${addresses.join(', ')} } ${rule}`];
  });
}

/** The unit that loads the rules before the machine has a network. */
export const FIREWALL_UNIT = `\
[Unit]
Description=Firewall of the container host
Wants=network-pre.target
Before=network-pre.target
DefaultDependencies=no
After=local-fs.target
Conflicts=shutdown.target
Before=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft -f /etc/berth/firewall.nft
ExecReload=/usr/sbin/nft -f /etc/berth/firewall.nft

[Install]
WantedBy=sysinit.target
`;
