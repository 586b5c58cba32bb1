import { Construct, IConstruct } from 'constructs';
import fc from 'fast-check';
import { Capability, Container, ContainerHost, Control, Exemption, IsolationPolicy, PidMode, Runtime } from '../../src';
import { EffectivePolicy } from '../../src/isolation/effective-policy';
import { areAtLeast } from '../../src/shared/controls/compare';
import { BASELINE_CONTROLS } from '../../src/shared/controls/profiles';
import { Controls } from '../../src/shared/controls/table';
import { Synthesized, addTo, anImage, refusal, testHost, testStack } from '../assertions';
import { controls } from '../shared/controls/values';

const PING = Exemption.of(Control.CAPABILITIES, 'it pings');

describe('a floor', () => {
  test('of an app, a stack, a host or any construct applies to every container in it', () => {
    const scopes: Array<(host: ContainerHost) => IConstruct> = [(host) => host.node.root, (host) => host.node.scope!, (host) => host];
    for (const scopeOf of scopes) {
      const host = testHost();
      IsolationPolicy.RESTRICTED.enforce(scopeOf(host));
      expect(addTo(host, { user: '1000' }).resource.readOnlyInput).toBe(true);
    }
  });

  test('counts a joined namespace whose container is created by the same apply', () => {
    const host = testHost();
    const owner = addTo(host);
    const joins = { user: '1000', isolation: IsolationPolicy.RESTRICTED, pidMode: PidMode.container(owner) };
    expect(refusal(() => host.addContainer('Joiner', { image: anImage, ...joins }))).toContain(
      'Process namespace: the policy requires private, but the value is shared');
  });

  test('of a host can be set with a prop', () => {
    const host = new ContainerHost(testStack(), 'Host', { isolation: IsolationPolicy.RESTRICTED });
    expect(refusal(() => addTo(host))).toContain('User: the policy requires non-root');
  });

  test('of a host applies to its containers wherever they are in the tree', () => {
    const host = testHost();
    IsolationPolicy.RESTRICTED.enforce(host);
    const elsewhere = new Construct(host.node.scope!, 'Elsewhere');
    expect(new Container(elsewhere, 'Web', { host, image: anImage, user: '1000' }).resource.readOnlyInput).toBe(true);
  });

  test('applies to nothing outside its scope', () => {
    const stack = testStack();
    const [one, two] = ['One', 'Two'].map((id) => ContainerHost.fromUnixSocket(stack, id));
    IsolationPolicy.RESTRICTED.enforce(one);
    expect(addTo(two).resource.readOnlyInput).toBeUndefined();
  });

  test('combines all policies around the container', () => {
    const host = testHost();
    IsolationPolicy.RESTRICTED.enforce(host.node.root);
    IsolationPolicy.SANDBOXED.enforce(host);
    IsolationPolicy.BASELINE.with({ processes: 500, capabilities: [], nonRootUser: true }).meet(IsolationPolicy.RESTRICTED).enforce(host);
    const container = Synthesized.of(addTo(host, { user: '1000' })).resource('docker_container');
    expect(container).toMatchObject({ read_only: true, runtime: 'runsc', pids_limit: 500 });
  });

  test('must be enforced before the first container', () => {
    const container = addTo(testHost());
    const text = (path: string) =>
      `${path}A policy must be enforced before the first container is added; "stack/Host/Web" exists already. `
      + 'Move the call of enforce() above it.';
    expect(refusal(() => IsolationPolicy.RESTRICTED.enforce(container.host))).toBe(text('[stack/Host] '));
    expect(refusal(() => IsolationPolicy.RESTRICTED.enforce(container.node.scopes[1]))).toBe(text('[stack] '));
    expect(() => IsolationPolicy.RESTRICTED.enforce(new Construct(container.host, 'New'))).not.toThrow();
  });
});

