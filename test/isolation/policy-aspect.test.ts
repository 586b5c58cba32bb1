import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Service } from '@cdktf/provider-docker/lib/service';
import { App, TerraformResource, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Backend, ContainerHost, Control, Exemption, IsolationPolicy, Size } from '../../src';
import { toDocument } from '../../src/shared/controls/document';
import { BASELINE } from '../../src/shared/controls/profiles';
import { Synthesized, addTo, anImage, fakeBundle, refusals, testHost, testStack } from '../assertions';

/** What a raw container needs to keep the baseline. */
const KEPT = {
  name: 'raw',
  image: 'busybox',
  capabilities: { drop: ['ALL'] },
  securityOpts: ['no-new-privileges'],
  ipcMode: 'private',
  cgroupnsMode: 'private',
  memory: 64,
  cpus: '1',
  ulimit: [{ name: 'nofile', soft: 1_024, hard: 1_024 }],
};

const stackOf = (host: ContainerHost) => host.node.scope as TerraformStack;

function raw(host: ContainerHost, config: object = {}): RawContainer {
  const container = new RawContainer(stackOf(host), 'Raw', { ...KEPT, ...config });
  container.addOverride('pids_limit', 100);
  return container;
}

describe('the way out of a container', () => {
  test.each<[string, unknown, string]>([
    ['privileged', true, 'All powers of the host: the policy asks for denied, and this is allowed (CIS Docker Benchmark 5.5; Pod Security Standards, "Privileged Containers"). '
      + 'Leave `privileged` out, or add Exemption.of(Control.PRIVILEGED, \'the reason\') to `exemptions`.'],
    ['userns_mode', 'host', 'User namespace: the policy asks for engine, and this is host (CIS Docker Benchmark 5.31). Leave `userNamespace` out, or add '
      + 'Exemption.of(Control.USER_NAMESPACE, \'the reason\') to `exemptions`.'],
    ['capabilities.add', ['SYS_ADMIN'], 'Capabilities: the policy asks for CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, '
      + 'SYS_CHROOT, and this is SYS_ADMIN (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Take them out of `capabilities`, or add '
      + 'Exemption.of(Control.CAPABILITIES, \'the reason\') to `exemptions`.'],
    ['volumes', [{ host_path: '/var/run/docker.sock', container_path: '/x' }], 'A mount of "/var/run/docker.sock" gives the container the engine\'s socket '
      + '(/run/docker.sock), and with it the whole machine (CIS Docker Benchmark 5.32). Mount a folder that does not hold the socket, or add '
      + 'Exemption.of(Control.ENGINE_SOCKET, \'the reason\') to `exemptions`.'],
    ['memory', null, 'Memory: the policy asks for limited, and this is unlimited (CIS Docker Benchmark 5.11). Leave `memory` out, or give less, or add '
      + 'Exemption.of(Control.MEMORY, \'the reason\') to `exemptions`.'],
  ])('by %s is refused', (attribute, value, text) => {
    const container = addTo(testHost());
    container.resource.addOverride(attribute, value);
    expect(refusals(container)).toEqual([`[stack/Host/Web] ${text}`]);
  });

  test('is seen on one container beside others that are the same but for that', () => {
    const host = testHost();
    const [, masked, requested] = ['One', 'Masked', 'Requested'].map((id) => host.addContainer(id, { image: anImage }));
    masked.resource.addOverride('masked_paths', []);
    requested.resource.addOverride('device_requests', [{ driver: 'cdi', device_ids: ['vendor.com/class=name'] }]);
    expect(refusals(host)).toEqual([expect.stringContaining('[stack/Host/Masked] Paths of the kernel'), expect.stringContaining('[stack/Host/Requested] Devices')]);
  });

  test('is seen on one that is otherwise like another of which Terraform writes it out later', () => {
    const host = testHost();
    const [later, none] = ['Later', 'None'].map((id) => host.addContainer(id, { image: anImage }));
    later.resource.addOverride('capabilities', null);
    later.resource.addOverride('dynamic.capabilities', { for_each: '${[]}', content: {} });
    none.resource.addOverride('capabilities', null);
    expect(refusals(host)).toEqual([expect.stringContaining('[stack/Host/None] Capabilities')]);
  });

  test('passes with an exemption, and in what is unknown', () => {
    const container = addTo(testHost(), { exemptions: [Exemption.of(Control.USER_NAMESPACE, 'it is trusted')] });
    container.resource.addOverride('userns_mode', 'host');
    container.resource.addOverride('privileged', new TerraformVariable(container, 'later', {}).booleanValue);
    container.resource.addOverride('pid_mode', '${var.later}');
    expect(() => Synthesized.of(container)).not.toThrow();
  });
});

