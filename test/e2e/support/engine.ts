import { mkdirSync } from 'node:fs';
import { ensureBusybox } from './busybox';
import { OwnEngine } from '../../../dev/engine/own-engine';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { stateIn } from '../../../dev/machine/state-folder';
import { Registry } from '../../../dev/registry/registry';

/** The tests' folder. Its cache is kept between runs, but the engine is removed after each run. */
export const TEST_STATE = stateIn('/var/lib/berth-e2e');

let isOwn = false;

/** Finds or starts an engine before all tests, and sets `DOCKER_HOST` to an engine that it starts. */
export async function setup(): Promise<void> {
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
