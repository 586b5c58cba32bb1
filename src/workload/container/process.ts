import { ContainerConfig } from '@cdktf/provider-docker/lib/container';
import { BerthError } from '../../private/berth-error';
import { emptyValue, invalidName } from '../../private/errors';
import { literal } from '../../private/literal';
import { isKnown } from '../../private/tokens';
import { Duration } from '../../units/duration';
import { notAWholeAmount } from '../../units/errors';

/**
 * What runs in a container.
 */
export interface ContainerProcessOptions {
  /**
   * The arguments of the entry point, or the program with its arguments if there is no entry point.
   *
   * @default - the image's own
   */
  readonly command?: string[];

  /**
   * The program that always runs, before the command.
   *
   * @default - the image's own
   */
  readonly entryPoint?: string[];

  /**
   * Environment variables, besides the image's own.
   *
   * @default - none
   */
  readonly environment?: { [name: string]: string };

  /**
   * The user, by name or number, with or without `:group`.
   *
   * @default - the image's own
   */
  readonly user?: string;

  /**
   * Groups besides the user's own, by name or number.
   *
   * @default - none
   */
  readonly supplementaryGroups?: string[];

  /**
   * The folder in which the program starts.
   *
   * @default - the image's own
   */
  readonly workingDirectory?: string;

  /**
   * Whether a small init process is the first one in the container: it passes signals on and collects what ended.
   *
   * @default false
   */
  readonly init?: boolean;

  /**
   * Whether the program has a terminal.
   *
   * @default false
   */
  readonly tty?: boolean;

  /**
   * Whether the program's input stays open.
   *
   * @default false
   */
  readonly stdinOpen?: boolean;

  /**
   * The signal that asks the program to end, such as `SIGQUIT`.
   *
   * @default - the image's own, or else SIGTERM
   */
  readonly stopSignal?: string;

  /**
   * How long the program has to end after that signal, in whole seconds, before it is killed; also when Terraform destroys the container.
   *
   * @default Duration.seconds(10)
   */
  readonly stopGracePeriod?: Duration;
}

export function checkProcess(options: ContainerProcessOptions): BerthError[] {
  const { environment = {}, user, stopSignal } = options;
  return [
    ...Object.keys(environment).filter((name) => name === '' || name.includes('=')).map((name) =>
      invalidName('name of an environment variable', name, 'it has at least one character, and no "="')),
    ...(isKnown(user) && user === '' ? [emptyValue('The user', 'leave `user` out to take the image\'s own')] : []),
    ...checkSeconds('stopGracePeriod', options.stopGracePeriod),
    ...(isKnown(stopSignal) && !/^(SIG)?[A-Z][A-Z0-9+-]*$|^\d+$/.test(stopSignal)
      ? [invalidName('stop signal', stopSignal, 'write a signal\'s name or number, as in "SIGQUIT"')]
      : []),
  ];
}

/** The standard schema counts these times in whole seconds. */
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
