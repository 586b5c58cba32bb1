import { TerraformStack } from 'cdktf';
import {
  Backend, CloneSet, Connections, Container, ContainerHost, ContainerHosts, Duration, Endpoint, Exemption, Control, HostPool, HostPoolProps,
  IsolationPolicy, IsolationReport, Mount, Network, Port, Volume,
} from '../../src';
import { anImage, refusal, refusals, Synthesized, testStack } from '../assertions';

function hostsIn(stack: TerraformStack) {
  return {
    a: ContainerHost.fromEnvironment(stack, 'A'),
    b: ContainerHost.fromSsh(stack, 'B', { hostname: 'b.example.com', identityFile: '/key' }),
  };
}

function poolOf(props: Partial<HostPoolProps> = {}) {
  const stack = testStack();
  const pool = new HostPool(stack, 'Pool', { hosts: hostsIn(stack), ...props });
  return { stack, pool };
}

const setIn = (pool: HostPool, props: Partial<ConstructorParameters<typeof CloneSet>[2]> = {}) =>
  new CloneSet(pool.node.scope as TerraformStack, 'Web', { host: pool, replicas: 3, image: anImage, ...props });

const synthesizedSet = (stack: TerraformStack) => Synthesized.of(stack).resource('docker_clone_set') as any;

test('a set becomes one resource, whose provider knows the engine of each host', () => {
  const { stack, pool } = poolOf({ drain: ['b'] });
  setIn(pool, { environment: { INDEX: CloneSet.INDEX }, ports: [{ containerPort: 80, hostPort: 20_000 }], overlap: Duration.seconds(9) });
  const { json } = Synthesized.of(stack);
  expect(json.provider.docker.at(-1)).toEqual({
    alias: 'Pool', engine: [{ name: 'b', host: 'ssh://b.example.com', ssh_opts: ['-i', '/key'] }],
  });
  const set = synthesizedSet(stack);
  expect(set).toMatchObject({
    provider: 'docker.Pool',
    name: 'stack-web',
    replicas: 3,
    overlap_seconds: 9,
    host: [
      { name: 'a', image: expect.stringMatching(/^\$\{docker_image\.Pool_Images_busybox136_a_\w+\.image_id\}$/) as string },
      { name: 'b', engine: 'b', image: expect.stringContaining('_b_') as string, drain: true },
    ],
    template: {
      env: ['INDEX={{clone.index}}'],
      ports: [{ internal: 80, external: 20_000, ip: '127.0.0.1', protocol: 'tcp' }],
      isolation_policy: 'baseline@1',
      security_opts: ['no-new-privileges'],
    },
  });
  expect(set.template.name).toBeUndefined();
  expect(set.template.image).toBeUndefined();
  expect(Synthesized.of(stack).resources('docker_container')).toEqual({});
});

test('what clones use is on each host, and they wait for all of it', () => {
  const { stack, pool } = poolOf();
  const network = new Network(stack, 'Net', { host: pool });
  const data = new Volume(stack, 'Data', { host: pool });
  setIn(pool, { networks: [network], mounts: [Mount.volume(data, '/data')] });
  const synthesized = Synthesized.of(stack);
  const enginesOf = (type: string) => Object.values(synthesized.resources(type)).map(({ provider, engine }) => [provider, engine]);
  for (const type of ['docker_network', 'docker_volume', 'docker_image']) {
    expect(enginesOf(type)).toEqual([['docker.Pool', undefined], ['docker.Pool', 'b']]);
  }
  const set = synthesizedSet(stack);
  expect(set.depends_on).toEqual(['docker_network', 'docker_volume'].flatMap((type) => (
    Object.keys(synthesized.resources(type)).map((id) => `${type}.${id}`))));
  expect(set.template.networks_advanced).toEqual([{ name: 'stack-net', aliases: ['stack-web'] }]);
  expect(set.template.mounts).toMatchObject([{ source: 'stack-data', target: '/data' }]);
});

