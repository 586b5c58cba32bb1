import { requireHostIfAnswered } from './host';
import { withoutImpliedOptions } from './implied-options';
import { hasFixedLimits } from './limits';
import { replaceForChangedDefaults } from './plan-defaults';
import { replaceForChangedMacAddress } from './plan-mac-address';
import { addressesAfter, reconnects } from './plan-networks';
import { replaceForChangedUploads, restartsForUploads } from './plan-uploads';
import { requireRuntimeIfAnswered } from './runtime';
import { requireHarmlessModes } from './upload-modes';
import { NAMESPACES, ownerOf } from '../../../../src/shared/controls/joined-namespace';
import { same } from '../../../engine/canonical/form';
import { Engine } from '../../../engine/engine';
import { inspectContainer, inspectImage } from '../../../engine/inspect';
import { PlanContext } from '../../../framework/resource';
import { bodyType } from '../../../framework/schema/body-type';
import { equal, isWhollyKnown } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { refuseUnlessUnchanged, requireFloor, requirePolicy, weaknessesOf } from '../../../isolation/judge';
import { judgePlan } from '../../../virtual-host/judge';
import { planPlatform } from '../../image/platform';
import { formOf, Inspect, isUnset } from '../fields/fact';
import { isolationFacts } from '../fields/isolation';
import { networkFacts } from '../fields/network';
import { resourceFacts } from '../fields/resources';
import { allFacts, schema } from '../fields/schema';
import { isDoneAndRemoved } from '../fields/settings';

type Body = { readonly [name: string]: Value };

/** Plans what depends on several attributes: which changes need a replacement, and which computed values become unknown. */
export async function plan(context: PlanContext<Engine>): Promise<void> {
  const { prior, config, client } = context;
  requirePolicy(config, client);
  warnOfUnknownPolicy(context);
  judgeChange(context);
  judgePlan('Container', context, () => prior !== null && equal(bodyType(schema), context.planned, prior));
  if (client !== undefined && config.runtime !== prior?.runtime) await requireRuntimeIfAnswered(client, config.runtime);
  if (client !== undefined) await requireHostIfAnswered(client, config, prior);
  planResults(context);
  if (prior === null) return;
  replaceForRemovedLimits(context, prior);
  await replaceForFixedLimits(context, prior);
  replaceForChangedUploads(context, prior);
  replaceForChangedRemover(context, prior);
  await replaceForChangedImage(context, prior);
  await planPlatform(context, async (engine) => (await inspectContainer(engine, String(prior.id)))?.Image);
  await keepSameNamespaces(context, prior);
  await replaceForChangedNetworkMode(context, prior);
  await replaceForChangedMacAddress(context, prior);
  await replaceForChangedChoices(context, prior);
  await replaceForChangedDefaults(context, prior);
  replaceForChangedSecurityOptions(context, prior);
  replaceIfWeaker(context);
  markUnknownValues(context, prior);
}

