import { IContainer } from './i-container';
import { HealthCheck } from './process/health-check';
import { LogDriver } from './process/log-driver';
import { RestartPolicy } from './process/restart-policy';
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
   * How long the container must run after its start before Terraform counts it as started, in whole seconds. If it exits earlier, the
   * apply fails with its exit code and the last lines of its output, also if `restart` restarts it. `Duration.seconds(0)` doesn't wait.
   * Has no effect if `mustRun` is false, or once Terraform has seen the container healthy.
   *
   * @default Duration.seconds(2)
   */
  readonly mustRunFor?: Duration;

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