test('a container of a pool is a set of one', () => {
  const { stack, pool } = poolOf();
  pool.addContainer('Job', { image: anImage });
  expect(synthesizedSet(stack)).toMatchObject({ name: 'stack-pool-job', replicas: 1, template: { network_mode: 'none' } });
});

test('one container starts after another one of the pool', () => {
  const { stack, pool } = poolOf();
  const first = pool.addContainer('First', { image: anImage });
  pool.addContainer('Second', { image: anImage }).startAfter(first);
  const sets = Synthesized.of(stack).resources('docker_clone_set');
  expect(Object.values(sets).map(({ depends_on: after }) => after)).toEqual([undefined, [`docker_clone_set.${Object.keys(sets)[0]}`]]);
});

test('hosts of one provider can be in a pool', () => {
  const stack = testStack();
  const hosts = new ContainerHosts(stack, 'Hosts', {
    hosts: { x: { endpoint: Endpoint.unix('/x.sock') }, y: { endpoint: Endpoint.unix('/y.sock') } },
  });
  const pool = new HostPool(stack, 'Pool', { hosts: { x: hosts.host('x'), y: hosts.host('y') } });
  setIn(pool);
  expect(synthesizedSet(stack).host).toMatchObject([{ name: 'x', engine: 'x' }, { name: 'y', engine: 'y' }]);
  expect(Object.values(Synthesized.of(stack).resources('docker_image')).map(({ engine }) => engine)).toEqual(['x', 'y']);
});

test('clones meet the policy of the hosts, and exemptions are shown', () => {
  const stack = testStack();
  const isolation = IsolationPolicy.RESTRICTED;
  const hosts = {
    a: ContainerHost.fromEnvironment(stack, 'A', { isolation }),
    b: ContainerHost.fromUnixSocket(stack, 'B', { path: '/b.sock', isolation }),
  };
  const pool = new HostPool(stack, 'Pool', { hosts });
  expect(refusal(() => setIn(pool, { user: '0' }))).toContain('User: the policy requires non-root, but the value is any');
  new CloneSet(stack, 'Ok', { host: pool, replicas: 2, image: anImage, user: '0', exemptions: [Exemption.of(Control.USER, 'it must')] });
  expect(synthesizedSet(stack).template).toMatchObject({ isolation_policy: 'restricted@1', isolation_exemptions: { user: 'it must' } });
});

test('a report of a host attests the clones of the sets that may be on it', () => {
  const stack = testStack();
  const { a, b } = hostsIn(stack);
  const other = ContainerHost.fromUnixSocket(stack, 'Other', { path: '/other.sock' });
  setIn(new HostPool(stack, 'Pool', { hosts: { a, b } }));
  for (const [name, host] of Object.entries({ a, b, other })) new IsolationReport(stack, `Report-${name}`, { host, directory: name });
  const reports = Object.values(Synthesized.of(stack).resources('docker_isolation'));
  const reportOf = (name: string) => reports.find(({ directory }) => directory === name);
  for (const name of ['a', 'b']) {
    expect(reportOf(name)).toMatchObject({
      clone_set: [{
        id: expect.stringMatching(/^\$\{docker_clone_set\.Web_Clone_\w+\.id\}$/),
        name: 'stack-web',
        isolation_policy: 'baseline@1',
        replicas: expect.stringMatching(new RegExp(`^\\$\\{docker_clone_set\\.Web_Clone_\\w+\\.placement\\["${name}"\\]\\}$`)),
      }],
      lifecycle: { replace_triggered_by: [expect.stringMatching(/^docker_clone_set\./)] },
    });
  }
  expect(reportOf('other')?.clone_set).toBeUndefined();
});

test('more clones on a host than its networks have addresses are refused, unless a subnet is wide enough', () => {
  const { stack, pool } = poolOf();
  setIn(pool, { replicas: 600, ports: [{ containerPort: 80, hostPort: 20_000 }] });
  expect(refusals(stack)).toEqual([expect.stringMatching(
    /^\[stack\/Web\] The network \S+\/Web--Clone has room for 253 members on each host, and one host has 3\d\d clones\. Put the clones/,
  )]);
  const other = poolOf();
  const wide = new Network(other.stack, 'Wide', { host: other.pool, subnets: [{ cidr: '10.200.0.0/22' }] });
  setIn(other.pool, { replicas: 600, networks: [wide] });
  expect(() => Synthesized.of(other.stack)).not.toThrow();
});

