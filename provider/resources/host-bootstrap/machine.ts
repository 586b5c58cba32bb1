import { checkSource, failedRun, notOverSsh, runTimedOut } from './errors';
import { inspection, rootCommand } from './remote';
import { hideSecrets } from './script-secrets';
import { SshTarget } from '../../engine/endpoint/endpoint';
import { Engine } from '../../engine/engine';
import { EngineError } from '../../engine/errors';
import { sshAdvice } from '../../engine/ssh/advice';
import { CommandOptions, CommandTimeout, Ended } from '../../engine/ssh/command';
import { log } from '../../framework/log';

/** For commands that answer at once, in milliseconds. */
const QUICK = 30_000;

const GONE = 'If the machine is gone for good, make Terraform forget it and what was on it: terraform state rm ADDRESS.';

/** A script to run, and how. */
export interface Bootstrap {
  readonly script: string;
  /** The SHA-256 hash of the script. */
  readonly digest: string;
  readonly sudo: boolean;
  /** In milliseconds. */
  readonly timeout: number;
}

/** The machine of an engine that is reached over SSH. The engine need not be there yet. */
export class Machine {
  /** Returns the machine of an engine. Throws a `DiagnosticError` if it is not reached over SSH, or if its host key is not sure. */
  public static of(engine: Engine): Machine {
    const { endpoint } = engine;
    if (endpoint.target.kind !== 'ssh') throw notOverSsh(endpoint);
    checkSource(endpoint.target);
    return new Machine(engine, endpoint.target);
  }

  private constructor(private readonly engine: Engine, private readonly target: SshTarget) {}

  public get address(): string {
    return this.engine.endpoint.address;
  }

  /** Returns the digest that the machine notes, or an empty text, and whether an engine's socket is there. */
  public async inspect(): Promise<{ readonly digest: string; readonly hasEngine: boolean }> {
    const { output } = await this.run('look at the machine', inspection(this.target.socketPath), { timeout: QUICK }, GONE);
    const [, digest = ''] = /^digest ([0-9a-f]{64})$/m.exec(output) ?? [];
    return { digest, hasEngine: /^engine$/m.test(output) };
  }

  /** Runs a script as root, and returns the end of its output. Then the engine answers. */
  public async bootstrap({ script, digest, sudo, timeout }: Bootstrap): Promise<string> {
    hideSecrets(script);
    const { exitCode, output } = await this.run('run the script', rootCommand(digest, sudo), {
      input: script, timeout, onLine: (line) => log('info', line, { machine: this.address }),
    });
    if (exitCode !== 0) throw failedRun(this.target, this.address, exitCode, output);
    this.engine.isMissing = false;
    await this.useEngine();
    return output;
  }

  /** A user has the groups of the time of the login, so one who may use the engine only now has to log in again. */
  private async useEngine(): Promise<void> {
    const { exitCode } = await this.run('look for the engine', `test -w ${this.target.socketPath}`, { timeout: QUICK });
    if (exitCode !== 0) await this.engine.tunnel!.close();
    await this.engine.version();
  }

  private async run(what: string, command: string, options: CommandOptions, advice?: string): Promise<Ended> {
    try {
      return await this.engine.tunnel!.run(command, options);
    } catch (error) {
      if (error instanceof CommandTimeout) throw runTimedOut(what, this.address, options.timeout, error.output);
      throw new EngineError(what, this.engine.endpoint, error, [sshAdvice(this.target, error), advice].filter(Boolean).join('\n\n'));
    }
  }
}
