import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment } from '../../../../provider/engine/endpoint/context';
import { resolveEndpoint } from '../../../../provider/engine/endpoint/resolve';
import { ConnectionSettings } from '../../../../provider/engine/endpoint/settings';

const home = mkdtempSync(join(tmpdir(), 'berth-home-'));
const config = join(home, '.docker');
const elsewhere = join(home, 'elsewhere');
const certificates = join(home, 'certificates');
const half = join(home, 'half');
const blank = join(home, 'blank');

function write(file: string, content: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
}

function context(folder: string, name: string, docker: object | undefined, tls: Record<string, string> = {}): void {
  const id = createHash('sha256').update(name).digest('hex');
  write(
    join(folder, 'contexts/meta', id, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: docker === undefined ? {} : { docker } }),
  );
  for (const [file, content] of Object.entries(tls)) write(join(folder, 'contexts/tls', id, 'docker', file), content);
}

beforeAll(() => {
  write(join(config, 'config.json'), JSON.stringify({ currentContext: 'current' }));
  context(config, 'current', { Host: 'tcp://current:1' });
  context(config, 'named', { Host: 'tcp://named:1' }, { 'ca.pem': 'its CA' });
  context(config, 'unchecked', { Host: 'tcp://unchecked', SkipTLSVerify: true });
  context(config, 'socket', { Host: 'unix:///its.sock' });
  context(config, 'tunnel', { Host: 'ssh://user@host' });
  context(config, 'kubernetes', undefined);
  for (const name of ['ca', 'cert', 'key']) {
    write(join(certificates, `${name}.pem`), `${name} of the folder`);
    write(join(config, `${name}.pem`), `${name} of Docker's folder`);
  }
  write(join(half, 'cert.pem'), 'a certificate');
  context(elsewhere, 'named', { Host: 'tcp://elsewhere:1' });
  write(join(elsewhere, 'config.json'), '{}');
  write(join(blank, 'config.json'), '');
});

afterAll(() => rmSync(home, { recursive: true }));

const FOLDER = { ca: 'ca of the folder', cert: 'cert of the folder', key: 'key of the folder', verify: true };
const DOCKERS_FOLDER = { ca: 'ca of Docker\'s folder', cert: 'cert of Docker\'s folder', key: 'key of Docker\'s folder', verify: true };
const VARIABLES = { DOCKER_CA_MATERIAL: 'its CA', DOCKER_CERT_MATERIAL: 'its cert', DOCKER_KEY_MATERIAL: 'its key' };
const TEXTS = { ca_material: 'a CA', cert_material: 'a cert', key_material: 'a key' };

describe('resolves the same engine as the Docker CLI', () => {
  test.each<[string, ConnectionSettings, Environment, string]>([
    [
      '`host`, before everything else', { host: 'tcp://host:1' }, { DOCKER_HOST: 'tcp://variable:1', DOCKER_CONTEXT: 'named' },
      'tcp://host:1',
    ],
    [
      '`context`, before the environment', { context: 'named' }, { DOCKER_HOST: 'tcp://variable:1', DOCKER_CONTEXT: 'current' },
      'tcp://named:1',
    ],
    ['DOCKER_HOST, before DOCKER_CONTEXT', {}, { DOCKER_HOST: 'tcp://variable:1', DOCKER_CONTEXT: 'named' }, 'tcp://variable:1'],
    ['DOCKER_CONTEXT, before the current context', {}, { DOCKER_CONTEXT: 'named' }, 'tcp://named:1'],
    ['the current context, before the default', {}, {}, 'tcp://current:1'],
    ['the default', {}, { DOCKER_CONFIG: elsewhere }, 'unix:///var/run/docker.sock'],
    ['the default, without any Docker files', {}, { DOCKER_CONFIG: join(home, 'nothing') }, 'unix:///var/run/docker.sock'],
    ['a context in DOCKER_CONFIG', { context: 'named' }, { DOCKER_CONFIG: elsewhere }, 'tcp://elsewhere:1'],
    ['the environment, for the context "default"', { context: 'default' }, { DOCKER_HOST: 'tcp://variable:1' }, 'tcp://variable:1'],
    ['the default, for the context "default"', { context: 'default' }, { DOCKER_CONTEXT: 'named' }, 'unix:///var/run/docker.sock'],
    ['the default, for a variable that names it', {}, { DOCKER_CONTEXT: 'default' }, 'unix:///var/run/docker.sock'],
    ['no empty variable', {}, { DOCKER_HOST: '', DOCKER_CONTEXT: '' }, 'tcp://current:1'],
    ['the socket of a context', { context: 'socket' }, {}, 'unix:///its.sock'],
    ['an SSH address', { host: 'ssh://user@host:22' }, {}, 'ssh://user@host:22'],
    ['an SSH address from a variable', {}, { DOCKER_HOST: 'ssh://host' }, 'ssh://host'],
    ['an SSH address from a context', { context: 'tunnel' }, {}, 'ssh://user@host'],
    ['an address that ends with a line break', { host: 'unix:///its.sock\n' }, {}, 'unix:///its.sock'],
    ['the default, for an empty file', {}, { DOCKER_CONFIG: blank }, 'unix:///var/run/docker.sock'],
    ['a host and a port', { host: 'host:1' }, {}, 'tcp://host:1'],
    ['a host by IPv6', { host: 'tcp://[::1]:1' }, {}, 'tcp://[::1]:1'],
    ['the default socket, for no path', { host: 'unix://' }, {}, 'unix:///var/run/docker.sock'],
    ['the default port', { host: 'tcp://host' }, {}, 'tcp://host:2375'],
    ['the default port with TLS', { host: 'tcp://host', cert_path: certificates }, {}, 'tcp://host:2376'],
    ['HTTP\'s default port', { host: 'tcp://host:80' }, {}, 'tcp://host:80'],
  ])('%s', (_what, settings, environment, address) => {
    expect(resolveEndpoint(settings, { HOME: home, ...environment }).address).toBe(address);
  });
});

