import { Duration } from '../../../units/duration';

/**
 * Options of the process that runs in a container.
 */
export interface ContainerProcessOptions {
  /**
   * The arguments of the entry point, or the program and its arguments if there is no entry point.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * The program that runs, and its first arguments. `command` follows them. An empty list removes the image's own, so that `command` is the
   * program. `Backend.KREUZWERKER` doesn't support an empty list.
   *
   * @default - the image's own
   */
  readonly entryPoint?: string[];

  /**
   * Environment variables, in addition to the image's own.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The user that the process runs as, by name or numeric id, optionally with a group, as in `app:app`.
   *
   * @default - the image's own
   */
  readonly user?: string;

  /**
   * Additional groups of the user, by name or numeric id.
   *
   * @default - none
   */
  readonly supplementaryGroups?: string[];

  /**
   * The working directory of the process.
   *
   * @default - the image's own
   */
  readonly workingDirectory?: string;

  /**
   * Whether a small init process runs as the container's first process. It forwards signals and reaps zombie processes.
   *
   * @default false
   */
  readonly init?: boolean;

  /**
   * Whether the process has a pseudo-terminal.
   *
   * @default false
   */
  readonly tty?: boolean;

  /**
   * Whether stdin stays open.
   *
   * @default false
   */
  readonly stdinOpen?: boolean;

  /**
   * The signal that asks the process to exit, such as `SIGQUIT`.
   *
   * @default - the image's own, or SIGTERM
   */
  readonly stopSignal?: string;

  /**
   * The time that the process has to exit after the stop signal before it is killed, in whole seconds. It also applies when Terraform
   * destroys the container.
   *
   * @default Duration.seconds(10)
   */
  readonly stopGracePeriod?: Duration;
}
