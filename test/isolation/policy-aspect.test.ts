import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Service } from '@cdktf/provider-docker/lib/service';
import { App, TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Backend, ContainerHost, Control, Exemption } from '../../src';
import { Synthesized, addTo, anImage, fakeBundle, refusals, testHost } from '../assertions';
import { stackOf } from './raw';

describe('a violation through the escape hatch of a container', () => {
  test.each<[string, unknown, string]>([
    ['privileged', true, 'Privileged mode: the policy requires denied, but the value is allowed (CIS Docker Benchmark 5.5; Pod Security '
      + 'Standards, "Privileged Containers"). '
      + 'Remove `privileged`, or add Exemption.of(Control.PRIVILEGED, \'the reason\') to `exemptions`.'],
    ['userns_mode', 'host', 'User namespace: the policy requires engine, but the value is host (CIS Docker Benchmark 5.31). Remove '
      + '`userNamespace`, or add '
      + 'Exemption.of(Control.USER_NAMESPACE, \'the reason\') to `exemptions`.'],
    ['capabilities.add', ['SYS_ADMIN'], 'Capabilities: the policy requires CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, '
      + 'SETFCAP, SETGID, SETPCAP, SETUID, '
      + 'SYS_CHROOT, but the value is SYS_ADMIN (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Remove them from '
      + '`capabilities`, or add '
      + 'Exemption.of(Control.CAPABILITIES, \'the reason\') to `exemptions`.'],
    ['volumes', [{ host_path: '/var/run/docker.sock', container_path: '/x' }], 'A mount of "/var/run/docker.sock" gives the container '
      + 'the engine\'s socket '
      + '(/run/docker.sock), and with it the whole machine (CIS Docker Benchmark 5.32). Mount a folder that does not contain the socket, '
      + 'or add '
      + 'Exemption.of(Control.ENGINE_SOCKET, \'the reason\') to `exemptions`.'],
    ['memory', null, 'Memory: the policy requires limited, but the value is unlimited (CIS Docker Benchmark 5.11). Remove `memory` '
      + 'and `memorySwap`, or set them to less, or add '
      + 'Exemption.of(Control.MEMORY, \'the reason\') to `exemptions`.'],
  ])('by %s is refused', (attribute, value, text) => {
    const container = addTo(testHost());
    container.resource.addOverride(attribute, value);
    expect(refusals(container)).toEqual([`[stack/Host/Web] ${text}`]);
  });

  test('is found on one of several containers that are otherwise the same', () => {
    const host = testHost();
    const [, masked, requested] = ['One', 'Masked', 'Requested'].map((id) => host.addContainer(id, { image: anImage }));
    masked.resource.addOverride('masked_paths', []);
    requested.resource.addOverride('device_requests', [{ driver: 'cdi', device_ids: ['vendor.com/class=name'] }]);
    expect(refusals(host)).toEqual([
      expect.stringContaining('[stack/Host/Masked] Kernel paths'), expect.stringContaining('[stack/Host/Requested] Host devices'),
    ]);
  });

  test('is found next to a container whose blocks Terraform generates', () => {
    const host = testHost();
    const [later, none] = ['Later', 'None'].map((id) => host.addContainer(id, { image: anImage }));
    later.resource.addOverride('capabilities', null);
    later.resource.addOverride('dynamic.capabilities', { for_each: '${[]}', content: {} });
    none.resource.addOverride('capabilities', null);
    expect(refusals(host)).toEqual([expect.stringContaining('[stack/Host/None] Capabilities')]);
  });

  test('passes with an exemption, and if the value is unknown', () => {
    const container = addTo(testHost(), { exemptions: [Exemption.of(Control.USER_NAMESPACE, 'it is trusted')] });
    container.resource.addOverride('userns_mode', 'host');
    container.resource.addOverride('privileged', new TerraformVariable(container, 'later', {}).booleanValue);
    container.resource.addOverride('pid_mode', '${var.later}');
    expect(() => Synthesized.of(container)).not.toThrow();
  });
});
describe('a service', () => {
  const serviceWith = (containerSpec: object, resources?: object, more: object = {}) => {
    const host = testHost({ backend: Backend.KREUZWERKER });
    new Service(stackOf(host), 'Service', {
      name: 'service',
      taskSpec: {
        containerSpec: { image: 'busybox', capDrop: ['ALL'], ...containerSpec },
        resources: resources ?? { limits: { memoryBytes: 1e8, nanoCpus: 1e9 } },
        ...more,
      },
    });
    return host;
  };

  test('passes if it satisfies the controls that its schema has arguments for', () => {
    const host = serviceWith({ sysctl: { 'net.ipv4.tcp_syncookies': '1' } });
    expect(Synthesized.of(host).resource('docker_service')).not.toHaveProperty('isolation_policy');
  });

  test('that is weaker is refused', () => {
    const mounts = [{ type: 'bind', source: '/etc', target: '/x' }];
    const host = serviceWith({ capAdd: ['SYS_ADMIN'], mounts, sysctl: { 'kernel.msgmax': '1' } }, {});
    expect(refusals(host).map((text) => text.split(':')[0])).toEqual([
      '[stack/Service] Capabilities', '[stack/Service] Kernel parameters',
      expect.stringContaining('[stack/Service] The host does not share "/etc"'), '[stack/Service] Memory', '[stack/Service] CPUs',
    ]);
  });

  test('that sends its logs to an address by the default driver is refused', () => {
    const host = serviceWith({}, undefined, { logDriver: { name: '', options: { 'syslog-address': 'udp://10.0.0.1' } } });
    expect(refusals(host)).toEqual([expect.stringContaining('Log driver: the policy requires local, but the value is any')]);
  });
});

test('the plan has the policy even if validations are skipped', () => {
  const app = new App({ skipValidation: true, outdir: Testing.app().outdir, context: { 'berth:providerFolder': fakeBundle() } });
  addTo(ContainerHost.fromEnvironment(new TerraformStack(app, 'stack'), 'Host')).resource.privileged = true;
  app.synth();
  const { resource } = JSON.parse(readFileSync(join(app.outdir, 'stacks/stack/cdk.tf.json'), 'utf8'));
  expect(resource.docker_container.Host_Web_59305F32).toMatchObject({ privileged: true, isolation_policy: 'baseline@1' });
});

test('the standard provider gets the labels and no policy', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  addTo(host, { exemptions: [Exemption.of(Control.MEMORY, 'it counts by itself')] });
  const container = Synthesized.of(host).resource('docker_container');
  expect(container).not.toHaveProperty('isolation_policy');
  expect(container.labels).toEqual([{ label: 'berth.exemption.memory', value: 'it counts by itself' }]);
});

test('a stack can be synthesized twice', () => {
  const container = addTo(testHost(), { exemptions: [Exemption.of(Control.MEMORY, 'it counts by itself')] });
  expect(Synthesized.of(container).json).toEqual(Synthesized.of(container).json);
});
