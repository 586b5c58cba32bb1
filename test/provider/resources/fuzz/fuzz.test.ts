import * as fc from 'fast-check';
import { DATA_SOURCES, removeSources, Subject, SUBJECTS, writeSources } from './configs';
import { changedAt, distortion, Distortion, placesOf, send } from './distortion';
import { RECORDED, RecordedEngine } from './recorded-engine';
import { Engines } from '../../../../provider/engines/engines';
import { readDataSource } from '../../../../provider/framework/core/read-data';
import { Session } from '../../../../provider/framework/core/session';
import { Diagnostics } from '../../../../provider/framework/diagnostics';
import { Provider } from '../../../../provider/framework/resource';
import { bodyType } from '../../../../provider/framework/schema/body-type';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Schema } from '../../../../provider/framework/schema/schema';
import { conform } from '../../../../provider/framework/value/convert';
import { decodeMsgpack, encodeMsgpack } from '../../../../provider/framework/value/msgpack';
import { ObjectValue } from '../../../../provider/framework/value/value';
import { provider } from '../../../../provider/provider';
import { Managed, Refused } from '../../../e2e/resources/managed';
import { FakeEngine } from '../../engine/fake-engine';

/** How often each operation is tried. */
const RUNS = Number(process.env.BERTH_FUZZ_RUNS ?? 30);

/** The timeout of a run in milliseconds. No run takes that long unless it hangs. */
const TIMEOUT = 20_000;

jest.setTimeout(10 * 60_000);

/** Which answer is distorted: that to the request with this number, counted from 0, or also all later ones (`onward`). */
interface Plan { readonly request: number; readonly onward: boolean; readonly what: Distortion }

const plans = fc.record({ request: fc.nat(9), onward: fc.boolean(), what: distortion });

let fake: FakeEngine;
const healthy = new Map<Subject, ObjectValue>();

beforeAll(async () => {
  await writeSources();
  fake = await new FakeEngine().start();
});

afterAll(async () => {
  await fake.stop();
  removeSources();
});

function answering(engine: RecordedEngine, plan?: Plan): void {
  let requests = 0;
  const answer: FakeEngine['answer'] = (request, response) => {
    const number = requests++;
    const isDistorted = plan !== undefined && (plan.onward ? number >= plan.request : number === plan.request);
    void engine.answer(request).then((answered) => send(response, answered, isDistorted ? plan.what : undefined));
  };
  fake.answer = answer;
  fake.versionAnswer = answer;
}

function schemaOf({ type }: Subject): Schema {
  return provider.resources.find((resource) => resource.type === type)!.schema as Schema;
}

function managed({ type }: Subject, state?: ObjectValue): Managed {
  const one = new Managed(type, `tcp://127.0.0.1:${fake.port}`);
  one.state = state ?? null;
  return one;
}

/** Checks that a run ends, either in a diagnostic or in a state that conforms to the schema. */
async function expectSound(schema: Schema, run: () => Promise<ObjectValue | null | undefined>): Promise<void> {
  const hang = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('It hangs')), TIMEOUT).unref());
  const result = await Promise.race([run(), hang]).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).not.toMatch(/The provider has a bug/);
    return null;
  });
  if (result === null || result === undefined) return;
  const type = bodyType(schema);
  expect(decodeMsgpack(type, encodeMsgpack(type, result))).toEqual(conform(type, result));
}

const operations: Record<string, (one: Managed, subject: Subject) => Promise<unknown>> = {
  create: (one, { config }) => {
    one.state = null;
    return one.apply(config);
  },
  read: (one) => one.refresh(),
  plan: (one, { config, changes }) => one.plan({ ...config, ...changes }),
  update: (one, { config, changes }) => one.apply({ ...config, ...changes }),
  delete: (one) => one.destroy(),
  import: (one, { imported }) => one.import(imported!),
};

describe.each(Object.entries(SUBJECTS))('%s', (_, subject) => {
  const schema = schemaOf(subject);

  beforeAll(async () => {
    const engine = new RecordedEngine(subject.missing);
    answering(engine);
    const one = managed(subject);
    await one.apply(subject.config);
    expect(await one.plan(subject.config)).toEqual({ action: 'none', changed: [] });
    expect(engine.unknown).toEqual([]);
    healthy.set(subject, one.state!);
  });

  const possible = Object.entries(operations).filter(([name]) => name !== 'import' || subject.imported !== undefined);
  test.each(possible)('%s: returns a result or a diagnostic for any answer', async (name, operation) => {
    await fc.assert(fc.asyncProperty(plans, async (plan) => {
      answering(new RecordedEngine(name === 'create' ? subject.missing : undefined), plan);
      const one = managed(subject, healthy.get(subject));
      await expectSound(schema, async () => {
        await operation(one, subject);
        return one.state;
      });
    }), { numRuns: RUNS });
  });
});

/** The answers to change, and the operation that reads each. A report is made on creation. */
const READ: readonly (readonly [keyof typeof SUBJECTS, keyof typeof RECORDED, keyof typeof operations])[] = [
  ['a container', 'container', 'read'], ['a network', 'network', 'read'], ['a volume', 'volume', 'read'],
  ['an image that is pulled', 'image', 'read'],
  ['an attestation', 'info', 'create'], ['an attestation', 'container', 'create'], ['an attestation', 'sandboxed', 'create'],
  ['an attestation', 'probe', 'create'],
];

test.each(READ)('%s: handles each part of the answer "%s" if it is missing or wrong', async (name, kind, operation) => {
  const subject = SUBJECTS[name]!;
  for (const place of placesOf(RECORDED[kind])) {
    for (const odd of [undefined, null, 'x', 0, [null], { x: null }]) {
      answering(new RecordedEngine(undefined, { ...RECORDED, [kind]: changedAt(RECORDED[kind], place, () => odd) }));
      const one = managed(subject, healthy.get(subject));
      await expectSound(schemaOf(subject), async () => {
        await operations[operation]!(one, subject);
        return one.state;
      });
    }
  }
});

test.each(Object.entries(DATA_SOURCES))('data source of %s: returns a result or a diagnostic for any answer', async (_, subject) => {
  const { type, config } = subject;
  await fc.assert(fc.asyncProperty(plans, async (plan) => {
    answering(new RecordedEngine(undefined), plan);
    const session = new Session(provider as unknown as Provider<Schema>);
    session.configuration = { status: 'configured', client: new Engines(fake.connect()) };
    const source = session.dataSource(type);
    await expectSound(source.schema as Schema, async () => {
      const diagnostics = new Diagnostics();
      const result = await readDataSource(session, source, fromModel(source.schema as Schema, config), diagnostics);
      if (diagnostics.hasError) throw new Refused(diagnostics.all);
      return result;
    });
  }), { numRuns: RUNS });
});
