import { Image } from '@cdktf/provider-docker/lib/image';
import { App, DataResource, TerraformHclModule, TerraformOutput, TerraformStack, TerraformVariable } from 'cdktf';
import { Construct } from 'constructs';
import { conformance } from './conformance';
import { HostPart } from './second-host';
import { Backend, ContainerHost, Endpoint, MachineHostOptions, Volume } from '../../src';
import { anImage, refusal, refusals, Synthesized, testStack } from '../assertions';

const endpoint = Endpoint.ssh('10.0.0.5');

const hostIn = (stack: TerraformStack, options: Partial<MachineHostOptions> = {}) =>
  ContainerHost.of(stack, 'Machine', { endpoint, ...options });

conformance('a host on any machine', (stack) => {
  const host = hostIn(stack);
  return { host, neighbour: new HostPart(host, 'Part') };
}, {
  subnet: '10.72.117.0/24',
  addresses: [
    'docker_container.Machine_Api_DD8943F5',
    'docker_container.Machine_Web_991C240F',
    'docker_image.Machine_Images_busybox136_8DF98181',
    'docker_image_import.Machine_Images_rootfs_5300E767',
    'docker_isolation.Machine_Report_F6576918',
    'docker_network.Api-Web_8CC3745F',
    'docker_network.Api-outside_B780DA2E',
    'docker_network.Machine_Front_3F014975',
    'docker_volume.Machine_Data_D2C9712B',
  ],
});

/** Returns what the resources and data sources on the host depend on, by type. */
function dependenciesIn(stack: TerraformStack): Record<string, unknown> {
  const { resource, data } = Synthesized.of(stack).json;
  const docker = [...Object.entries(resource), ...Object.entries(data ?? {}).map(([type, named]) => [`data.${type}`, named] as const)];
  return Object.fromEntries(docker.filter(([type]) => type.includes('docker_')).flatMap(([type, named]) =>
    Object.values(named as Record<string, { readonly depends_on?: unknown }>).map(({ depends_on: dependencies }) => [type, dependencies])));
}

/** A resource that stands for a machine. */
const machineIn = (scope: Construct, id = 'VM') => new DataResource(scope, id);

describe('the address', () => {
  test('is that of the endpoint', () => {
    expect(hostIn(testStack()).address).toBe('10.0.0.5');
  });

  test('may be another one, or a token', () => {
    expect(hostIn(testStack(), { address: 'www.example.com' }).address).toBe('www.example.com');
    const stack = testStack();
    const { stringValue } = new TerraformVariable(stack, 'address', {});
    const host = hostIn(stack, { address: stringValue });
    const web = host.addContainer('web', { image: anImage, ports: [{ containerPort: 80, hostPort: 8080, hostIp: '0.0.0.0' }] });
    new TerraformOutput(stack, 'page', { value: web.publishedAddress(80) });
    expect(Synthesized.of(stack).json.output.page.value).toBe('${var.address}:8080');
  });

  test('is no address of a port', () => {
    expect(refusal(() => hostIn(testStack(), { address: 'www.example.com:80' }))).toBe(
      '[stack/Machine] "www.example.com:80" can\'t be the address of the host: '
      + 'use letters, digits and "-", in labels of at most 63 characters that are separated by ".".');
  });
});

test('without an endpoint, the host is refused, so that nothing is created on the local engine instead', () => {
  expect(refusal(() => ContainerHost.of(testStack(), 'Machine', {} as MachineHostOptions))).toContain('endpoint');
});

