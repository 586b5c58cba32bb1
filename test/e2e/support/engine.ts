import { mkdirSync } from 'node:fs';
import Docker from 'dockerode';
import { ensureBusybox } from './busybox';
import { install } from '../../../examples/setup/debian';
import { OwnEngine } from '../../../examples/setup/engine/own';
import { which } from '../../../examples/setup/run';
import { stateIn } from '../../../examples/setup/state';

/** What the tests keep between runs, so that the next is faster. The engine itself is removed after each. */
export const TEST_STATE = stateIn('/var/lib/berth-e2e', undefined);

const own = new OwnEngine(TEST_STATE);

/** Before all tests: an engine that `DOCKER_HOST` leads to. One that was found is left running; one that was started is removed after the tests. */
export async function setup(): Promise<void> {
  mkdirSync(TEST_STATE.cache, { recursive: true });
  if (!await answers(new Docker())) {
    if (which('dockerd') === undefined) await install(['docker.io'], 'the Docker Engine, which the tests need');
    await own.start();
    process.env.DOCKER_HOST = own.address;
  }
  await ensureBusybox(new Docker(), TEST_STATE.cache);
}

/** After all tests. */
export async function teardown(): Promise<void> {
  if (process.env.DOCKER_HOST === own.address) await own.remove();
}

async function answers(docker: Docker): Promise<boolean> {
  try {
    await docker.ping();
    return true;
  } catch {
    return false;
  }
}