describe('a policy that asks for less than the policies around it', () => {
  test('is refused for each weaker control, by name', () => {
    const host = testHost();
    IsolationPolicy.BASELINE.with({ processes: 100 }).enforce(host.node.scope!);
    expect(refusal(() => IsolationPolicy.BASELINE.with({ capabilities: [Capability.NET_RAW], processes: 200 }).enforce(host))).toBe(
      '[stack/Host] 2 problems:\n'
      + '  - Capabilities: the policy requires CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, '
      + 'SETUID, SYS_CHROOT, but the value is '
      + 'NET_RAW (CIS Docker Benchmark 5.4; Pod Security Standards, "Capabilities"). Make this policy as strict as those around it, or add '
      + 'Exemption.of(Control.CAPABILITIES, \'the reason\') to `exemptions`.\n'
      + '  - Processes: the policy requires 100, but the value is 200 (CIS Docker Benchmark 5.29). Make this policy as strict as those '
      + 'around it, or add '
      + 'Exemption.of(Control.PROCESSES, \'the reason\') to `exemptions`.');
  });

  test('is refused even if nothing else is enforced, since the baseline always applies', () => {
    expect(refusal(() => IsolationPolicy.PRIVILEGED.enforce(testStack()))).toContain('[stack] 22 problems:');
  });

  test('is refused in either order of enforcement', () => {
    const host = testHost();
    IsolationPolicy.BASELINE.enforce(host);
    IsolationPolicy.RESTRICTED.enforce(host.node.scope!);
    expect(refusal(() => addTo(host, { user: '1' }))).toContain('[stack/Host] 5 problems:');
  });

  test('is refused as the policy of a container', () => {
    const host = testHost();
    IsolationPolicy.RESTRICTED.enforce(host);
    expect(refusal(() => addTo(host, { isolation: IsolationPolicy.BASELINE }))).toContain('Process namespace: the policy requires '
      + 'private, but the value is shared');
  });

  test('passes with exemptions, which appear on containers that use them', () => {
    const host = testHost();
    IsolationPolicy.BASELINE.with({ capabilities: [...Capability.baseline(), Capability.NET_RAW] }).enforce(host, { exemptions: [PING] });
    const modest = host.addContainer('Modest', { image: anImage, capabilities: [] });
    const pinging = addTo(host, { capabilities: [Capability.NET_RAW] });
    const synthesized = Synthesized.of(host).resources('docker_container');
    expect(synthesized[modest.resource.friendlyUniqueId]).not.toHaveProperty('labels');
    expect(synthesized[pinging.resource.friendlyUniqueId]).toMatchObject({
      labels: [{ label: 'berth.exemption.capabilities', value: 'it pings' }],
      isolation_policy: 'baseline@1',
      isolation_exemptions: { capabilities: 'it pings' },
    });
    const addWorse = () => host.addContainer('Worse', { image: anImage, capabilities: [Capability.NET_ADMIN] });
    expect(refusal(addWorse)).toContain('but the value is NET_ADMIN');
  });
});

test('a container that is exempt from everything has Docker\'s defaults, and shows each exemption it uses', () => {
  const stack = testStack();
  IsolationPolicy.PRIVILEGED.enforce(stack, { exemptions: Exemption.ofAll('it is a playground') });
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  const container = Synthesized.of(addTo(host, { labels: { a: 'b' } })).resource('docker_container');
  const defaults = ['capabilities', 'security_opts', 'ipc_mode', 'cgroupns_mode', 'memory', 'cpus', 'pids_limit', 'ulimit', 'runtime'];
  for (const absent of defaults) expect(container).not.toHaveProperty(absent);
  const shown = ['capabilities', 'no_new_privileges', 'cgroup_namespace', 'memory', 'cpus', 'processes', 'open_files'];
  expect(container.labels).toEqual([
    { label: 'a', value: 'b' }, ...shown.map((control) => ({ label: `berth.exemption.${control}`, value: 'it is a playground' })),
  ]);
  expect(container.isolation_exemptions).toEqual(Object.fromEntries(shown.map((control) => [control, 'it is a playground'])));
});

describe('an exemption of a container', () => {
  test('appears as a label and in the plan, and changes no default', () => {
    expect(Synthesized.of(addTo(testHost(), { exemptions: [PING] })).resource('docker_container')).toMatchObject({
      labels: [{ label: 'berth.exemption.capabilities', value: 'it pings' }],
      isolation_exemptions: { capabilities: 'it pings' },
      capabilities: { drop: ['ALL'], add: expect.not.arrayContaining(['NET_RAW']) },
    });
  });

  test('applies to its own policy, too', () => {
    const exemptions = [Exemption.of(Control.CAPABILITIES, 'it sets up a network')];
    const container = addTo(testHost(), {
      isolation: IsolationPolicy.RESTRICTED, user: '1000:1000', exemptions, capabilities: [Capability.NET_ADMIN],
    });
    expect(Synthesized.of(container).resource('docker_container')).toMatchObject({
      capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] },
      read_only: true,
      isolation_policy: 'restricted@1',
      isolation_exemptions: { capabilities: 'it sets up a network' },
    });
  });

  test('stays if labels are added', () => {
    const container = addTo(testHost(), { exemptions: [PING] });
    container.addLabel('a', 'b');
    expect(Synthesized.of(container).resource('docker_container').labels).toHaveLength(2);
  });

  test('from `privileged` covers the controls that a privileged container violates', () => {
    expect(() => addTo(testHost(), { privileged: true, exemptions: [Exemption.of(Control.PRIVILEGED, 'it mounts')] })).not.toThrow();
  });

  test('requires a reason', () => {
    expect(refusal(() => Exemption.of(Control.USER, ' '))).toBe(
      'The exemption from "user" has no reason that can be read. Say in words why the container needs it, in one line, '
      + 'for whoever reads the plan.');
  });
});

