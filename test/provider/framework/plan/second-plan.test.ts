import * as fc from 'fast-check';
import { applyResource } from '../../../../provider/framework/core/apply';
import { readResource } from '../../../../provider/framework/core/read';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { planResource } from '../../../../provider/framework/plan/pipeline';
import { AnyResource } from '../../../../provider/framework/resource';
import { ObjectValue } from '../../../../provider/framework/value/value';
import { anyCase, block, body, computed, optional, optionalComputed, required, resourceOf, schemaOf, sessionOf } from '../build';

const schema = schemaOf({
  name: required('string'),
  size: optional('number', { default: 5 }),
  label: optionalComputed('string', anyCase),
  tags: optional(['set', 'string'], { canonical: (value) => (value as string[]).map((tag) => tag.toLowerCase()) }),
  id: computed('string', { stable: true }),
  revision: computed('number'),
}, {
  port: block('list', {
    internal: required('number'), protocol: optional('string', { ...anyCase, default: 'tcp' }), external: optionalComputed('number'),
  }, {
    blocks: { rule: block('list', { action: required('string', anyCase), note: optionalComputed('string') }) },
  }),
  network: block('set', { name: required('string', anyCase), aliases: optional(['set', 'string']), address: optionalComputed('string') }),
  limit: block('single', { amount: required('number'), share: optionalComputed('number') }),
});

const word = fc.stringMatching(/^[a-zA-Z]{1,3}$/);
const number = fc.integer({ min: 0, max: 3 });
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2 });
const unique = <T extends { readonly [key: string]: unknown }>(values: fc.Arbitrary<T>, key: string) => fc.uniqueArray(values, {
  maxLength: 3, selector: (value) => String(value[key]).toLowerCase(),
});

const configs = fc.record({
  name: word,
  size: maybe(number),
  label: maybe(word),
  tags: maybe(fc.array(word, { maxLength: 3 })),
  port: unique(fc.record({
    internal: number,
    protocol: maybe(fc.constantFrom('tcp', 'TCP', 'udp')),
    external: maybe(number),
    rule: unique(fc.record({ action: word, note: maybe(word) }), 'action'),
  }), 'internal'),
  network: unique(fc.record({ name: word, aliases: maybe(fc.array(word, { maxLength: 2 })), address: maybe(word) }), 'name'),
  limit: maybe(fc.record({ amount: number, share: maybe(number) })),
});

type Observed = { readonly [name: string]: unknown };
interface Rule { readonly action: string; readonly note: string | null }
interface Port { readonly internal: number; readonly protocol: string; readonly external: number | null; readonly rule: readonly Rule[] }
interface Network { readonly name: string; readonly aliases: readonly string[] | null; readonly address: string | null }
interface Thing {
  readonly label: string | null;
  readonly tags: readonly string[] | null;
  readonly port: readonly Port[];
  readonly network: readonly Network[];
  readonly limit: { readonly amount: number; readonly share: number | null } | null;
}

/** What the remote side makes of the desired values: it decides unset ones, and uses its own spelling and order. */
function observe(desired: Thing, revision: number): Observed {
  return {
    ...desired,
    id: 'i',
    revision,
    label: desired.label?.toUpperCase() ?? 'OWN LABEL',
    tags: [...desired.tags ?? []].map((tag) => tag.toLowerCase()).sort().reverse(),
    port: desired.port.map(({ internal, protocol, external, rule }) => ({
      internal,
      protocol: protocol.toLowerCase(),
      external: external ?? internal + 30000,
      rule: rule
        .map(({ action, note }) => ({ action: action.toUpperCase(), note: note ?? 'own note' }))
        .sort((a, b) => (a.action < b.action ? 1 : -1)),
    })).reverse(),
    network: desired.network.map((network) => (
      { name: network.name.toUpperCase(), aliases: [...network.aliases ?? []].sort().reverse(), address: network.address ?? 'own address' }
    )).reverse(),
    limit: desired.limit && { ...desired.limit, share: desired.limit.share ?? 1024 },
  };
}

/** One remote object, and Terraform's operations on it. */
class World {
  public there: Observed | undefined;
  public state: ObjectValue | null = null;
  public privateState: Uint8Array = new Uint8Array();
  private readonly resource: AnyResource<unknown> = resourceOf(schema, {
    create: async (_context, desired) => this.there = observe(desired as unknown as Thing, 1),
    update: async (_context, desired, { revision }) => this.there = observe(desired as unknown as Thing, revision as number + 1),
    read: async () => this.there,
  });
  private readonly session = sessionOf(this.resource);

  public async plan(config: object) {
    const diagnostics = new Diagnostics();
    const request = { prior: this.state, config: body(schema, config), priorPrivate: this.privateState };
    const result = await planResource(this.session, this.resource, request, diagnostics);
    expect(diagnostics.all).toEqual([]);
    return result;
  }

  public async apply(config: object) {
    const { planned, plannedPrivate } = await this.plan(config);
    const diagnostics = new Diagnostics();
    const request = { prior: this.state, planned, config: body(schema, config), plannedPrivate };
    const result = await applyResource(this.session, this.resource, request, diagnostics);
    expect(diagnostics.all).toEqual([]);
    this.state = result.state;
    this.privateState = result.private;
  }

  public async refresh() {
    this.state = await readResource(this.session, this.resource, this.state!, new Diagnostics());
  }
}

test('the second plan is empty, after a creation and after a change, for any configuration and spelling', async () => {
  await fc.assert(fc.asyncProperty(configs, configs, async (first, second) => {
    const world = new World();
    for (const config of [first, second]) {
      await world.apply(config);
      await world.refresh();
      const { planned, requiresReplace } = await world.plan(config);
      expect(planned).toEqual(world.state);
      expect(requiresReplace).toEqual([]);
    }
  }), { numRuns: 500 });
});

test('changing a configuration back restores what existed before', async () => {
  await fc.assert(fc.asyncProperty(configs, configs, async (first, second) => {
    const world = new World();
    await world.apply(first);
    const before = world.there!;
    await world.apply(second);
    await world.apply(first);
    const unordered = ({ port, network, ...rest }: Observed) => (
      { ...rest, revision: 0, port: new Set(port as Port[]), network: new Set(network as Network[]) }
    );
    expect(unordered(world.there!)).toEqual(unordered(before));
  }), { numRuns: 500 });
});
