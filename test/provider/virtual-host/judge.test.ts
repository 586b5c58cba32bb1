import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../provider/diagnostics/diagnostics';
import { Unknown } from '../../../provider/framework/value/value';
import { FLOOR_VARIABLE } from '../../../provider/isolation/floor';
import { virtualHostAttribute } from '../../../provider/virtual-host/attribute';
import { Judged, judgePlan, replaceForOtherHost, requireRules } from '../../../provider/virtual-host/judge';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { cosignKey } from '../../cosign';

const LABELS = [{ label: VIRTUAL_HOST_LABEL, value: 'blue' }];
const rules = (more: object = {}) => JSON.stringify({ name: 'blue', ...more });

function problemsOf(work: () => void): Array<{ summary: string; detail?: string; path?: unknown }> {
  try {
    work();
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ summary, detail = '', path = [] }) => ({ summary, detail, path }));
  }
}

const refused = (kind: Judged, attributes: object) => problemsOf(() => requireRules(kind, attributes as never));

describe('the attribute', () => {
  const { validators: [validator], canonical } = virtualHostAttribute('container', 'They limit it.');

  test('accepts rules, in any spelling that means the same', () => {
    expect(validator!.check(rules({ max_containers: 3 }))).toBeUndefined();
    expect(canonical('{ "max_containers": 3,\n "name": "blue" }')).toBe(canonical(rules({ max_containers: 3 })));
  });

  test.each([
    ['blue', 'The text is no JSON.'],
    ['{"pool":"blue"}', 'The rules lack `name`'],
    ['{"name":"blue","max_containers":1,"max_containers":9}', 'The member "max_containers" is there twice.'],
    ['{"name":"blue","na\\u006de":"red"}', 'The member "name" is there twice.'],
    [rules({ max_container: 3 }), 'There is no rule "max_container". The rules are: name, pool,'],
    [rules({ max_containers: 0 }), '`max_containers` must be a whole number above 0; given: 0.'],
    [rules({ anonymous_volumes: { driver: 'local', driver_opts: { size: 1 } } }), '`anonymous_volumes` must be an object with `driver`'],
    [rules({ anonymous_volumes: { driver: 'local', options: {} } }), '`anonymous_volumes` must be an object with `driver`'],
    [rules({ signature_keys: ['cosign.pub'] }), '`signature_keys` must be a list of texts, each the public key of a cosign key pair'],
  ])('refuses %s, and says why', (text, problem) => {
    expect(validator!.check(text)).toContain(problem);
    expect(canonical(text)).toBe(text);
  });
});

