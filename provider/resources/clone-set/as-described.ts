import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { inspectImage } from '../../engine/inspect';
import { Diagnostics } from '../../framework/diagnostics';
import { planResource } from '../../framework/plan/pipeline';
import { AnyResource } from '../../framework/resource';
import { fromModel } from '../../framework/schema/body-values';
import { ObjectValue } from '../../framework/value/value';
import { engineFacts } from '../../isolation/engine-facts';
import { weaknessesOf } from '../../isolation/judge';
import { breaksRules } from '../../virtual-host/judge';
import { container } from '../container/container';
import { Inspect, isUnset } from '../container/fields/fact';
import { allFacts, ContainerModel, factOf, schema } from '../container/fields/schema';
import { changedDefaults, hasDefault } from '../container/operations/engine-defaults';
import { asImported } from '../container/operations/import';
import { plan } from '../container/operations/plan';

/** What the engine does not tell about a container: settings of the provider, and the content of files. */
const NOT_TOLD = allFacts()
  .filter(([name, { kind }]) => kind === 'setting' || ['upload', 'secret_file'].includes(name))
  .map(([name]) => name);

/** A container whose plan is no part of the plan that Terraform asked for, and does not count for a quota. */
const COMPARED = { ...container, plan } as AnyResource<unknown>;

/** What a plan would do if a container was imported: nothing, a change while it runs, or a replacement. */
export type Comparison = 'same' | 'live' | 'other';

/**
 * Compares a container with a model, and with what the model leaves to the image and the engine. Somebody may have replaced it by one with
 * the same name and labels.
 */
export async function compare(engine: Engine, inspect: Inspect, model: ContainerModel, signal: AbortSignal): Promise<Comparison> {
  const ofModel = Object.fromEntries(NOT_TOLD.map((name) => [name, model[name as keyof ContainerModel]]));
  const imported = { ...await asImported(engine, inspect, model), ...ofModel };
  const config = fromModel(schema, { ...model, id: null });
  const session = { client: engine, signal };
  const planFrom = async (prior: ObjectValue) => {
    const { planned, requiresReplace } = await planResource(
      session, COMPARED, { prior, config, priorPrivate: Buffer.alloc(0) }, new Diagnostics(),
    );
    const replaced = new Set(requiresReplace.map(([name]) => name as keyof ContainerModel));
    return { isSame: planned === prior, replaced, left: new Set([...replaced, ...changedDefaults(prior, planned!)]) };
  };
  try {
    const first = await planFrom(fromModel(schema, imported));
    const defaults = await defaultsAmong(engine, inspect, model, first.left);
    const { isSame, replaced } = defaults === undefined ? first : await planFrom(fromModel(schema, { ...imported, ...defaults }));
    if (replaced.size > 0 || !await hasDefaults(engine, inspect, model)) return 'other';
    return isSame ? 'same' : 'live';
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    // It is weaker than its policy or the floor, or breaks a rule. If its template is, too, the plan says so of that.
    return weaknessesOf(config, engine).length > 0 || breaksRules('Container', config) ? 'same' : 'other';
  }
}

/**
 * Returns attributes as the model leaves them, if the container has in all of them what the engine's daemon.json says for those that leave
 * them to it. Returns undefined if it has anything else.
 */
async function defaultsAmong(
  engine: Engine, inspect: Inspect, model: ContainerModel, names: ReadonlySet<keyof ContainerModel>,
): Promise<Partial<ContainerModel> | undefined> {
  if (names.size === 0 || [...names].some((name) => !isUnset(factOf(name), model[name]))) return undefined;
  const areDefault = await Promise.all([...names].map((name) => hasDefault(engine, inspect, name)));
  return areDefault.every(Boolean) ? Object.fromEntries([...names].map((name) => [name, model[name]])) : undefined;
}

/** What a container has from its image unless its creation says otherwise. */
const FROM_IMAGE = ['command', 'entrypoint', 'user', 'working_dir', 'stop_signal', 'stop_timeout'] as const;

/** Whether a container has what the image and the engine choose where a model leaves that to them. */
async function hasDefaults(engine: Engine, inspect: Inspect, model: ContainerModel): Promise<boolean> {
  const [image, { defaultRuntime, defaultLogDriver }] = await Promise.all([inspectImage(engine, inspect.Image), engineFacts(engine)]);
  const isChosen = (name: keyof ContainerModel) => !isUnset(factOf(name), model[name]);
  const read = (name: keyof ContainerModel, of: Inspect) => JSON.stringify(factOf(name).place!.read(of) ?? null);
  const ofImage = { ...inspect, Config: { ...image?.Config } } as unknown as Inspect;
  // An entry point of its own also takes the place of the image's command.
  const inherited = FROM_IMAGE.filter((name) => !isChosen(name) && !(name === 'command' && isChosen('entrypoint')));
  const { HostConfig: { Runtime: runtime, PidMode: pidMode, LogConfig: log } } = inspect;
  return inherited.every((name) => read(name, inspect) === read(name, ofImage))
    && (isChosen('runtime') || runtime === defaultRuntime)
    && (isChosen('pid_mode') || pidMode === '')
    && (isChosen('log_driver') || log?.Type === defaultLogDriver);
}
