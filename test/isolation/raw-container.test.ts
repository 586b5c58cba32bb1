import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { Network as RawNetwork } from '@cdktf/provider-docker/lib/network';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { Volume as RawVolume } from '@cdktf/provider-docker/lib/volume';
import { App, TerraformResource, TerraformStack, Testing } from 'cdktf';
import { ContainerHost, Control, Exemption, IsolationPolicy, Size } from '../../src';
import { Synthesized, anImage, refusal, refusals, testHost, testStack } from '../assertions';
import { SECURE, raw, stackOf } from './raw';

describe('a raw container', () => {
  test('that satisfies the policy has it in the plan', () => {
    const host = testHost();
    raw(host);
    expect(Synthesized.of(host).resource('docker_container').isolation_policy).toBe('baseline@1');
  });

  test('that is weaker is refused for all controls at once, with the labels that would exempt it', () => {
    const host = testHost();
    raw(host, { capabilities: { add: ['ALL'] }, pidMode: 'host', volumes: [{ hostPath: '/run/docker.sock', containerPath: '/x' }] });
    expect(refusals(host)).toEqual([
      '[stack/Raw] Capabilities: the policy requires CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, '
        + 'SETPCAP, SETUID, SYS_CHROOT, '
      + 'but the value is any (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Change it, or add the label '
      + '"berth.exemption.capabilities" with the reason.',
      '[stack/Raw] Process namespace: the policy requires shared, but the value is host (CIS Docker Benchmark 5.16; Pod Security '
        + 'Standards, "Host Namespaces"). Change it, '
      + 'or add the label "berth.exemption.pid_namespace" with the reason.',
      '[stack/Raw] A mount of "/run/docker.sock" gives the container the engine\'s socket (/run/docker.sock), and with it the '
        + 'whole machine (CIS Docker Benchmark 5.32). Mount a '
      + 'folder that does not contain the socket, or add the label "berth.exemption.engine_socket" with the reason.',
    ]);
  });

  test('is exempt by its labels', () => {
    const host = testHost();
    const labels = [{ label: 'berth.exemption.pid_namespace', value: 'it watches' }, { label: 'berth.exemption.magic', value: 'x' }];
    raw(host, { pidMode: 'host', labels });
    expect(Synthesized.of(host).resource('docker_container')).toMatchObject({
      isolation_policy: 'baseline@1', isolation_exemptions: { pid_namespace: 'it watches' },
    });
  });

  test('must satisfy the policy of the host whose provider it uses', () => {
    const stack = testStack();
    ContainerHost.fromEnvironment(stack, 'One');
    const two = ContainerHost.fromUnixSocket(stack, 'Two', { path: '/srv/engine.sock' });
    IsolationPolicy.BASELINE.with({ memory: Size.mebibytes(32) }).enforce(two);
    raw(two, { provider: two.provider, mounts: [{ type: 'bind', source: '/srv', target: '/x' }] });
    expect(refusals(stack)).toEqual([
      expect.stringContaining('A mount of "/srv" gives the container the engine\'s socket (/srv/engine.sock)'),
      expect.stringContaining('The host does not share "/srv"'),
      expect.stringContaining('[stack/Raw] Memory: the policy requires 32 MiB, but the value is 64 MiB'),
    ]);
  });

  test('without bindings is checked, too', () => {
    const host = testHost();
    new TerraformResource(stackOf(host), 'Raw', { terraformResourceType: 'docker_container' }).addOverride('pid_mode', 'host');
    expect(refusals(host)).toContainEqual(expect.stringContaining('[stack/Raw] Process namespace: '));
  });

  test('passes for blocks that Terraform generates', () => {
    const devices = { for_each: ['/dev/fuse'], content: { host_path: '${devices.value}' } };
    for (const dynamic of [{ devices }, [{ devices }]]) {
      const host = testHost();
      raw(host).addOverride('dynamic', dynamic);
      expect(() => Synthesized.of(host)).not.toThrow();
    }
  });

  test('inherits the exemptions of its scope', () => {
    const host = testHost();
    const exemptions = [Exemption.of(Control.KERNEL_PATHS, 'it builds images')];
    IsolationPolicy.BASELINE.with({ maskedKernelPaths: false }).enforce(stackOf(host), { exemptions });
    raw(host, { securityOpts: ['no-new-privileges', 'systempaths=unconfined'] });
    expect(Synthesized.of(host).resource('docker_container')).toMatchObject({
      labels: [{ label: 'berth.exemption.kernel_paths', value: 'it builds images' }],
      isolation_exemptions: { kernel_paths: 'it builds images' },
    });
  });

  test('gets a warning for a network with IPv6 that nothing proves', () => {
    const warningsFor = (config: object, proof?: boolean) => {
      const host = testHost();
      const network = new RawNetwork(stackOf(host), 'Raw', { name: 'raw', ...config });
      if (proof !== undefined) network.addOverride('prove_ipv6_isolation', proof);
      return Synthesized.of(host).warnings;
    };
    const warning = '[stack/Raw] The network has IPv6, and nothing proves that it is isolated. On an engine that does not filter IPv6, '
      + 'containers on all networks reach each other over IPv6. Prove it with `addOverride(\'prove_ipv6_isolation\', true)`, or remove '
      + '`ipv6`.';
    expect(warningsFor({ ipv6: true })).toEqual([warning]);
    expect(warningsFor({ ipv6: true }, false)).toEqual([warning]);
    expect(warningsFor({ ipv6: true }, true)).toEqual([]);
    expect(warningsFor({ ipv6: false })).toEqual([]);
    expect(warningsFor({})).toEqual([]);
  });

  test('gets a warning for IPv6 that was switched on through the escape hatch of a network', () => {
    const host = testHost();
    host.addNetwork('Net').resource.addOverride('ipv6', true);
    expect(Synthesized.of(host).warnings).toEqual([
      expect.stringMatching(/^\[stack\/Host\/Net\/Resource\] The network has IPv6, and nothing proves/),
    ]);
  });

  test('gets a warning on the engine\'s default network', () => {
    const warningsFor = (more: object) => {
      const host = testHost();
      raw(host, more);
      return Synthesized.of(host).warnings;
    };
    const warning = '[stack/Raw] The container is on the engine\'s default network (docker0), where it reaches the containers of all other '
      + 'stacks, and they reach it. Add a network of its own with `networks_advanced`, or set `network_mode = "none"`.';
    expect(warningsFor({})).toEqual([warning]);
    expect(warningsFor({ networkMode: 'bridge' })).toEqual([warning]);
    expect(warningsFor({ networkMode: 'none' })).toEqual([]);
    expect(warningsFor({ networksAdvanced: [{ name: 'own' }] })).toEqual([]);
  });

  test.each<[string, (owner: RawContainer) => string]>([
    ['its id', ({ id }) => id], ['its name', ({ name }) => name], ['its name as a text', () => 'owner'],
  ])('that joins one with the host\'s processes is refused, by %s', (_, referenceTo) => {
    const host = testHost();
    const exempt = [{ label: 'berth.exemption.pid_namespace', value: 'it watches' }];
    const owner = raw(host, { name: 'owner', pidMode: 'host', labels: exempt }, 'Owner');
    const between = raw(host, { name: 'between', pidMode: `container:${referenceTo(owner)}` }, 'Between');
    raw(host, { pidMode: `container:${between.id}` });
    host.addContainer('Web', { image: anImage }).resource.addOverride('pid_mode', `container:${referenceTo(owner)}`);
    expect(refusals(host).map((text) => text.split(' (')[0]).sort()).toEqual(['Between', 'Host/Web', 'Raw'].map((name) => (
      `[stack/${name}] Process namespace: the policy requires shared, but the value is host`)));
  });

  test.each([
    ['pid_mode', 'id'], ['ipc_mode', 'id'], ['network_mode', 'id'], ['pid_mode', 'name'], ['network_mode', 'name'],
  ] as const)('on another host can\'t be joined: %s by its %s', (attribute, reference) => {
    const host = testHost();
    const [owner, other] = [raw(host, {}, 'Owner'), ContainerHost.fromSsh(stackOf(host), 'Other', { hostname: 'other' })];
    other.addContainer('Web', { image: anImage }).resource.addOverride(attribute, `container:${owner[reference]}`);
    raw(host, {}, 'Joiner').addOverride(attribute, `container:${owner[reference]}`);
    expect(refusals(host)).toEqual([
      `[stack/Other/Web] \`${attribute}\` of this container names the container stack/Owner, which is on another host. Containers can `
      + 'share a namespace only on one host. Add both to the same host, or remove the mode.',
    ]);
  });

  test('with the name of one on another host can be joined on its own host', () => {
    const host = testHost();
    const other = ContainerHost.fromSsh(stackOf(host), 'Other', { hostname: 'other' });
    for (const [id, { provider }] of [['Here', host], ['There', other]] as const) raw(host, { name: 'same', provider }, id);
    raw(host, { pidMode: 'container:same', provider: other.provider }, 'Joiner');
    expect(() => Synthesized.of(host)).not.toThrow();
  });

  test('that joins one with the host\'s processes is refused at the end of a long row, and a loop ends', () => {
    const host = testHost();
    const exempt = [{ label: 'berth.exemption.pid_namespace', value: 'it watches' }];
    raw(host, { name: 'row0', pidMode: 'host', labels: exempt }, 'Row0');
    for (let i = 1; i <= 20; i++) raw(host, { name: `row${i}`, pidMode: `container:row${i - 1}` }, `Row${i}`);
    for (const [one, other] of [['loop0', 'loop1'], ['loop1', 'loop0']]) raw(host, { name: one, pidMode: `container:${other}` }, one);
    expect(refusals(host)).toHaveLength(20);
  });

  test('mounts no volume that is a bind mount in disguise', () => {
    const host = testHost();
    const disguised = { type: 'none', o: 'bind', device: '/etc' };
    raw(host, { mounts: [{ type: 'volume', source: 'a', target: '/x', volumeOptions: { driverOptions: disguised } }] });
    new RawVolume(stackOf(host), 'Volume', { name: 'b', driverOpts: disguised });
    host.addVolume('Overridden', {}).resource.addOverride('driver_opts', disguised);
    const exempt = [{ label: 'berth.exemption.host_paths', value: 'it edits the configuration' }];
    new RawVolume(stackOf(host), 'Exempt', { name: 'c', driverOpts: disguised, labels: exempt });
    expect(refusals(host).map((text) => text.split(' for ')[0]).sort()).toEqual([
      '[stack/Host/Overridden/Resource] The host does not share "/etc"', '[stack/Raw] The host does not share "/etc"',
      '[stack/Volume] The host does not share "/etc"',
    ]);
  });

  test('is checked in a stack that is made after its app\'s policy, and has no host', () => {
    const app = new App({ outdir: Testing.app().outdir });
    IsolationPolicy.RESTRICTED.enforce(app);
    const stack = new TerraformStack(app, 'later');
    new DockerProvider(stack, 'Provider', {});
    new RawContainer(stack, 'Raw', { ...SECURE, user: '1000' });
    expect(refusal(() => app.synth())).toContain('[later/Raw] Read-only root file system: ');
  });

  test('is checked in a stack without a host, and is not changed', () => {
    const stack = testStack();
    IsolationPolicy.RESTRICTED.enforce(stack.node.root);
    new DockerProvider(stack, 'Provider', {});
    new RawContainer(stack, 'Raw', { ...SECURE, user: '1000' });
    expect(refusals(stack)).toEqual([expect.stringContaining('[stack/Raw] Read-only root file system: ')]);
  });
});
