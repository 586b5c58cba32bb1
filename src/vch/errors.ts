import { BerthError } from '../private/berth-error';
import { REGISTRY_PATTERN_RULE } from '../shared/virtual-host/registry-pattern';
import { SIGNATURE_KEY_RULE } from '../shared/virtual-host/signature-key';

export const invalidRegistryPattern = (given: string) => new BerthError('INVALID_REGISTRY_PATTERN',
  `"${given}" can't be a registry. Write ${REGISTRY_PATTERN_RULE}.`);

export const invalidSignatureKey = (where: string) => new BerthError('INVALID_SIGNATURE_KEY',
  `${where} is no signature key. What it is is not shown, since it may be a private key. Give ${SIGNATURE_KEY_RULE}. It must be known at `
  + 'synthesis.');

export const portRangeInvalid = (first: number, last: number) => new BerthError('PORT_RANGE_INVALID',
  `A range of ports has two whole numbers from 1 to 65535, of which the first is not above the second; given: ${first} and ${last}.`);

export const volumeStoreHasSize = (store: string, needsSize: boolean) => new BerthError('VOLUME_STORE_SIZE',
  needsSize
    ? `A volume in the store "${store}" needs a \`size\`. Add one: { store: '${store}', size: Size.gibibytes(1) }.`
    : `A volume in the store "${store}" can't be held to a \`size\`. Leave it out, or use another store.`);

export const anonymousVolumesShareFolder = (store: string) => new BerthError('ANONYMOUS_VOLUMES_SHARE_FOLDER',
  `All volumes in the store "${store}" are one folder, so containers would mix the data of their anonymous volumes. Use another store, or `
  + 'mount a volume in each place for which the image declares one.');

export const unknownVolumeStore = (given: string, names: readonly string[]) => new BerthError('VOLUME_STORE_UNKNOWN',
  names.length === 0 ? `There is no volume store "${given}": the virtual container host has none. Add it to \`volumeStores\`.`
    : `There is no volume store "${given}". The stores are: ${names.map((name) => `"${name}"`).join(', ')}.`);

export const volumeStoreOrDriver = () => new BerthError('VOLUME_STORE_OR_DRIVER',
  'A volume has either a `store` or a `driver`, since the store decides the driver and its options. Leave one of them out.');

export const sizeWithoutStore = () => new BerthError('VOLUME_SIZE_WITHOUT_STORE',
  'A `size` needs a `store` that holds the volume to it. Add one to `volumeStores`, and name it in `store`.');

export const virtualHostElsewhere = (host: string, stack: string) => new BerthError('VIRTUAL_HOST_ELSEWHERE',
  `The virtual container host must be in the stack of its host, ${host}, which is "${stack}". Create it there.`);

/** Adds where a problem is, for one that is reported elsewhere. */
export const atPath = (path: string, { code, detail }: BerthError) => new BerthError(code, `${path}: ${detail}`);

export const ruleBroken = (problem: string) => new BerthError('VIRTUAL_HOST_RULE', problem);

export const rulesOverridden = (path: string, name: string) => new BerthError('VIRTUAL_HOST_RULES_OVERRIDDEN',
  `${path} does not have the rules of the virtual container host "${name}" as they are: something else set \`virtual_host\`. Remove that.`);

export const ruleWider = (rule: string, given: string, allowed: readonly string[]) => new BerthError('VIRTUAL_HOST_RULE_WIDER',
  `The rule \`${rule}\` allows "${given}", and that of the virtual container host around only `
  + `${allowed.map((each) => `"${each}"`).join(', ')}. Choose from these, or widen that one.`);

export const nestedInQuota = (rule: string) => new BerthError('VIRTUAL_HOST_NESTED_IN_QUOTA',
  `The virtual container host around has a quota (\`${rule}\`), which counts only what is in itself. Give each virtual container host in `
  + 'it a quota of its own, and leave it out there.');

export const ruleNotKnown = (prop: string) => new BerthError('VIRTUAL_HOST_RULE_NOT_KNOWN',
  `\`${prop}\` of a virtual container host must be known at synthesis, since all its resources carry it. Write the value into the code.`);

export const virtualHostTwice = (name: string, other: string) => new BerthError('VIRTUAL_HOST_TWICE',
  `${other} on the same engine has the name "${name}", too, and with it the same pool and quota. Give one of them another \`name\`.`);

export const sharedFolderNotOfHost = (path: string, host: string) => new BerthError('VIRTUAL_HOST_SHARED_FOLDER',
  `The virtual container host can't share "${path}", since its host ${host} does not share it like that. Add the folder to `
  + '`sharedFolders` of the host, or leave it out.');

