import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { meetControls } from '../../src/shared/controls/compare';
import { fromDocument } from '../../src/shared/controls/document';
import { parseLikeGo } from '../../src/shared/controls/go-json';
import { SharedFolder, writableFolderAround } from '../../src/shared/controls/host-path';
import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../../src/shared/controls/profiles';
import { reasonProblem } from '../../src/shared/controls/reason';
import { sharingProblem } from '../../src/shared/controls/shared-folder';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from '../../src/shared/controls/table';
import { canonicalSubnet } from '../../src/shared/ip';
import { isPool, POOL_NAME } from '../../src/shared/resource-pool';
import { SIGNATURE_KEY_RULE, signatureKeyIn } from '../../src/shared/virtual-host/signature-key';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** The environment variable that names the file with the floor. */
export const FLOOR_VARIABLE = 'BERTH_ISOLATION_FLOOR';

const PROFILES: { readonly [name: string]: Controls } = { baseline: BASELINE_CONTROLS, restricted: RESTRICTED_CONTROLS };

const MEMBERS = [
  'profile', 'controls', 'exemptions', 'shared_folders', 'builds', 'bootstraps', 'swarms', 'measurements', 'pools', 'virtual_hosts',
  'signature_keys', 'address_ranges', 'network_parents',
];

/**
 * The ranges in which the constructs have their networks, and the addresses of IPv6 that anyone may use for networks of their own
 * (RFC 4193). The services of clouds have others, and most machines and name servers have, too.
 */
export const DEFAULT_ADDRESS_RANGES: readonly string[] = ['10.64.0.0/10', '10.160.0.0/11', '10.192.0.0/10', 'fd00::/8'];

/** The values of controls that have no levels. */
const VALUES = {
  names: 'Its value is a list of names.',
  calls: 'Its value is ["default"], or a list of system calls.',
  limit: 'Its value is "limited", or a number above 0 in quotation marks.',
};

/** An exemption that the owner of the floor grants. */
interface FloorExemption {
  readonly container: string;
  readonly control: ControlName;
  readonly reason: string;
}

/**
 * The minimum isolation of every container that this provider creates or changes. It comes from outside of the stack, so whoever writes a
 * stack can't leave it out.
 */
export interface IsolationFloor {
  readonly path: string;
  readonly controls: Controls;
  readonly exemptions: readonly FloorExemption[];
  /** The folders of the machine that containers may mount if the controls ask for "shared" host paths. */
  readonly sharedFolders: readonly SharedFolder[];
  /** Whether images may be built. The engine runs the commands of a build with its defaults, and no control applies to them. */
  readonly builds: boolean;
  /** Whether scripts may run as root on the machines of engines, to which no control applies. */
  readonly bootstraps: boolean;
  /** Whether stacks may make and join swarms, have services, configs and secrets in them, and install plugins. */
  readonly swarms: boolean;
  /** Whether stacks may measure hosts, if there are pools or virtual container hosts: the containers for that are in none of them. */
  readonly measurements: boolean;
  /** The resource pools that containers may be in, by their `cgroup_parent`. A stack could name that of another team. */
  readonly pools: readonly string[];
  /** The names of virtual container hosts, whose rules everything must have. @default - nothing needs rules */
  readonly virtualHosts?: readonly string[];
  /** The ranges in which the subnets of bridges must be, in CIDR notation: the machine gets a route to each. */
  readonly addressRanges: readonly string[];
  /** The interfaces of the machine, bridges too, on which networks may be. */
  readonly networkParents: readonly string[];
  /** The public keys by which images must be signed, as rules of virtual container hosts demand it. @default - no signatures */
  readonly signatureKeys?: readonly string[];
}

/** The last floor that was read, and the state of its file then. Each container is compared with it several times. */
let last: { readonly stamp: string; readonly floor: IsolationFloor } | undefined;

/**
 * Reads the floor that the environment names, unless its file is as it was at the last call. Returns undefined if it names none. Throws if
 * it can't be read.
 */
