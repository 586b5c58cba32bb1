import { TerraformResource } from 'cdktf';
import { Backend, Container, ContainerHost, ContainerOptions, Control, Exemption, HealthCheck, Mount, Size } from '../../../src';
import { Synthesized, addTo, anImage, refusals, testHost, testStack } from '../../assertions';

const OPTIONS: Partial<ContainerOptions> = {
  memory: Size.mebibytes(64),
  command: ['a', '${b}'],
  environment: { A: '1' },
  labels: { a: 'b' },
  healthCheck: HealthCheck.shell('true', { retries: 4 }),
  mounts: [Mount.tmpfs('/tmp'), Mount.bind('/srv/data', '/data', { readOnly: true })],
};

const sharedFolders = [{ path: '/srv' }];

/** Returns a container as it is synthesized before and after a change of its resource. */
function changed(change: (container: Container) => void, options: Partial<ContainerOptions> = OPTIONS, backend?: Backend) {
  const [before, after] = [() => undefined, change].map((each) => {
    const container = addTo(testHost({ backend, sharedFolders }), options);
    each(container);
    return Synthesized.of(container).resource('docker_container');
  });
  return { before, after };
}

describe.each([['berth', Backend.BERTH], ['kreuzwerker', Backend.KREUZWERKER]])('on %s, the resource', (_, backend) => {
  test.each<[string, (container: Container) => void, Record<string, unknown>]>([
    ['an override', ({ resource }) => resource.addOverride('cpu_set', '0'), { cpu_set: '0' }],
    ['an override of what is rendered', ({ resource }) => resource.addOverride('memory', 7), { memory: 7 }],
    ['a value', ({ resource }) => { resource.memory = 5; }, { memory: 5 }],
    ['a list', ({ resource }) => { resource.command = ['z']; }, { command: ['z'] }],
    ['blocks', ({ resource }) => resource.putMounts([{ type: 'tmpfs', target: '/other', tmpfsOptions: { sizeBytes: 5 } }]),
      { mounts: [{ type: 'tmpfs', target: '/other', tmpfs_options: { size_bytes: 5 } }] }],
    ['a block', ({ resource }) => resource.putHealthcheck({ test: ['CMD', 'x'] }), { healthcheck: { test: ['CMD', 'x'] } }],
    ['a member of a block', ({ resource }) => { resource.healthcheck.retries = 9; },
      { healthcheck: { test: ['CMD-SHELL', 'true'], interval: '5s', timeout: '3s', start_period: '30s', retries: 9 } }],
    ['a removal', ({ resource }) => resource.resetCommand(), { command: undefined }],
    ['a removal of blocks', ({ resource }) => resource.resetMounts(), { mounts: undefined }],
    ['undefined', ({ resource }) => { resource.command = undefined as never; }, { command: undefined }],
    ['a value after a removal', ({ resource }) => { resource.resetCommand(); resource.command = ['z']; }, { command: ['z'] }],
  ])('takes %s, and leaves the rest as it is rendered', (_name, change, expected) => {
    const { before, after } = changed(change, OPTIONS, backend);
    const swap = backend === Backend.KREUZWERKER && 'memory' in expected ? { memory_swap: 2 * (expected.memory as number) } : {};
    expect(JSON.parse(JSON.stringify(after))).toEqual(JSON.parse(JSON.stringify({ ...before, ...expected, ...swap })));
  });

  test('must still meet the policies', () => {
    const container = addTo(testHost({ backend, sharedFolders }), OPTIONS);
    container.resource.resetMemory();
    expect(refusals(container)).toEqual([expect.stringMatching(/^\[stack\/Host\/Web\] Memory: the policy requires limited/)]);
  });
});

test('the resource takes precedence over what methods of the container change later', () => {
  const { after } = changed((container) => {
    container.resource.env = ['OWN=1'];
    container.resource.resetMounts();
    container.addEnvironment('LATER', '1');
    container.addMount(Mount.tmpfs('/later'));
    container.addLabel('later', '1');
  });
  expect(after.env).toEqual(['OWN=1']);
  expect(after.mounts).toBeUndefined();
  expect(after.labels).toEqual([{ label: 'a', value: 'b' }, { label: 'later', value: '1' }]);
});

test('the labels of exemptions stay, whatever labels are set on the resource', () => {
  const container = addTo(testHost(), { privileged: true, exemptions: [Exemption.of(Control.PRIVILEGED, 'it needs ${devices}')] });
  container.resource.putLabels([{ label: 'own', value: '1' }]);
  expect(Synthesized.of(container).resource('docker_container').labels).toEqual(expect.arrayContaining([
    { label: 'own', value: '1' }, { label: 'berth.exemption.devices', value: 'it needs $${devices}' },
  ]));
});