test('keys of signatures are public keys, and a private one is not shown', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { validators: [validator] } = virtualHostAttribute('container', 'They limit it.');
  const check = (key: string) => validator!.check(rules({ signature_keys: [key] }));
  const secret = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(check(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toBeUndefined();
  expect(check(secret)).toContain('given: ["(a private key)');
  for (const line of secret.split('\n').slice(1, -2)) expect(check(secret)).not.toContain(line);
});

test('a broken rule is a diagnostic at the attribute, with the value given, the values allowed and what to do', () => {
  const virtualHost = rules({ registries: ['registry.example.com'] });
  const container = { name: 'blue-web', labels: LABELS, image: 'evil.example/app', network_mode: 'none', virtual_host: virtualHost };
  expect(refused('Container', container)).toEqual([{
    summary: 'Container "blue-web" breaks the rule `registries` of the virtual container host "blue"',
    detail: 'The image "evil.example/app" is from the registry "evil.example", and the virtual container host "blue" may only use '
      + '"registry.example.com". Use an image from one of these, or add the registry to `registries`.',
    path: ['image'],
  }]);
});

test('all broken rules are reported, unknown values are accepted, and without rules there is nothing to break', () => {
  expect(refused('Network', { name: 'net', labels: [], virtual_host: rules() }).map(({ path }) => path)).toEqual([['name'], ['labels']]);
  expect(refused('Network', { name: Unknown.PLAIN, labels: Unknown.PLAIN, virtual_host: rules() })).toEqual([]);
  expect(refused('Network', { name: 'net', labels: [], virtual_host: null })).toEqual([]);
  expect(refused('Volume', { name: 'blue-data', labels: LABELS, driver: 'nfs', virtual_host: rules({ volume_drivers: ['local'] }) }))
    .toMatchObject([{ path: ['driver'] }]);
});

test('an image is pushed under a name of the host, to a registry that it may use', () => {
  const pushed = (name: unknown) => (
    refused('Registry image', { name, virtual_host: rules({ registries: ['registry.example.com'] }) }));
  expect(pushed('registry.example.com/team/blue-app:1')).toEqual([]);
  expect(pushed(Unknown.PLAIN)).toEqual([]);
  expect(pushed('registry.example.com/green-app')).toMatchObject([{ path: ['name'], detail: expect.stringContaining('blue-green-app') }]);
  expect(pushed('evil.example/blue-app')).toEqual([{
    summary: 'Registry image "evil.example/blue-app" breaks the rule `registries` of the virtual container host "blue"',
    detail: 'The image "evil.example/blue-app" goes to the registry "evil.example", and the virtual container host "blue" may only push to '
      + '"registry.example.com". Push to one of these, or add the registry to `registries`.',
    path: ['name'],
  }]);
});

test('a container of a pool leaves it to the kernel to end its programs: one that waits for memory can\'t be paused', () => {
  const container = {
    name: 'blue-web',
    labels: LABELS,
    image: 'app',
    network_mode: 'none',
    cgroup_parent: '/berth/blue',
    virtual_host: rules({ pool: 'blue' }),
  };
  expect(refused('Container', { ...container, oom_kill_disable: true })).toMatchObject([{ path: ['oom_kill_disable'] }]);
  for (const kept of [false, null, Unknown.PLAIN]) expect(refused('Container', { ...container, oom_kill_disable: kept })).toEqual([]);
  expect(refused('Container', { ...container, virtual_host: rules(), oom_kill_disable: true })).toEqual([]);
});

test('the name of an image counts if it is pulled, and not if it is built or imported', () => {
  const image = { name: 'blue-app:1', virtual_host: rules({ registries: ['registry.example.com'] }) };
  expect(refused('Image', { ...image, build: [] })).toHaveLength(1);
  expect(refused('Image', { ...image, build: [{}] })).toEqual([]);
  expect(refused('Image', { ...image, root_filesystem: null, archive: 'app.tar' })).toEqual([]);
});

test('a plan only warns about what does not change, and of rules that nobody can read', () => {
  const warnings: string[] = [];
  const warn = ({ summary }: { summary: string }) => { warnings.push(summary); };
  const context = (config: object) => ({ config: config as never, warn });
  const broken = { name: 'net', labels: LABELS, virtual_host: rules() };
  expect(problemsOf(() => judgePlan('Network', context(broken), () => false))).toHaveLength(1);
  expect(warnings).toEqual([]);
  judgePlan('Network', context(broken), () => true);
  judgePlan('Network', context({ ...broken, virtual_host: Unknown.PLAIN }), () => false);
  expect(warnings).toEqual([
    'Network "net" breaks the rule `name` of the virtual container host "blue"',
    'The rules of a virtual container host are known only after apply',
  ]);
});

test.each([
  ['another name', rules(), JSON.stringify({ name: 'red' }), true],
  ['another rule', rules(), rules({ max_containers: 1 }), false],
  ['rules for the first time', null, rules(), true],
  ['a name that is not known', rules(), Unknown.PLAIN, true],
])('an image that gets %s is replaced only if its label changes', (_, before, after, isReplaced) => {
  const replaced: unknown[] = [];
  const requireReplace = (path: unknown) => { replaced.push(path); };
  replaceForOtherHost({ prior: { virtual_host: before }, planned: { virtual_host: after }, requireReplace } as never);
  expect(replaced).toEqual(isReplaced ? [['virtual_host']] : []);
});

describe('with a floor that has keys of signatures', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
  const file = join(folder, 'floor.json');
  const [ours, theirs] = [cosignKey().pem, cosignKey().pem];
  const image = (more: object) => refused('Image', { name: `app@sha256:${'0'.repeat(64)}`, virtual_host: rules(more) });

  beforeAll(() => {
    process.env[FLOOR_VARIABLE] = file;
    writeFileSync(file, JSON.stringify({ profile: 'baseline', signature_keys: [ours, theirs] }));
  });

  afterAll(() => {
    delete process.env[FLOOR_VARIABLE];
    rmSync(folder, { recursive: true });
  });

  test('what uses an image demands signatures by these keys, or by some of them', () => {
    expect(image({ signature_keys: [theirs.trim()] })).toEqual([]);
    expect(image({ signature_keys: [] })).toEqual([]);
    const others = { signature_keys: [ours, cosignKey().pem] };
    expect(image(others)).toMatchObject([{ detail: expect.stringContaining('has other keys') as string }]);
    expect(image({})).toEqual([{
      summary: `Image "app@sha256:${'0'.repeat(64)}" does not demand the signatures that the isolation floor of this machine asks for`,
      detail: `\`virtual_host\` has no \`signature_keys\`. The floor in "${file}" asks for these, or some of them:\n${ours}${theirs}\n`
        + 'Set `signature_keys` in `virtual_host` to them. Only the owner of that file can allow another key.',
      path: ['virtual_host'],
    }]);
    expect(refused('Container', { name: 'web', image: 'app' })).toHaveLength(1);
    expect(refused('Network', { name: 'net', labels: [] })).toEqual([]);
  });

  test('which are public keys', () => {
    writeFileSync(file, JSON.stringify({ profile: 'baseline', signature_keys: ['cosign.pub'] }));
    expect(image({ signature_keys: [ours] })).toMatchObject([{
      summary: 'The isolation floor can\'t be read', detail: expect.stringContaining('One of them is something else.') as string,
    }]);
  });
});

