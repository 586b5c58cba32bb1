import { arrayOf, numberOf, objectOf } from '../settings/json';
import { field } from '../settings/settings';
import { Container } from '../state/container';
import { EngineState } from '../state/engine-state';

/** The time between two health checks if a container sets none, in nanoseconds. */
const DEFAULT_INTERVAL = 30e9;

/** Begins the health checks of a container that was just started. The first one succeeds. */
export function watchHealth(state: EngineState, container: Container): void {
  const { Test: test, Interval: interval } = objectOf(field(container.config, 'Healthcheck'));
  const [kind = 'NONE'] = arrayOf<string>(test);
  container.health = kind === 'NONE' ? undefined : 'starting';
  if (container.health === undefined) return;
  const { started } = container;
  state.later((numberOf(interval) || DEFAULT_INTERVAL) / 1e6, () => {
    if (container.started === started && container.status === 'running' && container.health === 'starting') {
      setHealth(state, container, 'healthy');
    }
  });
}

/** Makes a health check end. */
export function setHealth(state: EngineState, container: Container, health: 'healthy' | 'unhealthy'): void {
  container.checks += 1;
  container.failures = health === 'healthy' ? 0 : container.failures + 3;
  if (container.health === health) return;
  container.health = health;
  state.emit(container, `health_status: ${health}`);
}
