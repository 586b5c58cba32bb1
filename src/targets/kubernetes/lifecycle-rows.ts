import { PodTable } from './kubernetes-row';
import { verbatim } from './placeholders';
import { HealthCheckModel } from '../../model/container';
import { Duration } from '../../units/duration';
import { refused } from '../target-row';

type LifecycleField = 'healthCheck' | 'waitUntilHealthy' | 'healthyTimeout' | 'startAfter' | 'restart' | 'mustRun' | 'mustRunFor'
  | 'logDriver' | 'onFileChange';

/** The defaults of a health check (Engine API, `HealthConfig`). */
const INTERVAL = Duration.seconds(30);
const TIMEOUT = Duration.seconds(30);
const RETRIES = 3;

/** The drivers whose output is in files of the node, as that of pods is. */
const FILE_DRIVERS = ['json-file', 'local'];

/** How the lifecycle of a container becomes that of a pod. The workload keeps what is not of the pod. */
export const LIFECYCLE_ROWS: PodTable<LifecycleField> = {
  healthCheck: {
    keeping: 'otherwise',
    how: 'as probes: a pod gets requests only while it is healthy, and is restarted when it is not',
    write: (value) => value === undefined || value.test[0] === 'NONE' ? {} : { container: probesOf(value) },
  },
  waitUntilHealthy: { keeping: 'kept' },
  healthyTimeout: { keeping: 'otherwise', how: 'the time in which a rollout has to make progress' },
  startAfter: {
    keeping: 'otherwise',
    how: 'Terraform waits for the other one, and so does an init container whenever a pod starts',
  },
  restart: {
    keeping: 'otherwise',
    how: 'a pod is always restarted, with growing delays; with `mustRun: false`, a Job restarts it as often as said',
    refusal: ({ name }, { mustRun }) => name === 'no' && mustRun !== false
      ? 'can\'t be RestartPolicy.NO: a pod is always restarted. Leave it out, or set `mustRun: false` to run it once, as a Job'
      : ['always', 'unless-stopped'].includes(name) && mustRun === false
        ? `can't be "${name}" with \`mustRun: false\`, which makes a Job. Use RestartPolicy.NO or RestartPolicy.onFailure()` : undefined,
  },
  mustRun: {
    keeping: 'otherwise',
    how: 'false makes a Job',
    refusal: (mustRun, { clones }) => mustRun || clones === undefined ? undefined
      : 'can\'t be false for a set of clones, or on each node: a Job runs one pod. Add containers of their own',
  },
  mustRunFor: { keeping: 'kept' },
  logDriver: {
    ...refused('can\'t be chosen for a pod. Leave it out: the kubelet keeps its output in files, and limits them',
      ({ name }) => FILE_DRIVERS.includes(name)),
    keeping: 'otherwise',
    how: 'the kubelet keeps output in files, of which it limits number and size; other drivers are refused',
  },
  onFileChange: { keeping: 'otherwise', how: 'a changed file replaces the pods' },
};

function probesOf({ test: [kind, ...words], interval = INTERVAL, timeout = TIMEOUT, retries = RETRIES, startPeriod }: HealthCheckModel) {
  const command = (kind === 'CMD-SHELL' ? ['/bin/sh', '-c', ...words] : words).map(verbatim);
  const timing = { period_seconds: atLeastOne(interval), timeout_seconds: atLeastOne(timeout) };
  const probe = { exec: { command }, ...timing, failure_threshold: retries };
  const tries = startPeriod === undefined ? 0 : Math.ceil(startPeriod.toSeconds() / timing.period_seconds);
  return {
    readiness_probe: probe,
    liveness_probe: probe,
    // Until it has succeeded once, the other probes don't count.
    startup_probe: tries === 0 ? undefined : { exec: { command }, ...timing, failure_threshold: tries + retries },
  };
}

/** Kubernetes counts whole seconds, from 1. */
function atLeastOne(duration: Duration): number {
  return Math.max(1, Math.ceil(duration.toMilliseconds() / 1_000));
}