test('the policy of a child is never weaker than that of an ancestor', () => {
  const exempt = fc.uniqueArray(fc.constantFrom(...Control.all()), { maxLength: 12 });
  const path = fc.array(fc.record({ controls, exemptions: exempt }), { maxLength: 5 });
  fc.assert(fc.property(path, (around) => {
    const scope = new Construct(undefined as never, 'root');
    let policy = EffectivePolicy.DEFAULT;
    const passed: Array<{ asked: Controls; exempted: Set<string> }> = [{ asked: BASELINE_CONTROLS, exempted: new Set() }];
    for (const { controls: asked, exemptions } of around) {
      const reasoned = exemptions.map((control) => ({ control: control._name, reason: 'why' }));
      try {
        policy = policy.within({ controls: asked, exemptions: reasoned }, scope);
      } catch {
        continue;
      }
      const names = reasoned.map(({ control }) => control);
      const implied = names.includes('privileged') ? ['capabilities', 'seccomp', 'apparmor', 'selinux', 'devices', 'kernel_paths'] : [];
      for (const each of passed) [...names, ...implied].forEach((control) => each.exempted.add(control));
      passed.push({ asked, exempted: new Set() });
    }
    for (const { asked, exempted } of passed) {
      expect(areAtLeast(policy.floor, asked)).toBe(true);
      expect(areAtLeast(policy.bounds, Object.fromEntries(Object.entries(asked).filter(([name]) => !exempted.has(name))))).toBe(true);
    }
  }));
});

describe('defaults', () => {
  const within = (policy: IsolationPolicy, options = {}) => {
    const host = testHost();
    policy.enforce(host);
    return Synthesized.of(addTo(host, options)).resource('docker_container');
  };

  test('under RESTRICTED', () => {
    expect(within(IsolationPolicy.RESTRICTED, { user: '1000:1000' })).toMatchObject({
      user: '1000:1000',
      read_only: true,
      capabilities: { drop: ['ALL'] },
      mounts: [{ type: 'tmpfs', target: '/tmp', tmpfs_options: { mode: 0o1777, size_bytes: 64 * 1024 ** 2 } }],
      ipc_mode: 'private',
      isolation_policy: 'restricted@1',
    });
  });

  test('under RESTRICTED, with an allowed capability', () => {
    expect(within(IsolationPolicy.RESTRICTED, { user: '1', capabilities: [Capability.NET_BIND_SERVICE] }).capabilities).toEqual({
      drop: ['ALL'], add: ['NET_BIND_SERVICE'],
    });
  });

  test('under SANDBOXED, with room for the threads of the sandbox', () => {
    expect(within(IsolationPolicy.SANDBOXED)).toMatchObject({ runtime: 'runsc', pids_limit: 12 * 1_024, memory: 1_024 });
    const kata = within(IsolationPolicy.SANDBOXED, { runtime: Runtime.KATA });
    expect(kata).toMatchObject({ runtime: 'io.containerd.kata.v2', pids_limit: 1_024 });
    expect(within(IsolationPolicy.SANDBOXED.with({ runtimes: [Runtime.of('mine')] })).runtime).toBe('mine');
  });

  test('under MICRO_VM', () => {
    expect(within(IsolationPolicy.MICRO_VM).runtime).toBe('io.containerd.kata.v2');
  });

  test('under custom limits', () => {
    const bounds = { cpus: 0.25, openFiles: 100, processes: 10, capabilities: [Capability.CHOWN, Capability.SETUID] };
    expect(within(IsolationPolicy.BASELINE.with(bounds))).toMatchObject({
      cpus: '0.25',
      pids_limit: 10,
      ulimit: [{ name: 'nofile', soft: 100, hard: 100 }],
      capabilities: { drop: ['ALL'], add: ['CHOWN', 'SETUID'] },
    });
  });
});
