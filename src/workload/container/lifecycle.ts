import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { waitWithoutHealthCheck } from './errors';
import { IContainer } from './i-container';
import { HealthCheck } from './process/health-check';
import { LogDriver } from './process/log-driver';
import { checkSeconds } from './process/process-options';
import { RestartPolicy } from './process/restart-policy';
import { SECURE_DEFAULTS } from './secure-defaults';
import { BerthError } from '../../private/berth-error';
import { durationOutOfRange } from '../../private/errors';
import { literal } from '../../private/literal';
import { Duration } from '../../units/duration';

/**
 * Lifecycle options of a container: start order, health, restarts and logs.
 */
export interface ContainerLifecycleOptions {
  /**
   * The command that checks the container's health.
   *
   * @default - the image's own health check, if it has one
   */
  readonly healthCheck?: HealthCheck;

  /**
   * Whether Terraform waits until the container is healthy. This needs a health check, in `healthCheck` or in the image.
   *
   * @default - true if `healthCheck` is given and not `HealthCheck.none()`, otherwise false
   */
  readonly waitUntilHealthy?: boolean;

  /**
   * How long Terraform waits for the container to become healthy, in whole seconds.
   *
   * @default Duration.minutes(2)
   */
  readonly healthyTimeout?: Duration;

  /**
   * The containers that start before this one. Those that Terraform waits for are also healthy by then.
   *
   * @default - only the containers whose attributes this one uses
   */
  readonly startAfter?: IContainer[];

  /**
   * Whether the engine restarts the container when it exits by itself.
   *
   * @default RestartPolicy.onFailure(5)
   */
  readonly restart?: RestartPolicy;

  /**
   * Whether the container must keep running. Set it to false for a container that exits when its work is done, so that Terraform doesn't
   * report the exit as a change.
   *
   * @default true
   */
  readonly mustRun?: boolean;

  /**
   * The log driver: where stdout and stderr go.
   *
   * @default LogDriver.jsonFile()
   */
  readonly logDriver?: LogDriver;

  /**
   * Labels of the container, in addition to the image's own.
   *
   * @default - none
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
