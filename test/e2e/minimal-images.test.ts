import { chownSync, copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack } from 'cdktf';
import execa from 'execa';
import { AppliedStack } from './constructs/stack';
import { docker } from './engine/docker';
import { run } from './support/run';
import { PREPARATION, ROOT } from './support/shop';
import { BaseImage, ContainerHost, ContainerOptions, Duration, HealthCheck, IsolationPolicy, Port } from '../../src';
import { specOf } from '../cli/image/spec';
import { berth } from '../cli/run-berth';

/*
 * Widely used programs from Debian packages, in images of exactly what they need.
 */

const folder = mkdtempSync(join(tmpdir(), 'berth-minimal-'));
const lockFile = join(folder, 'debian.lock.json');
const OFTEN = { interval: Duration.seconds(1), timeout: Duration.seconds(10), retries: 60 };

const NGINX = 'daemon off; pid /tmp/nginx.pid; events {} http { server { listen 8080; root /srv; } access_log off;'
  + ' client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c; uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e; }';
const NODE = 'require("node:http").createServer((_, answer) => answer.end(`Node counts ${[1, 2].map((n) => n * 21)[1]}`)).listen(8080)';
const PYTHON = `
import http.server, json, ssl, zlib
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"answer": 42}).encode())
http.server.HTTPServer(("", 8080), Handler).serve_forever()
`;
/** Makes a database at the first start. */
const POSTGRES = '[ -e /data/PG_VERSION ] || initdb --pgdata=/data --auth=trust --username=postgres --encoding=UTF8 --no-instructions >&2'
  + ' && exec postgres -D /data -c unix_socket_directories=/tmp';
const POSTGRES_PROGRAMS = '/usr/lib/postgresql/15/bin';

/** Redis, as the library describes it for the program that makes it. */
const redisFrom = (locked: string) => JSON.stringify(specOf({
  lockFile: locked, packages: ['redis-server', 'redis-tools'], config: { User: '65532:65532', Cmd: ['/usr/bin/redis-server', '--version'] },
}));

type Name = 'nginx' | 'redis' | 'postgres' | 'node' | 'python';

const images = (): Record<Name, BaseImage> => ({
  nginx: BaseImage.minimal({
    lockFile,
    packages: ['nginx', 'nginx-common'],
    files: [{ path: '/etc/nginx/nginx.conf', content: NGINX }, { path: '/srv/index.html', content: 'nginx serves' }],
    command: ['/usr/sbin/nginx', '-e', '/dev/stderr'],
  }),
  redis: BaseImage.minimal({
    lockFile,
    packages: ['redis-server', 'redis-tools'],
    command: ['/usr/bin/redis-server', '--dir', '/data'],
    volumes: ['/data'],
  }),
  postgres: BaseImage.minimal({
    lockFile,
    packages: ['postgresql-15', 'postgresql-client-15'],
    exclude: ['/usr/lib/postgresql/15/lib/{bitcode/**,llvmjit*}'],
    shell: true,
    timeZones: true,
    environment: { PATH: `${POSTGRES_PROGRAMS}:/usr/bin`, LC_ALL: 'C' },
    users: [{ name: 'postgres', id: 999 }],
    user: '999:999',
    command: ['/bin/sh', '-c', POSTGRES],
    volumes: ['/data'],
    stopSignal: 'SIGINT',
  }),
  node: BaseImage.minimal({
    lockFile,
    packages: ['nodejs', 'node-acorn', 'node-busboy', 'node-cjs-module-lexer', 'node-undici', 'node-xtend'],
    files: [{ path: '/app/server.js', content: NODE }],
    command: ['/usr/bin/node', '/app/server.js'],
  }),
  python: BaseImage.minimal({
    lockFile,
    packages: ['python3.11-minimal', 'libpython3.11-minimal', 'libpython3.11-stdlib'],
    files: [{ path: '/app/server.py', content: PYTHON }],
    command: ['/usr/bin/python3.11', '/app/server.py'],
  }),
});

const HEALTHY: Partial<Record<Name, HealthCheck>> = {
  redis: HealthCheck.exec(['/usr/bin/redis-cli', 'ping'], OFTEN),
  postgres: HealthCheck.exec([`${POSTGRES_PROGRAMS}/pg_isready`, '--host', 'localhost', '--username', 'postgres'], OFTEN),
};

beforeAll(async () => {
  const packages = ['nginx', 'redis-server', 'postgresql-15', 'nodejs', 'python3.11', 'dash', 'tzdata'];
  const { code, stderr } = await berth(['image', 'lock', lockFile, ...packages], { environment: process.env });
  expect([code, stderr]).toEqual([0, '']);
}, PREPARATION);

