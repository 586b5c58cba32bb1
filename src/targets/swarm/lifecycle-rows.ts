import { inContainer, ServiceTable } from './service-row';
import { HealthCheckModel, RestartModel } from '../../model/container';
import { literals } from '../../private/literal';
import { Duration } from '../../units/duration';
import { FIELDS } from '../../workload/container/fields/table';
import { refused } from '../target-row';

type LifecycleField = 'healthCheck' | 'waitUntilHealthy' | 'healthyTimeout' | 'startAfter' | 'restart' | 'mustRun' | 'mustRunFor'
  | 'logDriver' | 'onFileChange';

/** For how long Terraform waits until all tasks run, if the container does not say. */
const CONVERGENCE = Duration.minutes(3);

/** How often Terraform asks. */
const INTERVAL = '1s';

const CONDITIONS: { readonly [name: string]: string } = {
  'no': 'none', 'on-failure': 'on-failure', 'always': 'any', 'unless-stopped': 'any',
};

/** How the lifecycle of a container becomes that of the tasks of a service. */
export const LIFECYCLE_ROWS: ServiceTable<LifecycleField> = {
  healthCheck: {
    ...inContainer<HealthCheckModel>('healthcheck'),
    // The block is the same in both resources.
    write: (value, model) => ({ container: FIELDS.healthCheck.write(value, model, { has: () => true }) }),
  },
  waitUntilHealthy: {
    keeping: 'otherwise',
    how: 'Terraform waits until all tasks run, and are healthy if they have a health check',
    refusal: (value, { healthCheck }) => !value && healthCheck !== undefined
      ? 'can\'t be false: a swarm counts a task as running only when it is healthy' : undefined,
  },
  healthyTimeout: {
    keeping: 'otherwise',
    how: 'the time until all tasks run',
    write: (value, { clones }) => ({
      service: clones?.global ? {} : { converge_config: { delay: INTERVAL, timeout: (value ?? CONVERGENCE)._toGoString() } },
    }),
  },
  startAfter: { keeping: 'kept' },
  restart: {
    keeping: 'otherwise',
    how: 'a failed task is replaced, maybe on another node; `unless-stopped` is as `always`; with a health check, `on-failure` is, too, '
      + 'since a swarm stops an unhealthy task, which may end without an error',
    write: ({ name, maxRetries }: RestartModel, { healthCheck }) => ({
      task: { restart_policy: { condition: conditionOf(name, healthCheck), max_attempts: maxRetries } },
    }),
  },
  mustRun: refused('can\'t be false: to stop a service, set `replicas` to 0', (value) => value),
  mustRunFor: {
    keeping: 'otherwise',
    how: 'the time for which an update watches each new task (`monitor`)',
  },
  logDriver: {
    keeping: 'kept',
    write: ({ name, options }) => ({
      task: { log_driver: { name, options: Object.keys(options).length > 0 ? literals({ ...options }) : undefined } },
    }),
  },
  onFileChange: { keeping: 'otherwise', how: 'a changed file is a new config, and an update of the service' },
};

/** Returns when a task is replaced. One that ends without an error because it was stopped as unhealthy would not be, on failure alone. */
function conditionOf(name: string, healthCheck: HealthCheckModel | undefined): string {
  const isChecked = healthCheck !== undefined && healthCheck.test[0] !== 'NONE';
  return name === 'on-failure' && isChecked ? 'any' : CONDITIONS[name] ?? 'any';
}
