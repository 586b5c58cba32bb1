import { TerraformStack } from 'cdktf';
import { AS_GIVEN, FieldTable, plain } from './field';
import { seconds } from './quantities';
import { ContainerModel, HealthCheckModel } from '../../../model/container';
import { durationOutOfRange } from '../../../private/errors';
import { literal, literals, unescaped, unescapedValues } from '../../../private/literal';
import { checkLabels } from '../../../private/names';
import { Duration } from '../../../units/duration';
import { blocks, readLabels, unlessEmpty, writeLabels } from '../../blocks';
import { startsAfterAnotherStack, waitWithoutHealthCheck } from '../errors';
import { IContainer } from '../i-container';
import { HealthCheck } from '../process/health-check';
import { LogDriver } from '../process/log-driver';
import { RestartPolicy } from '../process/restart-policy';
import { SECURE_DEFAULTS } from '../secure-defaults';

type LifecycleField = 'healthCheck' | 'waitUntilHealthy' | 'healthyTimeout' | 'startAfter' | 'restart' | 'mustRun'
  | 'mustRunFor' | 'logDriver' | 'labels';

const HEALTHY_TIMEOUT = Duration.minutes(2);

/** The fields of a container's lifecycle: start order, health, restarts and logs. */
export const LIFECYCLE_FIELDS: FieldTable<LifecycleField> = {
  healthyTimeout: {
    ...AS_GIVEN,
    check: (value) => [
      ...seconds('healthyTimeout')(value),
      ...(value.toMilliseconds() === 0 ? [durationOutOfRange('The time to become healthy', `${value}`, 'at least 1 second')] : []),
    ],
    attributes: ['wait_timeout'],
    write: (value, model) => ({ wait_timeout: waits(model) ? (value ?? HEALTHY_TIMEOUT).toSeconds() : undefined }),
    read: ({ wait_timeout: timeout }) => (timeout === undefined ? undefined : Duration.seconds(timeout as number)),
  },

  waitUntilHealthy: {
    ...AS_GIVEN,
    check: (value, { healthCheck }) => (healthCheck && isNone(healthCheck) && value ? [waitWithoutHealthCheck()] : []),
    attributes: ['wait'],
    write: (_, model) => ({ wait: waits(model) || undefined }),
    // Without the attribute, Terraform does not wait, although the default of the prop may be to wait.
    read: ({ wait }) => Boolean(wait),
  },

  healthCheck: {
    toModel: (prop) => prop._model,
    toProp: (value) => HealthCheck._of(value),
    attributes: ['healthcheck'],
    write: (value) => ({ healthcheck: value && writeHealthCheck(value) }),
    read: ({ healthcheck }) => blocks(healthcheck).map(readHealthCheck)[0],
  },

  startAfter: {
    toModel: (prop) => [...prop],
    toProp: (value) => value as IContainer[],
    byDefault: () => [],
    check: (value, _, host) => {
      const { stack } = host._placement;
      const elsewhere = value.filter((other) => TerraformStack.of(other) !== stack);
      return elsewhere.map(({ node }) => startsAfterAnotherStack(node.path, stack.node.id));
    },
    // A meta-argument: each target makes its resources depend on each other.
    attributes: [],
    write: () => ({}),
    read: () => [],
  },

  restart: {
    toModel: (prop) => prop._model,
    toProp: (value) => RestartPolicy._of(value),
    byDefault: () => RestartPolicy.onFailure(SECURE_DEFAULTS.restartRetries)._model,
    attributes: ['restart', 'max_retry_count'],
    write: ({ name, maxRetries }) => ({ restart: name, max_retry_count: maxRetries }),
    read: ({ restart, max_retry_count: maxRetries }) =>
      (restart === undefined ? undefined : { name: restart as string, maxRetries: maxRetries as number | undefined }),
  },

  mustRun: plain('must_run'),

  mustRunFor: {
    ...AS_GIVEN,
    check: seconds('mustRunFor'),
    attributes: ['must_run_for'],
    write: (value) => ({ must_run_for: value?.toSeconds() }),
    read: ({ must_run_for: time }) => (time === undefined ? undefined : Duration.seconds(time as number)),
  },

  logDriver: {
    toModel: (prop) => prop._model,
    toProp: ({ name, options }) => LogDriver.of(name, options),
    byDefault: () => LogDriver.jsonFile()._model,
    attributes: ['log_driver', 'log_opts'],
    write: ({ name, options }) => ({ log_driver: name, log_opts: Object.keys(options).length > 0 ? literals(options) : undefined }),
    read: ({ log_driver: name, log_opts: options }) => (name === undefined
      ? undefined
      : { name: name as string, options: unescapedValues(options) }),
  },

  labels: {
    toModel: (prop) => ({ ...prop }),
    toProp: (value) => value,
    byDefault: () => ({}),
    check: (value) => checkLabels(value),
    attributes: ['labels'],
    write: (value) => ({ labels: unlessEmpty(writeLabels(value) ?? []) }),
    read: ({ labels }) => readLabels(labels) ?? {},
  },
};

/** Whether Terraform waits until the container is healthy. */
function waits({ waitUntilHealthy, healthCheck }: ContainerModel): boolean {
  return waitUntilHealthy ?? (healthCheck !== undefined && !isNone(healthCheck));
}

function isNone({ test }: HealthCheckModel): boolean {
  return test[0] === 'NONE';
}

function writeHealthCheck({ test, interval, timeout, retries, startPeriod }: HealthCheckModel) {
  return {
    test: test.map(literal),
    interval: interval?._toGoString(),
    timeout: timeout?._toGoString(),
    retries,
    start_period: startPeriod?._toGoString(),
  };
}

function readHealthCheck({ test, interval, timeout, retries, start_period: startPeriod }: Record<string, any>): HealthCheckModel {
  const duration = (text: string | undefined) => (text === undefined ? undefined : Duration._fromGoString(text));
  return {
    test: ((test ?? []) as string[]).map(unescaped),
    interval: duration(interval),
    timeout: duration(timeout),
    retries,
    startPeriod: duration(startPeriod),
  };
}
