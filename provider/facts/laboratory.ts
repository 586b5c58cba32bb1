import Dockerode from 'dockerode';
import { Engine } from '../engine/engine';
import { Answer, parseAnswers } from '../probe/answers';
import { attemptArgument, attemptResults, CallResult, SystemCall } from '../probe/attempt';
import { ISOLATED, runProgram } from '../probe/run';

/** In milliseconds: the longest time for one container. On a busy machine, a few containers at once take many seconds to start. */
const TIMEOUT = 60_000;

const WHAT = 'measure what the host can do';

/** What a container of a measurement gets beyond no rights at all. */
export interface Setting {
  readonly host?: Dockerode.HostConfig;
  readonly user?: string;
}

/** Where measurements are made: in containers that have only the provider's programs in them. */
export class Laboratory {
  /**
   * @param image         an image with the programs `probe` and `attempt`
   * @param architecture  the engine's name of it
   */
  constructor(
    private readonly engine: Engine,
    private readonly image: string,
    public readonly architecture: 'amd64' | 'arm64',
    public readonly signal: AbortSignal,
  ) {}

  /** Returns what is at each of the paths in a container. */
  public read(paths: readonly string[], setting: Setting = {}): Promise<Map<string, Answer>> {
    return this.run('probe', paths, setting, (printed) => parseAnswers(printed, paths));
  }

  /** Makes system calls in a container, one after the other, and returns what they returned. */
  public attempt(calls: readonly SystemCall[], setting: Setting = {}): Promise<CallResult[]> {
    return this.run('attempt', [attemptArgument(calls, this.architecture)], setting, (printed) => attemptResults(printed, calls));
  }

  private run<T>(
    program: string, args: readonly string[], { host = {}, user = '' }: Setting, parse: (printed: Buffer) => T,
  ): Promise<T> {
    const body = {
      Image: this.image,
      Entrypoint: [`/${program}`],
      Cmd: [...args],
      User: user,
      HostConfig: { ...ISOLATED, SecurityOpt: ['no-new-privileges'], ...host },
    };
    return runProgram(this.engine, WHAT, body, parse, { timeout: TIMEOUT, signal: this.signal });
  }
}

/** Returns the content of a file that a measurement read, or undefined if it could not. */
export function textAt(answers: ReadonlyMap<string, Answer>, path: string): string | undefined {
  const answer = answers.get(path);
  return answer?.kind === 'file' ? answer.text : undefined;
}
