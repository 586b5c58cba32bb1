import { requireContainer } from './inspect';
import { isHealthy, waitUntilHealthy } from './wait';
import { Engine } from '../../../engine/engine';
import { Inspect } from '../fields/fact';
import { ContainerModel } from '../fields/schema';
import { shouldRun } from '../fields/settings';

/** As many failures in a row make a container unhealthy if its health check does not say. */
const DEFAULT_RETRIES = 3;

/**
 * Waits until a health check that began just now succeeds, if Terraform waits for the health of the container. What the engine reports is
 * from before a file was changed. Throws an error if as many checks fail as make the container unhealthy.
 */
export async function waitUntilHealthyAgain(engine: Engine, id: string, model: ContainerModel, signal: AbortSignal): Promise<void> {
  const before = await requireContainer(engine, id, model);
  if (!model.wait || !shouldRun(model) || before.State.Health === undefined || before.State.Status === 'paused') return;
  const retries = before.Config.Healthcheck?.Retries || DEFAULT_RETRIES;
  const checks = new ChecksSince(before);
  await waitUntilHealthy(engine, id, model, signal, {
    // The end of a run of a health check.
    events: ['exec_die'],
    isMet: async (inspect) => {
      checks.add(inspect);
      const last = checks.exitCodes.at(-1);
      const decides = last === 0 || checks.exitCodes.length >= retries || !inspect.State.Running || inspect.State.Status === 'paused';
      return decides && isHealthy(engine, inspect, model);
    },
  });
}

/** The health checks that a container began after an inspect. */
class ChecksSince {
  private readonly before: ReadonlySet<string>;
  private readonly since = new Map<string, number>();

  constructor(inspect: Inspect) {
    this.before = new Set(checksOf(inspect).map(({ Start: start }) => start));
  }

  public add(inspect: Inspect): void {
    for (const { Start: start, ExitCode: exitCode } of checksOf(inspect)) if (!this.before.has(start)) this.since.set(start, exitCode);
  }

  /** Without the first one, which may have begun before. */
  public get exitCodes(): readonly number[] {
    return [...this.since.values()].slice(1);
  }
}

function checksOf({ State: { Health: health } }: Inspect): readonly { readonly Start: string; readonly ExitCode: number }[] {
  return health?.Log ?? [];
}
