import { NamespacedEngine } from './namespaced-engine';

/** Starts an engine that is the only node of a swarm. */
export async function startSwarm(name: string): Promise<NamespacedEngine> {
  const engine = await NamespacedEngine.start(name, ['--storage-driver', 'overlay2']);
  await engine.docker.swarmInit({ ListenAddr: '127.0.0.1:2377', AdvertiseAddr: '127.0.0.1' });
  return engine;
}
