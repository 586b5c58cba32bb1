import { Network as NetworkResource } from '@cdktf/provider-docker/lib/network';
import { TerraformOutput } from 'cdktf';
import { Backend, ContainerHost, ContainerHosts, Endpoint, HostFacts, Runtime, Size } from '../../src';
import { Synthesized, anImage, refusal, testHost, testStack } from '../assertions';
import { raw } from '../isolation/raw';

type Conditions = ReadonlyArray<{ readonly condition: string; readonly error_message: string }>;

/** Returns the preconditions of the only resource of a type. */
function conditions(host: ContainerHost, type = 'docker_container'): Conditions {
  return Synthesized.of(host).resource(type).lifecycle?.precondition ?? [];
}

test('the facts are one data source, whose attributes are references', () => {
  const host = testHost();
  expect(host.addFacts()).toBe(host.addFacts());
  new TerraformOutput(host, 'kvm', { value: host.addFacts().kvm, staticId: true });
  new TerraformOutput(host, 'gvisor', { value: host.addFacts().startsRuntime(Runtime.RUNSC), staticId: true });
  new TerraformOutput(host, 'memory', { value: host.addFacts().memory.toBytes(), staticId: true });
  new TerraformOutput(host, 'why', { value: host.addFacts().evidence('kvm'), staticId: true });
  const { json } = Synthesized.of(host);
  const data = `data.docker_host_facts.${Object.keys(json.data.docker_host_facts)[0]}`;
  expect(Object.values(json.data.docker_host_facts)).toEqual([{ probe: true }]);
  expect(json.output).toEqual({
    kvm: { value: `\${${data}.kvm}` },
    gvisor: { value: `\${(try(${data}.runtimes["runsc"].starts, false) == true)}` },
    memory: { value: `\${${data}.memory}` },
    why: { value: `\${${data}.evidence["kvm"]}` },
  });
});

test('without facts, nothing is checked', () => {
  const host = testHost();
  host.addContainer('App', { image: anImage });
  expect(conditions(host)).toEqual([]);
});

test('a container is checked against the facts, whenever it was added', () => {
  const host = testHost();
  host.addContainer('App', { image: anImage, runtime: Runtime.of('kata'), memory: Size.gibibytes(2), cpus: 1.5 });
  expect(host.addFacts().node.path).toBe('stack/Host/Facts');
  const found = conditions(host);
  const data = /data\.docker_host_facts\.\w+/.exec(found[0]!.condition)![0];
  expect(found).toEqual([
    {
      condition: `\${try(${data}.runtimes["kata"].starts, false) == true}`,
      error_message: `The runtime "kata" does not start containers on this host: \${try(coalesce(${data}.runtimes["kata"].error), `
        + '"it was not tried")}. Install and register it, or choose another runtime.',
    },
    {
      condition: `\${coalesce(${data}.memory, 0) >= 2147483648}`,
      error_message: `The host can't hold \`memory\` of 2048 MiB: it has \${coalesce(${data}.memory, 0)} bytes. `
        + `\${${data}.evidence["memory"]} Lower \`memory\`, or use a host with more memory.`,
    },
    {
      condition: `\${coalesce(${data}.cpus, 0) >= 1.5}`,
      error_message: `The host can't hold 1.5 CPUs: it has \${coalesce(${data}.cpus, 0)}. \${${data}.evidence["cpus"]} Lower \`cpus\`.`,
    },
  ]);
  // The engine tries what its containers use.
  expect(Synthesized.of(host).json.data.docker_host_facts).toEqual({
    [data.split('.')[2]!]: { probe: true, extra_runtimes: ['kata'] },
  });
});

test('escape hatches and raw resources are checked against the facts of their host only, and keep their own preconditions', () => {
  const stack = testStack();
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  const other = ContainerHost.fromUnixSocket(stack, 'Other');
  host.addFacts();
  const own = { condition: '${true}', errorMessage: 'never' };
  const labels = [{ label: 'berth.exemption.devices', value: 'it runs virtual machines' }];
  const container = raw(host, { lifecycle: { precondition: [own] }, labels });
  container.addOverride('storage_opts', { size: '1G' });
  container.addOverride('cpu_rt_runtime', 1000);
  container.addOverride('devices', [{ host_path: '/dev/kvm' }]);
  raw(host, { name: 'elsewhere', provider: other.provider }, 'Elsewhere');

  const { docker_container: containers } = Synthesized.of(stack).json.resource;
  expect(containers.Raw.lifecycle.precondition.map((each: { condition: string }) => each.condition.replace(/data\.\w+\.\w+/, 'facts')))
    .toEqual([
      '${true}', '${coalesce(facts.memory, 0) >= 67108864}', '${coalesce(facts.cpus, 0) >= 1}', '${coalesce(facts.cgroup_version, 0) == 1}',
      '${coalesce(facts.limits_storage, false)}', '${coalesce(facts.kvm, false)}',
    ]);
  expect(containers.Elsewhere.lifecycle).toBeUndefined();
});

test('networks are checked against the filter of IPv6 and against ESP', () => {
  const host = testHost({ filtersIpv6: true });
  host.addFacts();
  host.addNetwork('Net', { ipv6: true });
  new NetworkResource(host, 'Raw', { name: 'raw', driver: 'overlay', options: { encrypted: '' } });
  const all = Object.values(Synthesized.of(host).resources('docker_network'))
    .map(({ lifecycle }) => (lifecycle.precondition as Conditions).map(({ condition }) => condition.replace(/data\.\w+\.\w+/, 'facts')));
  expect(all).toEqual([['${coalesce(facts.filters_ipv6, false)}'], ['${coalesce(facts.esp, false)}']]);
});

test('hosts of one provider have their own facts, against which only what is on them is checked', () => {
  const hosts = new ContainerHosts(testStack(), 'Hosts', {
    hosts: { a: { endpoint: Endpoint.unix('/a') }, b: { endpoint: Endpoint.unix('/b') } },
  });
  hosts.host('a').addContainer('App', { image: anImage });
  hosts.host('b').addContainer('App', { image: anImage });
  hosts.host('b').addFacts();
  const { data, resource } = Synthesized.of(hosts).json;
  expect(Object.values(data.docker_host_facts)).toEqual([{ probe: true, engine: 'b' }]);
  const held = Object.values<any>(resource.docker_container).filter(({ lifecycle }) => lifecycle?.precondition !== undefined);
  expect(held.map(({ engine }) => engine)).toEqual(['b']);
});

test('aspects that run twice add nothing twice', () => {
  const host = testHost();
  host.addContainer('App', { image: anImage });
  host.addFacts();
  expect(conditions(host)).toEqual(conditions(host));
});

test('a back end without facts refuses them', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  expect(refusal(() => host.addFacts())).toContain(
    'Facts of a host is not supported by the back end kreuzwerker/docker: leave them out, or use Backend.BERTH.');
});

test('facts of a host in another stack are refused', () => {
  const host = testHost();
  expect(refusal(() => new HostFacts(testStack(), 'Facts', { host }))).toContain('Facts must be in the stack of its host');
});
