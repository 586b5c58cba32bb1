import { requireGrantedStill } from './grants';
import { PluginModel, schema } from './schema';
import { Engine } from '../../engine/engine';
import { inspectPlugin } from '../../engine/inspect';
import { InspectedPlugin } from '../../engine/plugin/plugin';
import { remembersAll, settingChanges } from '../../engine/plugin/settings';
import { PlanContext } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { equal, isWhollyKnown } from '../../framework/value/compare';
import { Value } from '../../framework/value/value';
import { requireFloorForSwarm } from '../../isolation/swarm-floor';

type Body = { readonly [name: string]: Value };

/** Plans what depends on what a plugin says about itself: its settings, and what it asks for. */
export async function planPlugin(context: PlanContext<Engine>): Promise<void> {
  const { prior, planned, client, signal } = context;
  if (prior === null) return requireAllowed(context.config.name);
  const plugin = client && await inspectPlugin(client, String(prior.id), { signal });
  if (plugin !== undefined) {
    planSettings(context, prior, plugin);
    requireGrants(prior, planned, plugin);
  }
  // What exists can stay, and be removed.
  if (!equal(bodyType(schema), planned, prior)) requireAllowed(context.config.name);
}

/** Throws if the floor of the machine allows no plugins. The name may be unknown. */
export function requireAllowed(name: Value | undefined): void {
  requireFloorForSwarm('plugin', typeof name === 'string' ? `The plugin "${name}"` : 'A plugin');
}

/** Settings that mean the same are no change: another provider, and an import, list others that have their initial values. */
function planSettings({ config, planned, requireReplace }: PlanContext<Engine>, prior: Body, plugin: InspectedPlugin): void {
  const { env: wanted = null } = config;
  if (!isWhollyKnown(wanted)) return;
  const [after, before] = [(wanted ?? []) as string[], (prior.env ?? []) as string[]];
  const { entries, irreversible } = settingChanges(plugin, after, before);
  if (irreversible.length > 0) requireReplace(['env']);
  if (entries.length + irreversible.length === 0 && remembersAll(plugin, after, before)) planned.env = before;
  else if (wanted === null) planned.env = [];
}

/** What was granted when the plugin was installed is not asked again, as long as nobody changes it. */
function requireGrants(prior: Body, planned: Body, { Config: config }: InspectedPlugin): void {
  const grants = (body: Body) => ({ all: body.grant_all_permissions ?? null, listed: body.grant_permissions ?? null });
  const { all, listed } = grants(planned);
  if (!isWhollyKnown(all) || !isWhollyKnown(listed)) return;
  const type = bodyType({ attributes: {}, blocks: { grant_permissions: schema.blocks.grant_permissions } });
  const before = grants(prior);
  if (all === before.all && equal(type, { grant_permissions: listed }, { grant_permissions: before.listed })) return;
  requireGrantedStill(planned as unknown as PluginModel, config);
}
