import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Docker from 'dockerode';
import execa from 'execa';
import { Platform, PLATFORMS } from './platforms';
import { ShopImages } from './shop-images';
import { output } from '../../../dev/console/output';
import { provideRegistryProgram } from '../../../dev/registry/registry-program';
import base from '../jest.config.json';
import { debianRoot } from '../support/debian-root';
import { TEST_STATE } from '../support/engine';

/*
 * Runs tests on each engine of the matrix. Arguments: the platforms, by default all of them, and after `--` what jest gets.
 */

const ROOT = join(__dirname, '../../..');

async function main(args: readonly string[]): Promise<void> {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const names = end === 0 ? Object.keys(PLATFORMS) : args.slice(0, end);
  const unknown = names.find((name) => !(name in PLATFORMS));
  if (unknown !== undefined) throw new Error(`There is no platform "${unknown}". Platforms: ${Object.keys(PLATFORMS).join(', ')}.`);

  mkdirSync(TEST_STATE.cache, { recursive: true });
  const platforms = names.map((name) => PLATFORMS[name]!);
  const images = platforms.some(({ runsShop }) => runsShop) ? await ShopImages.save() : undefined;
  try {
    for (const platform of platforms) {
      if (!await passes(platform, images, args.slice(end + 1))) process.exitCode = 1;
    }
  } finally {
    images?.remove();
  }
}

/** Starts a platform's engine, runs its tests, and returns whether they pass. */
async function passes(platform: Platform, images: ShopImages | undefined, jestArgs: readonly string[]): Promise<boolean> {
  for (const release of platform.releases) await debianRoot(release);
  await provideRegistryProgram(TEST_STATE.cache);
  const started = await platform.start();
  const { engine } = started;
  try {
    const title = await titleOf(platform, engine.docker);
    output.heading(title);
    if (platform.runsShop) await images?.load(engine.docker);
    const { testMatch: _, ...shared } = base;
    const config = {
      ...shared,
      rootDir: ROOT,
      displayName: title,
      testRegex: platform.tests.map((path) => `/test/e2e/.*${path}`),
      testTimeout: 900_000,
      ...platform.workers === undefined ? {} : { maxWorkers: platform.workers },
    };
    const jest = [join(ROOT, 'node_modules/.bin/jest'), '--config', JSON.stringify(config), '--ci', ...jestArgs];
    // The tests run where the engine's published ports are.
    const { exitCode } = await execa('nsenter', engine.host.nsenter(process.execPath, ...jest), {
      cwd: ROOT, stdio: 'inherit', reject: false, env: { DOCKER_HOST: engine.address },
    });
    return exitCode === 0;
  } finally {
    await started.remove();
  }
}

async function titleOf({ engine, of }: Platform, docker: Docker): Promise<string> {
  const { Version: version } = await docker.version();
  const { CgroupVersion: cgroups } = await docker.info() as { CgroupVersion?: string };
  return `${engine} ${version.replace(/[+~].*/, '')} (${of}), cgroup v${cgroups ?? '1'}`;
}

void main(process.argv.slice(2));