test('inputs return what is rendered, nested ones with the names of the bindings', () => {
  const container = addTo(testHost({ sharedFolders }), { ...OPTIONS, ports: [{ containerPort: 80, hostPort: 8_080 }] });
  const { resource } = container;
  expect(resource.memoryInput).toBe(64);
  expect(resource.commandInput).toEqual(['a', '$${b}']);
  expect(resource.envInput).toEqual(['A=1']);
  expect(resource.rmInput).toBeUndefined();
  expect(resource.logOptsInput).toEqual({ 'max-size': '10m', 'max-file': '3' });
  expect(resource.portsInput).toEqual([{ internal: 80, external: 8_080, ip: '127.0.0.1', protocol: 'tcp' }]);
  expect(resource.mountsInput).toMatchObject([{ type: 'tmpfs', tmpfsOptions: { mode: 0o1777 } }, { type: 'bind', readOnly: true }]);
  expect(resource.healthcheckInput).toMatchObject({ test: ['CMD-SHELL', 'true'], startPeriod: '30s' });

  container.addEnvironment('B', '2');
  expect(resource.envInput).toEqual(['A=1', 'B=2']);
  resource.memory = 5;
  expect(resource.memoryInput).toBe(5);
  resource.resetMemory();
  expect(resource.memoryInput).toBeUndefined();
});

describe('meta-arguments', () => {
  const members = () => {
    const host = testHost({ sharedFolders });
    const network = host.addNetwork('Net');
    const db = host.addContainer('Db', { image: anImage });
    return { host, network, db, web: addTo(host, { networks: [network], startAfter: [db] }) };
  };
  const webOf = (host: ContainerHost) => Synthesized.of(host).resources('docker_container').Host_Web_59305F32;
  const NETWORK = 'docker_network.Host_Net_B93436E6';
  const DB = 'docker_container.Host_Db_BA09B3C4';

  test('are those of the container and those of its user', () => {
    const { host, web } = members();
    web.resource.lifecycle = { createBeforeDestroy: true, ignoreChanges: ['image'] };
    web.resource.dependsOn = ['terraform_data.own'];
    expect(webOf(host)).toMatchObject({
      lifecycle: { create_before_destroy: true, ignore_changes: ['image'], replace_triggered_by: [NETWORK] },
      depends_on: ['terraform_data.own', DB],
    });
  });

  test('are the user\'s if both set one', () => {
    const { host, web } = members();
    web.resource.lifecycle = { replaceTriggeredBy: ['terraform_data.own'] };
    expect(webOf(host).lifecycle).toEqual({ replace_triggered_by: ['terraform_data.own'] });
  });

  test('can be set before the container joins a network', () => {
    const host = testHost({ sharedFolders });
    const web = addTo(host);
    web.resource.lifecycle = { createBeforeDestroy: true };
    web.connectTo(host.addNetwork('Net'));
    web.startAfter(host.addContainer('Db', { image: anImage }));
    expect(webOf(host)).toMatchObject({ lifecycle: { create_before_destroy: true, replace_triggered_by: [NETWORK] }, depends_on: [DB] });
  });

  test('include count, and the provider of the host', () => {
    const { host, web } = members();
    web.resource.count = 2;
    web.resource.provider = host.provider;
    const kept = { lifecycle: { replace_triggered_by: [NETWORK] }, depends_on: [DB] };
    expect(webOf(host)).toMatchObject({ count: 2, provider: 'docker', ...kept });
  });

  test('follow the id of a container that is overridden before it is used', () => {
    const host = testHost({ sharedFolders });
    const db = host.addContainer('Db', { image: anImage, ports: [{ containerPort: 80 }] });
    db.resource.overrideLogicalId('db');
    const web = addTo(host, { startAfter: [db], environment: { DB: db.name } });
    web.resource.overrideLogicalId('web');
    const { db: first, web: second, ...others } = Synthesized.of(host).resources('docker_container');
    expect(first.name).toBe('stack-host-db');
    expect(second).toMatchObject({ depends_on: ['docker_container.db'], env: ['DB=${docker_container.db.name}'] });
    expect(others).toEqual({});
  });
});

test('resources can be imported, and moved from an earlier address', () => {
  const stack = testStack();
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  addTo(host).resource.importFrom('abc');
  const network = host.addNetwork('Net').resource as TerraformResource;
  network.moveFromId('docker_network.old');
  const { json, addresses } = Synthesized.of(stack);
  expect(json.import).toEqual([{ id: 'abc', to: 'docker_container.Host_Web_59305F32' }]);
  expect(json.moved).toEqual([{ from: 'docker_network.old', to: 'docker_network.Host_Net_B93436E6' }]);
  expect(addresses).toContain('docker_container.Host_Web_59305F32');
});
