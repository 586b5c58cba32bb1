import { GVISOR_RUNTIME, KATA_RUNTIME, sandboxOf } from '../../../../src/shared/runtimes';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine, EngineInfo } from '../../../engine/engine';
import { compareApiVersions } from '../../../engine/version';

/** The API of Docker 23.0, the first that accepts the name of a containerd shim as a runtime without registering it. */
const SHIM_API_VERSION = '1.42';

/** How long a plan waits for the engine's answer, in milliseconds. The apply checks the runtime again, so a plan does not wait long. */
const PLAN_TIMEOUT = 5_000;

/** The answers for plans, by engine: an engine that does not answer delays only one container. */
const answers = new WeakMap<Engine, Promise<Answer | undefined>>();

/** What the engine reports about its host and its runtimes. */
export interface Answer {
  readonly info: EngineInfo;
  readonly apiVersion: string;
}

/** Refuses a runtime that the engine does not have. If the engine does not answer, the apply reports that. */
export async function requireRuntimeIfAnswered(engine: Engine, runtime: unknown): Promise<void> {
  if (!isNamed(runtime)) return;
  const answer = await answerForPlan(engine);
  if (answer !== undefined) checkRuntime(runtime, answer);
}

/** Returns what the engine reports about its host, or undefined if it does not answer soon. */
export async function answerForPlan(engine: Engine): Promise<Answer | undefined> {
  if (!answers.has(engine)) answers.set(engine, askWithTimeout(engine));
  return answers.get(engine);
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

async function askWithTimeout(engine: Engine): Promise<Answer | undefined> {
  const timeout = new Promise<undefined>((resolve) => { setTimeout(() => resolve(undefined), PLAN_TIMEOUT).unref(); });
  const answer = ask(engine).catch((error: unknown) => {
    if (error instanceof DiagnosticError) return undefined;
    throw error;
  });
  return Promise.race([answer, timeout]);
}

/** Refuses a runtime that an engine with this answer does not have. */
export function checkRuntime(runtime: string, { info, apiVersion }: Answer): void {
  const registered = Object.keys(info.Runtimes ?? {});
  if (registered.length === 0 || registered.includes(runtime)) return;
  const supportsShims = compareApiVersions(apiVersion, SHIM_API_VERSION) >= 0;
  if (supportsShims && /^io\.containerd\.|^\//.test(runtime)) return;
  const defaultRuntime = info.DefaultRuntime ? ` Its default is ${info.DefaultRuntime}.` : '';
  throw new DiagnosticError({
    summary: `The engine has no runtime "${runtime}"`,
    detail: `It has ${registered.sort().join(', ')}.${defaultRuntime}\n\n${howToRegister(runtime, supportsShims)}`,
    path: ['runtime'],
  });
}

function howToRegister(runtime: string, supportsShims: boolean): string {
  const sandbox = sandboxOf(runtime);
  const isKata = sandbox === 'kata';
  if (isKata && !supportsShims) return 'Kata Containers needs Docker Engine 23.0 or newer. Upgrade the engine, or use another runtime.';
  const name = /^io\.containerd\.(.+)\.v\d+$/.exec(runtime)?.[1] ?? runtime;
  const entry = isKata ? { runtimeType: KATA_RUNTIME } : {
    path: `/usr/local/bin/${sandbox === 'gvisor' ? GVISOR_RUNTIME : name}`,
  };
  return [
    'Install it on the host, register it in /etc/docker/daemon.json, and reload the engine '
    + '(sudo systemctl reload docker; containers keep running):',
    '',
    JSON.stringify({ runtimes: { [name]: entry } }, null, 2),
    ...(name === runtime ? [] : ['', `An engine before 23.0 only supports registered runtimes: use "${name}" as the \`runtime\` then.`]),
    '',
    'Or use a runtime that the engine has.',
  ].join('\n');
}
