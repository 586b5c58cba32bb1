import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { TerraformVariable } from 'cdktf';
import { ContainerHost, Control, Endpoint, Tls } from '../../src';
import { Synthesized, anImage, refusal, testStack } from '../assertions';

const SSH_NAME_RULE = 'it must not begin with "-", and must not contain spaces, "@", ":", "/", "?", "#" or square brackets.';

const providersOf = (host: ContainerHost) => Synthesized.of(host).json.provider.docker;
const hostAt = (endpoint: Endpoint) => new ContainerHost(testStack(), 'Host', { endpoint });

describe('the endpoint', () => {
  test('defaults to the engine of the environment', () => {
    const host = new ContainerHost(testStack(), 'Host');
    expect(providersOf(host)).toEqual([{}]);
    expect(host.address).toBe('localhost');
  });

  test('is a Unix socket', () => {
    expect(providersOf(ContainerHost.fromUnixSocket(testStack(), 'Host'))).toEqual([{ host: 'unix:///var/run/docker.sock' }]);
    expect(providersOf(ContainerHost.fromUnixSocket(testStack(), 'Host', { path: '/tmp/d.sock' }))).toEqual([{ host: 'unix:///tmp/d.sock' }]);
  });

  test('is TCP with the certificates in a folder', () => {
    const host = ContainerHost.fromTcp(testStack(), 'Host', { hostname: 'docker.example.com', tls: Tls.fromDirectory('/certs') });
    expect(providersOf(host)).toEqual([{ host: 'tcp://docker.example.com:2376', cert_path: '/certs' }]);
    expect(host.address).toBe('docker.example.com');
  });

  test('is TCP with the certificates in files that Terraform reads', () => {
    const tls = Tls.fromFiles({ ca: '~/ca.pem', cert: '/cert.pem', key: '/key.pem' });
    const host = ContainerHost.fromTcp(testStack(), 'Host', { hostname: '10.0.0.5', port: 12376, tls });
    expect(providersOf(host)).toEqual([{
      host: 'tcp://10.0.0.5:12376',
      ca_material: '${file(pathexpand("~/ca.pem"))}',
      cert_material: '${file(pathexpand("/cert.pem"))}',
      key_material: '${file(pathexpand("/key.pem"))}',
    }]);
    expect(Synthesized.of(host).warnings).toEqual([]);
  });

  test('is TCP with the certificates and the address in variables', () => {
    const stack = testStack();
    const secret = new TerraformVariable(stack, 'key', { sensitive: true });
    const address = new TerraformVariable(stack, 'address', {});
    const port = new TerraformVariable(stack, 'port', { type: 'number' });
    const tls = Tls.fromMaterial({ ca: 'CA', cert: 'CERT', key: secret.stringValue });
    const host = ContainerHost.fromTcp(stack, 'Host', { hostname: address.stringValue, port: port.numberValue, tls });
    expect(providersOf(host)).toEqual([{
      host: 'tcp://${var.address}:${var.port}', ca_material: 'CA', cert_material: 'CERT', key_material: '${var.key}',
    }]);
    expect(Synthesized.of(host).warnings).toEqual([]);
  });

  test('warns about a private key that is not a token', () => {
    const tls = Tls.fromMaterial({ ca: 'CA', cert: 'CERT', key: 'KEY' });
    expect(Synthesized.of(ContainerHost.fromTcp(testStack(), 'Host', { hostname: 'h.example', tls })).warnings).toEqual([
      '[stack/Host] The private key of the connection is not a token, so it ends up readable in cdk.tf.json. '
      + 'Use Tls.fromFiles(), Tls.fromDirectory(), or a sensitive Terraform variable.',
    ]);
  });

  test('is TCP without TLS, with a warning', () => {
    const host = ContainerHost.fromInsecureTcp(testStack(), 'Host', { hostname: '::1' });
    expect(providersOf(host)).toEqual([{ host: 'tcp://[::1]:2375' }]);
    expect(Synthesized.of(host).warnings).toEqual([
      '[stack/Host] The connection to ::1 has no TLS: everyone who reaches the port is root on that machine. Use Endpoint.tcp() instead.',
    ]);
  });

  test.each([
    [{ StrictHostKeyChecking: 'no' }], [{ stricthostkeychecking: 'accept-new' }], [{ NoHostAuthenticationForLocalhost: 'yes' }],
  ])('is SSH with a key that nobody compares, with a warning: %j', (options) => {
    const [[name, value]] = Object.entries(options) as [[string, string]];
    expect(Synthesized.of(ContainerHost.fromSsh(testStack(), 'Host', { hostname: 'box', options })).warnings).toEqual([
      expect.stringContaining(`With ${name}=${value}, whoever answers at box gets what is sent to the engine. Pin its key`),
    ]);
    const strict = { StrictHostKeyChecking: 'yes', ConnectTimeout: '5' };
    expect(Synthesized.of(ContainerHost.fromSsh(testStack(), 'Host', { hostname: 'box', options: strict })).warnings).toEqual([]);
  });

  test('is SSH with an option that decides about keys and is known only after apply, with a warning', () => {
    const stack = testStack();
    const options = { StrictHostKeyChecking: new TerraformVariable(stack, 'Strict', {}).stringValue };
    expect(Synthesized.of(ContainerHost.fromSsh(stack, 'Host', { hostname: 'box', options })).warnings).toEqual([
      expect.stringContaining('With a value of StrictHostKeyChecking that is known only after apply, whoever answers at box gets'),
    ]);
  });

  test.each([' StrictHostKeyChecking', 'stricthostkeychecking ', 'Strict=HostKeyChecking', 'A\nB', '', '${var.name}'])(
    'is not SSH with an option "%s", which ssh might take for another one', (name) => {
      expect(refusal(() => ContainerHost.fromSsh(testStack(), 'Host', { hostname: 'box', options: { [name]: 'no' } }))).toBe(
        `"${name}" can't be the option of SSH: it must be a name of ssh_config(5), only letters and digits.`);
    });

  test('is SSH with the defaults of ssh', () => {
    const host = ContainerHost.fromSsh(testStack(), 'Host', { hostname: 'build_box' });
    expect(providersOf(host)).toEqual([{ host: 'ssh://build_box' }]);
    expect(host.address).toBe('build_box');
    expect(Synthesized.of(host).warnings).toEqual([]);
  });

  test('is SSH with every option', () => {
    const host = ContainerHost.fromSsh(testStack(), 'Host', {
      hostname: '::1',
      user: 'deploy',
      port: 2222,
      identityFile: '~/.ssh/deploy',
      knownHostsFile: '/etc/ssh/known_hosts',
      socketPath: '/run/user/1000/docker.sock',
      options: { ProxyJump: 'bastion' },
    });
    expect(providersOf(host)).toEqual([{
      host: 'ssh://deploy@[::1]:2222/run/user/1000/docker.sock',
      ssh_opts: ['-i', '~/.ssh/deploy', '-o', 'UserKnownHostsFile=/etc/ssh/known_hosts', '-o', 'ProxyJump=bastion'],
    }]);
  });

  test('is SSH with every part in variables', () => {
    const stack = testStack();
    const text = (name: string) => new TerraformVariable(stack, name, {}).stringValue;
    const port = new TerraformVariable(stack, 'port', { type: 'number' }).numberValue;
    const host = ContainerHost.fromSsh(stack, 'Host', { hostname: text('address'), user: text('user'), port, identityFile: text('key') });
    expect(providersOf(host)).toEqual([{ host: 'ssh://${var.user}@${var.address}:${var.port}', ssh_opts: ['-i', '${var.key}'] }]);
  });

  test('is any other address that the back end supports', () => {
    expect(providersOf(hostAt(Endpoint.of('ssh://me@docker.example.com')))).toEqual([{ host: 'ssh://me@docker.example.com' }]);
    expect(providersOf(hostAt(Endpoint.of('unix:///tmp/d.sock')))).toEqual([{ host: 'unix:///tmp/d.sock' }]);
    const variable = new TerraformVariable(testStack(), 'url', {});
    expect(() => Endpoint.of(variable.stringValue)).not.toThrow();
  });

  test.each([
    ['TCP without a choice of TLS', () => Endpoint.of('tcp://docker.example.com:2375'),
      '"tcp://docker.example.com:2375" does not show whether the connection uses TLS. Use Endpoint.tcp(...) for TLS, '
      + 'or Endpoint.insecureTcp(...) if you trust every machine in the network.'],
    ['an address without a scheme', () => Endpoint.of('docker.example.com'),
      '"docker.example.com" is not an address of an engine: it has no scheme. Write it as in "unix:///var/run/docker.sock".'],
    ['a relative path of a socket', () => Endpoint.unix('docker.sock'),
      'The engine\'s socket must be an absolute path; given: "docker.sock". Begin it with "/".'],
    ['a host name with a port', () => Endpoint.insecureTcp('docker.example.com:2375'),
      '"docker.example.com:2375" can\'t be the engine\'s host name: '
      + 'use letters, digits and "-", in labels of at most 63 characters that are separated by ".".'],
    ['an option of ssh as the host name', () => Endpoint.ssh('-oProxyCommand=x'),
      `"-oProxyCommand=x" can't be the engine's host name: ${SSH_NAME_RULE}`],
    ['an SSH user with a host name', () => Endpoint.ssh('h.example', { user: 'me@there' }),
      `"me@there" can't be the SSH user: ${SSH_NAME_RULE}`],
    ['an SSH port out of range', () => Endpoint.ssh('h.example', { port: 0 }),
      'The port of the SSH server must be a whole number from 1 to 65535; given: 0.'],
    ['a relative path of a socket over SSH', () => Endpoint.ssh('h.example', { socketPath: 'docker.sock' }),
      'The engine\'s socket must be an absolute path; given: "docker.sock". Begin it with "/".'],
    ['a port out of range', () => Endpoint.insecureTcp('h.example', { port: 65_536 }),
      'The engine\'s port must be a whole number from 1 to 65535; given: 65536.'],
  ])('refuses %s', (_, action, message) => {
    expect(refusal(action)).toBe(message);
  });
});