/** Warns of a policy, or of exemptions from it, that no reader of the plan can see. */
function warnOfUnknownPolicy({ config, warn }: PlanContext<Engine>): void {
  const unknown = ['isolation_policy', 'isolation_exemptions'].filter((name) => config[name] instanceof Unknown);
  if (unknown.length === 0) return;
  warn({
    summary: 'An isolation policy is known only after apply',
    detail: `The plan does not show ${unknown.map((name) => `\`${name}\``).join(' and ')} of ${
      typeof config.name === 'string' ? `container "${config.name}"` : 'a container'}, so nobody can approve it. The apply judges the `
      + 'container by the value. Write the value into the configuration, or take it from a variable.',
    path: [unknown[0]!],
  });
}

/**
 * Refuses a change that leaves the container weaker than the floor, or with set-user-ID files. For a container that does not change, it
 * only warns: before Terraform destroys something, it plans it once more, and what exists must be removable.
 */
function judgeChange({ prior, planned, config, client, warn }: PlanContext<Engine>): void {
  try {
    requireFloor(config, client);
    requireHarmlessModes(config);
  } catch (error) {
    refuseUnlessUnchanged(error, prior !== null && equal(bodyType(schema), planned, prior), warn);
  }
}

/** Replaces the container if a limit is removed that the engine can change but not remove: to the engine, no limit means no change. */
function replaceForRemovedLimits({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  for (const [name, row] of allFacts()) {
    if (row.sticky && !isUnset(row, prior[name]) && isUnset(row, planned[name])) requireReplace([name]);
  }
}

/** Replaces the container if a limit changes and the runtime can't change limits of a running container. */
async function replaceForFixedLimits({ client, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const changed = Object.keys(resourceFacts).filter((name) => planned[name] !== prior[name]);
  if (changed.length === 0) return;
  const runtime = prior.runtime ?? (await inspectPrior(client, prior))?.HostConfig.Runtime;
  if (hasFixedLimits(runtime)) changed.forEach((name) => requireReplace([name]));
}

/** Replaces the container if `attach` changes together with `rm`: the creation decides whether the engine or the provider removes it. */
function replaceForChangedRemover({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  if (planned.rm === true && planned.attach !== prior.attach) requireReplace(['attach']);
}

/** Replaces the container if the image changes. Another name for the same image is no change. */
async function replaceForChangedImage({ client, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const { image } = planned;
  if (image === prior.image) return;
  if (client !== undefined && typeof image === 'string' && typeof prior.id === 'string') {
    // If the engine does not answer, the apply reports that.
    const [container, other] = await Promise.all([inspectContainer(client, prior.id), inspectImage(client, image)]).catch(() => []);
    if (container !== undefined && other !== undefined && container.Image === other.Id) {
      planned.image = prior.image ?? null;
      return;
    }
  }
  requireReplace(['image']);
}

/** Plans no change if a shared namespace's owner is only referred to by name instead of id: the engine stores the id. */
async function keepSameNamespaces({ client, planned }: PlanContext<Engine>, prior: Body): Promise<void> {
  for (const [name] of NAMESPACES) {
    const [owner, before] = [ownerOf(planned[name]), ownerOf(prior[name])];
    if (client === undefined || owner === undefined || before === undefined || owner === before) continue;
    const inspect = await inspectContainer(client, owner).catch(() => undefined);
    if (inspect?.Id === before) planned[name] = prior[name]!;
  }
}

/**
 * Replaces the container if the network mode changes, unless the new mode means the same networks,
 * or only reconnects a network that the container was disconnected from.
 */
async function replaceForChangedNetworkMode({ client, config, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const { network_mode: mode } = planned;
  const before = prior.network_mode ?? null;
  if (mode === before) return;
  const isDisconnected = before === '';
  const actualMode = isDisconnected ? await modeOf(client, prior) : before;
  if (isDisconnected && (actualMode === undefined || mode === actualMode)) return;
  const networks = planned.networks_advanced;
  const names = Array.isArray(networks) ? networks.map((network: Value) => (network as Body).name) : [];
  // `docker run --network` sets the mode to the network's name. The mode is not needed if `networks_advanced` names that network, too,
  // or if the container is disconnected from it and `networks_advanced` names others.
  const isNotNeeded = (config.network_mode ?? null) === null && (isDisconnected ? names.length > 0 : names.includes(before));
  if (isNotNeeded) planned.network_mode = before;
  else requireReplace(['network_mode']);
}

/** Returns a container's mode, even if it is disconnected from that network, or undefined if the engine does not answer. */
async function modeOf(client: Engine | undefined, prior: Body): Promise<string | undefined> {
  const inspect = await inspectPrior(client, prior);
  return inspect && networkFacts.network_mode.place!.read(inspect) as string;
}

/**
 * Replaces the container if a value changes that the image or the engine chooses by default, unless that default is configured now: the
 * state has no value if none was configured.
 */
async function replaceForChangedChoices({ client, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const changed = allFacts().flatMap(([name, row]) => {
    const differs = 'attribute' in row && row.attribute.nullUnlessConfigured
      && !equal(row.attribute.type, planned[name] ?? null, prior[name] ?? null);
    return differs ? [[name, row] as const] : [];
  });
  if (changed.length === 0) return;
  const inspect = await inspectPrior(client, prior);
  for (const [name, row] of changed) {
    const isSameChoice = inspect !== undefined && (prior[name] ?? null) === null && isWhollyKnown(planned[name] ?? null)
      && same(row.place!.read(inspect) as Value, planned[name] ?? null, formOf(row));
    if (!isSameChoice) requireReplace([name]);
  }
}

/** Returns what the engine reports of the container, or undefined if it does not answer. */
async function inspectPrior(client: Engine | undefined, { id }: Body): Promise<Inspect | undefined> {
  return client && await inspectContainer(client, String(id)).catch(() => undefined);
}

/**
 * Replaces the container if its security options change. Another provider's state also has the option that the engine adds, and a
 * configuration may name that option or not.
 */
function replaceForChangedSecurityOptions({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  const [after, before] = [planned.security_opts, prior.security_opts];
  const form = (options: readonly Value[]) => isolationFacts.security_opts.attribute.canonical!(withoutImpliedOptions(prior, options));
  if (after === before) return;
  if (Array.isArray(after) && Array.isArray(before) && isWhollyKnown(after) && same<Value>(form(after), form(before))) {
    planned.security_opts = before;
  } else {
    requireReplace(['security_opts']);
  }
}

/**
 * Replaces the container if it keeps a value that the configuration leaves to the engine, and that is weaker than the policy or the floor:
 * an imported container may have the processes of the host.
 */
function replaceIfWeaker({ config, planned, client, requireReplace, warn }: PlanContext<Engine>): void {
  if (weaknessesOf(planned, client).length === 0 || weaknessesOf(config, client).length > 0) return;
  for (const name of Object.keys(planned)) {
    if ((config[name] ?? null) !== null || (planned[name] ?? null) === null) continue;
    for (const { summary, detail } of weaknessesOf({ ...config, [name]: planned[name]! }, client)) {
      planned[name] = Unknown.PLAIN;
      requireReplace([name]);
      const reason = `The configuration leaves \`${name}\` to the engine, but the container that exists is weaker. It is replaced.`;
      warn({ summary, detail: `${detail}\n\n${reason}` });
    }
  }
}

