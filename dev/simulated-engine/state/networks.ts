import { badRequest, conflict, forbidden, notFound, serverError } from '../api-error';
import { randomId } from './ids';
import { Subnet } from './subnet';
import { arrayOf, Json, objectOf, textOf } from '../settings/json';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly created: number;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: Json;
  readonly labels: Json;
  readonly ipam: Json;
  readonly subnet?: Subnet;
  /** Whether its subnet was chosen by who created it. Only then may a container choose its address. */
  readonly isConfigured: boolean;
  /** The ids of the running containers in it. */
  readonly members: Set<string>;
}

/** The networks that every engine has. */
const PREDEFINED = ['none', 'host', 'bridge'];

const DRIVERS = ['bridge', 'host', 'null'];

const BRIDGE_OPTIONS = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
};

/** The subnets that an engine gives to networks without one. */
const POOLS = [
  ...Array.from({ length: 15 }, (_, index) => `172.${17 + index}.0.0/16`),
  ...Array.from({ length: 16 }, (_, index) => `192.168.${16 * index}.0/20`),
];

/** The networks of an engine. Only IPv4 is simulated. */
export class Networks {
  private readonly byId = new Map<string, Network>();

  constructor() {
    this.add({ name: 'none', driver: 'null', ipam: { Driver: 'default', Options: null, Config: [] } });
    this.add({ name: 'host', driver: 'host', ipam: { Driver: 'default', Options: null, Config: [] } });
    const subnet = new Subnet(POOLS[0]!);
    const ipam = { Driver: 'default', Options: null, Config: [{ Subnet: subnet.cidr }] };
    this.add({ name: 'bridge', driver: 'bridge', ipam, options: BRIDGE_OPTIONS, subnet });
  }

  public all(): IterableIterator<Network> {
    return this.byId.values();
  }

  /** Finds a network by its id, its name, or the beginning of its id. */
  public find(reference: string): Network | undefined {
    const withId = this.byId.get(reference);
    if (withId !== undefined || reference === '') return withId;
    const all = [...this.byId.values()];
    return all.find(({ name }) => name === reference) ?? all.find(({ id }) => id.startsWith(reference));
  }

  public get(reference: string): Network {
    const found = this.find(reference);
    if (found === undefined) throw notFound(`network ${reference} not found`);
    return found;
  }

  public create(body: Json): Network {
    const name = textOf(body.Name);
    if (name.trim() === '') throw serverError(`invalid name: ${name}`);
    if (this.find(name)?.name === name) throw conflict(`network with name ${name} already exists`);
    const driver = textOf(body.Driver) || 'bridge';
    if (!DRIVERS.includes(driver)) throw notFound(`plugin "${driver}" not found`);
    if (driver !== 'bridge') throw forbidden(`only one instance of "${driver}" network is allowed`);
    const { Driver: ipamDriver, Options: ipamOptions, Config: ranges } = objectOf(body.IPAM);
    const [range] = arrayOf<Json>(ranges);
    const subnet = this.subnetOf(range);
    const config = range ?? { Subnet: subnet.cidr, Gateway: subnet.gateway };
    return this.add({
      name,
      driver,
      subnet,
      isConfigured: range !== undefined,
      internal: Boolean(body.Internal),
      attachable: Boolean(body.Attachable),
      options: objectOf(body.Options),
      labels: objectOf(body.Labels),
      ipam: { Driver: textOf(ipamDriver) || 'default', Options: ipamOptions ?? null, Config: [config] },
    });
  }

  public remove(network: Network): void {
    const { id, name, members } = network;
    if (PREDEFINED.includes(name)) throw forbidden(`${name} is a pre-defined network and cannot be removed`);
    if (members.size > 0) throw forbidden(`error while removing network: network ${name} id ${id} has active endpoints`);
    this.byId.delete(id);
  }

  private add(network: Partial<Network> & Pick<Network, 'name' | 'driver' | 'ipam'>): Network {
    const added = {
      id: randomId(),
      created: Date.now(),
      internal: false,
      attachable: false,
      options: {},
      labels: {},
      isConfigured: false,
      members: new Set<string>(),
      ...network,
    };
    this.byId.set(added.id, added);
    return added;
  }

  private subnetOf(range: Json | undefined): Subnet {
    const taken = [...this.all()].flatMap(({ subnet }) => subnet ?? []);
    const isFree = (subnet: Subnet) => taken.every((each) => !each.overlaps(subnet));
    const wanted = textOf(range?.Subnet);
    if (wanted !== '') {
      const subnet = new Subnet(wanted, textOf(range?.Gateway) || undefined);
      if (!isFree(subnet)) throw forbidden('Pool overlaps with other one on this address space');
      return subnet;
    }
    const subnet = POOLS.map((each) => new Subnet(each)).find(isFree);
    if (subnet === undefined) throw badRequest('could not find an available, non-overlapping IPv4 address pool among the defaults');
    return subnet;
  }
}
