import { isIP } from 'node:net';
import { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { INetworkPolicyPeer } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPeer';
import { INetworkPolicyPort } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicyPort';
import { numberFindings } from './containers';
import { Findings } from './finding';
import { nameFindings } from './names';
import { contains } from '../network/ip-block';

/** Returns what is wrong with a NetworkPolicy. */
export function* networkPolicyFindings({ spec }: INetworkPolicy): Findings {
  const { ingress = [], egress = [], policyTypes = [] } = spec ?? {};
  for (const [index, { from = [], ports = [] }] of ingress.entries()) {
    yield* peerFindings(`spec.ingress[${index}].from`, from);
    yield* portFindings(`spec.ingress[${index}].ports`, ports);
  }
  for (const [index, { to = [], ports = [] }] of egress.entries()) {
    yield* peerFindings(`spec.egress[${index}].to`, to);
    yield* portFindings(`spec.egress[${index}].ports`, ports);
  }
  for (const [type, rules] of [['Ingress', ingress], ['Egress', egress]] as const) {
    if (rules.length > 0 && policyTypes.length > 0 && !policyTypes.includes(type)) {
      yield { path: 'spec.policyTypes', message: `lacks ${type}, so the rules for it have no effect. Add it.` };
    }
  }
}

function* peerFindings(path: string, peers: readonly INetworkPolicyPeer[]): Findings {
  for (const [index, { ipBlock, namespaceSelector, podSelector }] of peers.entries()) {
    const at = `${path}[${index}]`;
    const selects = namespaceSelector !== undefined || podSelector !== undefined;
    if (!selects && ipBlock === undefined) yield { path: at, message: 'is empty. Give a podSelector, a namespaceSelector or an ipBlock.' };
    if (selects && ipBlock !== undefined) yield { path: at, message: 'has an ipBlock and a selector. Write two peers.' };
    if (ipBlock === undefined) continue;
    const { cidr, except = [] } = ipBlock;
    for (const each of [cidr, ...except]) {
      if (!isCidr(each)) {
        yield { path: `${at}.ipBlock`, message: `has "${each}". Write an address, "/" and a prefix.` };
      }
    }
    if (![cidr, ...except].every(isCidr)) continue;
    for (const each of except) {
      if (!contains({ cidr }, each.split('/')[0]) || Number(each.split('/')[1]) <= Number(cidr.split('/')[1])) {
        yield { path: `${at}.ipBlock.except`, message: `has "${each}", which is no part of ${cidr}.` };
      }
    }
  }
}

function isCidr(text: string): boolean {
  const [address, prefix, ...more] = text.split('/');
  return more.length === 0 && isIP(address) !== 0 && /^\d+$/.test(prefix ?? '') && Number(prefix) <= (isIP(address) === 4 ? 32 : 128);
}

function* portFindings(path: string, ports: readonly INetworkPolicyPort[]): Findings {
  for (const [index, { port, endPort }] of ports.entries()) {
    const at = `${path}[${index}]`;
    if (typeof port === 'number') yield* numberFindings(`${at}.port`, port, 1, 65535);
    if (typeof port === 'string') yield* nameFindings(`${at}.port`, port, 'port');
    if (endPort === undefined) continue;
    if (typeof port !== 'number') yield { path: `${at}.endPort`, message: 'needs a port that is a number.' };
    else yield* numberFindings(`${at}.endPort`, endPort, port, 65535);
  }
}
