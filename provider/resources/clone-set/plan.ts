import { claimOf } from './claim';
import { importedDiffer, notAsDescribed } from './errors';
import { requireForks } from './fork/host';
import { isDescribed } from './import';
import { requireMovable } from './movable';
import { listClones } from './observe';
import { schema, CloneSetModel } from './schema';
import { engineOf, WantedSet } from './set';
import { compareSet, perfect } from './summary';
import { atTemplate, inTemplate, TEMPLATE } from './template-path';
import { cloneName, portsOfClone } from '../../../src/shared/clones';
import { Engines } from '../../engines/engines';
import { PlanContext } from '../../framework/resource';
import { bodyType } from '../../framework/schema/body-type';
import { toModel } from '../../framework/schema/body-values';
import { equal, isWhollyKnown } from '../../framework/value/compare';
import { emptyObject } from '../../framework/value/convert';
import { ObjectValue, Unknown, Value } from '../../framework/value/value';
import { namesInFloor, refuseUnlessUnchanged, requireFloor } from '../../isolation/judge';
import { requireRules } from '../../virtual-host/judge';
import { planContainerQuota } from '../../virtual-host/plan-quota';
import { plan as planContainer } from '../container/operations/plan';
import { ClonedSet } from '../shared/clones';

type Body = { readonly [name: string]: Value };

/** Plans where the clones will be, and refuses what can't work: a template that an engine refuses, and moves that would lose data. */
export async function plan(context: PlanContext<Engines>): Promise<void> {
  const { planned, prior } = context;
  warnIfWrong(context);
  planned.placement = Unknown.PLAIN;
  planned.summary = Unknown.PLAIN;
  planned.imported = prior?.imported ?? false;
  // A creation may keep what it has made.
  const mayBeIncomplete = prior === null && planned.keep_on_failure !== false;
  planned.complete = mayBeIncomplete ? Unknown.PLAIN : true;
  await judgeTemplate(context);
  await requireForksOnHosts(context);
  const spreadOver = ['name', 'replicas', 'standby', 'host'].map((name) => planned[name] ?? null);
  if (!spreadOver.every((value) => isWhollyKnown(value) || Array.isArray(value) && value.every(hasKnownPlace))) return;
  const desired = toModel(schema, planned) as CloneSetModel;
  const set = new WantedSet(desired);
  if (!mayBeIncomplete) {
    const { placement, summary } = perfect(set);
    Object.assign(planned, { placement: Object.assign(emptyObject<Value>(), placement), summary });
  }
  await planQuotas(context, set);
  if (prior === null) return;
  const before = toModel(schema, prior as ObjectValue) as CloneSetModel;
  await requireMovable(before, desired, context);
  if (!isDescribed(before)) await warnIfImportedDiffer(context, set, claimOf(desired, before));
}

/** Refuses forks on hosts that can't start any. What was so before is not asked again. */
async function requireForksOnHosts({ planned, prior, client, config }: PlanContext<Engines>): Promise<void> {
  const { fork, host: hosts } = planned;
  const [template] = config.template as readonly Body[];
  const runtime = template?.runtime ?? null;
  if (client === undefined || !Array.isArray(fork) || fork.length === 0 || !Array.isArray(hosts) || runtime instanceof Unknown) return;
  const before = prior === null || (prior.fork as readonly Value[] | null ?? []).length === 0 ? [] : prior.host as readonly Body[];
  const priorTemplate = (prior?.template as readonly Body[] | undefined)?.[0];
  const isNew = (engine: Value) => (priorTemplate?.runtime ?? null) !== runtime || before.every((host) => (host.engine ?? null) !== engine);
  const names = new Set((hosts as readonly Body[]).map(({ engine = null }) => engine).filter((engine) => !(engine instanceof Unknown)));
  for (const name of [...names].filter(isNew)) {
    if (client.has(name as string | null)) await requireForks(client.of(name as string | null)!, runtime as string | null);
  }
}

/** Says in words what the first apply of an imported set does with its containers. */
async function warnIfImportedDiffer(
  { client, config, signal, warn }: PlanContext<Engines>, set: WantedSet, claim: ClonedSet,
): Promise<void> {
  if (client === undefined || !isWhollyKnown(config.template ?? null)) return;
  const { seen } = await compareSet(set, await listClones(client, claim, set.hosts, signal), {}, signal);
  if (!seen.complete) warn(importedDiffer(set.name, seen.summary));
}

/** Says in words what the plan repairs. */
function warnIfWrong({ prior, planned, warn }: PlanContext<Engines>): void {
  if (prior === null) return;
  const before = toModel(schema, prior as ObjectValue) as CloneSetModel;
  if (before.complete || !isDescribed(before)) return;
  warn(notAsDescribed(before.name!, before.summary!, !isUnchanged(prior, planned)));
}

/** Whether the configuration of a set is as before. */
function isUnchanged(prior: Body | null, { summary: _summary, placement: _placement, complete: _complete, ...wanted }: Body): boolean {
  return prior !== null && equal(bodyType(schema), { ...prior, ...wanted }, prior);
}