export function readIsolationFloor(environment: NodeJS.ProcessEnv): IsolationFloor | undefined {
  const path = environment[FLOOR_VARIABLE];
  if (path === undefined) return undefined;
  try {
    // Terraform runs the provider in the folder of the stack, whose author must not choose the floor.
    if (!isAbsolute(path)) throw new Error(`"${path}" is not an absolute path: it would be a file in the folder of the stack.`);
    const stamp = stampOf(path);
    if (last?.stamp !== stamp) last = { stamp, floor: { path, ...parseFloor(readFileSync(path, 'utf8')) } };
    return last.floor;
  } catch (error) {
    throw new DiagnosticError({
      summary: 'The isolation floor can\'t be read',
      detail: `${(error as Error).message}\n\nThe environment variable ${FLOOR_VARIABLE} names the file "${path}". `
        + 'No container is created or changed until it can be read. The guide "A floor under every stack" describes the file.',
    });
  }
}

/** Returns what changes with the content of a file. A program that sets the time of the last change back does not set back `ctime`. */
function stampOf(path: string): string {
  const stats = statSync(path, { bigint: true });
  // A pipe would make the provider wait for its writer.
  if (!stats.isFile()) throw new Error('It is not a regular file.');
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  return [path, dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function parseFloor(text: string): Omit<IsolationFloor, 'path'> {
  // Refuses a member that is written twice: its owner may read one, and the provider the other.
  parseLikeGo(text);
  const floor = objectOf(JSON.parse(text), 'The floor');
  requireMembers(floor, MEMBERS, 'The floor');
  const { profile, controls = {} } = floor;
  const all = meetControls(profileOf(profile), controlsOf(objectOf(controls, '`controls`')));
  if (Object.keys(all).length === 0) throw new Error('The floor asks for nothing. Set `profile`, `controls`, or both.');
  const sharedFolders = listOf(floor, 'shared_folders').map(sharedFolderOf);
  const inWritable = sharedFolders.find(({ path }) => writableFolderAround(path, sharedFolders) !== undefined);
  if (inWritable !== undefined) {
    throw new Error(`The shared folder "${inWritable.path}" is in a folder that is shared for writing, so a container could replace it by `
      + 'a link.');
  }
  return {
    controls: all,
    exemptions: listOf(floor, 'exemptions').map(exemptionOf),
    sharedFolders,
    builds: allows(floor, 'builds'),
    bootstraps: allows(floor, 'bootstraps'),
    swarms: allows(floor, 'swarms'),
    measurements: allows(floor, 'measurements'),
    pools: listOf(floor, 'pools').map(poolOf),
    addressRanges: floor.address_ranges === undefined ? DEFAULT_ADDRESS_RANGES : listOf(floor, 'address_ranges').map(rangeOf),
    networkParents: listOf(floor, 'network_parents').map(parentOf),
    ...floor.virtual_hosts !== undefined && { virtualHosts: listOf(floor, 'virtual_hosts').map(virtualHostOf) },
    ...floor.signature_keys !== undefined && { signatureKeys: listOf(floor, 'signature_keys').map(keyOf) },
  };
}

function allows(floor: Record<string, unknown>, member: string): boolean {
  const { [member]: allowed = false } = floor;
  if (typeof allowed !== 'boolean') throw new Error(`\`${member}\` must be true or false; given: ${JSON.stringify(allowed)}.`);
  return allowed;
}

function listOf(floor: Record<string, unknown>, member: string): readonly unknown[] {
  const { [member]: list = [] } = floor;
  if (!Array.isArray(list)) throw new Error(`\`${member}\` must be a list.`);
  return list;
}

function profileOf(name: unknown): Controls {
  if (name === undefined) return {};
  const controls = typeof name === 'string' && Object.hasOwn(PROFILES, name) ? PROFILES[name] : undefined;
  if (!controls) throw new Error(`\`profile\` must be one of ${Object.keys(PROFILES).join(', ')}; given: ${JSON.stringify(name)}.`);
  return controls;
}

/** Reads controls, and refuses each one that would ask for nothing. */
function controlsOf(written: object): Controls {
  return Object.fromEntries(Object.entries(written).map(([name, value]: [string, unknown]) => {
    const control = controlOf(name);
    const { [control]: read } = fromDocument({ [control]: value }).controls;
    const { pattern, lattice } = controlRow(control);
    const isMalformed = pattern !== undefined && Array.isArray(value) && !value.every((each) => pattern.pattern.test(String(each)));
    if (read === undefined || isMalformed) {
      const levels = lattice.levels?.slice(1).map((level) => JSON.stringify(level)).join(', ');
      throw new Error(`\`controls.${control}\` can't be ${JSON.stringify(value)}. ${levels === undefined
        ? VALUES[controlRow(control).form as keyof typeof VALUES]
        : `Its values are: ${levels}. Leave it out to ask for nothing.`}`);
    }
    return [control, read];
  }));
}

function exemptionOf(written: unknown): FloorExemption {
  const exemption = objectOf(written, 'An exemption');
  requireMembers(exemption, ['container', 'control', 'reason'], 'An exemption');
  const { container, control, reason } = exemption;
  if (typeof container !== 'string' || typeof reason !== 'string' || reasonProblem(reason) !== undefined) {
    throw new Error('An exemption needs the name of a `container`, a `control`, and a `reason` in a line of words; '
      + `given: ${JSON.stringify(written)}.`);
  }
  return { container, control: controlOf(control), reason };
}

function poolOf(written: unknown): string {
  if (typeof written === 'string' && isPool(written)) return written;
  throw new Error(`\`pools\` lists resource pools by their \`cgroup_parent\`, such as "/berth/team"; given: ${JSON.stringify(written)}.`);
}

function rangeOf(written: unknown): string {
  if (typeof written === 'string' && canonicalSubnet(written) !== undefined) return written;
  throw new Error(`\`address_ranges\` lists ranges of addresses, such as "10.64.0.0/10" or "fd00::/8"; given: ${JSON.stringify(written)}.`);
}

function parentOf(written: unknown): string {
  if (typeof written === 'string' && written !== '') return written;
  throw new Error(`\`network_parents\` lists names of interfaces, such as "eth1"; given: ${JSON.stringify(written)}.`);
}

function virtualHostOf(written: unknown): string {
  if (typeof written === 'string' && POOL_NAME.test(written)) return written;
  throw new Error(`\`virtual_hosts\` lists the names of virtual container hosts; given: ${JSON.stringify(written)}.`);
}

function keyOf(written: unknown): string {
  const key = typeof written === 'string' ? signatureKeyIn(written) : undefined;
  if (key === undefined) throw new Error(`\`signature_keys\` lists texts, each ${SIGNATURE_KEY_RULE}. One of them is something else.`);
  return key;
}

function sharedFolderOf(written: unknown): SharedFolder {
  const folder = objectOf(written, 'A shared folder');
  requireMembers(folder, ['path', 'read_only'], 'A shared folder');
  const { path, read_only: readOnly = true } = folder;
  if (typeof path !== 'string' || !path.startsWith('/') || typeof readOnly !== 'boolean') {
    throw new Error(`A shared folder needs an absolute \`path\`, and \`read_only\` is true or false; given: ${JSON.stringify(written)}.`);
  }
  const problem = sharingProblem({ path, readOnly });
  if (problem !== undefined) throw new Error(`${problem}.`);
  return { path, readOnly };
}

function controlOf(name: unknown): ControlName {
  const control = CONTROL_NAMES.find((each) => each === name);
  if (control === undefined) throw new Error(`${JSON.stringify(name)} is not a control. The controls are: ${CONTROL_NAMES.join(', ')}.`);
  return control;
}

function requireMembers(object: object, members: readonly string[], what: string): void {
  const unknown = Object.keys(object).find((name) => !members.includes(name));
  if (unknown !== undefined) throw new Error(`${what} has no member "${unknown}". Its members are: ${members.join(', ')}.`);
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} must be a JSON object.`);
  return value as Record<string, unknown>;
}
