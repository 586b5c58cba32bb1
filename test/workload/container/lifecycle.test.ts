import { TerraformStack, Testing } from 'cdktf';
import { ContainerHost, Control, Duration, Exemption, HealthCheck, LogDriver, RestartPolicy, Size } from '../../../src';
import { Synthesized, addTo, anImage, containerWith, fakeBundle, refusal, testHost } from '../../assertions';

test('leaves it to the provider how long a container must run, unless the author says so', () => {
  expect(containerWith({})).not.toHaveProperty('must_run_for');
  expect(containerWith({ mustRunFor: Duration.seconds(5) }).must_run_for).toBe(5);
  expect(containerWith({ mustRunFor: Duration.seconds(0) }).must_run_for).toBe(0);
  expect(refusal(() => containerWith({ mustRunFor: Duration.millis(1500) }))).toContain('mustRunFor');
});

describe('health', () => {
  test('defaults to the image\'s own check, without waiting', () => {
    const container = containerWith({});
    for (const absent of ['healthcheck', 'wait', 'wait_timeout']) expect(container).not.toHaveProperty(absent);
  });

  test('makes Terraform wait if there is a health check', () => {
    expect(containerWith({ healthCheck: HealthCheck.exec(['redis-cli', 'ping']) })).toMatchObject({
      healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: '5s', timeout: '3s', retries: 3, start_period: '30s' },
      wait: true,
      wait_timeout: 120,
    });
  });

  test('renders all options', () => {
    const healthCheck = HealthCheck.shell('test -f "${READY}"', {
      interval: Duration.minutes(1), timeout: Duration.millis(1_500), retries: 5, startPeriod: Duration.seconds(0),
    });
    expect(containerWith({ healthCheck, healthyTimeout: Duration.minutes(5) })).toMatchObject({
      healthcheck: { test: ['CMD-SHELL', 'test -f "$${READY}"'], interval: '1m0s', timeout: '1.5s', retries: 5, start_period: '0s' },
      wait_timeout: 300,
    });
  });

  test('is waited for or not, as `waitUntilHealthy` says', () => {
    expect(containerWith({ healthCheck: HealthCheck.exec(['true']), waitUntilHealthy: false })).not.toHaveProperty('wait');
    expect(containerWith({ waitUntilHealthy: true })).toMatchObject({ wait: true, wait_timeout: 120 });
  });

  test('is disabled by HealthCheck.none()', () => {
    const container = containerWith({ healthCheck: HealthCheck.none() });
    expect(container.healthcheck).toEqual({ test: ['NONE'] });
    expect(container).not.toHaveProperty('wait');
  });

  test.each([
    ['no command', () => HealthCheck.exec([])],
    ['an empty program', () => HealthCheck.exec([''])],
    ['an empty line', () => HealthCheck.shell(' ')],
  ])('rejects a check with %s', (_, action) => {
    expect(refusal(action)).toBe('A health check needs a command: pass the program and its arguments, as in '
      + 'HealthCheck.exec([\'redis-cli\', \'ping\']), or disable the health check with HealthCheck.none().');
  });

  test.each([
    [{ interval: Duration.seconds(0) }, 'The interval of a health check must be at least 1 millisecond; given: 0 seconds.'],
    [{ timeout: Duration.millis(0) }, 'The timeout of a health check must be at least 1 millisecond; given: 0 milliseconds.'],
    [{ retries: 0 }, 'The retries of a health check must be a whole number of at least 1; given: 0.'],
  ])('rejects the options %j', (options, message) => {
    expect(refusal(() => HealthCheck.exec(['true'], options))).toBe(message);
  });

  test.each([
    [{ healthCheck: HealthCheck.none(), waitUntilHealthy: true },
      '`waitUntilHealthy` can\'t be used with HealthCheck.none(). Set another health check, or leave `waitUntilHealthy` out.'],
    [{ healthyTimeout: Duration.seconds(0) }, 'The time to become healthy must be at least 1 second; given: 0 seconds.'],
    [{ healthyTimeout: Duration.millis(1) }, 'healthyTimeout must be a whole number of seconds; given: 1 milliseconds.'],
  ])('rejects a container with %j', (options, message) => {
    expect(refusal(() => addTo(testHost(), options))).toBe(`[stack/Host/Web] ${message}`);
  });
});

