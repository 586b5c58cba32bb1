import { TerraformVariable, Testing, Token } from 'cdktf';
import { Duration, HealthCheck, Mount, RestartPolicy, Size } from '../../../src';
import { BerthError } from '../../../src/private/berth-error';
import { Synthesized, addTo, anImage, refusal, testHost } from '../../assertions';

test('has secure defaults', () => {
  expect(Synthesized.of(addTo(testHost())).resource('docker_container')).toEqual({
    name: 'stack-host-web',
    image: '${docker_image.Host_Images_busybox136_F0E590C9.image_id}',
    init: false,
    stop_timeout: 10,
    destroy_grace_seconds: 10,
    restart: 'on-failure',
    max_retry_count: 5,
    log_driver: 'json-file',
    log_opts: { 'max-size': '10m', 'max-file': '3' },
    memory: 1_024,
    cpus: '1',
    pids_limit: 1_024,
    ulimit: [{ name: 'nofile', soft: 16_384, hard: 16_384 }],
    capabilities: { drop: ['ALL'], add: expect.arrayContaining(['CHOWN']) },
    network_mode: 'none',
    ipc_mode: 'private',
    cgroupns_mode: 'private',
    security_opts: ['no-new-privileges'],
    isolation_policy: 'baseline@1',
  });
});

test('shortens a name that is too long with a hash of the path', () => {
  const host = testHost();
  const [one, other] = ['a', 'b'].map((end) => host.addContainer(`${'long-'.repeat(20)}${end}`, { image: anImage })._model.name);
  expect(one).toMatch(/^stack-host-long-long-.*-[0-9a-f]{8}$/);
  expect(one).toHaveLength(63);
  expect(one).not.toBe(other);
});

test('drops characters of the id that a name can\'t contain', () => {
  expect(testHost().addContainer('Ünïcode & spaces', { image: anImage })._model.name).toBe('stack-host-n-code-spaces');
});

test('renders variables and labels that are added later', () => {
  const container = addTo(testHost(), { environment: { A: '1' }, labels: { a: '1' } });
  container.addEnvironment('B', '${2}');
  container.addEnvironment('A', '3');
  container.addLabel('b', '2');
  const resource = Synthesized.of(container).resource('docker_container');
  expect(resource.env).toEqual(['A=3', 'B=$${2}']);
  expect(resource.labels).toEqual([{ label: 'a', value: '1' }, { label: 'b', value: '2' }]);
  expect(refusal(() => container.addEnvironment('', 'x'))).toBe(
    '[stack/Host/Web] "" can\'t be the name of an environment variable: a name has at least one character and no "=".');
});

test('ignores later changes to its props', () => {
  const environment: Record<string, string> = { A: '1' };
  const container = addTo(testHost(), { environment });
  environment.B = '2';
  container.addEnvironment('C', '3');
  expect(Synthesized.of(container).resource('docker_container').env).toEqual(['A=1', 'C=3']);
});

test('has a resource as the escape hatch for settings without a prop', () => {
  const container = addTo(testHost());
  container.resource.cpuSet = '0';
  container.resource.addOverride('memory_reservation', 64);
  expect(Synthesized.of(container).resource('docker_container')).toMatchObject({ cpu_set: '0', memory_reservation: 64 });
});

test('reports all problems in one error', () => {
  const host = testHost();
  const add = () => addTo(host, {
    name: '!', cpus: 0, memory: Size.mebibytes(1), ports: [{ containerPort: 0 }], mounts: [Mount.bind('run', '/run')],
  });
  expect(refusal(add).split('\n')).toEqual([
    '[stack/Host/Web] 5 problems:',
    expect.stringContaining('"!" can\'t be the name of a container'),
    expect.stringContaining('A container port must be'),
    expect.stringContaining('The host path of a mount'),
    expect.stringContaining('The memory limit must be at least 6 MiB'),
    expect.stringContaining('cpus must be'),
  ]);
});

