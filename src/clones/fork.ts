import { commandWithoutProgram, emptyReason, invalidSignal } from './errors';
import { ForkModel } from '../model/clones';
import { throwIfAny } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { isKnown } from '../private/tokens';
import { Duration } from '../units/duration';

/**
 * What becomes of network connections that are open when the template of forks is saved. No fork can go on with them.
 */
export enum HeldConnections {
  /**
   * They are closed in each fork, and the application finds them closed.
   */
  CLOSE = 'close',

  /**
   * The template is not saved, and the apply fails. The image needs `cat`.
   */
  REFUSE = 'refuse',
}

/**
 * When the template of forks is ready to be saved.
 *
 * @example
 * ForkReadiness.command(['test', '-e', '/tmp/ready'])
 */
export class ForkReadiness {
  /**
   * When its health check says so, which its image or the set has to have.
   *
   * @param timeout the longest time for that. By default, a minute
   */
  public static healthy(timeout?: Duration): ForkReadiness {
    requireArguments({ timeout: ['Duration?', timeout] });
    return new ForkReadiness({ timeout });
  }

  /**
   * When a command that is run in it, again and again, exits with 0.
   *
   * Throws an error if the command is empty.
   *
   * @param command the program and its arguments
   * @param timeout the longest time for that. By default, a minute
   */
  public static command(command: string[], timeout?: Duration): ForkReadiness {
    requireArguments({ command: ['string[]', command], timeout: ['Duration?', timeout] });
    throwIfAny(command.length === 0 ? [commandWithoutProgram('ForkReadiness.command()')] : []);
    return new ForkReadiness({ command: [...command], timeout });
  }

  private constructor(
    /** @internal */
    public readonly _model: NonNullable<ForkModel['ready']>,
  ) {}
}

/**
 * What is done in each fork before it counts as started, and again whenever the engine starts it: it gets what must differ from fork to
 * fork. All forks have the memory of one template, so all have what that made at random, and would make the same next.
 *
 * @example
 * AfterFork.command(['/app/reseed'])
 */
export class AfterFork {
  /**
   * A command that is run in the fork, as its user, with its environment variables. If it fails, the fork does not start.
   *
   * Throws an error if the command is empty.
   *
   * @param command the program and its arguments
   * @param timeout the longest time for it. By default, a minute
   */
  public static command(command: string[], timeout?: Duration): AfterFork {
    requireArguments({ command: ['string[]', command], timeout: ['Duration?', timeout] });
    throwIfAny(command.length === 0 ? [commandWithoutProgram('AfterFork.command()')] : []);
    return new AfterFork({ command: [...command], timeout }, undefined);
  }

  /**
   * A signal that the main process of the fork gets. The fork counts as started once it is sent.
   *
   * Throws an error if it is not the name of a signal without "SIG".
   *
   * @param signal such as "USR1"
   */
  public static signal(signal: string): AfterFork {
    requireArguments({ signal: ['string', signal] });
    throwIfAny(isKnown(signal) && !/^[A-Z0-9+-]{2,12}$/.test(signal) ? [invalidSignal(signal)] : []);
    return new AfterFork({ signal }, undefined);
  }

  /**
   * Nothing, since nothing must differ from fork to fork.
   *
   * Throws an error if the reason is empty.
   *
   * @param reason why that is so: no random numbers, keys, identifiers or sessions are made before the template is saved. It stays visible
   *   in the plan
   */
  public static nothing(reason: string): AfterFork {
    requireArguments({ reason: ['string', reason] });
    throwIfAny(reason.trim() === '' ? [emptyReason()] : []);
    return new AfterFork(undefined, reason);
  }

  private constructor(
    /** @internal */
    public readonly _hook: ForkModel['after'],
    /** @internal */
    public readonly _reason: string | undefined,
  ) {}
}

/**
 * How clones start as forks.
 */
export interface ForkOptions {
  /**
   * When the template is ready to be saved.
   *
   * @default - when its health check says so
   */
  readonly ready?: ForkReadiness;

  /**
   * What is done in each clone before it counts as started.
   */
  readonly afterFork: AfterFork;

  /**
   * What becomes of network connections that are open when the template is saved.
   *
   * @default HeldConnections.CLOSE
   */
  readonly connections?: HeldConnections;
}

/**
 * Clones that start as forks: one container is started on each host and made ready, its memory and its files are saved, and all clones go
 * on from there, in a part of a second, however long the application takes to start. The processes of a clone keep the environment
 * variables of the template. What is saved is made anew when the description changes.
 *
 * The host needs a program beside gVisor, which `HostRuntime.gvisor({ forks: true })` installs, and the set needs `Runtime.RUNSC`.
 *
 * @example
 * Fork.of({
 *   ready: ForkReadiness.command(['test', '-e', '/tmp/ready']),
 *   afterFork: AfterFork.signal('USR1'),
 * })
 */
export class Fork {
  /**
   * Returns how clones start as forks.
   *
   * @param options when the template is ready, and what makes the clones differ
   */
  public static of(options: ForkOptions): Fork {
    requireProps('ForkOptions', options);
    const { ready, afterFork, connections } = options;
    return new Fork({ ready: ready?._model, after: afterFork._hook, reason: afterFork._reason, connections });
  }

  private constructor(
    /** @internal */
    public readonly _model: ForkModel,
  ) {}
}
