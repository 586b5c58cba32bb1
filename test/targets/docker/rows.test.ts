import fc from 'fast-check';
import { readRows, writeRows } from '../../../src/model/attributes';
import { NetworkModel } from '../../../src/model/network';
import { VolumeModel } from '../../../src/model/volume';
import { NETWORK_ROWS } from '../../../src/targets/docker/network-rows';
import { VOLUME_ROWS } from '../../../src/targets/docker/volume-rows';

const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{1,10}$/);
const map = fc.dictionary(name, fc.oneof(fc.string({ maxLength: 8 }), fc.constant('${literal}')), { maxKeys: 3, noNullPrototype: true });
const optional = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const network: fc.Arbitrary<NetworkModel> = fc.record({
  name,
  driver: fc.constantFrom('bridge', 'overlay'),
  traffic: fc.record({ peers: fc.boolean(), outside: fc.boolean() }).map((traffic) => ({ ...traffic, publishedPorts: traffic.outside })),
  ipv6: optional(fc.boolean()),
  subnets: fc.array(fc.record({ cidr: fc.ipV4().map((ip) => `${ip}/24`), gateway: optional(fc.ipV4()), ipRange: optional(fc.ipV4()) }),
    { maxLength: 2 }),
  allocatedSubnet: fc.constant(() => undefined),
  driverOptions: map,
  labels: optional(map),
  joinedWhileRunning: fc.constant(false),
});

const volume: fc.Arbitrary<VolumeModel> = fc.record({
  name, driver: name, driverOptions: optional(map), labels: optional(map), preventDestroy: fc.constant(false),
});

test('a network comes back from its attributes', () => {
  fc.assert(fc.property(network, (model) => {
    const { allocatedSubnet, ...read } = readRows(NETWORK_ROWS, writeRows(NETWORK_ROWS, model));
    // Only the options of the bridge driver keep members from reaching each other.
    const traffic = model.driver === 'bridge' ? model.traffic : { ...model.traffic, peers: true };
    expect(read).toEqual({ ...model, traffic, allocatedSubnet: undefined });
  }));
});

test('an allocated subnet follows those that are given', () => {
  const model = { ...fc.sample(network, 1)[0], subnets: [{ cidr: 'fd00::/64' }], allocatedSubnet: () => '10.64.0.0/24' };
  expect(writeRows(NETWORK_ROWS, model).ipam_config).toEqual([{ subnet: 'fd00::/64' }, { subnet: '10.64.0.0/24' }]);
});

test('a volume comes back from its attributes', () => {
  fc.assert(fc.property(volume, (model) => {
    expect(readRows(VOLUME_ROWS, writeRows(VOLUME_ROWS, model))).toEqual(model);
  }));
});
