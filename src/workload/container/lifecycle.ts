import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { Container } from './container';
import { HealthCheck } from './health-check';
import { LogDriver } from './log-driver';
import { checkSeconds } from './process';
import { RestartPolicy } from './restart-policy';
import { SECURE_DEFAULTS } from './secure-defaults';
import { BerthError, durationOutOfRange, waitWithoutHealthCheck } from '../../errors';
import { literal } from '../../private/tokens';
import { Duration } from '../../units/duration';

/**
 * How a container starts, is watched, and ends.
 */
export interface ContainerLifecycleOptions {
  /**
   * How the engine finds out whether what runs in it works.
   *
   * @default - the image's own, if it has one
   */
  readonly healthCheck?: HealthCheck;

  /**
   * Whether Terraform goes on only once the container is healthy. That needs a health check, here or in the image.
   *
   * @default - true if `healthCheck` is given, and false otherwise
   */
  readonly waitUntilHealthy?: boolean;

  /**
   * How long Terraform waits for that, in whole seconds.
   *
   * @default Duration.minutes(2)
   */
  readonly healthyTimeout?: Duration;

  /**
   * Containers that start before this one, and are healthy if Terraform waits for that.
   *
   * @default - none, besides those whose attributes this one uses
   */
  readonly startAfter?: Container[];

  /**
   * What the engine does when the container ends by itself.
   *
   * @default RestartPolicy.onFailure(5)
   */
  readonly restart?: RestartPolicy;

  /**
   * Whether the container is to run all the time. False is for one that does its work and ends: that it has ended is then no change.
   *
   * @default true
   */
  readonly mustRun?: boolean;

  /**
   * Where what it writes to its output goes.
   *
   * @default LogDriver.jsonFile()
   */
  readonly logDriver?: LogDriver;

  /**
   * Labels on the container.
   *
   * @default - none, besides the image's own
   */
  readonly labels?: { [name: string]: string };
}

export function checkLifecycle({ healthCheck, waitUntilHealthy, healthyTimeout }: ContainerLifecycleOptions): BerthError[] {
  return [
    ...checkSeconds('healthyTimeout', healthyTimeout),
    ...(healthCheck?._isNone && waitUntilHealthy ? [waitWithoutHealthCheck()] : []),
    ...(healthyTimeout?.toMilliseconds() === 0
      ? [durationOutOfRange('The time to become healthy', `${healthyTimeout}`, 'at least 1 second')]
      : []),
  ];
}

export function renderLifecycle(options: ContainerLifecycleOptions): Partial<ContainerConfig> {
  const { healthCheck } = options;
  const wait = options.waitUntilHealthy ?? (healthCheck !== undefined && !healthCheck._isNone);
  const restart = options.restart ?? RestartPolicy.onFailure(SECURE_DEFAULTS.restartRetries);
  const logDriver = options.logDriver ?? LogDriver.jsonFile();
  return {
    healthcheck: healthCheck?._toTerraform(),
    wait: wait || undefined,
    waitTimeout: wait ? (options.healthyTimeout ?? Duration.minutes(2)).toSeconds() : undefined,
    restart: restart._name,
    maxRetryCount: restart._maxRetries,
    mustRun: options.mustRun,
    logDriver: logDriver._name,
    logOpts: Object.keys(logDriver._options).length > 0 ? logDriver._options : undefined,
    labels: options.labels && Object.keys(options.labels).length > 0 ? renderLabels(options.labels) : undefined,
  };
}

export function renderLabels(labels: { [name: string]: string }): Array<{ label: string; value: string }> {
  return Object.entries(labels).map(([label, value]) => ({ label, value: literal(value) }));
}
