import { Config, Managed, refusal } from './managed';
import { docker } from '../engine/docker';
import { removeNamed } from '../support/remove-named';

const PREFIX = 'e2e-netvol';
const live: Managed[] = [];

function managed(type: 'docker_network' | 'docker_volume' | 'docker_container'): Managed {
  const one = new Managed(type);
  live.unshift(one);
  return one;
}

beforeAll(cleanUp);

afterEach(async () => {
  for (const one of live.splice(0)) await one.destroy().catch(() => undefined);
  await cleanUp();
});

function cleanUp(): Promise<void> {
  return removeNamed(PREFIX);
}

interface Row {
  readonly same: readonly unknown[];
  readonly other: unknown;
  /** Whether the attribute is optional, with a default that differs from its first value. Otherwise it is required. */
  readonly removable?: boolean;
  readonly alongside?: Config;
}

/** The parts of an inspect response that the configuration determines. */
async function shape(type: string, id: string): Promise<unknown> {
  if (type === 'docker_volume') return { ...await docker.getVolume(id).inspect(), CreatedAt: undefined, Mountpoint: undefined };
  const { IPAM, ...network } = await docker.getNetwork(id).inspect() as { IPAM: { Config: { Subnet: string }[] } };
  // A subnet that the engine chose differs each time, so only the subnets of the rows are compared.
  const named = IPAM.Config.filter(({ Subnet }) => /^(10\.213\.|fd00:213:)/.test(Subnet));
  return { ...network, IPAM: { ...IPAM, Config: named }, Id: undefined, Created: undefined, Containers: undefined };
}

const label = (value: string) => [{ label: 'a', value }];
const subnet = '10.213.8.0/24';

const networkRows: Record<string, Row> = {
  name: { same: [`${PREFIX}-a`], other: `${PREFIX}-b` },
  options: {
    same: [{ 'com.docker.network.bridge.enable_icc': 'false', 'com.docker.network.driver.mtu': '1400' }],
    other: { 'com.docker.network.driver.mtu': '1400' },
    removable: true,
  },
  internal: { same: [true], other: false, removable: true },
  attachable: { same: [true], other: false, removable: true },
  ipv6: { same: [true], other: false, removable: true, alongside: { ipam_config: [{ subnet: 'FD00:213:8:0::/64' }, { subnet }] } },
  ipam_options: { same: [{ one: '1' }], other: { one: '2' }, removable: true },
  labels: {
    same: [[...label('1'), { label: 'b', value: '2' }], [{ label: 'b', value: '2' }, ...label('1')]], other: label('2'), removable: true,
  },
  ipam_config: {
    same: [
      [{ subnet, ip_range: '10.213.8.128/25', gateway: '10.213.8.9', aux_address: { router: '10.213.8.7' } }],
      [{ subnet: '10.213.8.1/24', ip_range: '10.213.8.200/25', gateway: '10.213.8.9', aux_address: { router: '10.213.8.7' } }],
    ],
    other: [{ subnet }],
    removable: true,
  },
};