/** @param what what is bounded, such as "memory" */
export const aboveVirtualHost = (what: string, given: string, bound: string) => new BerthError('ABOVE_VIRTUAL_HOST',
  `It can have ${given} of ${what}, and the virtual container host around it has ${bound}. Lower its limit, or raise that one.`);

export const guaranteeAboveBound = (what: string, given: string, bound: string) => new BerthError('GUARANTEE_ABOVE_BOUND',
  `The guaranteed ${what}, ${given}, is above the bound, ${bound}. Lower the guarantee, or raise the bound.`);

export const quotaExceeded = (what: string, given: number | string, most: number | string, next: string) => new BerthError('QUOTA_EXCEEDED',
  `The virtual container host has ${given} ${what}, and may have ${most}. ${next}`);

export const doesNotFit = (arithmetic: string) => new BerthError('DENSITY_EXCEEDED',
  `The applications don't fit into the virtual container host.\n${arithmetic}\nRaise its bounds or \`maxContainers\`, `
  + 'or have fewer applications.');

export const addressRangeOverlaps = (given: string, other: string, path: string) => new BerthError('ADDRESS_RANGE_OVERLAPS',
  `The address range ${given} overlaps with ${other} of ${path} on the same engine. Choose another one, or leave out \`addressRange\` to `
  + 'have one allocated.');

export const addressRangeOutside = (given: string, outer: string) => new BerthError('ADDRESS_RANGE_OUTSIDE_OF_OUTER',
  `The address range ${given} is not a part of ${outer}, that of the virtual container host around it. Choose a part of that one, or leave `
  + 'out `addressRange` to share it.');

export const noAddressRangeLeft = (path: string, range: string) => new BerthError('NO_ADDRESS_RANGE_LEFT',
  `No address range is left for ${path} in ${range}. Give some of the virtual container hosts on this engine an \`addressRange\`.`);

export const densityWithoutFigures = () => new BerthError('DENSITY_WITHOUT_FIGURES',
  'There is nothing to reckon with: give what an application uses of something that the virtual container host bounds, such as `memory`.');

export const configurationUnreadable = (problem: string) => new BerthError('VIRTUAL_HOST_CONFIGURATION_UNREADABLE',
  `The configuration of a virtual container host can't be read. ${problem} Give what \`configuration\` of a VirtualContainerHost returns.`);

export const configurationValueNotKnown = (option: string) => new BerthError('VIRTUAL_HOST_CONFIGURATION_NOT_KNOWN',
  `\`${option}\` of the virtual container host is known only after apply, so its configuration can't be written. Give it a value at `
  + 'synthesis.');

export const notInPool = (path: string) => new BerthError('SERVICE_IN_VIRTUAL_HOST',
  `${path}: The tasks of a service are in no resource pool, so the bounds of the virtual container host don't hold for them. Add a `
  + 'container or a set of clones instead, or put the virtual container host on a SwarmCluster.');

export const notInCluster = (option: string, next: string) => new BerthError('VIRTUAL_HOST_NOT_IN_CLUSTER',
  `A virtual container host on a cluster can't have \`${option}\`, which one engine has to keep: ${next}.`);

export const placementWithoutNodes = () => new BerthError('PLACEMENT_WITHOUT_NODES',
  '`placementConstraints` choose among the nodes of a cluster, and the host is one machine: leave them out, or use a SwarmCluster as '
  + '`host`.');

export const limitMissing = (path: string, prop: string, what: string, host: string) => new BerthError('LIMIT_MISSING',
  `${path}: It has no limit of ${what} that is known at synthesis, and the virtual container host "${host}" bounds the sum of the `
  + `limits. Set \`${prop}\`.`);

export const countNotKnown = (path: string, host: string) => new BerthError('COUNT_NOT_KNOWN',
  `${path}: How many there are is known only to Terraform, and the virtual container host "${host}" on a cluster has bounds or a quota, `
  + 'which only the synthesis holds. Write `replicas` as a number, and leave out `count` and `for_each` that are expressions.');

export const sumAboveBound = (
  host: string, what: string, sum: string, bound: string, terms: readonly string[],
) => new BerthError('SUM_ABOVE_VIRTUAL_HOST',
  `The limits of all tasks of the virtual container host "${host}" are ${sum} of ${what} together, and it has ${bound} `
  + `(${terms.join('; ')}). Lower limits or \`replicas\`, or raise the bound. Tasks that start before others stop (\`maxSurge\`) count.`);