describe('what makes the machine', () => {
  test('comes before everything on the host, also where no token refers to it', () => {
    const stack = testStack();
    const host = hostIn(stack, { dependsOn: [machineIn(stack)] });
    host.addContainer('web', { image: anImage });
    host.addNetwork('net');
    host.addVolume('data');
    Volume.fromName(stack, 'Existing', { host, name: 'existing' });
    expect(host.addFacts().memory).toBeDefined();
    new Image(stack, 'Raw', { name: 'raw' });
    const dependencies = dependenciesIn(stack);
    expect(Object.keys(dependencies).sort()).toEqual([
      'data.docker_host_facts', 'data.docker_volume', 'docker_container', 'docker_image', 'docker_network', 'docker_volume',
    ]);
    for (const each of Object.values(dependencies)) expect(each).toEqual(['terraform_data.VM']);
  });

  test('comes once if a token refers to it, too, and after what a container depends on itself', () => {
    const stack = testStack();
    const vm = machineIn(stack);
    const host = hostIn(stack, { endpoint: Endpoint.ssh(vm.getStringAttribute('output')), dependsOn: [vm] });
    const db = host.addContainer('db', { image: anImage });
    host.addContainer('web', { image: anImage, startAfter: [db] });
    expect(host.addFacts().memory).toBeDefined();
    expect(dependenciesIn(stack)['data.docker_host_facts']).toEqual(['terraform_data.VM']);
    const [web] = Object.values(Synthesized.of(stack).resources('docker_container')).filter(({ name }) => name.endsWith('web'));
    expect([...web!.depends_on].sort()).toEqual(['docker_container.Machine_db_E049746F', 'terraform_data.VM']);
  });

  test('may be constructs with resources in them, modules, and the construct that has the host, too', () => {
    const stack = testStack();
    const cluster = new Construct(stack, 'Cluster');
    machineIn(cluster, 'One');
    machineIn(cluster, 'Two');
    const module = new TerraformHclModule(stack, 'Module', { source: 'example/machine/vsphere' });
    const around = new Construct(stack, 'Around');
    machineIn(around);
    ContainerHost.of(around, 'Host', { endpoint, dependsOn: [cluster, module, around] }).addVolume('data');
    expect(dependenciesIn(stack)).toEqual({
      docker_volume: [
        'terraform_data.Cluster_One_D7D0116F', 'terraform_data.Cluster_Two_D478F21D', 'module.Module', 'terraform_data.Around_VM_B0839FF5',
      ],
    });
  });

  test('may be on another host, which does not depend on it', () => {
    const stack = testStack();
    const outer = ContainerHost.fromEnvironment(stack, 'Outer');
    const engine = outer.addContainer('engine', { image: anImage });
    hostIn(stack, { dependsOn: [engine] }).addVolume('data');
    const dependencies = dependenciesIn(stack);
    expect(dependencies.docker_volume).toEqual(['docker_container.Outer_engine_64C4369C']);
    expect(dependencies.docker_container).toBeUndefined();
  });

  test('comes first with kreuzwerker/docker, too', () => {
    const stack = testStack({ backend: Backend.KREUZWERKER });
    hostIn(stack, { dependsOn: [machineIn(stack)] }).addNetwork('net');
    expect(dependenciesIn(stack)).toEqual({ docker_network: ['terraform_data.VM'] });
  });

  test('is not a construct of another stack', () => {
    const stack = testStack();
    const elsewhere = machineIn(new TerraformStack(stack.node.root as App, 'other'));
    expect(refusal(() => hostIn(stack, { dependsOn: [elsewhere] }))).toBe(
      '[stack/Machine] other/VM in `dependsOn` of the host is not in the stack of the host, which is "stack". Name a construct of this '
      + 'stack, or make this stack depend on the other one: addDependency().');
  });

  test('is not a name', () => {
    expect(refusal(() => hostIn(testStack(), { dependsOn: ['machine' as never] }))).toContain(
      'The prop `dependsOn[0]` takes a value of the type IConstruct: new TerraformResource(scope, id, config), ');
  });

  test('is not a construct without resources', () => {
    const stack = testStack();
    hostIn(stack, { dependsOn: [new Construct(stack, 'Empty')] });
    expect(refusals(stack)).toEqual([
      '[stack/Machine] stack/Empty in `dependsOn` of the host has no resource, data source or module in it, so there is nothing to wait '
      + 'for. Name what makes the machine, or leave it out.',
    ]);
  });
});
