import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { Container, ContainerHost, Control, Endpoint, Network, Tls, Volume } from '../../src';
import { Synthesized, anImage, refusal, testHost, testStack } from '../assertions';

const providersOf = (host: ContainerHost) => Synthesized.of(host).json.provider.docker;
const hostAt = (endpoint: Endpoint) => new ContainerHost(testStack(), 'Host', { endpoint });

describe('where the engine answers', () => {
  test('defaults to the environment\'s own', () => {
    const host = new ContainerHost(testStack(), 'Host');
    expect(providersOf(host)).toEqual([{}]);
    expect(host.address).toBe('localhost');
  });

  test('a Unix socket', () => {
    expect(providersOf(ContainerHost.fromUnixSocket(testStack(), 'Host'))).toEqual([{ host: 'unix:///var/run/docker.sock' }]);
    expect(providersOf(ContainerHost.fromUnixSocket(testStack(), 'Host', { path: '/tmp/d.sock' }))).toEqual([{ host: 'unix:///tmp/d.sock' }]);
  });

  test('TCP, with the certificates in a folder', () => {
    const host = ContainerHost.fromTcp(testStack(), 'Host', { hostname: 'docker.example.com', tls: Tls.fromDirectory('/certs') });
    expect(providersOf(host)).toEqual([{ host: 'tcp://docker.example.com:2376', cert_path: '/certs' }]);
    expect(host.address).toBe('docker.example.com');
  });

  test('TCP, with the certificates in files that Terraform reads', () => {
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

  test('TCP, with the certificates and the address in variables', () => {
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

  test('warns of a private key that is written out', () => {
    const tls = Tls.fromMaterial({ ca: 'CA', cert: 'CERT', key: 'KEY' });
    expect(Synthesized.of(ContainerHost.fromTcp(testStack(), 'Host', { hostname: 'h.example', tls })).warnings).toEqual([
      '[stack/Host] The private key of the connection is written out, so it ends up readable in cdk.tf.json. '
      + 'Use Tls.fromFiles(), Tls.fromDirectory(), or a sensitive Terraform variable.',
    ]);
  });

  test('TCP without TLS only under a name that says so, and with a warning', () => {
    const host = ContainerHost.fromInsecureTcp(testStack(), 'Host', { hostname: '::1' });
    expect(providersOf(host)).toEqual([{ host: 'tcp://[::1]:2375' }]);
    expect(Synthesized.of(host).warnings).toEqual([
      '[stack/Host] The connection to ::1 has no TLS: whoever reaches the port is root on that machine. Prefer Endpoint.tcp().',
    ]);
  });

  test('SSH, as ssh itself would log in', () => {
    const host = ContainerHost.fromSsh(testStack(), 'Host', { hostname: 'build_box' });
    expect(providersOf(host)).toEqual([{ host: 'ssh://build_box' }]);
    expect(host.address).toBe('build_box');
    expect(Synthesized.of(host).warnings).toEqual([]);
  });

  test('SSH, with all that can be said of the login', () => {
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

  test('SSH, with all of it in variables', () => {
    const stack = testStack();
    const text = (name: string) => new TerraformVariable(stack, name, {}).stringValue;
    const port = new TerraformVariable(stack, 'port', { type: 'number' }).numberValue;
    const host = ContainerHost.fromSsh(stack, 'Host', { hostname: text('address'), user: text('user'), port, identityFile: text('key') });
    expect(providersOf(host)).toEqual([{ host: 'ssh://${var.user}@${var.address}:${var.port}', ssh_opts: ['-i', '${var.key}'] }]);
  });

  test('any other address that the back end takes', () => {
    expect(providersOf(hostAt(Endpoint.of('ssh://me@docker.example.com')))).toEqual([{ host: 'ssh://me@docker.example.com' }]);
    expect(providersOf(hostAt(Endpoint.of('unix:///tmp/d.sock')))).toEqual([{ host: 'unix:///tmp/d.sock' }]);
    const variable = new TerraformVariable(testStack(), 'url', {});
    expect(() => Endpoint.of(variable.stringValue)).not.toThrow();
  });

  test.each([
    ['TCP whose protection is left open', () => Endpoint.of('tcp://docker.example.com:2375'),
      '"tcp://docker.example.com:2375" leaves open whether the connection is protected: use Endpoint.tcp(...) with TLS, '
      + 'or Endpoint.insecureTcp(...) if the network itself is trusted.'],
    ['an address without a scheme', () => Endpoint.of('docker.example.com'),
      '"docker.example.com" is not an engine\'s address: write one with a scheme, as in "unix:///var/run/docker.sock".'],
    ['a relative socket', () => Endpoint.unix('docker.sock'), 'The engine\'s socket must be an absolute path; given: "docker.sock". Begin it with "/".'],
    ['a host name with a port', () => Endpoint.insecureTcp('docker.example.com:2375'),
      '"docker.example.com:2375" can\'t be the engine\'s host name: it has letters, digits and "-", in parts of at most 63 characters with "." between them.'],
    ['an option in the place of a host that SSH reaches', () => Endpoint.ssh('-oProxyCommand=x'),
      '"-oProxyCommand=x" can\'t be the engine\'s host name: it does not begin with "-", and has no space and none of "@", ":", "/", "?", "#" and brackets.'],
    ['a user of another host', () => Endpoint.ssh('h.example', { user: 'me@there' }),
      '"me@there" can\'t be the user of the connection: it does not begin with "-", and has no space and none of "@", ":", "/", "?", "#" and brackets.'],
    ['a port of sshd out of range', () => Endpoint.ssh('h.example', { port: 0 }), 'The port of sshd must be a whole number from 1 to 65535; given: 0.'],
    ['a relative socket over SSH', () => Endpoint.ssh('h.example', { socketPath: 'docker.sock' }),
      'The engine\'s socket must be an absolute path; given: "docker.sock". Begin it with "/".'],
    ['a port out of range', () => Endpoint.insecureTcp('h.example', { port: 65_536 }),
      'The engine\'s port must be a whole number from 1 to 65535; given: 65536.'],
  ])('fails for %s', (_, action, message) => {
    expect(refusal(action)).toBe(message);
  });
});

describe('several hosts', () => {
  test('the first is the default, and each further one has an alias that its resources name', () => {
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

  test('a raw resource takes a host\'s provider', () => {
    const stack = testStack();
    ContainerHost.fromEnvironment(stack, 'One');
    const { provider } = ContainerHost.fromUnixSocket(stack, 'Two');
    const labels = Control.all().map(({ name }) => ({ label: `berth.exemption.${name}`, value: 'it is raw' }));
    new RawContainer(stack, 'Raw', { name: 'raw', image: 'busybox', provider, labels });
    expect(Synthesized.of(stack).resource('docker_container').provider).toBe('docker.Two');
  });

  test('each has its own names and ports', () => {
    const stack = testStack();
    for (const host of [ContainerHost.fromEnvironment(stack, 'One'), ContainerHost.fromUnixSocket(stack, 'Two')]) {
      host.addContainer('Web', { image: anImage, name: 'web', ports: [{ containerPort: 80, hostPort: 8080 }] });
      host.addNetwork('Net', { name: 'net' });
    }
    expect(() => Synthesized.of(stack)).not.toThrow();
  });

  test('fails for what is in another stack than its host', () => {
    const host = testHost();
    const elsewhere = new TerraformStack(Testing.app(), 'elsewhere');
    const message = (what: string) => `[elsewhere/Other] ${what} must be in the stack of its host: stack/Host is not in "elsewhere". `
      + 'Make a ContainerHost in each stack, with the same endpoint.';
    const scope = () => new TerraformStack(Testing.app(), 'elsewhere');
    expect(refusal(() => new Container(elsewhere, 'Other', { host, image: anImage }))).toBe(message('A container'));
    expect(refusal(() => new Network(scope(), 'Other', { host }))).toBe(message('A network'));
    expect(refusal(() => new Volume(scope(), 'Other', { host }))).toBe(message('A volume'));
  });
});
