import { TerraformResource, TerraformStack, TerraformVariable } from 'cdktf';
import { conformance } from './conformance';
import { blob, HOST_KEY, JUMP_KEY, RSA_KEY } from './public-keys';
import { HostPart } from './second-host';
import {
  Backend, ContainerHost, ContainerHosts, Duration, Endpoint, HostAccess, HostBootstrap, HostCertificates, LinuxFamily, SshHost,
  SshHostProps,
} from '../../src';
import { anImage, refusal, Synthesized, testStack } from '../assertions';

const hostIn = (stack: TerraformStack, props: Partial<SshHostProps> = {}) =>
  new SshHost(stack, 'Host', { hostname: '10.0.0.5', hostKey: HOST_KEY, ...props });

conformance('a host that is bootstrapped over SSH', (stack) => {
  const host = hostIn(stack);
  return { host, neighbour: new HostPart(host, 'Part') };
}, {
  subnet: '10.75.103.0/24',
  dependsOn: ['docker_host_bootstrap.Host_Bootstrap_7FA85DDF'],
  addresses: [
    'docker_container.Host_Api_C68D4049',
    'docker_container.Host_Web_59305F32',
    'docker_host_bootstrap.Host_Bootstrap_7FA85DDF',
    'docker_image.Host_Images_busybox136_F0E590C9',
    'docker_image_import.Host_Images_rootfs_5044B8BC',
    'docker_isolation.Host_Report_650D1FE9',
    'docker_network.Api-Web_51513243',
    'docker_network.Api-outside_839E59DD',
    'docker_network.Host_Front_DE8CD501',
    'docker_volume.Host_Data_68E11EB2',
  ],
});

const synthesized = (props: Partial<SshHostProps> = {}) => Synthesized.of(hostIn(testStack(), props));

describe('the connection', () => {
  test('accepts only the pinned key', () => {
    expect(synthesized({ user: 'deploy', port: 2222, identityFile: '~/.ssh/deploy' }).json.provider.docker).toEqual([
      { host: 'ssh://deploy@10.0.0.5:2222', ssh_opts: ['-i', '~/.ssh/deploy'], ssh_host_key: HOST_KEY },
    ]);
  });

  test('accepts only the keys of a file, whatever the options say', () => {
    const options = { StrictHostKeyChecking: 'no', ConnectTimeout: '5' };
    expect(synthesized({ hostKey: undefined, knownHostsFile: 'known', options }).json.provider.docker[0].ssh_opts).toEqual([
      '-o', 'UserKnownHostsFile=known', '-o', 'StrictHostKeyChecking=yes', '-o', 'GlobalKnownHostsFile=/dev/null', '-o', 'ConnectTimeout=5',
    ]);
  });

  test('goes through a jump host that has a pinned key, too', () => {
    const jumpHost = { hostname: 'bastion', user: 'jump', port: 22, hostKey: JUMP_KEY, identityFile: 'jump-key' };
    expect(synthesized({ jumpHost }).json.provider.docker[0]).toEqual({
      host: 'ssh://10.0.0.5',
      ssh_host_key: HOST_KEY,
      ssh_jump_host: 'ssh://jump@bastion:22',
      ssh_jump_host_key: JUMP_KEY,
      ssh_jump_identity_file: 'jump-key',
    });
  });

  test('can be that of any host, also of several', () => {
    const stack = testStack();
    const endpoint = Endpoint.ssh('b', { hostKey: `${HOST_KEY}\n${RSA_KEY}`, jumpHost: { hostname: 'bastion', hostKey: JUMP_KEY } });
    new ContainerHosts(stack, 'Hosts', { hosts: { b: { endpoint } } });
    expect(Synthesized.of(stack).json.provider.docker[0].engine).toEqual([{
      name: 'b', host: 'ssh://b', ssh_host_key: `${HOST_KEY}\n${RSA_KEY}`, ssh_jump_host: 'ssh://bastion', ssh_jump_host_key: JUMP_KEY,
    }]);
  });

  test('may be known only after apply', () => {
    const stack = testStack();
    const { stringValue } = new TerraformVariable(stack, 'key', {});
    hostIn(stack, { hostKey: stringValue, hostname: stringValue });
    expect(Synthesized.of(stack).json.provider.docker[0]).toEqual({ host: 'ssh://${var.key}', ssh_host_key: '${var.key}' });
  });
});

