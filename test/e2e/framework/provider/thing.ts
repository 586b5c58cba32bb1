import { Files } from './files';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { defineSchema, Resource } from '../../../../provider/framework/resource';
import { Model } from '../../../../provider/framework/schema/model';
import { Value } from '../../../../provider/framework/value/value';

function anyCase(value: Value): Value {
  return String(value).toLowerCase();
}

export const thingSchema = defineSchema({
  description: 'A thing, kept as a file.',
  version: 2,
  attributes: {
    id: { type: 'string', computed: true, stable: true, description: 'The name of the file.' },
    name: { type: 'string', required: true, requiresReplace: true, description: 'A change replaces the thing.' },
    size: { type: 'number', optional: true, description: 'A change is applied in place.' },
    mode: { type: 'string', optional: true, default: 'plain', description: 'Has a default.' },
    label: { type: 'string', optional: true, computed: true, description: 'Decided by the thing if it is not set.' },
    revision: { type: 'number', computed: true, description: 'Increases with every change.' },
    secret: { type: 'string', optional: true, sensitive: true, description: 'Never shown.' },
    tags: {
      type: ['set', 'string'],
      optional: true,
      canonical: (value) => (value as string[]).map((tag) => tag.toLowerCase()),
      description: 'In any case and any order.',
    },
    settings: { type: ['map', 'string'], optional: true, description: 'Any strings.' },
    extra: { type: 'dynamic', optional: true, description: 'Any value.' },
    trouble: { type: 'string', optional: true, description: 'The kind of failure: crash, bug, refuse, leak, slow or half.' },
  },
  blocks: {
    port: {
      nesting: 'set',
      description: 'A port.',
      attributes: {
        internal: { type: 'number', required: true, description: 'The port inside.' },
        protocol: { type: 'string', optional: true, canonical: anyCase, description: 'In any case.' },
        external: { type: 'number', optional: true, computed: true, description: 'The port outside, configured or chosen by the thing.' },
      },
    },
    rule: {
      nesting: 'list',
      description: 'A rule. The order is not significant.',
      attributes: {
        action: { type: 'string', required: true, canonical: anyCase, description: 'In any case.' },
        note: { type: 'string', optional: true, computed: true, description: 'Configured or generated.' },
      },
    },
    limit: {
      nesting: 'single',
      description: 'A limit.',
      attributes: { amount: { type: 'number', required: true, description: 'The amount.' } },
    },
  },
});

type Thing = Model<typeof thingSchema>;

/** A resource with every kind of attribute, which fails in every way on request. */
export const thing: Resource<typeof thingSchema, Files> = {
  type: 'test_thing',
  schema: thingSchema,

  async create({ client, signal, record }, desired) {
    const id = client.newId();
    const made = complete(id, desired, 1);
    await makeTrouble(desired, () => {
      client.write(id, made);
      record({ id, name: desired.name });
    }, client, signal);
    client.write(id, made);
    return made;
  },

  async read({ client }, prior) {
    return client.read<Thing>(prior.id!);
  },

  async update({ client, signal }, desired, prior) {
    await makeTrouble(desired, () => {}, client, signal);
    const changed = complete(prior.id!, desired, prior.revision! + 1);
    client.write(prior.id!, changed);
    return changed;
  },

  async delete({ client }, prior) {
    client.remove(prior.id!);
  },

  async import({ client }, id) {
    return client.read<Thing>(id);
  },

  upgrades: {
    // Version 0 called the size "weight", and version 1 stored it as a string.
    0: ({ weight, ...rest }) => ({ ...rest, size: weight }),
    1: ({ size, ...rest }) => ({ ...rest, size: size === undefined || size === null ? null : Number(size) }),
  },

  move({ type, state }) {
    return type === 'test_note' ? { id: state.id, name: state.title, mode: 'plain', label: 'label of a note', revision: 1 } : undefined;
  },
};

function complete(id: string, desired: Thing, revision: number): Thing {
  return {
    ...desired,
    id,
    revision,
    label: desired.label ?? `label of ${desired.name}`,
    rule: desired.rule.map(({ action, note }) => ({ action, note: note ?? `note on ${action}` })),
    port: desired.port.map(({ external, ...port }) => ({ ...port, external: external ?? 30000 + port.internal! })),
  };
}

async function makeTrouble({ trouble, secret }: Thing, half: () => void, client: Files, signal: AbortSignal): Promise<void> {
  switch (trouble) {
    case 'crash':
      setImmediate(() => {
        throw new Error(`the thing exploded, and with it ${secret}`);
      });
      return new Promise(() => {});
    case 'bug':
      throw new TypeError(`no such property: ${secret}`);
    case 'refuse':
      throw new DiagnosticError({ summary: 'The thing was refused', detail: 'Ask again with another name.', path: ['name'] });
    case 'leak':
      throw new DiagnosticError({ summary: `It was refused, with ${secret}`, detail: `It had ${JSON.stringify({ secret })}.` });
    case 'half':
      half();
      throw new DiagnosticError({ summary: 'The thing was only half created' });
    case 'slow':
      client.signal('started');
      await Promise.race([client.waitFor('finish'), new Promise<void>((resolve) => signal.addEventListener('abort', () => {
        client.signal('stopping');
        void client.waitFor('finish').then(resolve);
      }))]);
      return undefined;
    default:
      return undefined;
  }
}
