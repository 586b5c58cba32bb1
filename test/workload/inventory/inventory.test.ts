import { TerraformVariable } from 'cdktf';
import { ContainerHost, Mount, Protocol, ContainerOptions, PortMapping } from '../../../src';
import { Inventory } from '../../../src/workload/inventory/inventory';
import { Synthesized, anImage, refusals, testHost, testStack } from '../../assertions';

const withPorts = (...ports: PortMapping[][]) => {
  const host = testHost();
  ports.forEach((each, index) => host.addContainer(`C${index}`, { image: anImage, ports: each }));
  return host;
};

describe('names', () => {
  test('fails for duplicates of every kind, all at once', () => {
    const host = testHost();
    for (const id of ['A', 'B', 'C']) host.addContainer(id, { image: anImage, name: 'web' });
    for (const id of ['N', 'M']) host.addNetwork(id, { name: 'net' });
    for (const id of ['V', 'W']) host.addVolume(id, { name: 'data' });
    host.addContainer('D', { image: anImage, name: 'net' });

    expect(refusals(host)).toEqual([
      '[stack/Host] The container name "web" is given to 3 of them: stack/Host/A, stack/Host/B, stack/Host/C. Give each a `name` of its own.',
      '[stack/Host] The network name "net" is given to 2 of them: stack/Host/N, stack/Host/M. Give each a `name` of its own.',
      '[stack/Host] The volume name "data" is given to 2 of them: stack/Host/V, stack/Host/W. Give each a `name` of its own.',
    ]);
  });

  test('fails for ids that differ only in case', () => {
    const host = testHost();
    host.addVolume('Data');
    host.addVolume('data');
    expect(refusals(host)).toEqual([
      '[stack/Host] The volume name "stack-host-data" is given to 2 of them: stack/Host/Data, stack/Host/data. Give each a `name` of its own.',
    ]);
  });

  test('unknown ones pass', () => {
    const host = testHost();
    const { stringValue: name } = new TerraformVariable(host.node.scope!, 'name', {});
    for (const id of ['A', 'B']) host.addContainer(id, { image: anImage, name });
    expect(() => Synthesized.of(host)).not.toThrow();
  });
});

describe('host ports', () => {
  const conflict = (port: string, users: string) =>
    `[stack/Host] Host port ${port} is published more than once: ${users}. Give each a \`hostPort\` or \`hostIp\` of its own, or leave \`hostPort\` out `
    + 'to let the engine choose.';

  test('fails for the same port of the same address', () => {
    expect(refusals(withPorts([{ containerPort: 80, hostPort: 8080 }], [{ containerPort: 81, hostPort: 8080, hostIp: '127.0.0.1' }]))).toEqual([
      conflict('8080/tcp', 'stack/Host/C0 (127.0.0.1:8080 to 80), stack/Host/C1 (127.0.0.1:8080 to 81)'),
    ]);
  });

  test('fails for all addresses and one of them', () => {
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

  test('fails for two spellings of an IPv6 address', () => {
    const host = withPorts([{ containerPort: 80, hostPort: 80, hostIp: '::1' }, { containerPort: 81, hostPort: 80, hostIp: '0:0:0:0:0:0:0:1' }]);
    expect(refusals(host)).toEqual([conflict('80/tcp', 'stack/Host/C0 (::1:80 to 80), stack/Host/C0 (0:0:0:0:0:0:0:1:80 to 81)')]);
  });

  test('other addresses, protocols and free ports pass', () => {
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

  test('fails for a loop, and names it', () => {
    const { host, containers } = chain(4);
    containers[1].startAfter(containers[3]);
    expect(refusals(host)).toEqual([
      '[stack/Host] These containers wait for each other to start: stack/Host/C1 → stack/Host/C3 → stack/Host/C2 → stack/Host/C1. '
      + 'Take one `startAfter` away.',
    ]);
  });

  test('fails for a container that waits for itself', () => {
    const { host, containers } = chain(1);
    containers[0].startAfter(containers[0]);
    expect(refusals(host)).toEqual([
      '[stack/Host] These containers wait for each other to start: stack/Host/C0 → stack/Host/C0. Take one `startAfter` away.',
    ]);
  });

  test('many ways to the same container pass', () => {
    const { host, containers } = chain(4);
    containers[3].startAfter(containers[0]);
    containers[3].startAfter(containers[1]);
    expect(Inventory.of(host).problems()).toEqual([]);
  });

  test('a chain of thousands passes', () => {
    expect(Inventory.of(chain(3_000).host).problems()).toEqual([]);
  });
});

describe('what is on another host', () => {
  const twoHosts = () => {
    const stack = testStack();
    return [ContainerHost.fromEnvironment(stack, 'One'), ContainerHost.fromUnixSocket(stack, 'Two')];
  };

  test('fails for its networks and volumes, all at once', () => {
    const [one, two] = twoHosts();
    const options: ContainerOptions = { image: anImage, networks: [two.addNetwork('Net')], mounts: [Mount.volume(two.addVolume('Data'), '/data')] };
    one.addContainer('A', options);
    one.addContainer('B', { image: anImage }).connectTo(two.addNetwork('Other'));
    const line = (container: string, what: string, path: string) =>
      `[stack/One/${container}] ${what} ${path} is on the host stack/Two, and this container on stack/One: add one to stack/One and use that.`;
    expect(refusals(one)).toEqual([
      line('A', 'The network', 'stack/Two/Net'),
      line('A', 'The volume', 'stack/Two/Data'),
      line('B', 'The network', 'stack/Two/Other'),
    ]);
  });

  test('a base image is at home on every host', () => {
    for (const host of twoHosts()) host.addContainer('Web', { image: anImage });
  });
});
