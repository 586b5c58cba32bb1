import { IsolationFloor, readIsolationFloor } from './floor';
import { isSubnetWithin } from '../../src/shared/ip';
import { Attributes, blocks, listed } from '../../src/shared/virtual-host/broken-rule';
import { BRIDGE_OPTIONS, ON_INTERFACE } from '../../src/shared/virtual-host/judge-network';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { Unknown } from '../framework/value/value';

/** What the floor does not allow a network. */
interface Problem {
  readonly attribute: string;
  readonly text: string;
}

/** The option with the name of a bridge. If the machine has one of this name, the network is on it. */
const BRIDGE_NAME = 'com.docker.network.bridge.name';

const isUnknown = (value: unknown) => value instanceof Unknown;

/**
 * Throws if there is a floor, and a network would take over what the machine has in its own network. The machine gets a route to the
 * subnet of a bridge: what it sends to a name server, or to the service from which a cloud configures it, would go to a container. On an
 * interface of the machine, a container is in the network of that, and the engine takes the addresses of a bridge away. Accepts unknown
 * values.
 *
 * @param network  the attributes of a `docker_network`
 */
export function requireFloorForNetwork(network: Attributes): void {
  const floor = readIsolationFloor(process.env);
  if (floor === undefined) return;
  const what = typeof network.name === 'string' ? `Network "${network.name}"` : 'The network';
  const problems = [...interfaceProblems(network, floor), ...addressProblems(network, floor)];
  if (problems.length === 0) return;
  throw new DiagnosticError(...problems.map(({ attribute, text }) => ({
    summary: `${what} is not allowed under the isolation floor of this machine`,
    detail: text,
    path: [attribute],
  })));
}

function interfaceProblems({ driver, options }: Attributes, floor: IsolationFloor): Problem[] {
  if (isUnknown(driver)) return [];
  const { networkParents: parents, swarms, path } = floor;
  const given = isUnknown(options) ? {} : options as Attributes | null ?? {};
  const allowed = `The floor in "${path}" allows ${parents.length === 0 ? 'no interface of the machine' : listed(parents)}.`;
  const notOn = (option: string): Problem[] => {
    const { [option]: name } = given;
    if (!name || isUnknown(name) || parents.includes(String(name))) return [];
    return [{
      attribute: 'options',
      text: `\`${option}\` is "${String(name)}", so the network may be on an interface of the machine, and in the network of that. `
        + `${allowed}\n\nLeave the option out. Or the owner of that file lists the interface: `
        + `"network_parents": [${JSON.stringify(String(name))}].`,
    }];
  };
  if (ON_INTERFACE.includes(driver)) return notOn('parent');
  if (driver === 'overlay') {
    return swarms ? [] : [{
      attribute: 'driver',
      text: `A network with the driver "overlay" is one of a swarm. The floor in "${path}" allows no swarms.\n\nUse another driver. `
        + 'Or the owner of that file allows them: "swarms": true.',
    }];
  }
  if (driver !== null && driver !== undefined && driver !== 'bridge') {
    return [{
      attribute: 'driver',
      text: `Nobody knows what a network with the driver "${String(driver)}" does on the machine.\n\nUse "bridge", "macvlan" or "ipvlan".`,
    }];
  }
  const other = Object.keys(given).find((name) => name !== BRIDGE_NAME && !BRIDGE_OPTIONS.includes(name));
  return [...notOn(BRIDGE_NAME), ...other === undefined ? [] : [{
    attribute: 'options',
    text: `The option "${other}" may concern interfaces of others.\n\nLeave it out. The options are: ${BRIDGE_OPTIONS.join(', ')}.`,
  }]];
}

/** Only a bridge has a route of the machine. The engine takes gateways and further addresses only in the subnet. */
function addressProblems({ driver, ipam_config: configs, ipam_driver: ipam }: Attributes, floor: IsolationFloor): Problem[] {
  if (isUnknown(driver) || ON_INTERFACE.includes(driver) || driver === 'overlay') return [];
  const { addressRanges: ranges, path } = floor;
  const subnets = isUnknown(configs) ? [] : blocks(configs).map(({ subnet }) => subnet).filter((subnet) => subnet && !isUnknown(subnet));
  const foreign = subnets.map(String).filter((subnet) => !ranges.some((range) => isSubnetWithin(subnet, range)));
  return [
    ...foreign.map((subnet): Problem => ({
      attribute: 'ipam_config',
      text: `The machine gets a route to the subnet of the network, so what it sends to "${subnet}" would go to containers. The floor in `
        + `"${path}" allows ${ranges.length === 0 ? 'no subnets' : `subnets in ${ranges.join(', ')}`}.\n\nUse such a subnet, or leave it `
        + `out: the engine then chooses one. Or the owner of that file lists the range: "address_ranges": ["${subnet}"].`,
    })),
    ...!ipam || isUnknown(ipam) || ipam === 'default' ? [] : [{
      attribute: 'ipam_driver',
      text: `The driver "${String(ipam)}" could choose any subnet, and the machine gets a route to it.\n\nLeave \`ipam_driver\` out.`,
    }],
  ];
}
