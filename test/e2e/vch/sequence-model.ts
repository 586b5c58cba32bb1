import fc from 'fast-check';

/** The start of all names of these sequences. */
export const NAME = 'e2e-sequence';

/** The virtual container hosts that there can be. One is in another. */
export const HOSTS = ['one', 'two', 'inner'] as const;
export type HostId = typeof HOSTS[number];
export const OUTER: { readonly [H in HostId]?: HostId } = { inner: 'two' };

/** What a virtual container host is as declared: its bounds, its quotas, and whether it is suspended. */
export interface DeclaredHost {
  /** In MiB. */
  readonly memory: number;
  readonly processes: number;
  readonly cpus: string;
  readonly suspended: boolean;
  readonly containers: number;
  readonly volumes: number;
}

export interface DeclaredContainer {
  readonly host: HostId;
  readonly suspended: boolean;
}

/** What is declared: hosts, and what is in them, by id. A container uses the networks and volumes of its host. */
export interface Model {
  readonly hosts: { readonly [id: string]: DeclaredHost };
  readonly containers: { readonly [id: string]: DeclaredContainer };
  readonly volumes: { readonly [id: string]: HostId };
  readonly networks: { readonly [id: string]: HostId };
}

export const NOTHING: Model = { hosts: {}, containers: {}, volumes: {}, networks: {} };

/** The bounds and quotas of a host that is added. */
const FRESH = { memory: 128, processes: 50, suspended: false, containers: 3, volumes: 2 };

/** What each sequence begins with. */
export const START: Model = {
  hosts: { one: { ...FRESH, cpus: '1' }, two: { ...FRESH, cpus: '1' }, inner: { ...FRESH, cpus: '0.5' } },
  containers: { a: { host: 'one', suspended: false }, b: { host: 'inner', suspended: false }, c: { host: 'one', suspended: true } },
  volumes: { a: 'one' },
  networks: { a: 'inner' },
};

const KINDS = ['containers', 'volumes', 'networks'] as const;
type Kind = typeof KINDS[number];

/** A change of what is declared. The numbers choose among what there is. */
type Change =
  | { readonly change: 'add'; readonly kind: Kind; readonly host: HostId; readonly suspended: boolean }
  | { readonly change: 'remove'; readonly kind: Kind; readonly which: number }
  | { readonly change: 'move'; readonly which: number; readonly host: HostId }
  | { readonly change: 'park'; readonly which: number }
  | { readonly change: 'suspend'; readonly host: HostId }
  | { readonly change: 'resize'; readonly host: HostId; readonly memory: number; readonly processes: number; readonly cpu: number }
  | { readonly change: 'quota'; readonly host: HostId; readonly containers: number; readonly volumes: number }
  | { readonly change: 'drop'; readonly host: HostId };

/** When an apply is killed, and what. */
export interface Kill {
  /** The number of the request that changes the engine, counted from the first resource that is applied or, in a plan, from the first. */
  readonly request: number;
  readonly during: 'plan' | 'apply';
  /** Whether the engine gets the request. */
  readonly fate: 'hold' | 'keep';
  readonly whom: 'provider' | 'terraform and provider';
}

export interface Step {
  readonly changes: readonly Change[];
  readonly kill: Kill | null;
}

const host = fc.constantFrom(...HOSTS);
const which = fc.nat(20);
const some = <C extends string>(change: C) => fc.constant(change);
const arbitraryChange: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ change: some('add'), kind: fc.constantFrom(...KINDS, 'containers'), host, suspended: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ change: some('remove'), kind: fc.constantFrom(...KINDS), which }) },
  { weight: 3, arbitrary: fc.record({ change: some('move'), which, host }) },
  { weight: 1, arbitrary: fc.record({ change: some('park'), which }) },
  { weight: 2, arbitrary: fc.record({ change: some('suspend'), host }) },
  {
    weight: 2,
    arbitrary: fc.record({
      change: some('resize'), host, memory: fc.integer({ min: 48, max: 256 }), processes: fc.integer({ min: 20, max: 100 }), cpu: fc.nat(2),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      change: some('quota'), host, containers: fc.integer({ min: 1, max: 5 }), volumes: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ change: some('drop'), host }) },
);

const arbitraryKill: fc.Arbitrary<Kill> = fc.record({
  request: fc.integer({ min: 1, max: 24 }),
  during: fc.constantFrom('plan', 'apply', 'apply', 'apply', 'apply'),
  fate: fc.constantFrom('hold', 'keep'),
  whom: fc.constantFrom('provider', 'provider', 'terraform and provider'),
});

/** Steps, each with some changes, of which two in three are killed. */
export const arbitraryStep: fc.Arbitrary<Step> = fc.record({
  changes: fc.array(arbitraryChange, { minLength: 2, maxLength: 4 }),
  kill: fc.option(arbitraryKill, { freq: 2 }),
});

/** Returns what is declared after a step. */
export function afterStep(before: Model, { changes }: Step): Model {
  return roomy(before, connected(before, changes.reduce(apply, before)));
}