describe.each([
  { kernel: IsolationPolicy.SHARED, name: 'e2e-minimal-shared' }, { kernel: IsolationPolicy.SANDBOXED, name: 'e2e-minimal-sandboxed' },
])('under RESTRICTED, in $name', ({ kernel, name }) => {
  const stack = new AppliedStack(name);

  function describeStack(within: TerraformStack): void {
    IsolationPolicy.RESTRICTED.meet(kernel).enforce(within);
    const host = ContainerHost.fromEnvironment(within, 'host');
    for (const [each, image] of Object.entries(images()) as [Name, BaseImage][]) {
      // Nothing but the image: neither a user, nor mounts, nor capabilities.
      const options: ContainerOptions = { image, ...HEALTHY[each] && { healthCheck: HEALTHY[each] } };
      const container = host.addContainer(each, options);
      if (['nginx', 'node', 'python'].includes(each)) container.connections.allowFromHost(Port.tcp(8080));
    }
  }

  beforeAll(async () => {
    stack.synthesize(describeStack);
    // The apply ends when all containers are healthy.
    await stack.apply();
  }, PREPARATION);

  afterAll(() => stack.destroy());

  const exec = (which: Name, ...command: string[]) => run('docker', ['exec', `${name}-host-${which}`, ...command]);

  test.each([
    ['nginx', 'nginx serves'], ['node', 'Node counts 42'], ['python', '{"answer": 42}'],
  ])('%s answers', async (which, expected) => {
    const { NetworkSettings } = await docker.getContainer(`${name}-host-${which}`).inspect();
    const url = `http://127.0.0.1:${NetworkSettings.Ports['8080/tcp']![0]!.HostPort}/`;
    // Neither is asked for its health, so it may still be starting.
    const answer = await retried(30, async () => (await fetch(url)).text());
    expect(answer).toBe(expected);
  });

  test('redis stores a value, and saves it', async () => {
    expect(await exec('redis', '/usr/bin/redis-cli', 'set', 'greeting', 'hello')).toBe('OK\n');
    expect(await exec('redis', '/usr/bin/redis-cli', 'get', 'greeting')).toBe('hello\n');
    expect(await exec('redis', '/usr/bin/redis-cli', 'save')).toBe('OK\n');
  });

  test('postgres answers a query', async () => {
    const query = 'create table if not exists t (n int); insert into t values (41); select n + 1 from t limit 1';
    const answer = await exec('postgres', `${POSTGRES_PROGRAMS}/psql`, '--host', 'localhost', '--username', 'postgres', '--quiet',
      '--tuples-only', '--command', query);
    expect(answer.trim()).toBe('42');
  });

  test.each(['nginx', 'redis', 'node', 'python'] as const)('%s has no shell, and runs as nobody special', async (which) => {
    await expect(exec(which, '/bin/sh', '-c', 'true')).rejects.toThrow(/no such file|not found/i);
    const { Config, HostConfig } = await docker.getContainer(`${name}-host-${which}`).inspect();
    expect([Config.User, HostConfig.ReadonlyRootfs, HostConfig.CapDrop]).toEqual(['65532:65532', true, ['ALL']]);
  });

  test('the next plan is empty', async () => {
    stack.synthesize(describeStack);
    expect(await stack.isUpToDate()).toBe(true);
  });
});

/** Prints what is wrong with a document of CycloneDX 1.6. */
const VALIDATE = `
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
print(JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1]).read()))
`;

test('the tools of SPDX and of CycloneDX find nothing wrong with the bills of materials', async () => {
  const { billOfMaterials } = images().redis;
  const [spdx, cycloneDx] = [join(folder, 'redis.spdx.json'), join(folder, 'redis.cdx.json')];
  writeFileSync(spdx, billOfMaterials!.spdx);
  writeFileSync(cycloneDx, billOfMaterials!.cycloneDx);
  const tools = join(folder, 'tools');
  await run('python3', ['-m', 'venv', tools]);
  await run(join(tools, 'bin/pip'), ['install', '--quiet', 'spdx-tools', 'cyclonedx-python-lib[json-validation]']);
  await run(join(tools, 'bin/pyspdxtools'), ['--infile', spdx]);
  expect(await run(join(tools, 'bin/python'), ['-c', VALIDATE, cycloneDx])).toBe('None\n');
}, PREPARATION);

test('another user makes the same image, byte by byte', async () => {
  const place = mkdtempSync(join(tmpdir(), 'berth-other-user-'));
  const copy = join(place, 'debian.lock.json');
  copyFileSync(lockFile, copy);
  copyFileSync(join(ROOT, 'dist/cli/berth.cjs'), join(place, 'berth.cjs'));
  writeFileSync(join(place, 'spec.json'), redisFrom(copy));
  const NOBODY = 65_534;
  chownSync(place, NOBODY, NOBODY);
  const made = await execa(process.execPath, [join(place, 'berth.cjs'), 'image', 'make', '--json', join(place, 'spec.json')], {
    uid: NOBODY, gid: NOBODY, cwd: place, env: { BERTH_CACHE: join(place, 'cache'), HOME: place, TZ: 'Asia/Kathmandu' },
  });
  writeFileSync(join(folder, 'spec.json'), redisFrom(lockFile));
  const { stdout } = await berth(['image', 'make', '--json', join(folder, 'spec.json')], { environment: process.env });
  const [theirs, ours] = [made.stdout, stdout.toString()].map((text) => (JSON.parse(text) as { readonly hash: string }).hash);
  expect(theirs).toBe(ours);
}, PREPARATION);

test('`docker load` reads the archive by itself, and what it loads has the same id as in the report', async () => {
  const output = join(folder, 'output');
  const spec = join(folder, 'spec.json');
  writeFileSync(spec, redisFrom(lockFile));
  const { stdout } = await berth(['image', 'make', spec, '--json', '--output', output], { environment: process.env });
  const [{ id }] = JSON.parse(stdout.toString()).platforms;
  try {
    expect(await run('docker', ['load', '--input', join(output, 'image.tar')])).toContain(id);
    expect(await run('docker', ['run', '--rm', '--read-only', '--network', 'none', id])).toMatch(/^Redis server v=7/);
    const { code, stdout: shown } = await berth(['image', 'inspect', id], { environment: process.env });
    expect([code, shown.toString()]).toEqual([
      0, expect.stringMatching(/User: 65532:65532[^]*Nothing in it is known to be wrong[^]*no further prop/),
    ]);
  } finally {
    await run('docker', ['rmi', '--force', id]);
  }
  expect(readFileSync(join(output, 'sbom.cdx.json'), 'utf8')).toContain('pkg:deb/debian/redis-server@');
});

async function retried<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  for (let left = seconds; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 1_000); });
    }
  }
}
