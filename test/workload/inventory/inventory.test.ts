import { TerraformVariable } from 'cdktf';
import { ContainerHost, Protocol, PortMapping } from '../../../src';
import { Inventory } from '../../../src/workload/inventory/inventory';
import { Synthesized, anImage, refusals, testHost, testStack } from '../../assertions';

const withPorts = (...ports: PortMapping[][]) => {
  const host = testHost();
  ports.forEach((each, index) => host.addContainer(`C${index}`, { image: anImage, ports: each }));
  return host;
};

describe('names', () => {
  const duplicate = (what: string, paths: string) => `[stack/Host] The ${what}: ${paths}. Give each a \`name\` of its own.`;

  test('must be unique among objects of one kind, and one error lists all duplicates', () => {
    const host = testHost();
    for (const id of ['A', 'B', 'C']) host.addContainer(id, { image: anImage, name: 'web' });
    for (const id of ['N', 'M']) host.addNetwork(id, { name: 'net' });
    for (const id of ['V', 'W']) host.addVolume(id, { name: 'data' });
    host.addContainer('D', { image: anImage, name: 'net' });

    expect(refusals(host)).toEqual([
      duplicate('container name "web" is used 3 times', 'stack/Host/A, stack/Host/B, stack/Host/C'),
      duplicate('network name "net" is used 2 times', 'stack/Host/N, stack/Host/M'),
      duplicate('volume name "data" is used 2 times', 'stack/Host/V, stack/Host/W'),
    ]);
  });

  test('must be unique even if the ids differ in case', () => {
    const host = testHost();
    host.addVolume('Data');
    host.addVolume('data');
    expect(refusals(host)).toEqual([duplicate('volume name "stack-host-data" is used 2 times', 'stack/Host/Data, stack/Host/data')]);
  });
});

describe('host ports', () => {
  const conflict = (port: string, users: string) =>
    `[stack/Host] Host port ${port} is published more than once: ${users}. `
    + 'Give each a `hostPort` or `hostIp` of its own, or leave `hostPort` out to let the engine choose.';

  test('must not be published on all addresses and on one of them', () => {
    const host = withPorts(
      [{ containerPort: 80, hostPort: 80, hostIp: '10.0.0.1' }],
      [{ containerPort: 80, hostPort: 80, hostIp: '0.0.0.0' }],
      [{ containerPort: 80, hostPort: 80, hostIp: '::1' }],
      [{ containerPort: 80, hostPort: 80, hostIp: '::' }],
    );
    expect(refusals(host)).toEqual([
      conflict('80/tcp', 'stack/Host/C0 (10.0.0.1:80 to 80), stack/Host/C1 (0.0.0.0:80 to 80)'),
      conflict('80/tcp', 'stack/Host/C2 (::1:80 to 80), stack/Host/C3 (:::80 to 80)'),
    ]);
  });

  test('must not be published on two spellings of an IPv6 address', () => {
    const host = withPorts([
      { containerPort: 80, hostPort: 80, hostIp: '::1' }, { containerPort: 81, hostPort: 80, hostIp: '0:0:0:0:0:0:0:1' },
    ]);
    expect(refusals(host)).toEqual([conflict('80/tcp', 'stack/Host/C0 (::1:80 to 80), stack/Host/C0 (0:0:0:0:0:0:0:1:80 to 81)')]);
  });

  test('may differ in address or protocol, or be chosen by the engine', () => {
    const { numberValue: hostPort } = new TerraformVariable(testStack(), 'port', {});
    const host = withPorts(
      [{ containerPort: 53, hostPort: 53, hostIp: '10.0.0.1' }, { containerPort: 53, hostPort: 53, hostIp: '10.0.0.2' }],
      [{ containerPort: 53, hostPort: 53, hostIp: '10.0.0.1', protocol: Protocol.UDP }],
      [{ containerPort: 80 }, { containerPort: 81 }],
      [{ containerPort: 80, hostPort }, { containerPort: 81, hostPort }],
    );
    expect(Inventory.of(host).problems()).toEqual([]);
  });
});

describe('start order', () => {
  const chain = (length: number) => {
    const host = testHost();
    const containers = Array.from({ length }, (_, index) => host.addContainer(`C${index}`, { image: anImage }));
    containers.slice(1).forEach((container, index) => container.startAfter(containers[index]));
    return { host, containers };
  };

  test('must not contain a loop', () => {
    const { host, containers } = chain(4);
    containers[1].startAfter(containers[3]);
    expect(refusals(host)).toEqual([
      '[stack/Host] These containers wait for each other to start: stack/Host/C1 → stack/Host/C3 → stack/Host/C2 → stack/Host/C1. '
      + 'Remove one `startAfter`.',
    ]);
  });

  test('must not make a container wait for itself', () => {
    const { host, containers } = chain(1);
    containers[0].startAfter(containers[0]);
    expect(refusals(host)).toEqual([
      '[stack/Host] These containers wait for each other to start: stack/Host/C0 → stack/Host/C0. Remove one `startAfter`.',
    ]);
  });

  test('may reach a container on several paths', () => {
    const { host, containers } = chain(4);
    containers[3].startAfter(containers[0]);
    containers[3].startAfter(containers[1]);
    expect(Inventory.of(host).problems()).toEqual([]);
  });

  test('may be a chain of thousands of containers', () => {
    expect(Inventory.of(chain(3_000).host).problems()).toEqual([]);
  });
});

test('each host can use a base image', () => {
  const stack = testStack();
  for (const host of [ContainerHost.fromEnvironment(stack, 'One'), ContainerHost.fromUnixSocket(stack, 'Two')]) {
    host.addContainer('Web', { image: anImage });
  }
  expect(() => Synthesized.of(stack)).not.toThrow();
});
