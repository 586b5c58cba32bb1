import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBusybox } from './busybox';
import { run } from './run';
import { OwnEngine } from '../../../dev/engine/own-engine';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { stateIn } from '../../../dev/machine/state-folder';
import { Registry } from '../../../dev/registry/registry';

/** The tests' folder. Its cache is kept between runs, but the engine is removed after each run. */
export const TEST_STATE = stateIn('/var/lib/berth-e2e');

let isOwn = false;

/** Whether `setup` started the engine. */
export function ownsEngine(): boolean {
  return isOwn;
}

/**
 * Bundles the provider and the command-line program before all tests, and finds or starts an engine. Sets `DOCKER_HOST` to an engine
 * that it starts.
 */
export async function setup(): Promise<void> {
  await run('npx', ['--no-install', 'projen', 'bundle'], { cwd: join(__dirname, '../../..') });
  mkdirSync(TEST_STATE.cache, { recursive: true });
  const engine = await provideEngine(TEST_STATE);
  isOwn = engine.isOwn;
  if (isOwn) process.env.DOCKER_HOST = engine.address;
  await ensureBusybox(engine.docker, TEST_STATE.cache);
}

/** Removes the engine after all tests if `setup` started it. */
export async function teardown(): Promise<void> {
  if (isOwn) await removeOwn();
}

/** Removes the tests' own engine and registry. */
export async function removeOwn(): Promise<void> {
  await new OwnEngine(TEST_STATE).remove();
  await new Registry(TEST_STATE).stop();
}
