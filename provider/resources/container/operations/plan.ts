import { isFixed } from './limits';
import { requireRuntimeIfAnswered } from './runtime';
import { Engine } from '../../../engine/engine';
import { inspectContainer, inspectImage } from '../../../engine/inspect';
import { PlanContext } from '../../../framework/resource';
import { blockType } from '../../../framework/schema/body-type';
import { equal } from '../../../framework/value/compare';
import { Unknown, Value } from '../../../framework/value/value';
import { planPlatform } from '../../image/platform';
import { isUnset } from '../fields/fact';
import { requirePolicy } from '../fields/isolation-policy';
import { networkFacts } from '../fields/network';
import { resourceFacts } from '../fields/resources';
import { allFacts, schema } from '../fields/schema';
import { isDoneAndRemoved } from '../fields/settings';
import { NAMESPACES, ownerOf } from '../fields/shared-namespace';

type Body = { readonly [name: string]: Value };

/** What depends on more than one attribute: what can't be changed live after all, and what is going to be another. */
export async function plan(context: PlanContext<Engine>): Promise<void> {
  const { prior, config, client } = context;
  requirePolicy(config, client);
  if (client !== undefined && config.runtime !== prior?.runtime) await requireRuntimeIfAnswered(client, config.runtime);
  if (prior === null) return;
  replaceWhatSticks(context, prior);
  replaceUnderFixedLimits(context, prior);
  replaceForLostFiles(context, prior);
  replaceForAnotherRemover(context, prior);
  await replaceForAnotherImage(context, prior);
  await planPlatform(context, async (engine) => (await inspectContainer(engine, String(prior.id)))?.Image);
  await keepSameNamespaces(context, prior);
  await replaceForAnotherNetworkMode(context, prior);
  forgetWhatChanges(context, prior);
}

/** A limit can be changed, but not lifted: the engine takes "none" as "unchanged". */
function replaceWhatSticks({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  for (const [name, row] of allFacts()) {
    if (row.sticky && !isUnset(row, prior[name]) && isUnset(row, planned[name])) requireReplace([name]);
  }
}

/** Where the runtime can't change limits, another limit is another container. */
function replaceUnderFixedLimits({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  if (!isFixed(prior.runtime)) return;
  for (const name of Object.keys(resourceFacts)) if (planned[name] !== prior[name]) requireReplace([name]);
}

/** The engine can put a file into a container, but not take one out. */
function replaceForLostFiles({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  const files = (body: Body) => Array.isArray(body.upload) ? body.upload.map((upload: Value) => (upload as Body).file) : [];
  if (planned.upload instanceof Unknown) return;
  const kept = new Set(files(planned));
  if (files(prior).some((file) => !kept.has(file)) && !kept.has(Unknown.PLAIN)) requireReplace(['upload']);
}

/** Who removes a container that has ended is settled when it is made: the engine, or the provider where it waits for the end. */
function replaceForAnotherRemover({ planned, requireReplace }: PlanContext<Engine>, prior: Body): void {
  if (planned.rm === true && planned.attach !== prior.attach) requireReplace(['attach']);
}

/** Another image replaces the container, another name for the same image does not. */
async function replaceForAnotherImage({ client, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const { image } = planned;
  if (image === prior.image) return;
  if (client !== undefined && typeof image === 'string' && typeof prior.id === 'string') {
    // Whatever keeps the engine from answering is left to the apply to say.
    const [container, other] = await Promise.all([inspectContainer(client, prior.id), inspectImage(client, image)]).catch(() => []);
    if (container !== undefined && other !== undefined && container.Image === other.Id) {
      planned.image = prior.image ?? null;
      return;
    }
  }
  requireReplace(['image']);
}

/** The engine keeps a container whose namespace is shared by its id. Its name is no other container. */
async function keepSameNamespaces({ client, planned }: PlanContext<Engine>, prior: Body): Promise<void> {
  for (const [name] of NAMESPACES) {
    const [asked, before] = [ownerOf(planned[name]), ownerOf(prior[name])];
    if (client === undefined || asked === undefined || before === undefined || asked === before) continue;
    const other = await inspectContainer(client, asked).catch(() => undefined);
    if (other?.Id === before) planned[name] = prior[name]!;
  }
}

/** Another mode replaces the container, unless it says the same of the networks, or only joins again what it was cut off from. */
async function replaceForAnotherNetworkMode({ client, config, planned, requireReplace }: PlanContext<Engine>, prior: Body): Promise<void> {
  const { network_mode: asked } = planned;
  const before = prior.network_mode ?? null;
  if (asked === before) return;
  const isCutOff = before === '';
  const mode = isCutOff ? await modeOf(client, prior) : before;
  if (isCutOff && (mode === undefined || asked === mode)) return;
  const joined = Array.isArray(planned.networks_advanced) ? planned.networks_advanced.map((network: Value) => (network as Body).name) : [];
  // `docker run --network` makes a network's name the mode, of which there is no need where the network is asked for by itself,
  // or where the container is cut off from it and in networks that are.
  const isNeedless = (config.network_mode ?? null) === null && (isCutOff ? joined.length > 0 : joined.includes(before));
  if (isNeedless) planned.network_mode = before;
  else requireReplace(['network_mode']);
}

/** The mode that the engine has for a container, which may be cut off from that network; whatever keeps it from answering is left to the apply to say. */
async function modeOf(client: Engine | undefined, { id }: Body): Promise<string | undefined> {
  const inspect = client && await inspectContainer(client, String(id)).catch(() => undefined);
  return inspect && networkFacts.network_mode.place!.see(inspect) as string;
}

/** A container that is started, stopped, waited for or put into other networks gets other addresses and ports. */
function forgetWhatChanges({ planned, config }: PlanContext<Engine>, prior: Body): void {
  // What is done and gone runs no more: its end is known for good.
  if (isDoneAndRemoved(prior)) return;
  const differs = (name: 'must_run' | 'start' | 'attach' | 'logs' | 'network_mode') => planned[name] !== prior[name];
  const networks = blockType(schema.blocks.networks_advanced);
  const restarts = differs('must_run') && planned.must_run !== false || differs('start') || differs('attach');
  if (restarts || differs('network_mode') || !equal(networks, planned.networks_advanced ?? null, prior.networks_advanced ?? null)) planned.network_data = Unknown.PLAIN;
  if (differs('attach') || differs('logs')) planned.container_logs = Unknown.PLAIN;
  if (!restarts) return;
  planned.exit_code = Unknown.PLAIN;
  if (!Array.isArray(planned.ports)) return;
  const fixed = portsOf(config).filter((port) => port.external !== null).map((port) => port.external);
  planned.ports = portsOf(planned).map((port) => fixed.includes(port.external ?? null) ? port : { ...port, external: Unknown.PLAIN });
}

function portsOf(body: Body): readonly Body[] {
  return Array.isArray(body.ports) ? body.ports as readonly Body[] : [];
}