describe('several hosts', () => {
  test('use the default provider for the first host, and a provider with an alias for each further one', () => {
    const stack = testStack();
    const hosts = [ContainerHost.fromEnvironment(stack, 'One'), ContainerHost.fromUnixSocket(stack, 'Two')];
    for (const host of hosts) {
      host.addContainer('Web', { image: anImage, networks: [host.addNetwork('Net')] });
      host.addVolume('Data');
    }

    const synthesized = Synthesized.of(stack);
    expect(synthesized.json.provider.docker).toEqual([{}, { alias: 'Two', host: 'unix:///var/run/docker.sock' }]);
    for (const type of ['docker_container', 'docker_image', 'docker_network', 'docker_volume']) {
      const providers = Object.values(synthesized.resources(type)).map(({ provider }) => provider);
      expect(providers).toEqual([undefined, 'docker.Two']);
    }
  });

  test('provide raw resources with a provider', () => {
    const stack = testStack();
    ContainerHost.fromEnvironment(stack, 'One');
    const { provider } = ContainerHost.fromUnixSocket(stack, 'Two');
    const labels = Control.all().map(({ name }) => ({ label: `berth.exemption.${name}`, value: 'the resource is raw' }));
    new RawContainer(stack, 'Raw', { name: 'raw', image: 'busybox', provider, labels });
    expect(Synthesized.of(stack).resource('docker_container').provider).toBe('docker.Two');
  });

  test('may use the same names and ports', () => {
    const stack = testStack();
    for (const host of [ContainerHost.fromEnvironment(stack, 'One'), ContainerHost.fromUnixSocket(stack, 'Two')]) {
      host.addContainer('Web', { image: anImage, name: 'web', ports: [{ containerPort: 80, hostPort: 8080 }] });
      host.addNetwork('Net', { name: 'net' });
    }
    expect(() => Synthesized.of(stack)).not.toThrow();
  });
});