describe('start order', () => {
  test('is set by prop and by method', () => {
    const host = testHost();
    const [first, second] = ['First', 'Second'].map((id) => host.addContainer(id, { image: anImage }));
    addTo(host, { startAfter: [first] }).startAfter(second);
    const containers = Synthesized.of(host).resources('docker_container');
    expect(containers.Host_Web_59305F32.depends_on).toEqual([
      `docker_container.${first.resource.friendlyUniqueId}`, `docker_container.${second.resource.friendlyUniqueId}`,
    ]);
  });

  test('can\'t include a container of another stack', () => {
    const app = Testing.app({ context: { 'berth:providerFolder': fakeBundle() } });
    const [one, two] = ['one', 'two'].map((id) => addTo(ContainerHost.fromEnvironment(new TerraformStack(app, id), 'Host')));
    expect(refusal(() => one.startAfter(two))).toBe(
      '[one/Host/Web] A container can only start after containers in its own stack, and two/Host/Web is not in "one". '
      + 'Make the stack depend on the other one with addDependency().');
  });
});

describe('exit', () => {
  test.each([
    [RestartPolicy.NO, { restart: 'no', max_retry_count: undefined }],
    [RestartPolicy.ALWAYS, { restart: 'always', max_retry_count: undefined }],
    [RestartPolicy.UNLESS_STOPPED, { restart: 'unless-stopped', max_retry_count: undefined }],
    [RestartPolicy.onFailure(2), { restart: 'on-failure', max_retry_count: 2 }],
  ])('%j', (restart, { restart: name, max_retry_count }) => {
    const container = containerWith({ restart });
    expect(container.restart).toBe(name);
    expect(container.max_retry_count).toBe(max_retry_count);
  });

  test('is allowed if `mustRun` is false', () => {
    expect(containerWith({ mustRun: false }).must_run).toBe(false);
    expect(containerWith({})).not.toHaveProperty('must_run');
  });

  test('needs at least one restart with RestartPolicy.onFailure()', () => {
    expect(refusal(() => RestartPolicy.onFailure(0))).toBe('The number of restarts must be a whole number of at least 1; given: 0.');
  });
});

describe('logs', () => {
  test.each([
    [LogDriver.jsonFile({ maxSize: Size.kibibytes(1_500), maxFiles: 1 }), 'json-file', { 'max-size': '1500k', 'max-file': '1' }],
    [LogDriver.local(), 'local', { 'max-size': '10m', 'max-file': '3' }],
    [LogDriver.journald(), 'journald', undefined],
    [LogDriver.none(), 'none', undefined],
    [LogDriver.of('syslog', { tag: '${x}' }), 'syslog', { tag: '$${x}' }],
  ])('%j', (logDriver, name, options) => {
    const container = containerWith({ logDriver, exemptions: [Exemption.of(Control.LOG_DRIVER, 'the output is collected')] });
    expect(container.log_driver).toBe(name);
    expect(container.log_opts).toEqual(options);
  });

  test.each([
    [{ maxSize: Size.bytes(0) }, 'The size of a log file must be at least 1 KiB; given: 0 bytes.'],
    [{ maxSize: Size.bytes(1_000) }, 'The size must be a whole number of KiB; given: 1000 bytes.'],
    [{ maxFiles: 0 }, 'The number of log files must be a whole number of at least 1; given: 0.'],
  ])('reject the rotation %j', (rotation, message) => {
    expect(refusal(() => LogDriver.local(rotation))).toBe(message);
  });
});

test('renders labels', () => {
  expect(containerWith({ labels: { a: 'b', c: '${d}' } }).labels).toEqual([{ label: 'a', value: 'b' }, { label: 'c', value: '$${d}' }]);
  expect(containerWith({})).not.toHaveProperty('labels');
});
