import { addressesClash, notInBootstrap } from './errors';
import { HostBootstrapProps } from './host-bootstrap-props';
import { BerthError } from '../private/berth-error';
import { ipv4Range, Ipv4Range } from '../shared/ip';

/** The ranges from which an engine takes the subnets of networks that have none, unless address pools take their place. */
const ENGINE_POOLS = [
  '172.17.0.0/16', '172.18.0.0/16', '172.19.0.0/16', '172.20.0.0/14', '172.24.0.0/14', '172.28.0.0/14', '192.168.0.0/16',
];

/** The slices of systemd itself, and that of dedicated engines. What is in them begins with their names. */
const TAKEN_SLICES = ['system', 'user', 'machine', 'vch'];

/** Users and groups that the engine, the script or the distribution makes. */
const TAKEN_USERS = /^(root|nobody|docker|dockremap|vch-.*)$/;

/** IPv4 addresses that something on the host has. */
interface Addresses extends Ipv4Range {
  readonly label: string;
}

/** Returns an error for each thing of a host that would take the place of another. */
export function clashes({ users = [], slices = [], dedicatedEngines = [], addressPools = [], sshPort = 22, access }: HostBootstrapProps):
BerthError[] {
  const pools = addressPools.flatMap(({ base }) => addresses(`The address pool ${base}`, base));
  const engines = dedicatedEngines.flatMap(({ name, subnet }) =>
    addresses(`The subnet ${subnet} of the dedicated engine "${name}"`, subnet));
  // A dedicated engine has no address pools, so it takes subnets from its own ranges.
  const own = ENGINE_POOLS.flatMap((range) => addresses(`the range ${range}, from which a dedicated engine takes its networks,`, range));
  return [
    ...slices.filter(({ name }) => TAKEN_SLICES.includes(name.split('-')[0]!)).map(({ name }) => notInBootstrap('The name of a slice', name,
      'the slices system, user, machine are systemd\'s, and vch is that of dedicated engines, with all that are within them')),
    ...users.filter(({ name }) => TAKEN_USERS.test(name)).map(({ name }) => notInBootstrap('The name of a user', name,
      'root, nobody, docker, dockremap, and what begins with "vch-" are users or groups of the machine')),
    ...[...pools, ...engines].flatMap((each, index, all) => all.slice(index + 1).filter(overlaps(each)).map(clashOf(each))),
    ...engines.flatMap((each) => own.filter(overlaps(each)).map(clashOf(each))),
    ...(access?._tls?.port === sshPort ? [notInBootstrap('The port of the engine', `${sshPort}`, 'ssh has it')] : []),
  ];
}

function addresses(label: string, subnet: string): Addresses[] {
  const range = ipv4Range(subnet);
  return range === undefined ? [] : [{ label, ...range }];
}

const overlaps = (one: Addresses) => (other: Addresses) => one.first <= other.last && other.first <= one.last;
const clashOf = (one: Addresses) => (other: Addresses) => addressesClash(one.label, other.label.replace(/^The/, 'the'));
