import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docker } from './engine/docker';
import { TEST_STATE } from './support/engine';
import { onEngine } from './support/on-engine';
import { removeNamed } from './support/remove-named';
import { run } from './support/run';
import { PREPARATION, ROOT } from './support/shop';
import { provideEngine } from '../../dev/engine/provide-engine';
import { provideImages } from '../../dev/images/provide-images';
import { waitUntil } from '../../dev/machine/wait-until';
import { blocksOf, mainOf } from '../readme-blocks';

/** All names that the README's stack gives begin with this. */
const NAMED = 'store-host';

/** Settings of the machine that the README does not print: npm reads its cache first, and nothing asks for newer versions. */
const ENVIRONMENT = {
  CHECKPOINT_DISABLE: '1',
  DISABLE_VERSION_CHECK: '1',
  TF_CLI_CONFIG_FILE: '/dev/null',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_prefer_offline: 'true',
};

/** Each test continues where the one before it ended, as a reader does. */
describe('from an empty folder, with only what the README prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-new-user-'));
  const packed = mkdtempSync(join(tmpdir(), 'berth-packed-'));
  let tarball: string;

  beforeAll(async () => {
    await removeNamed(NAMED);
    await provideImages(await provideEngine(TEST_STATE), TEST_STATE, ['redis:7.0', 'nginx:1.22']);
    // Packs the library as `projen compile` left it, which `npm test` runs first.
    tarball = (await run('npm', ['pack', '--silent', '--pack-destination', packed], { cwd: ROOT })).trim();
  }, PREPARATION);

  afterAll(async () => {
    await removeNamed(NAMED);
    for (const each of [folder, packed]) rmSync(each, { recursive: true, force: true });
  });

  /** Runs the commands of a block. */
  const console = (label: string, change = (commands: string) => commands) =>
    run('sh', ['-ec', change(blocksOf(`console ${label}`).join('\n'))], { cwd: folder, env: ENVIRONMENT });

  const writeMain = (additions: number) => writeFileSync(join(folder, 'main.ts'), mainOf(additions));

  /** Runs a program in a container and returns what it prints. */
  const output = async (name: string, ...command: string[]) => {
    const exec = await docker.getContainer(`${NAMED}-${name}`).exec({ Cmd: command, AttachStdout: true, AttachStderr: true });
    const pieces: Buffer[] = [];
    for await (const piece of await exec.start({})) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString();
  };

  const idsOf = async () => Object.fromEntries((await docker.listContainers())
    .filter(({ Names: [name] }) => name!.startsWith(`/${NAMED}-`)).map(({ Names: [name], Id }) => [name!.slice(NAMED.length + 2), Id]));

  test('the packages are installed', async () => {
    // The package is not in a registry yet, so it is the one change to what the README prints.
    await console('install', (commands) => commands.replace('npm install cdktf-berth ', `npm install ${join(packed, tarball)} `));
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(['@cdktf/provider-docker', 'cdktf', 'cdktf-berth', 'constructs']);
  });

  test('cdktf applies the shop, which answers', async () => {
    writeFileSync(join(folder, 'cdktf.json'), blocksOf('json cdktf.json')[0]!);
    writeMain(0);
    expect(await console('deploy')).toContain('Apply complete!');
    expect((await fetch('http://localhost:8080')).headers.get('server')).toMatch(/^nginx/);
    expect(await output('redis', 'redis-cli', 'ping')).toContain('PONG');
  });

  test('Terraform alone has nothing to change in the stack\'s folder', async () => {
    expect(await console('pipeline')).toContain('No changes.');
  });

  test('replicas of a worker with shared configuration do the jobs, and the shop keeps running', async () => {
    const before = await idsOf();
    writeMain(1);
    expect(await console('deploy')).toContain('Apply complete!');
    expect(await idsOf()).toMatchObject(before);
    const jobs = ['first', 'second', 'third'];
    await output('redis', 'redis-cli', 'rpush', 'jobs', ...jobs);
    const logs = async (worker: string) => (await docker.getContainer(`${NAMED}-${worker}`).logs({ stdout: true })).toString();
    await waitUntil('the workers have all jobs', async () => {
      const done = (await Promise.all(['worker-1', 'worker-2', 'worker-3'].map(logs))).join('');
      return jobs.every((job) => done.includes(job));
    });
  });

  test('a container is RESTRICTED with one exemption, and the report shows it', async () => {
    writeMain(2);
    expect(await console('deploy')).toContain('Apply complete!');
    const report = readFileSync(join(folder, 'cdktf.out/stacks/store/isolation/isolation.txt'), 'utf8');
    expect(report).toContain(`${NAMED}-monitor`);
    expect(report).toContain('it counts the processes of the host');
    expect(await console('pipeline')).toContain('No changes.');
  });

  test('a destroy leaves no container and no network', async () => {
    await console('destroy');
    const volumes = (await docker.listVolumes()).Volumes.map(({ Name }) => Name);
    expect((await onEngine(NAMED)).filter((name) => !volumes.includes(name))).toEqual([]);
  });
});
