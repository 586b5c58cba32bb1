import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TEST_STATE } from './engine';
import { provideEngine } from '../../../dev/engine/provide-engine';
import { ImageName } from '../../../dev/images/image-names';
import { provideImages } from '../../../dev/images/provide-images';
import { stateIn } from '../../../dev/machine/state-folder';
import { copyImages } from '../../../dev/swarm/copy-images';
import { SwarmEngines } from '../../../dev/swarm/swarm-engines';

/** What the engines of a cluster do for all their containers, since a service can't ask for it. */
export const NODE_DEFAULTS = { 'no-new-privileges': true, 'default-cgroupns-mode': 'private' };

const IMAGES: readonly ImageName[] = ['redis:7.0', 'node:18-slim', 'nginx:1.22'];

/** Returns engines that meet the policy BASELINE. They are in no swarm. */
export function clusterEngines(folder = mkdtempSync(join(tmpdir(), 'bcl-'))): SwarmEngines {
  return new SwarmEngines(stateIn(folder, TEST_STATE.cache), NODE_DEFAULTS);
}

/** Starts engines, and puts the images of the examples into their registry. */
export async function startCluster(engines: SwarmEngines, count: number): Promise<void> {
  await engines.start(count);
  const engine = await provideEngine(TEST_STATE);
  await provideImages(engine, TEST_STATE, IMAGES);
  await copyImages(engine.docker, engines, IMAGES);
}
