import { GVISOR_RUNTIME, KATA_RUNTIME, sandboxOf } from '../../../../src/shared/runtimes';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine, EngineInfo } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';

/** From this version on (Docker 23.0), an engine takes the name of a containerd shim for a runtime, and needs no entry for it. */
const SHIM_API = '1.42';

/** How long an engine has, in milliseconds, where a plan only asks so as to refuse early. */
const PATIENCE = 5_000;

/** What each engine said at a plan: an engine that does not answer keeps only one container waiting. */
const asked = new WeakMap<Engine, Promise<Answer | undefined>>();

/** What an engine says of what it can run. */
export interface Answer {
  readonly info: EngineInfo;
  readonly apiVersion: string;
}

/** Refuses a runtime that the engine does not have; if the engine doesn't answer, that is for the apply to say. */
export async function requireRuntimeIfAnswered(engine: Engine, runtime: unknown): Promise<void> {
  if (!isNamed(runtime)) return;
  if (!asked.has(engine)) asked.set(engine, soon(engine));
  const answer = await asked.get(engine);
  if (answer !== undefined) checkRuntime(runtime, answer);
}

/** Refuses a runtime that the engine does not have. */
export async function requireRuntime(engine: Engine, runtime: unknown): Promise<void> {
  if (isNamed(runtime)) checkRuntime(runtime, await ask(engine));
}

function isNamed(runtime: unknown): runtime is string {
  return typeof runtime === 'string' && runtime !== '';
}

async function ask(engine: Engine): Promise<Answer> {
  const [info, { apiVersion }] = await Promise.all([engine.info(), engine.version()]);
  return { info, apiVersion };
}

async function soon(engine: Engine): Promise<Answer | undefined> {
  const giveUp = new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), PATIENCE).unref(); });
  const answer = ask(engine).catch((error: unknown) => {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  });
  return Promise.race([answer, giveUp]);
}

/** Refuses a runtime that an engine which answered so does not have. */
export function checkRuntime(runtime: string, { info, apiVersion }: Answer): void {
  const known = Object.keys(info.Runtimes ?? {});
  if (known.length === 0 || known.includes(runtime)) return;
  const takesShims = compareApiVersions(apiVersion, SHIM_API) >= 0;
  if (takesShims && /^io\.containerd\.|^\//.test(runtime)) return;
  throw new DiagnosticError({
    summary: `The engine has no runtime "${runtime}"`,
    detail: `It has ${known.sort().join(', ')}${info.DefaultRuntime ? `, and takes ${info.DefaultRuntime} by default` : ''}.\n\n${registration(runtime, takesShims)}`,
    path: ['runtime'],
  });
}

function registration(runtime: string, takesShims: boolean): string {
  const sandbox = sandboxOf(runtime);
  const isKata = sandbox === 'kata';
  if (isKata && !takesShims) return 'Kata Containers needs Docker Engine 23.0 or newer. Bring the engine up to date, or take another runtime.';
  const name = /^io\.containerd\.(.+)\.v\d+$/.exec(runtime)?.[1] ?? runtime;
  const entry = isKata ? { runtimeType: KATA_RUNTIME } : { path: `/usr/local/bin/${sandbox === 'gvisor' ? GVISOR_RUNTIME : name}` };
  return [
    'Install it on the host, register it in /etc/docker/daemon.json, and have the engine read that (sudo systemctl reload docker; containers go on running):',
    '',
    JSON.stringify({ runtimes: { [name]: entry } }, null, 2),
    ...(name === runtime ? [] : ['', `An engine before 23.0 knows runtimes only by such an entry: the runtime is then "${name}".`]),
    '',
    'Or take one that the engine has.',
  ].join('\n');
}
