import { measureIpv6 } from './ipv6';
import { Engine } from '../../engine/engine';
import { HostFacts, measureHost } from '../../facts/host-facts';
import { limited } from '../../probe/at-once';

interface Measurement {
  readonly probe: boolean;
  readonly runtimes: readonly string[];
}

const running = new WeakMap<Engine, Map<string, Promise<HostFacts>>>();

/** Measures a host. Those who ask for the same at once share one measurement, and others wait for each other. */
export function measureOnce(engine: Engine, { probe, runtimes }: Measurement, signal: AbortSignal): Promise<HostFacts> {
  const key = JSON.stringify([probe, [...runtimes].sort()]);
  const ofEngine = running.get(engine) ?? new Map<string, Promise<HostFacts>>();
  running.set(engine, ofEngine);
  const known = ofEngine.get(key);
  if (known !== undefined) return known;
  const measured = limited(engine, 'measurement', 1, () => (
    measureHost(engine, { probe, runtimes, measureIpv6: (client) => measureIpv6(client, signal), signal })
  )).finally(() => ofEngine.delete(key));
  ofEngine.set(key, measured);
  return measured;
}