test('throws errors with a code, a construct path and a stack trace', () => {
  let caught: BerthError | undefined;
  try {
    addTo(testHost(), { cpus: 0 });
  } catch (error) {
    caught = error as BerthError;
  }
  expect(caught).toBeInstanceOf(Error);
  expect(caught).toMatchObject({ name: 'BerthError', code: 'NUMBER_OUT_OF_RANGE', constructPath: 'stack/Host/Web' });
  expect(caught!.stack).toContain('container.ts');
});

test('accepts tokens in every prop', () => {
  const host = testHost();
  const text = new TerraformVariable(host.node.scope!, 'text', {}).stringValue;
  const number = new TerraformVariable(host.node.scope!, 'number', { type: 'number' }).numberValue;
  const list = new TerraformVariable(host.node.scope!, 'list', { type: 'list(string)' }).listValue;
  const network = host.addNetwork('Net', { name: text, subnets: [{ cidr: text, gateway: text, ipRange: text }] });
  const volume = host.addVolume('Data', { name: text, driverOptions: { type: 'none', o: 'bind', device: text } });
  const container = host.addContainer('All', {
    image: anImage,
    name: text,
    command: list,
    entryPoint: list,
    environment: { A: text },
    user: text,
    workingDirectory: text,
    stopSignal: text,
    stopGracePeriod: Duration.seconds(number),
    healthCheck: HealthCheck.exec(list, { interval: Duration.seconds(number), timeout: Duration.minutes(number), retries: number }),
    healthyTimeout: Duration.minutes(number),
    restart: RestartPolicy.onFailure(number),
    hostname: text,
    domainName: text,
    extraHosts: { x: text },
    dns: list,
    dnsSearch: list,
    ports: [{ containerPort: number, hostPort: number, hostIp: text }],
    mounts: [Mount.volume(volume, text), Mount.bind(text, '/bind'), Mount.tmpfs('/tmpfs', { size: Size.bytes(number), mode: '0700' })],
    files: [{ path: text, content: text, mode: text }],
    memory: Size.mebibytes(number),
    memorySwap: Size.gibibytes(number),
    cpus: number,
    cpuShares: number,
    pidsLimit: number,
    ulimits: [{ name: 'nproc', soft: number }],
    sharedMemory: Size.mebibytes(number),
  });
  container.connectTo(network, { aliases: list, ipv4Address: text, ipv6Address: text });

  expect(Synthesized.of(host).resource('docker_container')).toMatchObject({
    name: '${var.text}',
    command: '${var.list}',
    entrypoint: '${var.list}',
    env: ['A=${var.text}'],
    stop_timeout: '${var.number}',
    wait_timeout: '${((var.number * 60000) / 1000)}',
    max_retry_count: '${var.number}',
    dns: '${var.list}',
    ports: [{ internal: '${var.number}', external: '${var.number}', ip: '${var.text}', protocol: 'tcp' }],
    upload: [{ file: '${var.text}', content: '${var.text}', permissions: '${var.text}' }],
    memory: '${var.number}',
    memory_swap: '${((var.number * 1073741824) / 1048576)}',
    cpus: '${var.number}',
    pids_limit: '${var.number}',
    healthcheck: { test: '${concat(["CMD"], var.list)}', interval: '${var.number}s', timeout: '${var.number}m', retries: '${var.number}' },
  });
});

test('can be synthesized to HCL', () => {
  const host = testHost();
  addTo(host, { ports: [{ containerPort: 80 }], labels: { a: 'b' } });
  const hcl = Testing.synthHcl(host._placement.stack, true);
  expect(hcl).toContain('resource "docker_container" "Host_Web_59305F32"');
  expect(hcl).toMatch(/pids_limit\s*= 1024/);
  expect(hcl).toMatch(/ports \{\s*internal = 80/);
  expect(Token.isUnresolved(hcl)).toBe(false);
});
