import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { BerthError } from '../../../private/berth-error';
import { emptyValue, invalidName } from '../../../private/errors';
import { literal } from '../../../private/literal';
import { isKnown } from '../../../private/tokens';
import { Duration } from '../../../units/duration';
import { notAWholeAmount } from '../../../units/errors';

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
   * The program that runs, and its first arguments. `command` follows them.
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

export function checkProcess(options: ContainerProcessOptions): BerthError[] {
  const { environment = {}, user, stopSignal } = options;
  return [
    ...Object.keys(environment).filter((name) => name === '' || name.includes('=')).map((name) =>
      invalidName('name of an environment variable', name, 'a name has at least one character and no "="')),
    ...(isKnown(user) && user === '' ? [emptyValue('The user', 'leave `user` out to use the image\'s own')] : []),
    ...checkSeconds('stopGracePeriod', options.stopGracePeriod),
    ...(isKnown(stopSignal) && !/^(SIG)?[A-Z][A-Z0-9+-]*$|^\d+$/.test(stopSignal)
      ? [invalidName('stop signal', stopSignal, 'write the name or number of a signal, as in "SIGQUIT"')]
      : []),
  ];
}

/** Rejects fractions of a second, since the schema of kreuzwerker/docker counts in whole seconds. */
export function checkSeconds(what: string, duration: Duration | undefined): BerthError[] {
  const milliseconds = duration?.toMilliseconds();
  return isKnown(milliseconds) && milliseconds % 1_000 !== 0 ? [notAWholeAmount(what, `${duration}`, 'seconds')] : [];
}

export function renderProcess(options: ContainerProcessOptions): Partial<ContainerConfig> {
  const grace = (options.stopGracePeriod ?? Duration.seconds(10)).toSeconds();
  return {
    command: options.command?.map(literal),
    entrypoint: options.entryPoint?.map(literal),
    env: renderEnvironment(options.environment ?? {}),
    user: options.user,
    groupAdd: options.supplementaryGroups,
    workingDir: options.workingDirectory,
    init: options.init ?? false,
    tty: options.tty,
    stdinOpen: options.stdinOpen,
    stopSignal: options.stopSignal,
    stopTimeout: grace,
    destroyGraceSeconds: grace,
  };
}

export function renderEnvironment(environment: { [name: string]: string }): string[] | undefined {
  const variables = Object.entries(environment);
  return variables.length > 0 ? variables.map(([name, value]) => `${name}=${literal(value)}`) : undefined;
}
