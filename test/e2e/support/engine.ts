import { mkdirSync } from 'node:fs';
import { ensureBusybox } from './busybox';
import { provideEngine } from '../../../examples/setup/engine';
import { OwnEngine } from '../../../examples/setup/engine/own';
import { Registry } from '../../../examples/setup/registry';
import { stateIn } from '../../../examples/setup/state';

/** Where the tests keep what is dear to make, from run to run. The engine itself is removed after each. */
export const TEST_STATE = stateIn('/var/lib/berth-e2e');

let isOwn = false;

/** Before all tests: an engine, which `DOCKER_HOST` then leads to. One that was found is left running; one that was started is removed after the tests. */
export async function setup(): Promise<void> {
  mkdirSync(TEST_STATE.cache, { recursive: true });
  const engine = await provideEngine(TEST_STATE);
  isOwn = engine.isOwn;
  if (isOwn) process.env.DOCKER_HOST = engine.address;
  await ensureBusybox(engine.docker, TEST_STATE.cache);
}

/** After all tests. */
export async function teardown(): Promise<void> {
  if (!isOwn) return;
  await new OwnEngine(TEST_STATE).remove();
  await new Registry(TEST_STATE).stop();
}
