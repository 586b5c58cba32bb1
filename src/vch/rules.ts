import { Construct } from 'constructs';
import { sharedFolderNotOfHost } from './errors';
import { VirtualContainerHostProps } from './virtual-container-host-props';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost } from '../engine/i-container-host';
import { Placement } from '../engine/placement';
import { BerthError } from '../private/berth-error';
import { nameOfPath } from '../private/default-name';
import { invalidName } from '../private/errors';
import { VirtualHostRules } from '../shared/virtual-host/rules';

// The names of its objects begin with it, and a name that is also a DNS label has at most 63 characters.
const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;
const NAME_RULE = '1 to 40 lower-case letters, digits and "-", beginning with a letter or digit';
const LONGEST_NAME = 40;

export function checkVirtualHostName(name: string): BerthError[] {
  return NAME.test(name) ? [] : [invalidName('name of a virtual container host', name, NAME_RULE)];
}

/** Returns the default name of a virtual container host. That of a pool has no "." and no "_". */
export function virtualHostName(construct: Construct): string {
  return nameOfPath(construct.node.path.split('/').map((id) => id.replace(/[._]+/g, '-')), LONGEST_NAME);
}

/** Returns what the resources of a virtual container host must meet. */
export function rulesOf(
  name: string, outerPool: string | undefined, props: VirtualContainerHostProps, hasPool: boolean,
): VirtualHostRules {
  const { registries, requireDigests, publishedPorts, volumeStores, devices = [] } = props;
  return {
    name,
    pool: hasPool ? [...outerPool === undefined ? [] : [outerPool], name].join('/') : undefined,
    max_containers: props.maxContainers,
    max_volumes: props.maxVolumes,
    max_storage: props.storage?.toMebibytes(),
    registries: registries?.map(({ pattern }) => pattern),
    require_digests: requireDigests === true ? true : undefined,
    published_ports: publishedPorts?.toString(),
    volume_drivers: volumeStores && [...new Set(volumeStores.map(({ _driver }) => _driver))],
    devices,
  };
}

/** Checks that the host shares the folders, too. */
export function checkFolders(
  folders: Placement['sharedFolders'], { _placement: { sharedFolders: there }, node }: IContainerHost,
): BerthError[] {
  const isShared = ({ path, readOnly }: typeof folders[number]) => there.some((folder) => (
    (folder.path === path || folder.readOnly && path.startsWith(`${folder.path}/`)) && (readOnly || !folder.readOnly)));
  return folders.filter((folder) => !isShared(folder)).map(({ path }) => sharedFolderNotOfHost(path, node.path));
}

/** Refuses what only a back end with resource pools can hold. */
export function checkWithoutPools(
  { maxContainers, maxVolumes, storage }: VirtualContainerHostProps, isBound: boolean, backend: string,
): BerthError[] {
  const next = 'leave it out, or use Backend.BERTH';
  const hasQuota = [maxContainers, maxVolumes, storage].some((each) => each !== undefined);
  return [
    ...isBound ? [notOnThisBackend('A bound for the sum of containers', backend, next)] : [],
    ...hasQuota ? [notOnThisBackend('A quota', backend, next)] : [],
  ];
}
