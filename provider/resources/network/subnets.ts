import { allows, fromEngine, Ipam } from './model';
import { ipamForm, schema } from './schema';
import { canonicalAddress, canonicalSubnet } from '../../../src/shared/ip';
import { same } from '../../engine/canonical/form';
import { Engine } from '../../engine/engine';
import { inspectNetwork } from '../../engine/inspect';
import { PlanContext } from '../../framework/resource';
import { blockType } from '../../framework/schema/body-type';
import { equal, isWhollyKnown } from '../../framework/value/compare';
import { Value } from '../../framework/value/value';

interface Pool { readonly Base: string; readonly Size: number }

/** The pools from which the engine chooses subnets, unless its daemon.json configures others. */
const BUILT_IN_POOLS: readonly Pool[] = [{ Base: '172.16.0.0/12', Size: 16 }, { Base: '192.168.0.0/16', Size: 20 }];

/** Engine 27 and newer choose IPv6 subnets from a unique local prefix of their own, which they do not report. */
const LOCAL_IPV6: Pool = { Base: 'fd00::/8', Size: 64 };

/** Removes the subnets that look like those that the engine chooses: no configuration of the network would contain them. */
export async function withoutChosen(engine: Engine, subnets: readonly Ipam[]): Promise<Ipam[]> {
  if (subnets.length === 0) return [];
  const { DefaultAddressPools: pools } = await engine.info();
  return subnets.filter((ipam) => !isChosen(ipam, [...pools ?? BUILT_IN_POOLS, LOCAL_IPV6]));
}

/** Whether a subnet looks like one that the engine chose: from its pools, with the first address as the gateway, without other settings. */
function isChosen(ipam: Ipam, pools: readonly Pool[]): boolean {
  const [first = '', length] = (canonicalSubnet(ipam.subnet ?? '') ?? '').split('/');
  const gateway = first.includes(':') ? canonicalAddress(`${first}1`) : first.replace(/0$/, '1');
  const isPlain = !ipam.ip_range && ipam.aux_address === null && canonicalAddress(ipam.gateway ?? '') === gateway;
  const isFrom = ({ Base: base, Size: size }: Pool) =>
    Number(length) === size && canonicalSubnet(`${first}/${base.split('/')[1]}`) === canonicalSubnet(base);
  return gateway !== '' && isPlain && pools.some(isFrom);
}

/**
 * Replaces the network if its subnets change. The state of an adopted network may lack a configured subnet that looks like a chosen one,
 * or have a chosen one that is not configured. If the network is as configured, such a difference only changes the state.
 */
export async function planSubnets({ client, prior, planned, isAdopted, requireReplace }: PlanContext<Engine>): Promise<void> {
  const { ipam_config: after = null } = planned;
  if (prior === null || equal(blockType(schema.blocks.ipam_config), after, prior.ipam_config ?? null)) return;
  const isAsBefore = Array.isArray(after) && Array.isArray(prior.ipam_config) && isWhollyKnown(after)
    && same<Value>(forms(after), forms(prior.ipam_config));
  if (isAsBefore) return;
  const isAsConfigured = isAdopted && client !== undefined && Array.isArray(after) && isWhollyKnown(after)
    && await hasSubnets(client, String(prior.id), after as unknown as Ipam[]).catch(() => false);
  if (!isAsConfigured) requireReplace(['ipam_config']);
}

function forms(blocks: readonly Value[]): Value {
  return blocks.map((block) => JSON.stringify(ipamForm(block))).sort();
}

/** Whether a network has all these subnets, and no others except those that the engine chose. */
async function hasSubnets(engine: Engine, id: string, configured: readonly Ipam[]): Promise<boolean> {
  const inspect = await inspectNetwork(engine, id);
  if (inspect === undefined) return false;
  const actual = fromEngine(inspect).ipam_config;
  const others = actual.filter((subnet) => !configured.some((block) => allows(block, subnet)));
  const isThere = (block: Ipam) => actual.some((subnet) => allows(block, subnet));
  return configured.every(isThere) && (await withoutChosen(engine, others)).length === 0;
}
