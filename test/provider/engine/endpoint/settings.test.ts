import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { validateSettings, connectionSettings, ConnectionSettings } from '../../../../provider/engine/endpoint/settings';
import { Unknown } from '../../../../provider/framework/value/value';

const PEM = '-----BEGIN CERTIFICATE-----\n';

function problems(settings: ConnectionSettings): readonly { summary: string; path?: unknown }[] {
  try {
    validateSettings(settings);
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics;
  }
}

test('null, empty and unknown values count as not set', () => {
  const config = { host: '', context: null, ca_material: Unknown.PLAIN, cert_path: '/certs', disable_docker_daemon_check: true };
  expect(connectionSettings(config)).toEqual({ cert_path: '/certs' });
  expect(connectionSettings({ ssh_opts: [] })).toEqual({});
  expect(connectionSettings({ ssh_opts: ['-i', Unknown.PLAIN] })).toEqual({});
  expect(connectionSettings({ ssh_opts: ['-i', 'key'] })).toEqual({ ssh_opts: ['-i', 'key'] });
  expect(connectionSettings({ ssh_opts: ['-i', 'key', null] })).toEqual({ ssh_opts: ['-i', 'key'] });
});

test('ssh options may come from a variable, if the configuration has none', () => {
  const variable = { DOCKER_SSH_OPTS: ' -o  BatchMode=yes ' };
  expect(connectionSettings({ ssh_opts: null }, variable)).toEqual({ ssh_opts: ['-o', 'BatchMode=yes'] });
  expect(connectionSettings({ ssh_opts: ['-4'] }, variable)).toEqual({ ssh_opts: ['-4'] });
});

test.each<[string, ConnectionSettings]>([
  ['no settings', {}],
  ['a host', { host: 'unix:///var/run/docker.sock' }],
  ['a host with certificates', { host: 'tcp://host', ca_material: PEM, cert_material: PEM, key_material: PEM }],
  ['an authority alone', { host: 'tcp://host', ca_material: PEM }],
  ['a context', { context: 'remote' }],
  ['an address with a line break, as read from a file', { host: 'unix:///var/run/docker.sock\n' }],
  ['an SSH address with options', { host: 'ssh://user@host:22', ssh_opts: ['-i', 'key'] }],
  ['ssh options for an address that does not use them', { host: 'unix:///var/run/docker.sock', ssh_opts: ['-i', 'key'] }],
  ['certificates with the default context', { context: 'default', cert_path: '/certs' }],
])('accepts %s', (_what, settings) => {
  expect(problems(settings)).toEqual([]);
});

