import { debianRoot } from './debian-root';
import { NamespacedEngine } from './namespaced-engine';

let engine: NamespacedEngine | undefined;

/** Starts Debian sid's Docker Engine, 28 or newer, before all tests, and sets `DOCKER_HOST` to it. */
export async function setup(): Promise<void> {
  engine = await NamespacedEngine.start('newer', [], await debianRoot('sid'));
  process.env.DOCKER_HOST = engine.address;
}

/** Removes the engine after all tests. */
export async function teardown(): Promise<void> {
  await engine?.remove();
}
