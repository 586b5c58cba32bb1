import { malformedRules } from './errors';
import { isRegistryPattern, REGISTRY_PATTERN_RULE } from './registry-pattern';
import { SIGNATURE_KEY_RULE, signatureKeyIn, withoutPrivateKeys } from './signature-key';
import { ipv4Range } from '../ip';
import { isObject } from '../is-object';
import { repeatedMember } from '../repeated-member';
import { POOL_NAME, POOL_NAME_RULE } from '../resource-pool';

/**
 * What the resources of a virtual container host must meet, as their attribute `virtual_host` has it. A missing rule allows all, unless it
 * says otherwise.
 */
export interface VirtualHostRules {
  /** The name of the virtual container host. The names of its containers, networks and volumes begin with it and "-". */
  readonly name: string;
  /** The names of its resource pool, from the outermost, with "/" between them. */
  readonly pool?: string;
  /** The most containers, without those that are paused. */
  readonly max_containers?: number;
  /** The most volumes. */
  readonly max_volumes?: number;
  /** The most that its volumes have together, in MiB. Each volume must then have a size. */
  readonly max_storage?: number;
  /** Patterns of the registries from which its images come. */
  readonly registries?: readonly string[];
  /** Whether images from registries need a digest. */
  readonly require_digests?: boolean;
  /** The public keys, as PEM. Images from registries need a digest, and a signature of it by one of these. */
  readonly signature_keys?: readonly string[];
  /** The ports of the host that its containers may publish, such as "20000-20999". */
  readonly published_ports?: string;
  /** The drivers that its volumes may have. */
  readonly volume_drivers?: readonly string[];
  /** How the engine makes anonymous volumes. @default - with its driver "local", unless another rule forbids that */
  readonly anonymous_volumes?: AnonymousVolumesRule;
  /** The IPv4 range of the subnets of its networks, in CIDR notation. Without it, the engine chooses them. */
  readonly address_range?: string;
  /** The interfaces of the host on which its networks may be, with the drivers "macvlan" and "ipvlan". A missing rule allows none. */
  readonly network_parents?: readonly string[];
  /** The devices of the host that its containers may have. */
  readonly devices?: readonly string[];
}

/** How volumes are made. */
export interface AnonymousVolumesRule {
  readonly driver: string;
  readonly driver_opts?: { readonly [option: string]: string };
}

/** A range of ports. */
export interface PublishedPorts {
  readonly first: number;
  readonly last: number;
}

/** The label by which a container, a network or a volume shows whose it is. A network between several has all their names, with ",". */
export const VIRTUAL_HOST_LABEL = 'berth.virtual-host';

interface Form {
  readonly description: string;
  readonly isValid: (value: unknown) => boolean;
}

const count: Form = { description: 'a whole number above 0', isValid: (value) => Number.isSafeInteger(value) && (value as number) > 0 };
const listOf = (description: string, isValid: (element: string) => boolean): Form => ({
  description: `a list of texts, each ${description}`,
  isValid: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && isValid(each)),
});

/** What each rule can be, in the order in which they are written. */
const FORMS: { readonly [N in keyof Required<VirtualHostRules>]: Form } = {
  name: {
    description: `${POOL_NAME_RULE}, and neither "berth" nor with "berth-"`,
    isValid: (value) => typeof value === 'string' && POOL_NAME.test(value) && !isReservedName(value),
  },
  pool: {
    description: 'the names of pools with "/" between them',
    isValid: (value) => typeof value === 'string' && value.split('/').every((each) => POOL_NAME.test(each)),
  },
  max_containers: count,
  max_volumes: count,
  max_storage: count,
  registries: listOf(REGISTRY_PATTERN_RULE, isRegistryPattern),
  require_digests: { description: 'true or false', isValid: (value) => typeof value === 'boolean' },
  signature_keys: listOf(SIGNATURE_KEY_RULE, (each) => signatureKeyIn(each) !== undefined),
  published_ports: { description: 'two ports with "-" between them', isValid: (value) => portsIn(value) !== undefined },
  volume_drivers: listOf('the name of a driver', (each) => each !== ''),
  anonymous_volumes: {
    description: 'an object with `driver`, a text, and perhaps `driver_opts`, an object of texts',
    isValid: isAnonymousVolumesRule,
  },
  address_range: {
    description: 'an IPv4 range in CIDR notation',
    isValid: (value) => typeof value === 'string' && ipv4Range(value) !== undefined,
  },
  network_parents: listOf('the name of an interface', (each) => each !== ''),
  devices: listOf('an absolute path', (each) => each.startsWith('/')),
};
/** Whether the names of what a virtual container host has would be those of the provider's own, such as its locks. */
export function isReservedName(name: string): boolean {
  return name === 'berth' || name.startsWith('berth-');
}

const NAMES = Object.keys(FORMS) as (keyof VirtualHostRules)[];

function isAnonymousVolumesRule(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { driver, driver_opts: options = {}, ...others } = value;
  return typeof driver === 'string' && driver !== '' && isObject(options) && Object.keys(others).length === 0
    && Object.values(options).every((each) => typeof each === 'string');
}

/** Writes rules as JSON, always in one order. */
export function formatRules(rules: VirtualHostRules): string {
  return JSON.stringify(Object.fromEntries(NAMES.flatMap((name) => rules[name] === undefined ? [] : [[name, rules[name]]])));
}

/** Reads rules. Throws `MalformedRules` with the reason if the text has no rules, or one that is not known. */
export function parseRules(text: string): VirtualHostRules {
  const value = parsed(text);
  if (!isObject(value)) throw malformedRules('The rules are no JSON object.');
  const entries = Object.entries(value);
  const unknown = entries.find(([name]) => !NAMES.includes(name as never));
  if (unknown !== undefined) throw malformedRules(`There is no rule "${unknown[0]}". The rules are: ${NAMES.join(', ')}.`);
  if (!('name' in value)) throw malformedRules('The rules lack `name`, the name of the virtual container host.');
  for (const [name, each] of entries) {
    const { description, isValid } = FORMS[name as keyof VirtualHostRules];
    if (!isValid(each)) throw malformedRules(`\`${name}\` must be ${description}; given: ${withoutPrivateKeys(JSON.stringify(each))}.`);
  }
  return value as unknown as VirtualHostRules;
}

/** Returns the range of ports that a rule allows, or undefined if it is no range. */
export function portsIn(rule: unknown): PublishedPorts | undefined {
  const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(String(rule)) ?? [];
  const range = { first: Number(first), last: Number(last) };
  return first !== undefined && range.first >= 1 && range.first <= range.last && range.last <= 65_535 ? range : undefined;
}

function parsed(text: string): unknown {
  const value = parseJson(text);
  const repeated = repeatedMember(text, value);
  if (repeated !== undefined) throw malformedRules(`The member "${repeated}" is there twice. Remove one of them.`);
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformedRules('The text is no JSON. In Terraform, write jsonencode({ name = "blue" }).');
  }
}