/** Plans no results for a new container that will have none. */
function planResults({ prior, planned }: PlanContext<Engine>): void {
  if (prior !== null) return;
  planned.bridge = null;
  if (!hasLogs(planned)) planned.container_logs = null;
  if (!mayExit(planned)) planned.exit_code = null;
}

/** Whether the output of a container may be reported. An attribute may be unknown. */
function hasLogs({ attach, logs }: Body): boolean {
  return attach !== false && logs !== false;
}

/** Whether a container may exit by itself: it is a job, or need not keep running. An attribute may be unknown. */
function mayExit({ attach, must_run: mustRun }: Body): boolean {
  return attach !== false || mustRun !== true;
}

/** Marks addresses, ports and results as unknown if the container is started, stopped, waited for or connected to other networks. */
function markUnknownValues({ planned, config }: PlanContext<Engine>, prior: Body): void {
  // A job that is done and removed does not run again: its results are final.
  if (isDoneAndRemoved(prior)) return;
  const differs = (name: 'must_run' | 'start' | 'attach' | 'logs') => planned[name] !== prior[name];
  const restarts = differs('must_run') && planned.must_run !== false || differs('start') || differs('attach')
    || restartsForUploads(planned, prior);
  if (restarts) planned.network_data = Unknown.PLAIN;
  else if (reconnects(planned, prior)) planned.network_data = addressesAfter(planned, prior);
  if (hasLogs(planned) && (differs('attach') || differs('logs'))) planned.container_logs = Unknown.PLAIN;
  if (!restarts) return;
  planned.exit_code = mayExit(planned) ? Unknown.PLAIN : null;
  if (!Array.isArray(planned.ports)) return;
  const fixed = portsOf(config).filter((port) => port.external !== null).map((port) => port.external);
  planned.ports = portsOf(planned).map((port) => fixed.includes(port.external ?? null) ? port : { ...port, external: Unknown.PLAIN });
}

function portsOf(body: Body): readonly Body[] {
  return Array.isArray(body.ports) ? body.ports as readonly Body[] : [];
}