describe('TLS is', () => {
  test.each<[string, ConnectionSettings, Environment, object | undefined]>([
    ['off by default', { host: 'tcp://host' }, { DOCKER_CERT_PATH: certificates }, undefined],
    ['on with texts', { host: 'tcp://host', ...TEXTS }, {}, { ca: 'a CA', cert: 'a cert', key: 'a key', verify: true }],
    ['on with only an authority', { host: 'tcp://host', ca_material: 'a CA' }, {}, { ca: 'a CA', verify: true }],
    [
      'on with texts from the environment, if the configuration has none', { host: 'tcp://host', cert_material: 'a cert' }, VARIABLES,
      { ca: 'its CA', cert: 'a cert', key: 'its key', verify: true },
    ],
    ['on with a folder, despite texts in the environment', { host: 'tcp://host', cert_path: certificates }, VARIABLES, FOLDER],
    ['on with a folder', { host: 'tcp://host', cert_path: certificates }, {}, FOLDER],
    ['on with a folder below the home', { host: 'tcp://host', cert_path: '~/certificates' }, {}, FOLDER],
    ['on for DOCKER_HOST too', { cert_path: certificates }, { DOCKER_HOST: 'tcp://host' }, FOLDER],
    ['on with DOCKER_TLS_VERIFY', { host: 'tcp://host' }, { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }, FOLDER],
    ['on whatever DOCKER_TLS_VERIFY is set to', { host: 'tcp://host' }, { DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: certificates }, FOLDER],
    ['on with Docker\'s own folder', { host: 'tcp://host' }, { DOCKER_TLS_VERIFY: '1' }, DOCKERS_FOLDER],
    [
      'on with the configuration\'s certificates, before the environment\'s', { host: 'tcp://host', ...TEXTS },
      { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }, { ca: 'a CA', cert: 'a cert', key: 'a key', verify: true },
    ],
    [
      'on with the certificates of a context', { context: 'named' }, { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates },
      { ca: 'its CA', verify: true },
    ],
    ['off for a context without certificates', {}, { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }, undefined],
    ['unverified if a context says so', { context: 'unchecked' }, {}, { verify: false }],
  ])('%s', (_what, settings, environment, tls) => {
    const { target } = resolveEndpoint(settings, { HOME: home, ...environment });
    expect(target.kind === 'tcp' ? target.tls : 'a socket').toEqual(tls);
  });

  test('never for a socket', () => {
    const environment = { HOME: home, DOCKER_HOST: 'unix:///a.sock', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates };
    expect(resolveEndpoint({}, environment).target).toEqual({ kind: 'unix', socketPath: '/a.sock' });
  });
});