/** Refuses a template that an engine or a policy refuses. If it does not change, that is a warning. */
async function judgeTemplate(context: PlanContext<Engines>): Promise<void> {
  const { prior, planned, warn } = context;
  try {
    await atTemplate(() => planTemplate(context));
  } catch (error) {
    refuseUnlessUnchanged(error, isUnchanged(prior, planned), warn);
  }
}

/** Refuses more clones on an engine than the quota of their virtual container host allows. */
async function planQuotas({ config, prior, client, warn }: PlanContext<Engines>, set: WantedSet): Promise<void> {
  const [template] = config.template as readonly Body[];
  const runningOn = (wanted: WantedSet, host: string) => wanted.indexes
    .filter((index) => !wanted.standsBy(index) && wanted.hostOf(index)!.name === host);
  const before = prior === null ? undefined : new WantedSet(toModel(schema, prior as ObjectValue) as CloneSetModel);
  await atTemplate(async () => {
    for (const host of set.hosts) {
      const engine = client && engineOf(client, host);
      const names = runningOn(set, host.name).map((index) => set.nameOf(index));
      const isMore = before === undefined || names.length > runningOn(before, host.name).length || isMadeAnew(before, set, host.name);
      const warnOf: typeof warn = (warning) => warn(inTemplate(warning));
      const context = { config: template!, prior: isMore ? null : prior, warn: warnOf, ...engine && { client: engine } };
      await planContainerQuota(context, names);
    }
  });
}

/** Whether a plan makes the clones on a host anew, or lets those run that were suspended. Each then needs room as a new one does. */
function isMadeAnew(before: WantedSet, after: WantedSet, host: string): boolean {
  const [first, next] = [before, after].map((set) => set.indexes.find((index) => !set.standsBy(index) && set.hostOf(index)!.name === host));
  if (first === undefined || next === undefined) return false;
  const [old, wanted] = [before.clone(first).asRead, after.clone(next).asRead];
  return before.fingerprintOf(first) !== after.fingerprintOf(next) || old.suspended === true && wanted.suspended !== true;
}

/** Whether it is known which clones a host gets. Its image does not matter for that. */
function hasKnownPlace(host: Value): boolean {
  const { name = null, drain = null } = host as Body;
  return !(name instanceof Unknown) && !(drain instanceof Unknown);
}

/** Plans a container of the template on each host that is known. Warnings that hosts have in common are given once. */
async function planTemplate({ config, client, signal, warn }: PlanContext<Engines>): Promise<void> {
  const [template] = config.template as readonly Body[];
  const given = new Set<string>();
  const warnOnce: typeof warn = (warning) => {
    const key = JSON.stringify(warning);
    if (!given.has(key)) warn({ ...warning, path: [...TEMPLATE, ...warning.path ?? []] });
    given.add(key);
  };
  const hosts = config.host instanceof Unknown ? [] : config.host as readonly Body[];
  const engines = client === undefined ? [] : [...new Set(hosts.map(({ engine = null }) => client.of(engine)))];
  for (const engine of engines.length === 0 ? [undefined] : engines) {
    const container = asContainer(template!, config.name ?? null, hosts);
    judgedNames(config).forEach((name) => requireFloor({ ...container, name }, engine));
    await planContainer({
      config: container,
      planned: { ...container },
      prior: null,
      isAdopted: false,
      signal,
      warn: warnOnce,
      requireReplace: () => undefined,
      ...engine && { client: engine },
    });
    requireRules('Container', lastOf(container, config));
  }
}

/** Returns the names of clones that the floor may judge differently: those that it exempts from something, and one of the others. */
function judgedNames(config: Body): readonly string[] {
  const { name } = config;
  const count = sizeOf(config);
  if (typeof name !== 'string' || count === undefined) return [];
  const exempt = new Set(namesInFloor());
  const names = Array.from({ length: count }, (_, index) => cloneName(name, index));
  return [...names.filter((each) => exempt.has(each)), ...names.filter((each) => !exempt.has(each)).slice(0, 1)];
}

/** Returns the configuration of a container that stands for all clones. */
export function asContainer(template: Body, name: Value, hosts: readonly Body[]): Body {
  const image = template.image ?? hosts[0]?.image ?? null;
  return { ...template, image, name: typeof name === 'string' ? cloneName(name, 0) : Unknown.PLAIN };
}

/** Returns the configuration of the last clone, whose published ports are the highest. */
function lastOf(container: Body, config: Body): Body {
  const { ports } = container;
  const count = sizeOf(config);
  if (count === undefined || count < 1 || !Array.isArray(ports)) return container;
  const known = ports.filter((port) => !(port instanceof Unknown)) as Body[];
  return {
    ...container,
    ...typeof config.name === 'string' && { name: cloneName(config.name, count - 1) },
    ports: portsOfClone(known, count - 1),
  };
}

/** Returns how many clones a set has, with those that stand by, if that is known. */
function sizeOf({ replicas, standby }: Body): number | undefined {
  return typeof replicas === 'number' && !(standby instanceof Unknown) ? replicas + Number(standby ?? 0) : undefined;
}