describe('the bootstrap', () => {
  test('is the script of the machine, by default that of a hardened Debian', () => {
    expect(synthesized().resource('docker_host_bootstrap')).toEqual({ script: new HostBootstrap().toShellScript(), sudo: false });
    const bootstrap = new HostBootstrap({ family: LinuxFamily.UBUNTU });
    expect(synthesized({ bootstrap, sudo: true, bootstrapTimeout: Duration.minutes(5) }).resource('docker_host_bootstrap')).toEqual({
      script: bootstrap.toShellScript(), sudo: true, timeout_seconds: 300,
    });
  });

  test('comes before resources that no construct of Berth made, and before facts', () => {
    const stack = testStack();
    const host = hostIn(stack);
    new TerraformResource(stack, 'Raw', { terraformResourceType: 'docker_tag', dependsOn: [] });
    new TerraformResource(stack, 'Other', { terraformResourceType: 'null_resource' });
    host.addContainer('Web', { image: anImage });
    expect(host.addFacts()).toBeDefined();
    const { json } = Synthesized.of(stack);
    const dependsOn = ['docker_host_bootstrap.Host_Bootstrap_7FA85DDF'];
    expect(json.resource.docker_tag.Raw).toEqual({ depends_on: dependsOn });
    expect(json.resource.null_resource.Other).toEqual({});
    expect(Object.values(json.data.docker_host_facts)).toEqual([expect.objectContaining({ depends_on: dependsOn })]);
  });

  test('leaves alone what is on other hosts, and the certificates that it may use', () => {
    const stack = testStack();
    const certificates = new TerraformResource(stack, 'Certificates', { terraformResourceType: 'docker_host_certificates' });
    const material = {
      ca: certificates.getStringAttribute('ca_certificate'),
      certificate: certificates.getStringAttribute('server_certificate'),
      key: certificates.getStringAttribute('server_key'),
    };
    const access = HostAccess.tls({ certificates: HostCertificates.fromMaterial(material), clientAddresses: ['10.0.0.0/8'] });
    hostIn(stack, { bootstrap: new HostBootstrap({ access }) });
    ContainerHost.fromUnixSocket(stack, 'Other').addVolume('Data');
    const { json } = Synthesized.of(stack);
    expect(json.resource.docker_host_certificates.Certificates).toEqual({});
    expect(Object.values<object>(json.resource.docker_volume)).toEqual([expect.not.objectContaining({ depends_on: expect.anything() })]);
  });
});

describe('refuses', () => {
  const wrong = (props: Partial<SshHostProps>) => refusal(() => hostIn(testStack(), props));

  test('a machine without a pinned key', () => {
    expect(wrong({ hostKey: undefined })).toBe(
      'Nothing says which key the machine "10.0.0.5" has, so any machine that answers in its place would be trusted. Set `hostKey` to '
      + 'the public key of its sshd, one a line, such as "ssh-ed25519 AAAAC3Nza…". On the machine, it is in '
      + '/etc/ssh/ssh_host_ed25519_key.pub. Or set `knownHostsFile` to a file with keys that you have compared.');
  });

  test.each([['ssh-ed25519 AAAA'], ['nothing'], [''], [`ssh-rsa ${blob('ssh-ed25519')}`], [`${HOST_KEY}\nssh-ed25519`]])(
    'the key %j', (hostKey) => {
      const rule = `is not a public key: "${hostKey}". Set it to the public key of its sshd, one a line, such as "ssh-ed25519 AAAAC3Nza…". `
        + 'On the machine, it is in /etc/ssh/ssh_host_ed25519_key.pub.';
      expect(wrong({ hostKey })).toBe(`The host key ${rule}`);
      expect(wrong({ jumpHost: { hostname: 'bastion', hostKey } })).toBe(`The host key of the jump host ${rule}`);
    });

  test('a private key, without showing it', () => {
    const message = wrong({ hostKey: '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n' });
    expect(message).toContain('The host key is a private key, which is not shown.');
    expect(message).not.toContain('c2VjcmV0');
  });

  test('the name of a jump host that ssh would take as an option', () => {
    expect(wrong({ jumpHost: { hostname: '-oProxyCommand=x', hostKey: JUMP_KEY } })).toContain('can\'t be the jump host\'s name');
  });

  test('kreuzwerker/docker', () => {
    const on = (props: Partial<SshHostProps>) => refusal(() => hostIn(testStack({ backend: Backend.KREUZWERKER }), props));
    expect(on({})).toContain('A pinned host key or a jump host is not supported by the back end kreuzwerker/docker: use `knownHostsFile`');
    expect(on({ hostKey: undefined, knownHostsFile: 'known' })).toContain(
      'The bootstrap of a host is not supported by the back end kreuzwerker/docker: use Backend.BERTH.');
  });
});