describe('over SSH', () => {
  test.each<[string, ConnectionSettings, object]>([
    ['the default socket, with the defaults of `ssh`', { host: 'ssh://Host_1' }, { host: 'Host_1' }],
    ['the default socket, for an empty path', { host: 'ssh://host/' }, { host: 'host' }],
    ['another user and port', { host: 'ssh://user@host:2222' }, { host: 'host', user: 'user', port: 2222 }],
    ['a user with a domain', { host: 'ssh://user%40domain@host' }, { host: 'host', user: 'user@domain' }],
    ['a host by IPv6', { host: 'ssh://[::1]:22' }, { host: '::1', port: 22 }],
    ['another socket', { host: 'ssh://host/run/user/1000/docker.sock' }, { host: 'host', socketPath: '/run/user/1000/docker.sock' }],
    ['options', { host: 'ssh://host', ssh_opts: ['-i', 'key'] }, { host: 'host', options: ['-i', 'key'] }],
    ['options for a context', { context: 'tunnel', ssh_opts: ['-i', 'key'] }, { host: 'host', user: 'user', options: ['-i', 'key'] }],
  ])('%s', (_what, settings, target) => {
    expect(resolveEndpoint(settings, { HOME: home }).target).toEqual(
      { kind: 'ssh', socketPath: '/var/run/docker.sock', options: [], ...target },
    );
  });

  test('ignores the certificates of the environment', () => {
    expect(
      resolveEndpoint({ host: 'ssh://host' }, { HOME: home, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: certificates }).target.kind,
    ).toBe('ssh');
  });
});

describe('fails with the origin and advice,', () => {
  test.each<[string, ConnectionSettings, Environment, string, RegExp, readonly string[] | undefined]>([
    ['for a missing context', { context: 'none' }, {}, 'There is no Docker context "none"', /contains "current".*"tunnel"/, ['context']],
    [
      'for a variable with a missing context', {}, { DOCKER_CONTEXT: 'none' }, 'There is no Docker context "none"',
      /the variable DOCKER_CONTEXT/, undefined,
    ],
    [
      'for a context without a Docker endpoint', { context: 'kubernetes' }, {}, 'The Docker context "kubernetes" has no Docker endpoint',
      /docker context create/, ['context'],
    ],
    [
      'for certificates with SSH', { host: 'ssh://host', cert_path: certificates }, {}, 'Certificates can\'t be used with SSH',
      /is ssh:\/\/host, from `host`/, ['cert_path'],
    ],
    [
      'for certificates with a socket', { host: 'unix:///a.sock', ca_material: 'a CA' }, {}, 'Certificates can\'t be used with a socket',
      /Remove `ca_material`/, ['ca_material'],
    ],
    [
      'for certificates with a context', { cert_path: certificates }, {}, '`cert_path` can\'t be used with the Docker context "current"',
      /`currentContext`/, ['cert_path'],
    ],
    [
      'for a folder without certificates', { host: 'tcp://host', cert_path: home }, {}, `There are no certificates in ${home}`,
      /`cert_path` of the provider/, ['cert_path'],
    ],
    [
      'for a certificate without its key', { host: 'tcp://host', cert_path: half }, {}, `${half} contains cert.pem, but not key.pem`,
      /A client certificate needs its key/, ['cert_path'],
    ],
    [
      'for a variable with a missing folder', { host: 'tcp://host' }, { DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/nowhere' },
      'There are no certificates in /nowhere', /the variable DOCKER_CERT_PATH/, undefined,
    ],
  ])('%s', (_what, settings, environment, summary, detail, path) => {
    const resolve = () => resolveEndpoint(settings, { HOME: home, ...environment });
    expect(resolve).toThrow(expect.objectContaining({
      diagnostics: [expect.objectContaining({
        summary: expect.stringContaining(summary), detail: expect.stringMatching(detail), ...(path === undefined ? {} : { path }),
      })],
    }));
  });

  test.each([
    ['/run/docker.sock', 'unix:///run/docker.sock'],
    ['unix:/run/docker.sock', 'unix:///run/docker.sock'],
    ['~/docker.sock', 'the absolute path after unix://, as in unix:///var/run/docker.sock'],
    ['./docker.sock', 'the absolute path after unix://, as in unix:///var/run/docker.sock'],
  ])('for the path %s in DOCKER_HOST', (DOCKER_HOST, instead) => {
    expect(() => resolveEndpoint({}, { HOME: home, DOCKER_HOST })).toThrow(expect.objectContaining({
      diagnostics: [{
        severity: 'error',
        summary: `"${DOCKER_HOST}" is not a valid address of a Docker Engine: the path of a socket must follow "unix://"`,
        detail: `The address comes from the variable DOCKER_HOST. Use ${instead}.`,
      }],
    }));
  });

  test('for damaged files of Docker', () => {
    const DOCKER_CONFIG = join(home, 'damaged');
    write(join(DOCKER_CONFIG, 'config.json'), '{"currentContext":');
    expect(() => resolveEndpoint({}, { DOCKER_CONFIG })).toThrow(`${DOCKER_CONFIG}/config.json is not valid JSON`);
  });
});
