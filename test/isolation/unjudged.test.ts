import { TerraformResource, TerraformVariable } from 'cdktf';
import { raw, stackOf } from './raw';
import { Backend, ContainerHost, Control, Exemption, IsolationPolicy, Mount, Volume } from '../../src';
import { Synthesized, addTo, refusals, testHost } from '../assertions';

const standard = () => testHost({ backend: Backend.KREUZWERKER });

/** Ways to give a value that nobody knows when the stack is synthesized, and the controls that depend on it. */
const WAYS: ReadonlyArray<[what: string, attribute: string, controls: string, override: (resource: TerraformResource) => void]> = [
  ['privileged mode', 'privileged', 'Privileged mode', (resource) => resource.addOverride('privileged', '${true}')],
  ['a user namespace', 'userns_mode', 'User namespace', (resource) => resource.addOverride('userns_mode', '${"host"}')],
  ['capabilities', 'capabilities', 'Capabilities', (resource) => resource.addOverride('capabilities', '${[{add=["SYS_ADMIN"],drop=[]}]}')],
  ['generated blocks of volumes', 'volumes', 'Host paths', (resource) => {
    resource.addOverride('dynamic', { volumes: { for_each: [1], content: { host_path: '/etc', container_path: '/x' } } });
  }],
  ['the source of a mount', 'mounts', 'Host paths', (resource) => {
    resource.addOverride('mounts', [{ type: 'bind', source: '${"/"}etc', target: '/x' }]);
  }],
  ['the type of a mount', 'mounts', 'Host paths', (resource) => {
    resource.addOverride('mounts', [{ type: '${"bind"}', source: '/etc', target: '/x' }]);
  }],
  ['the options of a volume', 'mounts', 'Host paths', (resource) => {
    const options = { driver_name: 'local', driver_options: { type: 'none', o: 'bind', device: '${"/"}' } };
    resource.addOverride('mounts', [{ type: 'volume', target: '/x', volume_options: [options] }]);
  }],
  ['a block in two lists', 'mounts', 'Host paths', (resource) => {
    resource.addOverride('mounts', [[{ type: 'bind', source: '/etc', target: '/x' }]]);
  }],
  ['the key of an option', 'mounts', 'Host paths', (resource) => {
    const options = { driver_name: 'local', driver_options: { '${"type"}': 'none', 'o': 'bind', 'device': '/etc' } };
    resource.addOverride('mounts', [{ type: 'volume', target: '/x', volume_options: [options] }]);
  }],
  ['the volumes of another container', 'volumes', 'Host paths', (resource) => {
    resource.addOverride('volumes', [{ from_container: 'other' }]);
  }],
  ['a name that may be a path', 'volumes', 'Host paths', (resource) => {
    resource.addOverride('volumes', [{ volume_name: '${"/"}etc', container_path: '/x' }]);
  }],
];

describe.each<[string, (host: ContainerHost) => TerraformResource]>([
  ['construct', (host) => addTo(host).resource],
  ['raw container', (host) => raw(host)],
])('a %s, for a provider that enforces no policy,', (_, make) => {
  test.each(WAYS)('is refused if what it gets is not known: %s', (_what, attribute, controls, override) => {
    const resource = make(standard());
    override(resource);
    const [refusal, ...others] = refusals(resource);
    expect(refusal).toMatch(new RegExp(`\`${attribute}\` will be is known only .* does not enforce the policy then \\(.*${controls}`));
    expect(others).toEqual([]);
  });

  test.each(WAYS)('passes for Berth\'s own provider, which judges it in the plan: %s', (_what, _attribute, _controls, override) => {
    const resource = make(testHost());
    override(resource);
    expect(() => Synthesized.of(resource)).not.toThrow();
  });
});

test.each([true, 'true', '1'])('a container that Terraform makes privileged, by %j, is refused with either provider', (privileged) => {
  for (const host of [standard(), testHost()]) {
    const { resource } = addTo(host);
    resource.addOverride('privileged', privileged);
    expect(refusals(resource)).toContainEqual(expect.stringContaining('Privileged mode'));
  }
});

test('the refusal says what to do', () => {
  const { resource } = addTo(standard());
  resource.addOverride('privileged', '${var.privileged}');
  expect(refusals(resource)).toEqual(['[stack/Host/Web] What `privileged` will be is known only when Terraform runs, and the '
    + 'provider does not enforce the policy then (Privileged mode; Capabilities; System calls; AppArmor profile; SELinux label; '
    + 'Host devices; Kernel paths). Set values that are known, without a `dynamic` block, or use Berth\'s provider, or add '
    + 'Exemption.of(Control.PRIVILEGED, \'the reason\') to `exemptions`.']);
});

test('an exemption from each control that depends on the value allows it', () => {
  const container = addTo(standard(), { exemptions: [Exemption.of(Control.USER_NAMESPACE, 'a test')] });
  container.resource.addOverride('userns_mode', '${var.mode}');
  expect(() => Synthesized.of(container)).not.toThrow();
});

test('a limit that is a variable is refused where a policy asks for one', () => {
  const host = standard();
  const container = addTo(host, { isolation: IsolationPolicy.RESTRICTED, user: '1000' });
  container.resource.addOverride('memory', new TerraformVariable(stackOf(host), 'memory', { type: 'number' }).numberValue);
  expect(refusals(container)).toEqual([
    expect.stringContaining('What `memory` will be is known only'), expect.stringContaining('What `memory_swap` will be is known only'),
  ]);
});

test('volumes of the stack are known, and what is not judged may be unknown', () => {
  const host = standard();
  const variable = new TerraformVariable(stackOf(host), 'text', { type: 'string' }).stringValue;
  const volume = new Volume(host, 'Data', { host, preventDestroy: true });
  addTo(host, { environment: { TEXT: variable }, mounts: [Mount.volume(volume, '/data')] });
  raw(host, { env: [variable], volumes: [{ volumeName: volume.name, containerPath: '/data' }] });
  expect(() => Synthesized.of(host)).not.toThrow();
});