describe('a raw container', () => {
  test('that keeps the policy gets it into the plan', () => {
    const host = testHost();
    raw(host);
    expect(Synthesized.of(host).resource('docker_container').isolation_policy).toEqual([toDocument(BASELINE)]);
  });

  test('that is weaker is refused, each control at once, with the label that would let it off', () => {
    const host = testHost();
    raw(host, { capabilities: { add: ['ALL'] }, pidMode: 'host', volumes: [{ hostPath: '/run', containerPath: '/x' }] });
    expect(refusals(host)).toEqual([
      '[stack/Raw] Capabilities: the policy asks for CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, and this '
      + 'is any (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Change that, or give it the label "berth.exemption.capabilities" with the reason.',
      '[stack/Raw] Process namespace: the policy asks for shared, and this is host (CIS Docker Benchmark 5.16; Pod Security Standards, "Host Namespaces"). Change that, '
      + 'or give it the label "berth.exemption.pid_namespace" with the reason.',
      '[stack/Raw] A mount of "/run" gives the container the engine\'s socket (/run/docker.sock), and with it the whole machine (CIS Docker Benchmark 5.32). Mount a '
      + 'folder that does not hold the socket, or give it the label "berth.exemption.engine_socket" with the reason.',
    ]);
  });

  test('is let off by its labels', () => {
    const host = testHost();
    raw(host, { pidMode: 'host', labels: [{ label: 'berth.exemption.pid_namespace', value: 'it watches' }, { label: 'berth.exemption.magic', value: 'x' }] });
    expect(Synthesized.of(host).resource('docker_container').isolation_policy).toMatchObject([{
      pid_namespace: 'shared', exemption: [{ control: 'pid_namespace', reason: 'it watches' }],
    }]);
  });

  test('keeps the policy of the host whose provider it has', () => {
    const stack = testStack();
    ContainerHost.fromEnvironment(stack, 'One');
    const two = ContainerHost.fromUnixSocket(stack, 'Two', { path: '/srv/engine.sock' });
    IsolationPolicy.BASELINE.with({ memory: Size.mebibytes(32) }).enforce(two);
    raw(two, { provider: two.provider, mounts: [{ type: 'bind', source: '/srv', target: '/x' }] });
    expect(refusals(stack)).toEqual([
      expect.stringContaining('A mount of "/srv" gives the container the engine\'s socket (/srv/engine.sock)'),
      expect.stringContaining('[stack/Raw] Memory: the policy asks for 32 MiB, and this is 64 MiB'),
    ]);
  });

  test('of no binding is checked, too', () => {
    const host = testHost();
    new TerraformResource(stackOf(host), 'Raw', { terraformResourceType: 'docker_container' }).addOverride('pid_mode', 'host');
    expect(refusals(host)).toContainEqual(expect.stringContaining('[stack/Raw] Process namespace: '));
  });

  test('whose blocks Terraform writes out passes in those', () => {
    const host = testHost();
    raw(host).addOverride('dynamic.devices', { for_each: ['/dev/fuse'], content: { host_path: '${devices.value}' } });
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('takes part in what its scope is let off from', () => {
    const host = testHost();
    IsolationPolicy.BASELINE.with({ maskedKernelPaths: false }).enforce(stackOf(host), { exemptions: [Exemption.of(Control.KERNEL_PATHS, 'it builds images')] });
    raw(host, { securityOpts: ['no-new-privileges', 'systempaths=unconfined'] });
    expect(Synthesized.of(host).resource('docker_container')).toMatchObject({
      labels: [{ label: 'berth.exemption.kernel_paths', value: 'it builds images' }],
      isolation_policy: [{ exemption: [{ control: 'kernel_paths', reason: 'it builds images' }] }],
    });
  });

  test('is checked where a policy is enforced and there is no host, and nothing is written into it', () => {
    const stack = testStack();
    IsolationPolicy.RESTRICTED.enforce(stack.node.root);
    new DockerProvider(stack, 'Provider', {});
    new RawContainer(stack, 'Raw', { ...KEPT, user: '1000' });
    expect(refusals(stack)).toEqual([expect.stringContaining('[stack/Raw] Read-only root file system: ')]);
  });
});

describe('a service', () => {
  const serviceWith = (containerSpec: object, resources?: object) => {
    const host = testHost({ backend: Backend.KREUZWERKER });
    new Service(stackOf(host), 'Service', {
      name: 'service',
      taskSpec: { containerSpec: { image: 'busybox', capDrop: ['ALL'], ...containerSpec }, resources: resources ?? { limits: { memoryBytes: 1e8, nanoCpus: 1e9 } } },
    });
    return host;
  };

  test('that keeps the policy, so far as it can be said of one, passes', () => {
    expect(Synthesized.of(serviceWith({ sysctl: { 'net.ipv4.tcp_syncookies': '1' } })).resource('docker_service')).not.toHaveProperty('isolation_policy');
  });

  test('that is weaker is refused', () => {
    const host = serviceWith({ capAdd: ['SYS_ADMIN'], mounts: [{ type: 'bind', source: '/etc', target: '/x' }], sysctl: { 'kernel.msgmax': '1' } }, {});
    expect(refusals(host).map((text) => text.split(':')[0])).toEqual([
      '[stack/Service] Capabilities', '[stack/Service] Kernel parameters',
      expect.stringContaining('[stack/Service] A writable mount of "/etc"'), '[stack/Service] Memory', '[stack/Service] Processors',
    ]);
  });
});

test('with validations switched off the policy goes along all the same', () => {
  const app = new App({ skipValidation: true, outdir: Testing.app().outdir, context: { 'berth:providerFolder': fakeBundle() } });
  addTo(ContainerHost.fromEnvironment(new TerraformStack(app, 'stack'), 'Host')).resource.privileged = true;
  app.synth();
  const { resource } = JSON.parse(readFileSync(join(app.outdir, 'stacks/stack/cdk.tf.json'), 'utf8'));
  expect(resource.docker_container.Host_Web_59305F32).toMatchObject({ privileged: true, isolation_policy: [{ privileged: 'denied' }] });
});

test('the standard provider gets no block, and the labels', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  addTo(host, { exemptions: [Exemption.of(Control.MEMORY, 'it counts by itself')] });
  const container = Synthesized.of(host).resource('docker_container');
  expect(container).not.toHaveProperty('isolation_policy');
  expect(container.labels).toEqual([{ label: 'berth.exemption.memory', value: 'it counts by itself' }]);
});

test('a stack may be synthesized twice', () => {
  const container = addTo(testHost(), { exemptions: [Exemption.of(Control.MEMORY, 'it counts by itself')] });
  expect(Synthesized.of(container).json).toEqual(Synthesized.of(container).json);
});
