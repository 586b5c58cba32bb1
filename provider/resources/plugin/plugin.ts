import { noSuchSetting, pluginGone, pluginInUse, settingsChanged } from './errors';
import { requireGranted, requireGrantedStill, validateGrants } from './grants';
import { planPlugin, requireAllowed } from './plan';
import { PluginModel, schema } from './schema';
import { usersOf } from './users';
import { isOrphaned, whileUnrecorded } from '../../engine/creation-journal';
import { Engine } from '../../engine/engine';
import { inspectPlugin } from '../../engine/inspect';
import { InspectedPlugin } from '../../engine/plugin/plugin';
import {
  askedPrivileges, disablePlugin, enablePlugin, isPluginInUse, pullPlugin, removePlugin, setPlugin,
} from '../../engine/plugin/plugins';
import { impossibleSettings, reportedSettings, settingChanges, settingsOf } from '../../engine/plugin/settings';
import { parseReference } from '../../engine/reference';
import { ApplyContext, Resource } from '../../framework/resource';
import { requireImportable } from '../../virtual-host/importable';
import { nameTaken } from '../shared/errors';

/** `docker_plugin`: a plugin of the engine. */
export const pluginResource: Resource<typeof schema, Engine> = {
  type: 'docker_plugin',
  schema,

  validate: validateGrants,

  plan: planPlugin,

  async create(context, desired) {
    requireAllowed(desired.name);
    const { client: engine, signal, record } = context;
    const name = nameOnEngine(desired);
    await requireFree(engine, name);
    const asked = await askedPrivileges(engine, desired.name!, signal);
    requireGranted(desired, asked);
    return whileUnrecorded(journaledAs(engine, name), async () => {
      await pullPlugin(engine, desired.name!, name, asked, signal);
      const plugin = await inspectPlugin(engine, name, { fresh: true });
      if (plugin === undefined) throw pluginGone(name);
      record(fromEngine(plugin, desired));
      await change(context, desired, plugin, []);
      return observe(engine, plugin.Id, desired);
    });
  },

  async read({ client: engine }, prior) {
    const plugin = await inspectPlugin(engine, prior.id!);
    return plugin?.Id === prior.id ? fromEngine(plugin, prior) : undefined;
  },

  async update(context, desired, prior) {
    requireAllowed(desired.name);
    const { client: engine } = context;
    const plugin = await inspectPlugin(engine, prior.id!, { fresh: true });
    if (plugin === undefined) throw pluginGone(prior.alias!);
    if (grantsOf(desired) !== grantsOf(prior)) requireGrantedStill(desired, plugin.Config);
    await change(context, desired, plugin, prior.env ?? []);
    return observe(engine, plugin.Id, desired);
  },

  async delete({ client: engine }, prior) {
    const plugin = await inspectPlugin(engine, prior.id!, { fresh: true });
    if (plugin !== undefined) await remove(engine, plugin, prior);
  },

  async import({ client: engine }, id) {
    requireAllowed(id);
    const plugin = await inspectPlugin(engine, id, { fresh: true });
    if (plugin === undefined) return undefined;
    // A plugin has no labels.
    requireImportable('plugin', id, undefined);
    return fromEngine(plugin, {
      env: [], enable_timeout: 0, force_disable: false, force_destroy: false, grant_all_permissions: false, grant_permissions: [],
    });
  },
};

/** What the state has, and no engine reports, with the settings in their spelling. */
type Kept = Pick<PluginModel, 'env' | 'enable_timeout' | 'force_disable' | 'force_destroy' | 'grant_all_permissions' | 'grant_permissions'>;

function fromEngine({ Id: id, ...plugin }: InspectedPlugin, known: Kept): PluginModel {
  const { PluginReference: reference = plugin.Name } = plugin;
  return {
    ...known,
    id,
    name: reference,
    alias: plugin.Name,
    enabled: plugin.Enabled,
    env: reportedSettings({ Id: id, ...plugin }, known.env ?? []),
    plugin_reference: reference,
  };
}

async function observe(engine: Engine, id: string, known: PluginModel): Promise<PluginModel> {
  const plugin = await inspectPlugin(engine, id, { fresh: true });
  if (plugin === undefined) throw pluginGone(known.alias ?? known.name!);
  return fromEngine(plugin, known);
}

/** Returns the name that a plugin gets on the engine. */
function nameOnEngine({ name, alias }: PluginModel): string {
  const { repository, tag = 'latest' } = parseReference(alias ?? name!)!;
  return `${repository}:${tag}`;
}

function grantsOf({ grant_all_permissions: all, grant_permissions: listed }: PluginModel): string {
  return JSON.stringify([all, listed]);
}

/** The identity of a plugin in the creation journal. */
function journaledAs({ endpoint }: Engine, name: string): string {
  return `plugin ${name} on ${endpoint.address}`;
}

/** Throws if another plugin has the name. Removes one that a killed apply left, unless something uses it. */
async function requireFree(engine: Engine, name: string): Promise<void> {
  const existing = await inspectPlugin(engine, name, { fresh: true });
  if (existing === undefined) return;
  if (!isOrphaned(journaledAs(engine, name))) throw nameTaken('plugin', name);
  await remove(engine, existing, {});
}

interface Force {
  readonly force_disable?: boolean | null;
  readonly force_destroy?: boolean | null;
}

/** Removes a plugin. Does not use force for one that can be disabled first. */
async function remove(engine: Engine, { Id: id, Name: name, Enabled: isEnabled }: InspectedPlugin, force: Force): Promise<void> {
  const isForced = force.force_destroy === true;
  try {
    if (isEnabled && !isForced) await disablePlugin(engine, id, name, force.force_disable === true);
    await removePlugin(engine, id, name, isForced);
  } catch (error) {
    throw isPluginInUse(error) ? pluginInUse(name, await usersOf(engine, name), error, true) : error;
  }
}

/** Gives a plugin the settings and the state that are wanted. One that runs is stopped for new settings. */
async function change(
  { client: engine, record }: ApplyContext<Engine, typeof schema>, desired: PluginModel, plugin: InspectedPlugin, before: readonly string[],
): Promise<void> {
  const { Id: id, Name: name } = plugin;
  const wanted = desired.env ?? [];
  const wrong = impossibleSettings(plugin, wanted);
  if (wrong.length > 0) throw noSuchSetting(name, wrong, settingsOf(plugin).filter((each) => each.isSettable).map((each) => each.name));
  const { entries, irreversible } = settingChanges(plugin, wanted, before);
  if (irreversible.length > 0) throw settingsChanged(name, irreversible);
  const stops = plugin.Enabled && (entries.length > 0 || desired.enabled === false);
  if (stops) await disable(engine, plugin, desired.force_disable === true);
  if (entries.length > 0) await setPlugin(engine, id, name, entries);
  if (desired.enabled === false || plugin.Enabled && !stops) return;
  // It may not start with its new settings.
  record(await observe(engine, id, desired));
  await enablePlugin(engine, id, name, desired.enable_timeout ?? 0);
}

async function disable(engine: Engine, { Id: id, Name: name }: InspectedPlugin, force: boolean): Promise<void> {
  try {
    await disablePlugin(engine, id, name, force);
  } catch (error) {
    throw isPluginInUse(error) ? pluginInUse(name, await usersOf(engine, name), error, false) : error;
  }
}
