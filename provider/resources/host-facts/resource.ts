import { createHash, randomUUID } from 'node:crypto';
import { inputs, measuredFacts, outputs } from './schema';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Engine } from '../../engine/engine';
import { claimsOf } from '../../facts/claims';
import { Context, defineSchema, Resource } from '../../framework/resource';
import { Model } from '../../framework/schema/model';
import { Unknown } from '../../framework/value/value';
import { requireFloorForMeasurement } from '../../isolation/measurement-floor';

const schema = defineSchema({
  description: 'What a host can really do: found by starting containers that try it, and not by what the engine reports. The facts stay as '
    + 'they were found until an argument changes, or until the engine reports something else about itself: another version, kernel, '
    + 'runtime, storage driver, or amount of memory. Then a plan measures again with the next apply. '
    + 'The data source `docker_host_facts` measures whenever it is read.',
  attributes: {
    ...inputs,
    triggers: {
      type: ['map', 'string'],
      optional: true,
      description: 'Any values: a change measures again. `{ week = formatdate("YYYY-MM-DD", ...) }`, the version of a package, and so on.',
    },
    id: { type: 'string', computed: true, stable: true, description: 'The id of the measurement.' },
    measured_at: { type: 'string', computed: true, description: 'When the facts were found (RFC 3339).' },
    reported: {
      type: 'string', computed: true, description: 'A hash of what the engine reported about itself then, to which a plan compares.',
    },
    ...outputs,
  },
});

type HostFacts = Model<typeof schema>;

/** The attributes that a measurement changes. */
const MEASURED = ['measured_at', 'reported', ...Object.keys(outputs)];

/** The resource `docker_host_facts`. */
export const hostFacts: Resource<typeof schema, Engine> = {
  type: 'docker_host_facts',
  schema,

  /** Plans a measurement if the engine reports something else about itself. If it does not answer, the facts stay. */
  async plan({ client, prior, planned }) {
    if (prior === null && planned.probe === true) requireFloorForMeasurement();
    if (prior === null || client === undefined) return;
    const reported = await reportedBy(client).catch((error: unknown) => {
      if (error instanceof DiagnosticError) return undefined;
      throw error;
    });
    if (reported === undefined || reported === prior.reported) return;
    Object.assign(planned, Object.fromEntries(MEASURED.map((name) => [name, Unknown.PLAIN])));
  },

  create: (context, desired) => measure(context, { ...desired, id: randomUUID() }),

  /** Returns what was found: facts are of their time. */
  read: async (_context, prior) => prior,

  update: (context, desired, prior) => measure(context, { ...desired, id: prior.id }),

  /** There is nothing on the engine. */
  async delete() {},
};

async function measure({ client, signal }: Context<Engine>, desired: HostFacts): Promise<HostFacts> {
  const reported = await reportedBy(client);
  const facts = await measuredFacts(client, desired, signal);
  return { ...desired, ...facts, reported, measured_at: new Date().toISOString() };
}

async function reportedBy(engine: Engine): Promise<string> {
  return createHash('sha256').update(JSON.stringify(await claimsOf(engine))).digest('hex');
}
