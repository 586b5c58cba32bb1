import Dockerode from 'dockerode';
import { ipamForm, NetworkModel } from './schema';
import { canonicalSubnet } from '../../../src/shared/ip';
import { same } from '../../engine/canonical/form';
import { Value } from '../../framework/value/value';

export type Ipam = NetworkModel['ipam_config'][number];

interface EngineIpam {
  readonly Subnet?: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Record<string, string> | null;
}

/** Returns the body of a create request. */
export function toEngine(model: NetworkModel): Dockerode.NetworkCreateOptions {
  return {
    Name: model.name!,
    CheckDuplicate: true,
    Driver: model.driver ?? 'bridge',
    Options: model.options ?? {},
    Internal: model.internal ?? false,
    Attachable: model.attachable ?? false,
    Ingress: model.ingress ?? false,
    EnableIPv6: model.ipv6 ?? false,
    Labels: Object.fromEntries(model.labels.map(({ label, value }) => [label!, value!])),
    IPAM: {
      Driver: model.ipam_driver ?? 'default',
      Options: model.ipam_options ?? {},
      // An empty block leaves everything to the engine, which refuses a block without a subnet.
      Config: model.ipam_config.filter((ipam) => !isEmpty(ipam)).map((ipam) => ({
        // Engine 28 refuses a subnet with host bits set, which earlier engines accept.
        ...(ipam.subnet ? { Subnet: canonicalSubnet(ipam.subnet) ?? ipam.subnet } : {}),
        ...(ipam.ip_range ? { IPRange: canonicalSubnet(ipam.ip_range) ?? ipam.ip_range } : {}),
        ...(ipam.gateway ? { Gateway: ipam.gateway } : {}),
        ...(ipam.aux_address ? { AuxiliaryAddresses: ipam.aux_address } : {}),
      })),
    } as unknown as Dockerode.IPAM,
  };
}

/**
 * Converts the engine's answer to a state.
 *
 * @param known  the desired or prior state. Only its options, labels and subnets are reported, without those that the engine
 *               added: a network can't change. @default - an import, which reports all of them
 */
export function fromEngine(inspect: Dockerode.NetworkInspectInfo, known?: NetworkModel): NetworkModel {
  const ipam = (inspect.IPAM ?? {}) as { Driver?: string; Options?: Record<string, string> | null; Config?: EngineIpam[] | null };
  const currentLabels = Object.entries(inspect.Labels ?? {}).map(([label, value]) => ({ label, value }));
  return {
    id: inspect.Id,
    name: inspect.Name,
    driver: inspect.Driver,
    options: known === undefined ? inspect.Options ?? {} : onlyKnown(known.options, inspect.Options),
    internal: inspect.Internal,
    attachable: inspect.Attachable,
    ingress: inspect.Ingress,
    ipv6: inspect.EnableIPv6,
    prove_ipv6_isolation: known?.prove_ipv6_isolation ?? false,
    ipam_driver: ipam.Driver ?? 'default',
    ipam_options: known === undefined ? ipam.Options ?? {} : onlyKnown(known.ipam_options, ipam.Options),
    check_duplicate: known?.check_duplicate ?? false,
    virtual_host: known?.virtual_host ?? null,
    scope: inspect.Scope,
    labels: known === undefined ? currentLabels : known.labels.filter(({ label, value }) => inspect.Labels?.[label!] === value),
    ipam_config: subnets(ipam.Config ?? [], known),
  };
}

function onlyKnown(known: Record<string, string> | null, current: Record<string, string> | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(current ?? {}).filter(([key]) => key in (known ?? {})));
}

function isEmpty(ipam: Ipam): boolean {
  return !Object.values({ ...ipam, aux_address: nonEmpty(ipam.aux_address) }).some(Boolean);
}

function nonEmpty(map: Record<string, string> | null | undefined): Record<string, string> | null {
  return map && Object.keys(map).length > 0 ? map : null;
}

function subnets(configs: readonly EngineIpam[], known: NetworkModel | undefined): Ipam[] {
  const current = configs.map((config): Ipam => ({
    subnet: config.Subnet ?? '',
    ip_range: config.IPRange ?? '',
    gateway: config.Gateway ?? '',
    aux_address: nonEmpty(config.AuxiliaryAddresses),
  }));
  return known === undefined ? current : known.ipam_config.filter((block) => current.some((other) => allows(block, other)));
}

/** Whether a block allows what the engine reports. Where it leaves a value to the engine, any value matches. */
export function allows(block: Ipam, actual: Ipam): boolean {
  const comparable: Ipam = {
    subnet: block.subnet && actual.subnet,
    ip_range: block.ip_range && actual.ip_range,
    gateway: block.gateway && actual.gateway,
    aux_address: actual.aux_address,
  };
  return same(block as unknown as Value, comparable as unknown as Value, ipamForm);
}
