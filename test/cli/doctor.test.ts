import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { berth } from './run-berth';
import { validity } from '../../cli/doctor/certificates';
import { clockCheck, factChecks } from '../../cli/doctor/host';
import { checkWorkstation } from '../../cli/doctor/workstation';
import { readHosts } from '../../cli/stack/hosts';
import { riskySshOptions } from '../../cli/stack/ssh-options';
import { Claims } from '../../provider/facts/claims';
import { found, notKnown } from '../../provider/facts/finding';
import { Findings, HostFacts } from '../../provider/facts/host-facts';

const folder = mkdtempSync(join(tmpdir(), 'berth-doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

const GIB = 1024 ** 3;

/** The facts of a good host, with some that differ. */
function facts(findings: Partial<Findings> = {}, runtimes: HostFacts['runtimes'] = {}, claims: Partial<Claims> = {}): HostFacts {
  const good = {
    cgroup_version: found(2, ''),
    cgroup_driver: found('systemd', ''),
    memory: found(4 * GIB, ''),
    cpus: found(2, ''),
    disk_size: found(100 * GIB, ''),
    disk_free: found(50 * GIB, ''),
  };
  return {
    claims: { defaultRuntime: 'runc', dataRoot: '/data', missingLimits: [], ...claims } as unknown as Claims,
    findings: { ...good, ...findings } as Findings,
    runtimes: { runc: { starts: true, kernel: '6.1.0', error: null }, ...runtimes },
  };
}

const statuses = (of: HostFacts) => Object.fromEntries(factChecks(of).map(({ name, status }) => [name, status]));

test('a good host is ok', () => {
  expect(new Set(Object.values(statuses(facts())))).toEqual(new Set(['ok']));
});

test.each<[string, HostFacts, string, string]>([
  ['a full disk', facts({ disk_free: found(GIB / 8, '') }), 'disk', 'fail'],
  ['a disk that fills up', facts({ disk_free: found(GIB, '') }), 'disk', 'warn'],
  ['an unknown disk', facts({ disk_free: notKnown('Unknown.') }), 'disk', 'warn'],
  ['unknown memory', facts({ memory: notKnown('Unknown.') }), 'memory', 'warn'],
  ['a kernel without limits', facts({}, {}, { missingLimits: ['memory'] }), 'control groups', 'fail'],
  ['unknown control groups', facts({ cgroup_version: notKnown('Unknown.') }), 'control groups', 'warn'],
  ['a default runtime that does not start', facts({}, { runc: { starts: false, kernel: null, error: 'gone' } }), 'runtime runc', 'fail'],
  ['another runtime that does not start', facts({}, { kata: { starts: false, kernel: null, error: 'gone' } }), 'runtime kata', 'warn'],
  ['a runtime that was not tried', facts({}, { runc: { starts: null, kernel: null, error: null } }), 'runtime runc', 'warn'],
])('%s is found', (_, host, name, status) => {
  expect(statuses(host)[name]).toBe(status);
  const { fix } = factChecks(host).find((each) => each.name === name)!;
  expect(fix).toBeTruthy();
});

test.each([
  [undefined, 'warn', 'The engine does not tell its time'],
  [-1000, 'ok', 'The clocks agree'],
  [-10_000, 'warn', 'The host\'s clock is 10 s behind this machine\'s'],
  [600_000, 'fail', 'The host\'s clock is 600 s ahead of this machine\'s'],
])('a clock that is %p ms ahead: %s', (skew, status, text) => {
  expect(clockCheck(skew)).toMatchObject({ status, text });
});

test.each([
  ['Jan 15 00:00:00 2030 GMT', 'fail', /^It has expired: valid until 2030-01-15T00:00:00\.000Z$/],
  ['Mar 15 00:00:00 2030 GMT', 'warn', /^It expires in 14 days/],
  ['Mar  1 00:00:00 2031 GMT', 'ok', /, for 365 days$/],
])('a certificate that is valid until %s: %s', (until, status, text) => {
  const check = validity('it', until, new Date('2030-03-01T00:00:00Z'));
  expect(check).toMatchObject({ status, text: expect.stringMatching(text) });
});

describe('the workstation', () => {
  /** Returns the checks on a machine whose PATH has only a terraform that prints this, and no ssh. */
  async function checks(printed?: string, node = '20.0.0') {
    const path = mkdtempSync(join(folder, 'path-'));
    if (printed !== undefined) writeFileSync(join(path, 'terraform'), `#!/bin/sh\necho '${printed}'\n`, { mode: 0o755 });
    const io = { environment: { PATH: path }, signal: new AbortController().signal } as never;
    return Object.fromEntries((await checkWorkstation(io, true, node)).map((check) => [check.name, check]));
  }

  test.each([
    ['{"terraform_version":"1.11.4"}', 'ok', 'Terraform 1.11.4'],
    ['{"terraform_version":"1.2.0"}', 'warn', 'Terraform 1.2.0 has no write-only arguments, which `secrets` of containers need'],
    ['{"terraform_version":"1.1.9"}', 'fail', 'Terraform 1.1.9 is too old'],
    ['{"terraform_version":"1.2.0-rc1"}', 'fail', 'Terraform 1.2.0-rc1 is too old'],
    ['no JSON', 'fail', 'The program `terraform` does not tell its version'],
    [undefined, 'fail', 'There is no program `terraform` on the PATH'],
  ])('with a terraform that prints %s: %s', async (printed, status, text) => {
    expect((await checks(printed)).terraform).toMatchObject({ status, text });
  });

  test('needs Node.js 20, and ssh for hosts over ssh', async () => {
    const { node, ssh } = await checks(undefined, '18.20.0');
    expect(node).toMatchObject({ status: 'fail', text: 'Node.js 18.20.0 is too old' });
    expect(ssh).toMatchObject({ status: 'fail', text: 'There is no program `ssh` on the PATH' });
    expect((await checks()).node).toMatchObject({ status: 'ok' });
  });
});

describe('a stack', () => {
  const stack = (content: object) => {
    const at = mkdtempSync(join(folder, 'stack-'));
    writeFileSync(join(at, 'cdk.tf.json'), JSON.stringify(content));
    return at;
  };

  test('has a host for each provider and each of its engines, with the images on it', () => {
    const at = stack({
      provider: {
        docker: [
          { host: 'unix:///a' },
          { alias: 'b', host: '${var.host}' },
          { alias: 'c', engine: [{ name: 'one', host: 'tcp://c:2376', cert_path: 'certs' }, { name: 'two', host: 'ssh://d' }] },
        ],
      },
      resource: {
        docker_image: {
          one: { name: 'redis:7.0' },
          two: { name: 'ghcr.io/x/y:1', provider: 'docker.c', engine: 'two' },
          built: { name: 'own', build: { context: '.' } },
          unknown: { name: '${var.image}' },
        },
      },
    });
    const named = (engine: string) => (
      { title: `engine "${engine}" of provider docker.c`, provider: 'docker.c', engine, takesEnvironment: false });
    const own = (provider: string) => ({ title: `provider ${provider}`, provider, takesEnvironment: true, riskySshOptions: [] });
    expect(readHosts(at, {})).toEqual([
      { ...own('docker'), settings: { host: 'unix:///a' }, images: ['redis:7.0'] },
      { ...own('docker.b'), images: [] },
      { ...named('one'), settings: { host: 'tcp://c:2376', cert_path: join(at, 'certs') }, images: [], riskySshOptions: [] },
      { ...named('two'), settings: { host: 'ssh://d' }, images: ['ghcr.io/x/y:1'], riskySshOptions: [] },
    ]);
  });

  test('a folder without a stack is refused, with what to give', async () => {
    const { code, stderr } = await berth(['doctor', join(folder, 'none')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Error: \S+cdk\.tf\.json is not a synthesized stack\n\nReading it failed: ENOENT.*cdktf\.out\/stacks\/<name>/);
  });

  test('a host whose address only Terraform knows is a warning', async () => {
    const { stdout } = await berth(['doctor', stack({ provider: { docker: { host: '${var.host}' } } }), '--json']);
    const { examined } = JSON.parse(stdout.toString()) as { examined: { subject: string; checks: object[] }[] };
    expect(examined[1]).toMatchObject({ subject: 'provider docker', checks: [{ name: 'engine', status: 'warn' }] });
  });

  test('with options of ssh that may run programs is not checked, unless the user trusts it', async () => {
    const ran = join(folder, 'ran');
    const path = mkdtempSync(join(folder, 'path-'));
    writeFileSync(join(path, 'ssh'), `#!/bin/sh\necho "$@" >> '${ran}'\nexit 1\n`, { mode: 0o755 });
    const at = stack({ provider: { docker: { host: 'ssh://a', ssh_opts: ['-o', 'ProxyCommand=evil %h'] } } });
    const before = process.env.PATH;
    const PATH = `${path}:/bin:/usr/bin`;
    const examined = async (...more: string[]) => {
      process.env.PATH = PATH;
      const { stdout } = await berth(['doctor', at, '--json', ...more], { environment: { PATH } });
      process.env.PATH = before;
      return (JSON.parse(stdout.toString()) as { examined: { checks: { status: string; text: string }[] }[] }).examined[1]!.checks[0]!;
    };
    // The workstation's own check runs `ssh -V`.
    expect(await examined()).toMatchObject({
      status: 'warn', text: 'Not checked: `ssh_opts` of the stack may run programs on this machine: ProxyCommand=evil %h',
    });
    expect(readFileSync(ran, 'utf8')).not.toContain('ProxyCommand');
    expect(await examined('--trust-ssh-opts')).toMatchObject({ status: 'fail' });
    expect(readFileSync(ran, 'utf8')).toContain('ProxyCommand=evil %h');
  });
});

test.each([
  [['-o', 'ProxyCommand=x'], ['ProxyCommand=x']],
  [['-oProxyCommand x'], ['ProxyCommand x']],
  [['-o', 'proxycommand="x"'], ['proxycommand="x"']],
  [['-o', 'LocalCommand=x', '-o', 'PermitLocalCommand=yes'], ['LocalCommand=x', 'PermitLocalCommand=yes']],
  [['-o', 'KnownHostsCommand=x'], ['KnownHostsCommand=x']],
  [['-o', 'PKCS11Provider=/x.so'], ['PKCS11Provider=/x.so']],
  [['-o', 'ProxyJump=`x`'], ['ProxyJump=`x`']],
  [['-J', '$(x)'], ['-J']],
  [['-F', '/x'], ['-F', '/x']],
  [['-F/x'], ['-F/x']],
  [['-E', 'log'], ['-E', 'log']],
  [['-o', 'StrictHostKeyChecking=no'], ['StrictHostKeyChecking=no']],
  [['-o', 'Port 22\nProxyCommand x'], []],
  [['-o'], ['']],
  [['other-host'], ['other-host']],
  [['-i', '/key', '-p', '22', '-4', '-qC', '-l', 'me', '-J', 'ops@jump:22', '-o', 'ConnectTimeout=5', '-oUser=x'], []],
  [['-i', '-oProxyCommand=x'], []],
])('of the arguments %j of ssh, these may run programs: %j', (args, risky) => {
  expect(riskySshOptions(args)).toEqual(risky);
});

test.each([
  ['ssh://user:hunter2-word@host', 'ssh://user:...@host'],
  ['ssh://user:se/cr@et word@host', 'ssh://user:...@host'],
  ['https://user:hunter2-word@host', 'https://user:...@host'],
  ['user:hunter2-word@host:22', 'user:...@host:22'],
])('the password in the address %s is not shown', async (address, shown) => {
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = await berth(['doctor', '--host', address, ...options]);
    expect(`${stdout}${stderr}`).not.toMatch(/hunter2|cr@et/);
    expect(stdout.toString()).toContain(shown);
  }
});
