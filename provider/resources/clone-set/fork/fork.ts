import { createHash } from 'node:crypto';
import { FORK_VARIABLES } from '../../../../src/shared/forks';

/** A block `fork`, as it is in a set. */
export interface ForkBlock {
  readonly connections: string | null;
  readonly no_unique_state: string | null;
  readonly ready: ReadonlyArray<{ readonly command: readonly string[] | null; readonly timeout_seconds: number | null }>;
  readonly after_fork: ReadonlyArray<{
    readonly command: readonly string[] | null; readonly signal: string | null; readonly timeout_seconds: number | null;
  }>;
}

/** How the clones of a set start as forks of a template, and how the host's program gets to know that: by environment variables. */
export class Fork {
  constructor(private readonly set: string, private readonly block: ForkBlock) {}

  /** The command that tells when the template is ready. Undefined if its health check does. */
  public get readyCommand(): readonly string[] | undefined {
    const command = this.block.ready[0]?.command ?? [];
    return command.length === 0 ? undefined : command;
  }

  /** In seconds. */
  public get readyTimeout(): number {
    return this.block.ready[0]?.timeout_seconds ?? 60;
  }

  /** What a clone has to be made anew for. */
  public get made(): unknown {
    const { connections, ready, after_fork: after } = this.block;
    return { connections, ready, after };
  }

  /**
   * Returns the id of the template: of the set, so that no set gets the memory of another one, and of what decides about the memory.
   *
   * @param content  tells templates of containers apart
   */
  public idOf(content: string): string {
    const { connections, ready } = this.block;
    return `${half(this.set)}${half(JSON.stringify([content, connections, ready]))}`;
  }

  /** Returns the variables of a clone. */
  public variables(id: string): string[] {
    const [after] = this.block.after_fork;
    return [
      `${FORK_VARIABLES}=from:${id}`,
      `${FORK_VARIABLES}_AFTER=${hookOf(after)}`,
      ...after?.command?.length ? [`${FORK_VARIABLES}_TIMEOUT=${after.timeout_seconds ?? 60}`] : [],
    ];
  }

  /** Returns the variables of the container that is saved. */
  public templateVariables(id: string): string[] {
    const refuses = this.block.connections === 'refuse';
    return [`${FORK_VARIABLES}=save:${id}`, ...refuses ? [`${FORK_VARIABLES}_CONNECTIONS=refuse`] : []];
  }
}

function hookOf(after: ForkBlock['after_fork'][number] | undefined): string {
  if (after?.command?.length) return `exec:${Buffer.from(after.command.map((word) => `${word}\0`).join('')).toString('base64')}`;
  return after?.signal ? `signal:${after.signal}` : 'none:';
}

function half(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