describe('with a floor that lists virtual container hosts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
  const file = join(folder, 'floor.json');

  beforeAll(() => {
    writeFileSync(file, JSON.stringify({ profile: 'baseline', virtual_hosts: ['green', 'blue'] }));
    process.env[FLOOR_VARIABLE] = file;
  });

  afterAll(() => {
    delete process.env[FLOOR_VARIABLE];
    rmSync(folder, { recursive: true });
  });

  test('everything needs the rules of one of these', () => {
    expect(refused('Volume', { name: 'blue-data', labels: LABELS, virtual_host: rules() })).toEqual([]);
    expect(refused('Volume', { name: 'blue-data', labels: LABELS, virtual_host: Unknown.PLAIN })).toEqual([]);
    expect(refused('Volume', { name: 'data', labels: [] })).toEqual([{
      summary: 'Volume "data" is in no virtual container host that the isolation floor of this machine allows',
      detail: `\`virtual_host\` is missing. The floor in "${file}" allows: "green", "blue".\n\nSet \`virtual_host\` to the rules of one of `
        + 'these. Only the owner of that file can allow another one.',
      path: ['virtual_host'],
    }]);
    expect(refused('Registry image', { name: 'registry.example.com/app' })).toMatchObject([
      { summary: expect.stringContaining('Registry image "registry.example.com/app" is in no virtual container host') as string },
    ]);
    expect(refused('Image', { name: 'app', virtual_host: JSON.stringify({ name: 'red' }) })).toMatchObject([
      { detail: expect.stringContaining('`virtual_host` is of "red".') },
    ]);
    expect(refused('Tag', { name: 'blue-app:1' })).toMatchObject([
      { summary: 'Tag "blue-app:1" is in no virtual container host that the isolation floor of this machine allows' },
    ]);
    expect(refused('Tag', { name: 'blue-app:1', virtual_host: rules() })).toEqual([]);
  });
});

