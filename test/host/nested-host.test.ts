import { TerraformStack, TerraformVariable } from 'cdktf';
import { conformance } from './conformance';
import { HostPart } from './second-host';
import { Backend, BaseImage, Container, ContainerHost, NestedAccess, NestedHost, NestedHostProps, Size } from '../../src';
import { anImage, refusal, Synthesized, testHost, testStack } from '../assertions';

const ENGINE_IMAGE = BaseImage.fromRegistry('registry.example.com/engine:1');
const KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${'A'.repeat(43)}`;

/** Returns a nested host on a host of its own stack. */
function nestedOn(host: ContainerHost, props: Partial<NestedHostProps> = {}): NestedHost {
  return new NestedHost(host.node.scope!, 'Nested', { host, image: ENGINE_IMAGE, ...props });
}

conformance('a nested host', (stack) => {
  const host = nestedOn(ContainerHost.fromEnvironment(stack, 'Machine'));
  return { host, neighbour: new HostPart(host, 'Part') };
}, {
  subnet: '10.111.47.0/24',
  isMade: true,
  attributes: { provider: 'docker.Nested' },
  addresses: [
    'docker_container.Nested_Api_66B4699F',
    'docker_container.Nested_Web_245C300F',
    'docker_image.Nested_Images_busybox136_736F7B6E',
    'docker_image_import.Nested_Images_rootfs_65C5776A',
    'docker_isolation.Nested_Report_A99D05D6',
    'docker_network.Api-Web_15FB208C',
    'docker_network.Api-outside_187192DF',
    'docker_network.Nested_Front_8AD1C045',
    'docker_volume.Nested_Data_433C65B0',
  ],
});

/** Returns the container with the engine, and not the one that gives it control groups. */
const engineOf = (synthesized: Synthesized): any =>
  Object.values(synthesized.resources('docker_container')).find(({ name }) => name.endsWith('-engine'));

describe('the engine of a nested host', () => {
  const synthesized = (props: Partial<NestedHostProps> = {}) => {
    const host = testHost();
    nestedOn(host, props).addContainer('web', { image: anImage });
    return Synthesized.of(host);
  };

  test('is reached over TLS at the published port, with the certificates of the provider', () => {
    const { json } = synthesized();
    const certificates = 'docker_host_certificates.NestedEngine_Certificates_';
    expect(json.provider.docker[1]).toEqual({
      alias: 'Nested',
      host: expect.stringMatching(/^\$\{\S.*\}tcp:\/\/localhost:\$\{docker_container\.NestedEngine_\w+\.ports\[0\]\.external\}$/),
      ca_material: expect.stringContaining(`${certificates}`),
      cert_material: expect.stringContaining('.client_certificate}'),
      key_material: expect.stringContaining('.client_key}'),
    });
    expect(Object.values(json.resource.docker_host_certificates)).toEqual([{ hosts: ['localhost', '127.0.0.1'] }]);
  });

  test('has further settings in its daemon.json, and none that other props decide', () => {
    const { upload } = engineOf(synthesized({ engineSettings: { 'no-new-privileges': true } }));
    const content = '{\n  "no-new-privileges": true\n}\n';
    expect(upload).toContainEqual(expect.objectContaining({ file: '/etc/docker/daemon.json', content }));
    expect(refusal(() => synthesized({ engineSettings: { 'hosts': [], 'no-new-privileges': true } }))).toContain(
      '`engineSettings` has "hosts", which other props of the host decide. Remove it. The same holds for: hosts, icc,');
  });

  test('is not privileged, mounts nothing of its host, and says which controls it is exempt from', () => {
    const engine = engineOf(synthesized());
    expect(engine.privileged).toBeUndefined();
    expect(engine.mounts.map(({ type, target }: { type: string; target: string }) => [type, target])).toEqual([
      ['volume', '/var/lib/docker'], ['tmpfs', '/run'],
    ]);
    expect(engine.isolation_policy).toBe('baseline@1');
    expect(Object.keys(engine.isolation_exemptions)).toEqual(['apparmor', 'capabilities', 'cgroup_namespace', 'kernel_paths', 'seccomp']);
    expect(engine.security_opts.filter((option: string) => option.startsWith('seccomp='))).toHaveLength(1);
  });

  test.each([false, true])('runs as on a kernel without keyrings, with hostRoot = %s', (hostRoot) => {
    const [option] = engineOf(synthesized({ hostRoot })).security_opts.filter((each: string) => each.startsWith('seccomp='));
    const { defaultAction, syscalls } = JSON.parse(option.slice('seccomp='.length));
    const rulesOf = (call: string) => syscalls.filter(({ names }: { names: string[] }) => names.includes(call));
    for (const call of ['add_key', 'keyctl', 'request_key']) {
      expect(rulesOf(call)).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
    }
    expect(defaultAction).toBe('SCMP_ACT_ERRNO');
    for (const call of ['bpf', 'mount', 'pivot_root']) expect(rulesOf(call)).toMatchObject([{ action: 'SCMP_ACT_ALLOW' }]);
  });

  test('has limits, of which it keeps a part for itself', () => {
    const props = { memory: Size.gibibytes(4), engineMemory: Size.mebibytes(512), cpus: 2, pidsLimit: 1000, port: 2376 };
    const engine = engineOf(synthesized(props));
    expect(engine).toMatchObject({
      memory: 4096, cpus: '2', pids_limit: 1000, env: ['BERTH_ENGINE_MEMORY=536870912', 'BERTH_HOST_ROOT=false'],
    });
    expect(engine.ports).toEqual([{ internal: 2376, external: 2376, ip: '127.0.0.1', protocol: 'tcp' }]);
  });
});

test('whose root is root of the machine says so in the plan, and has no use for groups of its own', () => {
  const host = testHost();
  nestedOn(host, { hostRoot: true });
  const containers = Object.values(Synthesized.of(host).resources('docker_container'));
  expect(containers).toHaveLength(1);
  expect(containers[0]).toMatchObject({ env: ['BERTH_ENGINE_MEMORY=268435456', 'BERTH_HOST_ROOT=true'] });
  expect(containers[0].cgroup_parent).toBeUndefined();
  expect(Object.entries(containers[0].isolation_exemptions).filter(([, reason]) => String(reason).includes('root of the machine'))
    .map(([control]) => control)).toEqual(['cpus', 'devices', 'host_paths', 'memory', 'processes']);
});

test('one container gives the groups of the engine to root of its user namespace', () => {
  const host = testHost();
  nestedOn(host);
  const [delegate, engine] = Object.values(Synthesized.of(host).resources('docker_container')).sort((a, b) => a.name.localeCompare(b.name));
  expect(delegate).toMatchObject({
    command: [engine.cgroup_parent], userns_mode: 'host', network_mode: 'none', capabilities: { drop: ['ALL'], add: ['CHOWN'] },
  });
  expect(engine.cgroup_parent).toMatch(/^[a-z0-9_.]+\.slice$/);
  expect(engine.depends_on).toEqual([expect.stringMatching(/^docker_container\.NestedEngine_Delegate_/)]);
});

test('memory that the engine would keep for itself is refused', () => {
  expect(refusal(() => nestedOn(testHost(), { memory: Size.mebibytes(256) }))).toContain(
    'Of 256 MiB, the engine keeps 256 MiB, which leaves less than 64 MiB for its containers. Increase `memory`, or decrease');
});

test('a socket in the folder of another one is refused', () => {
  const host = testHost({ sharedFolders: ['/srv/blue', '/srv/green'].map((path) => ({ path, readOnly: false })) });
  const at = (id: string, folder: string) => (
    new NestedHost(host.node.scope!, id, { host, image: ENGINE_IMAGE, access: NestedAccess.unixSocket(folder) }));
  at('Blue', '/srv/blue');
  at('Green', '/srv/green');
  expect(refusal(() => at('Other', '/srv/./blue/'))).toContain('has its socket in "/srv/./blue/", too: one engine would answer for both.');
});

test.each<[string, (stack: TerraformStack) => Partial<NestedHostProps>]>([
  ['a port', () => ({ port: 23_760 })],
  ['the path of a socket', () => ({ access: NestedAccess.unixSocket('/srv/blue') })],
  ['a port of SSH', (stack) => ({
    port: 2_222,
    access: NestedAccess.ssh({
      hostPrivateKey: new TerraformVariable(stack, 'Key', { sensitive: true }), hostKey: KEY, authorizedKeys: [KEY],
    }),
  })],
])('Terraform makes the engine before it asks it for anything, also if %s is known', (_what, props) => {
  const host = testHost({ sharedFolders: [{ path: '/srv/blue', readOnly: false }] });
  nestedOn(host, props(TerraformStack.of(host))).addContainer('web', { image: anImage });
  const addresses = Synthesized.of(host).json.provider.docker.map(({ host: address }: { host?: string }) => address);
  expect(addresses).toContainEqual(expect.stringMatching(
    /^\$\{substr\(docker_container\.NestedEngine_\w+\.id, 0, 0\)\}(tcp|unix|ssh):\/\//,
  ));
});

test('kreuzwerker/docker can\'t have one', () => {
  const host = ContainerHost.fromEnvironment(testStack({ backend: Backend.KREUZWERKER }), 'Machine');
  expect(refusal(() => nestedOn(host))).toContain('Certificates of a host');
});

test('a host can be nested in a nested host', () => {
  const outer = nestedOn(testHost());
  const inner = new NestedHost(outer, 'Inner', { host: outer, image: ENGINE_IMAGE, addressRange: '10.128.0.0/12' });
  const { resource } = new Container(inner, 'Web', { host: inner, image: anImage });
  expect(Synthesized.of(outer).resources('docker_container')[resource.friendlyUniqueId].provider).toBe(`docker.${inner.provider.alias}`);
});

test('its facts are found once it exists', () => {
  const host = nestedOn(testHost());
  host.addContainer('web', { image: anImage });
  expect(host.addFacts()).toBeDefined();
  const { json } = Synthesized.of(host);
  const [facts] = Object.values<{ depends_on: string[] }>(json.data.docker_host_facts);
  expect(facts!.depends_on.sort()).toEqual([
    expect.stringMatching(/^docker_container\.NestedEngine_/), expect.stringMatching(/^docker_host_certificates\.NestedEngine_/),
  ]);
});