const volumeRows: Record<string, Row> = {
  name: { same: [`${PREFIX}-a`], other: `${PREFIX}-b` },
  driver_opts: {
    same: [{ type: 'tmpfs', device: 'tmpfs', o: 'size=1m', none: null }, { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' }],
    other: { type: 'tmpfs', device: 'tmpfs', o: 'size=2m' },
    removable: true,
  },
  labels: networkRows.labels!,
};

/**
 * Attributes that need a swarm, or a driver that this kernel or engine may not have, or an engine that filters IPv6 (isolation/ipv6/), or
 * that volume-retained.test.ts or engine/named-engines.hosts.ts tests.
 */
const ELSEWHERE = {
  docker_network: ['engine', 'id', 'scope', 'driver', 'ingress', 'ipam_driver', 'check_duplicate', 'prove_ipv6_isolation', 'virtual_host'],
  docker_volume: ['engine', 'id', 'mountpoint', 'driver', 'cluster', 'retain_as', 'virtual_host'],
} as const;

const tables = [['docker_network', networkRows], ['docker_volume', volumeRows]] as const;

test.each(tables)('every attribute of %s has a row', (type, rows) => {
  const one = managed(type);
  expect([...Object.keys(rows), ...ELSEWHERE[type]].sort()).toEqual(one.names.sort());
});

describe.each(tables.flatMap(
  ([type, rows]) => Object.entries(rows).map(([name, row]) => ({ type, name, row })),
))('$type.$name', ({ type, name, row }) => {
  const config = (value: unknown): Config => ({
    name: `${PREFIX}-one`, ...row.alongside, ...(value === undefined ? {} : { [name]: value }),
  });

  test('plans no change after it is set, in every spelling', async () => {
    const one = managed(type);
    await one.apply(config(row.same[0]));
    for (const value of row.same) expect([value, await one.plan(config(value))]).toEqual([value, { action: 'none', changed: [] }]);
  });

  test('is changed by replacement, with the same result as a new resource', async () => {
    const one = managed(type);
    await one.apply(config(row.same[0]));
    expect(await one.apply(config(row.other))).toEqual({ action: 'replace', changed: [name] });
    expect(await one.plan(config(row.other))).toEqual({ action: 'none', changed: [] });
    const changed = await shape(type, one.id);
    await one.destroy();
    await one.apply(config(row.other));
    expect(changed).toEqual(await shape(type, one.id));
  });

  if (row.removable) {
    test('returns to the default when removed', async () => {
      const one = managed(type);
      await one.apply(config(row.same[0]));
      expect(await one.apply(config(undefined))).toEqual({ action: 'replace', changed: [name] });
      expect(await one.plan(config(undefined))).toEqual({ action: 'none', changed: [] });
    });
  }

  test('plans no change after an import', async () => {
    const one = managed(type);
    await one.apply(config(row.same[0]));
    const imported = new Managed(type);
    await imported.import(type === 'docker_network' ? String(one.values.name) : one.id);
    expect(await imported.plan(config(row.same[0]))).toEqual({ action: 'none', changed: [] });
  });
});

test.each(['docker_network', 'docker_volume'] as const)('refuses a %s with a missing driver, and creates nothing', async (type) => {
  const one = managed(type);
  expect(await refusal(one.apply({ name: `${PREFIX}-one`, driver: 'no-such-driver' }))).toContain('no-such-driver');
  expect(one.state).toBeNull();
});

describe('docker_network', () => {
  test('refuses a name that is taken, and creates nothing', async () => {
    await docker.createNetwork({ Name: `${PREFIX}-one` });
    const one = managed('docker_network');
    const message = await refusal(one.apply({ name: `${PREFIX}-one` }));
    expect(message).toContain(`The name "${PREFIX}-one" is taken by another network`);
    expect(message).toContain('With `create_before_destroy`, the name may belong to the');
    expect(one.state).toBeNull();
    expect(await docker.listNetworks({ filters: { name: [PREFIX] } })).toHaveLength(1);
  });

  test('is not removed while in use, and the error names the containers', async () => {
    const one = managed('docker_network');
    await one.apply({ name: `${PREFIX}-one` });
    const container = managed('docker_container');
    await container.apply({
      name: `${PREFIX}-user`, image: 'busybox:latest', command: ['sleep', '100000'], networks_advanced: [{ name: `${PREFIX}-one` }],
    });
    const message = await refusal(one.destroy());
    expect(message).toContain('is still in use');
    expect(message).toContain(`Connected to it: ${PREFIX}-user.`);
    expect(one.state).not.toBeNull();
  });

  test('is created again after it was removed, and destroying it when it is gone succeeds', async () => {
    const one = managed('docker_network');
    await one.apply({ name: `${PREFIX}-one` });
    await docker.getNetwork(one.id).remove();
    expect((await one.plan({ name: `${PREFIX}-one` })).action).toBe('create');
    await one.apply({ name: `${PREFIX}-one` });
    await docker.getNetwork(one.id).remove();
    await one.destroy();
    expect(one.state).toBeNull();
  });

  test('refuses invalid subnets and addresses', async () => {
    const one = managed('docker_network');
    expect(
      await refusal(one.plan({ name: `${PREFIX}-one`, ipam_config: [{ subnet: '10.0.0.0' }] })),
    ).toContain('"10.0.0.0" is not allowed: it has to be a subnet');
    expect(await refusal(one.plan({ name: `${PREFIX}-one`, ipam_config: [{ gateway: '10.0.0.0/8' }] }))).toContain('an IP address');
  });

  test('an empty ipam_config lets the engine choose the subnet', async () => {
    const config = { name: `${PREFIX}-one`, ipam_config: [{}] };
    const one = managed('docker_network');
    await one.apply(config);
    expect(await one.plan(config)).toEqual({ action: 'none', changed: [] });
  });

  test('check_duplicate has no effect', async () => {
    const one = managed('docker_network');
    await one.apply({ name: `${PREFIX}-one` });
    const { id } = one;
    expect(await one.apply({ name: `${PREFIX}-one`, check_duplicate: true })).toEqual({ action: 'update', changed: ['check_duplicate'] });
    expect(one.id).toBe(id);
  });
});

describe('docker_volume', () => {
  test('gets a random name if none is configured, and keeps it', async () => {
    const one = managed('docker_volume');
    await one.apply({});
    expect(one.values.name).toMatch(/^[0-9a-f]{64}$/);
    expect(one.values.mountpoint).toContain(String(one.values.name));
    expect(await one.plan({})).toEqual({ action: 'none', changed: [] });
  });

  test('refuses a name that is taken, so that it does not take over the data of another volume', async () => {
    await docker.createVolume({ Name: `${PREFIX}-one` });
    const one = managed('docker_volume');
    const message = await refusal(one.apply({ name: `${PREFIX}-one` }));
    expect(message).toContain(`The name "${PREFIX}-one" is taken by another volume`);
    expect(message).toContain('With `create_before_destroy`, the name may belong to the');
    expect(one.state).toBeNull();
  });

  test('is not removed while in use, and the error names the containers', async () => {
    const one = managed('docker_volume');
    await one.apply({ name: `${PREFIX}-one` });
    const container = managed('docker_container');
    await container.apply({
      name: `${PREFIX}-user`, image: 'busybox:latest', start: false, volumes: [{ volume_name: `${PREFIX}-one`, container_path: '/data' }],
    });
    const message = await refusal(one.destroy());
    expect(message).toContain('is still in use, and was not removed');
    expect(message).toContain(`Used by: ${PREFIX}-user.`);
    await docker.getVolume(`${PREFIX}-one`).inspect();
  });

  test('is created again after it was removed, and destroying it when it is gone succeeds', async () => {
    const one = managed('docker_volume');
    await one.apply({ name: `${PREFIX}-one` });
    await docker.getVolume(one.id).remove();
    expect((await one.plan({ name: `${PREFIX}-one` })).action).toBe('create');
    await one.destroy();
    expect(one.state).toBeNull();
  });
});
