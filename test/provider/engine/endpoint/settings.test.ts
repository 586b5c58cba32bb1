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

test('what is null, empty or not known is not a setting', () => {
  expect(connectionSettings({ host: '', context: null, ca_material: Unknown.PLAIN, cert_path: '/certs', disable_docker_daemon_check: true })).toEqual({ cert_path: '/certs' });
  expect(connectionSettings({ ssh_opts: [] })).toEqual({});
  expect(connectionSettings({ ssh_opts: ['-i', Unknown.PLAIN] })).toEqual({});
  expect(connectionSettings({ ssh_opts: ['-i', 'key'] })).toEqual({ ssh_opts: ['-i', 'key'] });
  expect(connectionSettings({ ssh_opts: ['-i', 'key', null] })).toEqual({ ssh_opts: ['-i', 'key'] });
});

test('options may be in a variable, which counts where there are none', () => {
  const variable = { DOCKER_SSH_OPTS: ' -o  BatchMode=yes ' };
  expect(connectionSettings({ ssh_opts: null }, variable)).toEqual({ ssh_opts: ['-o', 'BatchMode=yes'] });
  expect(connectionSettings({ ssh_opts: ['-4'] }, variable)).toEqual({ ssh_opts: ['-4'] });
});

test.each<[string, ConnectionSettings]>([
  ['none', {}],
  ['a host', { host: 'unix:///var/run/docker.sock' }],
  ['a host with certificates', { host: 'tcp://host', ca_material: PEM, cert_material: PEM, key_material: PEM }],
  ['an authority alone', { host: 'tcp://host', ca_material: PEM }],
  ['a context', { context: 'remote' }],
  ['an address that was read from a file', { host: 'unix:///var/run/docker.sock\n' }],
  ['another machine', { host: 'ssh://user@host:22', ssh_opts: ['-i', 'key'] }],
  ['options for machines that are reached otherwise', { host: 'unix:///var/run/docker.sock', ssh_opts: ['-i', 'key'] }],
  ['certificates for the environment\'s engine, by the default context', { context: 'default', cert_path: '/certs' }],
])('%s is fine', (_what, settings) => {
  expect(problems(settings)).toEqual([]);
});

test.each<[string, ConnectionSettings, readonly { summary: RegExp; path: readonly string[] }[]]>([
  ['two engines', { host: 'tcp://host', context: 'remote' }, [{ summary: /`host` and `context`/, path: ['context'] }]],
  ['a context with certificates', { context: 'remote', cert_path: '/certs' }, [{ summary: /`cert_path` can't be used with `context`/, path: ['context'] }]],
  ['two sources of certificates', { ca_material: PEM, cert_path: '/certs' }, [{ summary: /`cert_path` and `ca_material`/, path: ['cert_path'] }]],
  ['a certificate without its key', { cert_material: PEM }, [{ summary: /`cert_material` is given without `key_material`/, path: ['cert_material'] }]],
  ['a key without its certificate', { key_material: PEM }, [{ summary: /`key_material` is given without `cert_material`/, path: ['key_material'] }]],
  ['a file\'s name for its content', { ca_material: '/certs/ca.pem' }, [{ summary: /`ca_material` is not PEM text/, path: ['ca_material'] }]],
  ['a scheme that is none', { host: 'npipe:////./pipe/docker_engine' }, [{ summary: /"npipe" is no scheme/, path: ['host'] }]],
  ['no host over SSH', { host: 'ssh://' }, [{ summary: /it names no host/, path: ['host'] }]],
  ['an option in the place of a host', { host: 'ssh://-oProxyCommand=x' }, [{ summary: /neither a user nor a host begins with "-"/, path: ['host'] }]],
  ['an option in the place of a user', { host: 'ssh://-oProxyCommand=x@host' }, [{ summary: /neither a user nor a host begins with "-"/, path: ['host'] }]],
  ['a relative socket', { host: 'unix://docker.sock' }, [{ summary: /the path of a socket is absolute/, path: ['host'] }]],
  ['no host', { host: 'tcp://' }, [{ summary: /it names no host/, path: ['host'] }]],
  ['a path', { host: 'tcp://host:1/engine' }, [{ summary: /nothing follows the port/, path: ['host'] }]],
  ['a port that is none', { host: 'tcp://host:port' }, [{ summary: /not a host and a port/, path: ['host'] }]],
  ['several mistakes at once', { host: 'tcp://', ca_material: 'x', cert_path: '/certs' }, [
    { summary: /it names no host/, path: ['host'] }, { summary: /both give certificates/, path: ['cert_path'] }, { summary: /is not PEM/, path: ['ca_material'] },
  ]],
])('fails for %s', (_what, settings, expected) => {
  expect(problems(settings)).toEqual(expected.map(({ summary, path }) => expect.objectContaining({ summary: expect.stringMatching(summary), path })));
});

test('a secret is never shown', () => {
  const shown = JSON.stringify(problems({ host: 'tcp://user:topsecret@host:1', key_material: 'topsecret' }));
  expect(shown).toContain('no user and no password');
  expect(shown).not.toContain('topsecret');
  expect(JSON.stringify(problems({ host: 'ssh://user:topsecret@host' }))).toMatch(/holds no password(?!.*topsecret)/);
});

test('the other half of a pair may not be known yet, or be in a variable', () => {
  expect(() => validateSettings({ cert_material: PEM }, {}, (name) => name === 'key_material')).not.toThrow();
  expect(() => validateSettings({ cert_material: PEM }, { DOCKER_KEY_MATERIAL: 'a key' })).not.toThrow();
});
