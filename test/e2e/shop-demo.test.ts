import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { TEST_STATE } from './support/engine';
import { NetworkNamespace } from './support/network-namespace';
import { attempt } from './support/run';
import { PREPARATION, ROOT } from './support/shop';
import { provideEngine } from '../../dev/engine/provide-engine';
import { publishImages } from '../../dev/images/publish-images';
import { waitUntil } from '../../dev/machine/wait-until';
import { Registry } from '../../dev/registry/registry';

/** Runs on a simulated machine without an engine or Docker Hub: a network namespace, separate from the engine of the other tests. */
describe('npm run demo', () => {
  const state = join(TEST_STATE.folder, 'demo');
  const output = mkdtempSync(join(tmpdir(), 'berth-demo-'));
  let machine: NetworkNamespace;

  beforeAll(async () => {
    // Building the images would need the network, so they come from the tests' cache.
    const { docker } = await provideEngine(TEST_STATE);
    const registry = new Registry(TEST_STATE);
    const wasRunning = registry.running;
    await registry.start();
    await publishImages(docker, registry);
    if (!wasRunning) await registry.stop();
    machine = await NetworkNamespace.create('berth-demo-test');
    await demo('remove-engine');
  }, PREPARATION);

  afterAll(async () => {
    if (machine !== undefined) await demo('remove-engine');
    await machine?.remove();
    rmSync(output, { recursive: true, force: true });
  });

  const demo = (...args: string[]) => machine.run('npm', ['run', '--silent', 'demo', '--', ...args], {
    cwd: ROOT,
    env: { BERTH_STATE_DIR: state, BERTH_CACHE_DIR: TEST_STATE.cache, CDKTF_OUTDIR: output, CI: '1', DOCKER_HOST: undefined },
  });

  test('starts an engine, runs the shop on it and shows that it works', async () => {
    const printed = await demo('--own-engine');
    expect(printed).toContain('Starting a Docker Engine');
    expect(printed).toContain('uses a local registry as its mirror');
    expect(visits(printed)).toEqual([1, 2, 3]);
    expect(printed).toContain('No changes.');
    expect(printed).toMatch(new RegExp([
      /\[shop-web\] +nginx:1\.22 +healthy/, /.*network shop-app-web-[\d.]+/, /.*/,
      /\[shop-app\] +node:18-slim +healthy/, /.*network shop-app-redis-[\d.]+/, /.*/,
      /\[shop-redis\] +redis:7\.0 +healthy .*volume shop-data at \/data/,
    ].map(({ source }) => source).join('\n')));
    expect(printed).toContain('npm run demo -- destroy');
  });

  test('works again on the same engine without changes', async () => {
    const printed = await demo('--own-engine');
    expect(printed).toContain('Using the Docker Engine that an earlier command started');
    expect(printed).toContain('Resources: 0 added, 0 changed, 0 destroyed');
    expect(visits(printed)).toEqual([4, 5, 6]);
  });

  test('adds gVisor to an engine that an earlier run started without it, and does not restart the engine', async () => {
    const engine = new Docker({ socketPath: join(state, 'engine/docker.sock') });
    const runtimes = async () => Object.keys((await engine.info() as { Runtimes: object }).Runtimes);
    const pid = () => readFileSync(join(state, 'engine/service.pid'), 'utf8');
    const before = pid();
    const config = join(state, 'engine/config.json');
    writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')), runtimes: {} }));
    process.kill(Number(before), 'SIGHUP');
    await waitUntil('the engine has no gVisor', async () => !(await runtimes()).includes('runsc'));

    await demo('--own-engine');
    expect(await runtimes()).toContain('runsc');
    expect(pid()).toBe(before);
  });

  test('removes the shop on request', async () => {
    const printed = await demo('destroy', '--own-engine');
    expect(printed).toContain('Nothing is left on the engine');
  });

  test('removes the engine and all its data on request', async () => {
    expect(await demo('remove-engine')).toContain('Done.');
    expect(existsSync(state)).toBe(false);
    expect((await machine.run('ip', ['-brief', 'link'])).trim().split('\n')).toHaveLength(1);
    expect(await machine.run('iptables', ['-S'])).not.toContain('DOCKER');
  });

  test('refuses an unknown command and lists the known ones', async () => {
    const { exitCode, stderr } = await machine.attempt('npm', ['run', '--silent', 'demo', '--', 'dance'], { cwd: ROOT });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('The demo has no command `dance`');
    expect(stderr).toContain('npm run demo -- destroy');
  });

  test('uses only the engine that DOCKER_HOST names', async () => {
    const { exitCode, stderr } = await machine.attempt('npm', ['run', '--silent', 'demo'], {
      cwd: ROOT, env: { DOCKER_HOST: 'unix:///nowhere.sock' },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No Docker Engine answers at unix:///nowhere.sock');
    expect(stderr).toContain('the variable DOCKER_HOST');
  });

  test('explains how to install terraform if it is missing', async () => {
    const { exitCode, stderr } = await attempt(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'dev/demo/shop.ts'], {
      cwd: ROOT,
      env: { PATH: '/nowhere' },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Terraform is not installed');
    expect(stderr).toContain('brew install hashicorp/tap/terraform');
  });
});

function visits(printed: string): number[] {
  return [...printed.matchAll(/visit number (\d+)/g)].map(([, number]) => Number(number));
}
