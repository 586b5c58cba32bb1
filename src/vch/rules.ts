import { Construct } from 'constructs';
import { anonymousVolumesRule } from './anonymous-volumes';
import { nestedInQuota, ruleNotKnown, ruleWider, sharedFolderNotOfHost } from './errors';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { BerthError } from '../private/berth-error';
import { nameOfPath } from '../private/default-name';
import { invalidName, pathNotAbsolute } from '../private/errors';
import { isKnown } from '../private/tokens';
import { matchesRegistry } from '../shared/virtual-host/registry-pattern';
import { isReservedName, portsIn, VirtualHostRules } from '../shared/virtual-host/rules';

// The names of its objects begin with it, and a name that is also a DNS label has at most 63 characters.
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const NAME_RULE = '1 to 40 lower-case letters, digits and "-", beginning with a letter or digit, and neither "berth" nor with "berth-"';
const LONGEST_NAME = 40;

export function checkVirtualHostName(name: string): BerthError[] {
  return NAME.test(name) && !isReservedName(name) ? [] : [invalidName('name of a virtual container host', name, NAME_RULE)];
}

/** Returns the default name of a virtual container host. That of a pool has no "." and no "_". */
export function virtualHostName(construct: Construct): string {
  return nameOfPath(construct.node.path.split('/').map((id) => id.replace(/[._]+/g, '-')), LONGEST_NAME);
}

/** Returns what the resources of a virtual container host must meet: its own rules, and those of the one around it that it leaves out. */
export function rulesOf(
  name: string, outer: VirtualHostRules | undefined, props: VirtualContainerHostProps, hasPool: boolean,
): VirtualHostRules {
  const { registries, requireDigests, publishedPorts, volumeStores, networkParents, devices = [] } = props;
  return {
    name,
    pool: hasPool ? [...outer?.pool === undefined ? [] : [outer.pool], name].join('/') : undefined,
    max_containers: props.maxContainers,
    max_volumes: props.maxVolumes,
    max_storage: props.storage?.toMebibytes(),
    registries: registries?.map(({ pattern }) => pattern) ?? outer?.registries,
    signature_keys: props.signatureKeys?.map(({ pem }) => pem) ?? outer?.signature_keys,
    require_digests: requireDigests === true || outer?.require_digests === true ? true : undefined,
    published_ports: publishedPorts?.toString() ?? outer?.published_ports,
    volume_drivers: volumeStores ? [...new Set(volumeStores.map(({ _driver }) => _driver))] : outer?.volume_drivers,
    anonymous_volumes: volumeStores ? anonymousVolumesRule(props) : outer?.anonymous_volumes,
    network_parents: networkParents ?? outer?.network_parents,
    devices,
  };
}

/** Checks that the rules of a virtual container host allow nothing that those of the one around it don't. */
export function checkNarrower(rules: VirtualHostRules, outer: VirtualHostRules): BerthError[] {
  type Listed = 'registries' | 'signature_keys' | 'volume_drivers' | 'network_parents' | 'devices';
  const check = (rule: Listed, covers: (allowed: string, given: string) => boolean) => {
    const { [rule]: allowed = rule === 'network_parents' ? [] : undefined } = outer;
    const wider = allowed === undefined ? [] : (rules[rule] ?? []).filter((given) => !allowed.some((each) => covers(each, given)));
    return wider.map((given) => ruleWider(rule, given, allowed!));
  };
  const [ports, outerPorts] = [portsIn(rules.published_ports), portsIn(outer.published_ports)];
  const areWithin = ports === undefined || outerPorts === undefined || ports.first >= outerPorts.first && ports.last <= outerPorts.last;
  const quota = QUOTAS.find((name) => outer[name] !== undefined);
  return [
    ...check('registries', coversRegistry),
    ...check('signature_keys', isSame),
    ...check('volume_drivers', isSame),
    ...check('network_parents', isSame),
    ...check('devices', isSame),
    ...areWithin ? [] : [ruleWider('published_ports', rules.published_ports!, [outer.published_ports!])],
    ...quota === undefined ? [] : [nestedInQuota(quota)],
  ];
}

const QUOTAS = ['max_containers', 'max_volumes', 'max_storage'] as const;

function isSame(allowed: string, given: string): boolean {
  return allowed === given;
}

function coversRegistry(allowed: string, given: string): boolean {
  if (allowed === given) return true;
  if (given.startsWith('*.')) return allowed.startsWith('*.') && given.endsWith(allowed.slice(1));
  return !given.includes('/') && matchesRegistry(allowed, given);
}

/** Rules are text, which Terraform can't fill in. */
export function checkKnown(
  { maxContainers, maxVolumes, storage, devices = [], networkParents = [], name }: VirtualContainerHostProps,
): BerthError[] {
  const values = { name, maxContainers, maxVolumes, storage: storage?.toBytes() };
  const unknown = Object.entries(values).filter(([, value]) => value !== undefined && !isKnown(value)).map(([prop]) => prop);
  const lists = Object.entries({ devices, networkParents }).filter(([, list]) => !list.every((each) => isKnown(each)));
  return [
    ...[...unknown, ...lists.map(([prop]) => prop)].map((prop) => ruleNotKnown(prop)),
    ...devices.filter((path) => isKnown(path) && !path.startsWith('/')).map((path) => pathNotAbsolute('The path of a device', path)),
  ];
}

/** Checks that the host shares the folders, too. */
export function checkFolders(
  folders: Placement['sharedFolders'], { _placement: { sharedFolders: there }, node }: IContainerHost,
): BerthError[] {
  const isShared = ({ path, readOnly }: typeof folders[number]) => there.some((folder) => (
    (folder.path === path || folder.readOnly && path.startsWith(`${folder.path}/`)) && (readOnly || !folder.readOnly)));
  return folders.filter((folder) => !isShared(folder)).map(({ path }) => sharedFolderNotOfHost(path, node.path));
}

/** Refuses what only our own provider can hold. */
export function checkWithoutPools(
  { maxContainers, maxVolumes, storage, anonymousVolumes, signatureKeys }: VirtualContainerHostProps, isBound: boolean, backend: string,
): BerthError[] {
  const next = 'leave it out, or use Backend.BERTH';
  const hasQuota = [maxContainers, maxVolumes, storage].some((each) => each !== undefined);
  return [
    ...isBound ? [notOnThisBackend('A bound for the sum of containers', backend, next)] : [],
    ...hasQuota ? [notOnThisBackend('A quota', backend, next)] : [],
    ...anonymousVolumes ? [notOnThisBackend('A store for anonymous volumes', backend, next)] : [],
    ...signatureKeys === undefined ? [] : [notOnThisBackend('The check of signatures', backend, next)],
  ];
}