test.each<[string, ConnectionSettings, readonly { summary: RegExp; path: readonly string[] }[]]>([
  ['two engines', { host: 'tcp://host', context: 'remote' }, [
    { summary: /`host` and `context` can't be set together/, path: ['context'] },
  ]],
  ['a context with certificates', { context: 'remote', cert_path: '/certs' }, [
    { summary: /`cert_path` can't be used with `context`/, path: ['context'] },
  ]],
  ['two sources of certificates', { ca_material: PEM, cert_path: '/certs' }, [
    { summary: /`cert_path` can't be set together with `ca_material`/, path: ['cert_path'] },
  ]],
  [
    'a certificate without its key', { cert_material: PEM },
    [{ summary: /`cert_material` is set without `key_material`/, path: ['cert_material'] }],
  ],
  ['a key without its certificate', { key_material: PEM }, [
    { summary: /`key_material` is set without `cert_material`/, path: ['key_material'] },
  ]],
  [
    'a file name instead of its content', { ca_material: '/certs/ca.pem' },
    [{ summary: /`ca_material` is not PEM text/, path: ['ca_material'] }],
  ],
  ['an unsupported scheme', { host: 'npipe:////./pipe/docker_engine' }, [
    { summary: /the scheme "npipe" is not supported/, path: ['host'] },
  ]],
  ['no host over SSH', { host: 'ssh://' }, [{ summary: /it contains no host/, path: ['host'] }]],
  ['an option instead of a host', { host: 'ssh://-oProxyCommand=x' }, [
    { summary: /a user or a host must not start with "-"/, path: ['host'] },
  ]],
  ['an option instead of a user', { host: 'ssh://-oProxyCommand=x@host' }, [
    { summary: /a user or a host must not start with "-"/, path: ['host'] },
  ]],
  ['a relative socket', { host: 'unix://docker.sock' }, [{ summary: /the path of a socket must be absolute/, path: ['host'] }]],
  ['a bare path', { host: '/run/docker.sock' }, [{ summary: /the path of a socket must follow "unix:\/\/"$/, path: ['host'] }]],
  ['no host', { host: 'tcp://' }, [{ summary: /it contains no host/, path: ['host'] }]],
  ['a path', { host: 'tcp://host:1/engine' }, [{ summary: /nothing may follow the port/, path: ['host'] }]],
  ['an invalid port', { host: 'tcp://host:port' }, [{ summary: /not a valid host and port/, path: ['host'] }]],
  ['several mistakes at once', { host: 'tcp://', ca_material: 'x', cert_path: '/certs' }, [
    { summary: /it contains no host/, path: ['host'] },
    { summary: /can't be set together/, path: ['cert_path'] },
    { summary: /is not PEM/, path: ['ca_material'] },
  ]],
])('fails for %s', (_what, settings, expected) => {
  expect(problems(settings)).toEqual(expected.map(({ summary, path }) => (
    expect.objectContaining({ summary: expect.stringMatching(summary), path })
  )));
});

test('messages contain no secrets', () => {
  const shown = JSON.stringify(problems({ host: 'tcp://user:topsecret@host:1', key_material: 'topsecret' }));
  expect(shown).toContain('must not contain a user or a password');
  expect(shown).not.toContain('topsecret');
  expect(JSON.stringify(problems({ host: 'ssh://user:topsecret@host' }))).toMatch(/must not contain a password(?!.*topsecret)/);
  const [{ summary } = { summary: '' }] = problems({ host: 'tcp://host:2376/?token=topsecret' });
  expect(summary).toBe('"tcp://host:2376/?..." is not a valid address of a Docker Engine: nothing may follow the port');
});

test('the other half of a pair may be unknown, or come from a variable', () => {
  expect(() => validateSettings({ cert_material: PEM }, {}, (name) => name === 'key_material')).not.toThrow();
  expect(() => validateSettings({ cert_material: PEM }, { DOCKER_KEY_MATERIAL: 'a key' })).not.toThrow();
});

describe('the keys of machines', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
  const texts = (settings: ConnectionSettings, unknown: readonly string[] = []) => {
    try {
      validateSettings(settings, {}, (name) => unknown.includes(name));
      return [];
    } catch (error) {
      return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);
    }
  };

  test('are public keys, one a line', () => {
    expect(texts({ host: 'ssh://m', ssh_host_key: `${KEY} comment\n\n${KEY}\n` })).toEqual([]);
    expect(texts({ host: 'ssh://m', ssh_host_key: 'nothing' })).toEqual([
      expect.stringMatching(/^`ssh_host_key` is not the public key of a machine\nGiven: "nothing"\. Set it to the public key of its sshd/),
    ]);
    expect(texts({ ssh_host_key: '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0' }).join()).not.toContain('c2VjcmV0');
  });

  test('and a jump host belong together', () => {
    expect(texts({ host: 'ssh://m', ssh_jump_host: 'ssh://me@bastion:22', ssh_jump_host_key: KEY, ssh_jump_identity_file: 'k' })).toEqual([]);
    expect(texts({ ssh_jump_host: 'ssh://bastion' })).toEqual([
      expect.stringMatching(/^`ssh_jump_host` is set without `ssh_jump_host_key`\nA jump host is not trusted blindly\./),
    ]);
    expect(texts({ ssh_jump_host: 'ssh://bastion' }, ['ssh_jump_host_key'])).toEqual([]);
    expect(texts({ ssh_jump_host_key: KEY, ssh_jump_identity_file: 'k' })).toEqual([
      expect.stringMatching(/^`ssh_jump_host_key` is set without `ssh_jump_host`/),
      expect.stringMatching(/^`ssh_jump_identity_file` is set without `ssh_jump_host`/),
    ]);
    expect(texts({ ssh_jump_host_key: KEY }, ['ssh_jump_host'])).toEqual([]);
    expect(texts({ ssh_jump_host: 'tcp://bastion:1', ssh_jump_host_key: KEY })).toEqual([
      expect.stringMatching(/^"tcp:\/\/bastion:1" is not the address of a jump host/),
    ]);
  });
});