test.each([
  ['no network, which is the bridge of the engine', {}, ['network_mode']],
  ['the bridge', { network_mode: 'bridge' }, ['network_mode']],
  ['the network of the host', { network_mode: 'host' }, ['network_mode']],
  ['the bridge beside another one', { network_mode: 'none', networks_advanced: [{ name: 'bridge' }] }, ['networks_advanced']],
  ['none', { network_mode: 'none' }, []],
  ['another one', { networks_advanced: [{ name: 'blue-net' }] }, []],
  ['another one in place of the bridge', { network_mode: 'bridge', networks_advanced: [{ name: 'blue-net' }] }, []],
  ['one that is not known', { networks_advanced: Unknown.PLAIN }, []],
])('a network of the engine itself is refused at plan: a container with %s', (_, network, paths) => {
  const container = { name: 'blue-web', image: 'app', labels: LABELS, virtual_host: rules(), ...network };
  expect(refused('Container', container).flatMap(({ path }) => path)).toEqual(paths);
});

test.each<[string, object, number]>([
  ['labels of others', { label: { 'berth.exemption.memory': 'x' }, labels: { [VIRTUAL_HOST_LABEL]: 'red', a: 'b' } }, 2],
  ['its own label', { labels: { [VIRTUAL_HOST_LABEL]: 'blue' }, label: { [VIRTUAL_HOST_LABEL]: Unknown.PLAIN } }, 0],
  ['labels that are not known', { labels: Unknown.PLAIN, label: null }, 0],
])('a build gives its image no labels of others: %s', (_, build, count) => {
  const found = refused('Image', { name: 'blue-app:1', build: [{ context: '.', ...build }], virtual_host: rules() });
  expect(found).toHaveLength(count);
  for (const { detail } of found) expect(detail).toContain('such labels say whose something is. Remove it.');
});

test.each<[string, object, number]>([
  ['of another one', { label: VIRTUAL_HOST_LABEL, value: 'red' }, 1],
  ['of itself', { label: VIRTUAL_HOST_LABEL, value: 'blue' }, 0],
  ['that is not known', { label: VIRTUAL_HOST_LABEL, value: Unknown.PLAIN }, 0],
  ['with another name', { label: 'a', value: 'red' }, 0],
])('a volume that a mount makes has no label of another virtual container host: one %s', (_, label, count) => {
  const mounts = [
    { type: 'volume', target: '/x', volume_options: [{ labels: [label] }] },
    { type: 'volume', target: '/y', volume_options: [{ labels: Unknown.PLAIN }, Unknown.PLAIN] },
  ];
  const found = refused('Container', { name: 'blue-web', network_mode: 'none', labels: LABELS, virtual_host: rules(), mounts });
  expect(found).toHaveLength(count);
  for (const { detail } of found) expect(detail).toContain('The volume of the mount at "/x" has the label "berth.virtual-host" with "red"');
});

test.each(['berth', 'berth-lock'])('no virtual container host has a name of the provider\'s own: %s', (name) => {
  expect(refused('Container', { name: `${name}-x`, virtual_host: JSON.stringify({ name }) })).toMatchObject([
    { detail: expect.stringContaining('neither "berth" nor with "berth-"') },
  ]);
});

test('a volume has a name of its virtual container host, and not one that the engine chooses', () => {
  expect(refused('Volume', { name: null, labels: LABELS, virtual_host: rules() })).toMatchObject([{ path: ['name'] }]);
});

describe('the interfaces of a network', () => {
  const judged = (network: object, more: object = {}) => (
    refused('Network', { name: 'blue-net', labels: LABELS, virtual_host: rules(more), ...network }).map(({ detail }) => detail));

  test.each<[string, object, object?]>([
    ['a bridge', {}],
    ['a bridge with options of its own', { driver: 'bridge', options: { 'com.docker.network.bridge.enable_icc': 'false' } }],
    ['an interface that the engine makes', { driver: 'macvlan', options: { macvlan_mode: 'bridge' } }],
    ['one that is allowed', { driver: 'ipvlan', options: { parent: 'eth1' } }, { network_parents: ['eth1'] }],
    ['one that is not known yet', { driver: 'macvlan', options: { parent: Unknown.PLAIN } }],
  ])('are those of %s', (_, network, more = {}) => {
    expect(judged(network, more)).toEqual([]);
  });

  test.each([
    ['the bridge of another network', { driver: 'macvlan', options: { parent: 'br-0123456789ab' } }, 'given: "br-0123456789ab"'],
    ['another VLAN', { driver: 'macvlan', options: { parent: 'eth1.20' } }, 'only on the interfaces "eth1" of the host'],
    ['a bridge that is there', { options: { 'com.docker.network.bridge.name': 'docker0' } }, 'option "com.docker.network.bridge.name"'],
    ['another driver', { driver: 'plugin' }, 'has the driver "bridge", "macvlan" or "ipvlan"; given: "plugin"'],
  ])('are not those of %s', (_, network, problem) => {
    expect(judged(network, { network_parents: ['eth1'] })).toEqual([expect.stringContaining(problem)]);
  });
});