test('an override can take the policy of clones away neither as a whole nor in part', () => {
  const { stack, pool } = poolOf();
  const { template } = setIn(pool);
  const resource = template.node.findChild('Resource') as any;
  resource.addOverride('template.isolation_policy', null);
  resource.addOverride('template.privileged', true);
  const messages = refusals(stack).join('\n');
  expect(messages).toContain('isolation_policy');
  expect(messages).toContain('Privileged mode: the policy requires denied, but the value is allowed');
});

test.each<[string, (stack: TerraformStack, hosts: ReturnType<typeof hostsIn>) => HostPoolProps, string]>([
  ['no hosts', () => ({ hosts: {} }), 'The pool has no hosts.'],
  ['a host twice', (_, { a }) => ({ hosts: { a, b: a } }), 'stack/A is in the pool 2 times: "a", "b".'],
  ['a wrong name', (_, { a }) => ({ hosts: { 'a b': a } }), '"a b" can\'t be the name of a host'],
  ['an unknown drained host', (_, { a, b }) => ({ hosts: { a, b }, drain: ['c'] }),
    '`drain` names "c", which is no host of the pool. The hosts are: a, b.'],
  ['no host left', (_, { a, b }) => ({ hosts: { a, b }, drain: ['a', 'b'] }), 'The pool drains all its hosts'],
  ['a wrong range', (_, { a }) => ({ hosts: { a }, addressRange: '10.0.0.0/30' }), '10.0.0.0/30'],
  ['two engines of the environment', (stack, { a }) => ({ hosts: { a, c: ContainerHost.fromEnvironment(stack, 'C') } }),
    'The hosts "a", "c" of the pool'],
  ['different policies', (stack, { a }) => ({
    hosts: { a, c: ContainerHost.fromUnixSocket(stack, 'C', { path: '/c.sock', isolation: IsolationPolicy.RESTRICTED }) },
  }), 'The hosts "a" and "c" of the pool have different isolation policies'],
])('%s is refused', (_, props, message) => {
  const stack = testStack();
  const hosts = hostsIn(stack);
  expect(refusal(() => new HostPool(stack, 'Pool', props(stack, hosts)))).toContain(message);
});

test('a pool needs our back end, and hosts of its own stack', () => {
  const stack = testStack();
  Backend.KREUZWERKER.use(stack);
  expect(refusal(() => new HostPool(stack, 'Pool', { hosts: hostsIn(stack) })))
    .toContain('A pool of hosts is not supported by the back end');
  const elsewhere = new TerraformStack(stack.node.root as never, 'elsewhere');
  expect(refusal(() => new HostPool(elsewhere, 'Pool', { hosts: { a: ContainerHost.fromEnvironment(testStack(), 'A') } })))
    .toContain('must be in the stack of the pool, "elsewhere"');
});

test('what a pool can\'t have is refused, with what to do instead', () => {
  const { stack, pool } = poolOf();
  expect(refusal(() => pool.address)).toContain('Put a front before its containers');
  expect(refusal(() => setIn(pool, { replicas: 1.5 }))).toContain('`replicas` must be a whole number from 0 to 1,000,000, not 1.5');
  const first = new Container(stack, 'First', { host: pool, image: anImage });
  const second = new Container(stack, 'Second', { host: pool, image: anImage, ports: [{ containerPort: 80 }] });
  expect(refusal(() => second.publishedPort(80))).toContain('The published port 80/tcp of a clone needs a `hostPort`');
  expect(() => first.resource).toThrow();
  const connections: Connections = first.connections;
  connections.allowTo(second, Port.tcp(80));
  expect(refusals(stack).join('\n')).toContain('can\'t be connected to stack/Second');
});