/**
 * Keeps the networks of containers that stay where they are: Terraform removes a network before it changes a container that was connected
 * to it, and the engine refuses that.
 */
function connected(before: Model, after: Model): Model {
  const isIn = (model: Model, id: string, within: HostId) => model.containers[id]?.host === within;
  const isUsed = (within: HostId) => Object.keys(before.containers).some((id) => isIn(before, id, within) && isIn(after, id, within));
  const kept = Object.entries(before.networks).filter(([, within]) => isUsed(within));
  return { ...after, networks: { ...after.networks, ...Object.fromEntries(kept) } };
}

/** With control groups version 1, no pool may have more CPU time than the one around it, at no time while both change. */
const CPUS: { readonly [H in HostId]: readonly string[] } = {
  one: ['', '0.5', '1'], two: ['', '1', '1.5'], inner: ['0.3', '0.5', '0.8'],
};

function added(model: Model, id: HostId): Model {
  const outer = OUTER[id];
  const around = outer === undefined ? model : added(model, outer);
  if (id in around.hosts) return around;
  return { ...around, hosts: { ...around.hosts, [id]: { ...FRESH, cpus: CPUS[id][1]! } } };
}

function changed(model: Model, id: HostId, more: (prior: DeclaredHost) => Partial<DeclaredHost>): Model {
  const { [id]: prior } = model.hosts;
  return prior === undefined ? model : { ...model, hosts: { ...model.hosts, [id]: { ...prior, ...more(prior) } } };
}

function apply(model: Model, change: Change): Model {
  switch (change.change) {
    case 'add': {
      const within = added(model, change.host);
      const { [change.kind]: present } = within;
      const id = ['a', 'b', 'c', 'd', 'e'].find((each) => !(each in present));
      if (id === undefined) return model;
      const one = change.kind === 'containers' ? { host: change.host, suspended: change.suspended } : change.host;
      return { ...within, [change.kind]: { ...present, [id]: one } };
    }
    case 'remove': return without(model, change.kind, (id) => id === chosen(model[change.kind], change.which));
    case 'move': {
      const id = chosen(model.containers, change.which);
      if (id === undefined) return model;
      const within = added(model, change.host);
      return { ...within, containers: { ...within.containers, [id]: { ...within.containers[id]!, host: change.host } } };
    }
    case 'park': {
      const id = chosen(model.containers, change.which);
      const { [id ?? '']: prior } = model.containers;
      if (prior === undefined) return model;
      return { ...model, containers: { ...model.containers, [id!]: { ...prior, suspended: !prior.suspended } } };
    }
    case 'suspend': return changed(model, change.host, ({ suspended }) => ({ suspended: !suspended }));
    case 'resize': {
      const { memory, processes, cpu } = change;
      return changed(model, change.host, () => ({ memory, processes, cpus: CPUS[change.host][cpu]! }));
    }
    case 'quota': return changed(model, change.host, () => ({ containers: change.containers, volumes: change.volumes }));
    case 'drop': {
      const gone = HOSTS.filter((id) => id === change.host || OUTER[id] === change.host);
      const isGone = (of: HostId) => gone.includes(of);
      const emptied = KINDS.reduce((rest, kind) => without(rest, kind, (id) => isGone(hostOf(rest, kind, id))), model);
      return { ...emptied, hosts: Object.fromEntries(Object.entries(emptied.hosts).filter(([id]) => !isGone(id as HostId))) };
    }
  }
}

function chosen(present: object, number: number): string | undefined {
  const ids = Object.keys(present).sort();
  return ids[number % ids.length];
}

function without(model: Model, kind: Kind, isGone: (id: string) => boolean): Model {
  return { ...model, [kind]: Object.fromEntries(Object.entries(model[kind]).filter(([id]) => !isGone(id))) };
}

function hostOf(model: Model, kind: Kind, id: string): HostId {
  return kind === 'containers' ? model.containers[id]!.host : model[kind][id]!;
}

/**
 * Raises the quotas of hosts that get something new to what they have before and after together: Terraform creates and removes at the same
 * time, so less may be refused. A quota that is too low for what exists stays so, since that refuses only what is new.
 */
function roomy(before: Model, after: Model): Model {
  const idsIn = (model: Model, kind: Kind, id: string) => Object.keys(model[kind]).filter((each) => hostOf(model, kind, each) === id);
  const needed = (kind: 'containers' | 'volumes', id: string) => new Set([...idsIn(before, kind, id), ...idsIn(after, kind, id)]).size;
  const isSame = (id: string) => JSON.stringify(KINDS.map((kind) => idsIn(before, kind, id)))
    === JSON.stringify(KINDS.map((kind) => idsIn(after, kind, id)));
  return {
    ...after,
    hosts: Object.fromEntries(Object.entries(after.hosts).map(([id, declared]) => [id, isSame(id) ? declared : {
      ...declared,
      containers: Math.max(declared.containers, needed('containers', id)),
      volumes: Math.max(declared.volumes, needed('volumes', id)),
    }])),
  };
}