describe('the addresses of a network', () => {
  const judged = (network: object, more: object = {}) => (
    refused('Network', { name: 'blue-net', labels: LABELS, virtual_host: rules(more), ...network }).map(({ detail }) => detail));
  const subnets = (...all: unknown[]) => ({ ipam_config: all.map((subnet) => ({ subnet })) });
  const range = { address_range: '10.224.16.0/20' };

  test.each<[string, object, object?]>([
    ['in its range', subnets('10.224.31.0/24', 'fdbe:ae0:1000:7::/64')],
    ['chosen by the engine', subnets('', null), {}],
    ['not known yet', subnets(Unknown.PLAIN)],
    ['on an interface, to which the machine has no other route', {
      driver: 'macvlan', options: { parent: 'eth1' }, ...subnets('192.168.1.0/24'),
    }, { network_parents: ['eth1'] }],
  ])('may be %s', (_, network, more = range) => {
    expect(judged(network, more)).toEqual([]);
  });

  test.each<[string, object, string, object?]>([
    ['those of the machine', subnets('10.224.16.0/24', '10.255.255.48/29'),
      'has a subnet in 10.224.16.0/20, or with IPv6 one in fdbe:ae0:1000::/48'],
    ['partly in its range', subnets('10.224.0.0/11'), 'given: "10.224.0.0/11"'],
    ['chosen without a range', subnets('10.1.0.0/24'), 'has the subnet that the engine chooses', {}],
    ['public ones of IPv6', subnets('10.224.16.0/24', '2001:db8::/64'), 'given: "2001:db8::/64"'],
    ['more than its IPv6 ones', subnets('10.224.16.0/24', 'fdbe:ae0:1000::/47'), 'given: "fdbe:ae0:1000::/47"'],
    ['IPv6 ones of others', subnets('10.224.16.0/24', 'fd00:ec2::/64'), 'given: "fd00:ec2::/64"'],
    ['IPv6 ones without a range', subnets('fdbe:ae0:1000::/64'), 'has the subnet that the engine chooses', {}],
    ['chosen by the engine, in another range', {}, 'has a subnet in 10.224.16.0/20; without one, the engine chooses any'],
    ['of IPv6 only', subnets('fdbe:ae0:1000::/64'), 'without one, the engine chooses any'],
    ['chosen by a plugin', { ...subnets('10.224.16.0/24'), ipam_driver: 'plugin' }, 'The driver "plugin" could choose any subnet'],
  ])('may not be %s', (_, network, problem, more = range) => {
    expect(judged(network, more)).toEqual([expect.stringContaining(problem)]);
  });
});

test('a port is published at few addresses of the host, since the engine has a process for each', () => {
  const at = (addresses: number, more: object = {}) => ({
    name: 'blue-a',
    labels: LABELS,
    network_mode: 'blue-net',
    virtual_host: rules(),
    ports: Array.from({ length: addresses }, (_, index) => (
      { internal: 53, external: 53, protocol: 'udp', ip: `127.0.0.${index + 1}`, ...more })),
  });
  expect(refused('Container', at(4))).toEqual([]);
  expect(refused('Container', at(9, { ip: Unknown.PLAIN }))).toMatchObject([{ path: ['ports'] }]);
  expect(refused('Container', at(9, { external: Unknown.PLAIN }))).toEqual([]);
  expect(refused('Container', at(5)).map(({ detail }) => detail)).toEqual([
    'A container of the virtual container host "blue" may publish a port at up to 4 addresses of the host, since the engine has a process '
      + 'for each; given: 5 for the port 53/udp. Leave `ip` out for all addresses.',
  ]);
});
