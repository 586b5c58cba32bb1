import * as fc from 'fast-check';
import { CONFIGS } from './configs';
import { changedAt, distortion, Distortion, placesOf, send } from './distortion';
import { RecordedEngine } from './recorded-engine';
import { readDataSource } from '../../../../provider/framework/core/read-data';
import { Session } from '../../../../provider/framework/core/session';
import { Report } from '../../../../provider/framework/report';
import { Provider } from '../../../../provider/framework/resource';
import { bodyType } from '../../../../provider/framework/schema/body-type';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Schema } from '../../../../provider/framework/schema/schema';
import { conform } from '../../../../provider/framework/value/convert';
import { decodeMsgpack, encodeMsgpack } from '../../../../provider/framework/value/msgpack';
import { ObjectValue } from '../../../../provider/framework/value/value';
import { provider } from '../../../../provider/provider';
import { Config, Managed, Refused } from '../../../e2e/resources/managed';
import answers from '../../../fixtures/engine/answers.json';
import { FakeEngine } from '../../engine/fake-engine';

/** How often each operation is tried. */
const RUNS = 60;

/** What ends a run that hangs, in milliseconds. Nothing takes so long. */
const CAP = 20_000;

jest.setTimeout(10 * 60_000);

type Type = keyof typeof CONFIGS;

/** What is distorted: the answer to the request of this number, counted from 0, or to all from there on. */
interface Plan { readonly request: number; readonly onward: boolean; readonly what: Distortion }

const plans = fc.record({ request: fc.nat(9), onward: fc.boolean(), what: distortion });

let fake: FakeEngine;
const healthy = new Map<Type, ObjectValue>();

beforeAll(async () => {
  fake = await new FakeEngine().start();
});

afterAll(() => fake.stop());

function answering(missing: RegExp | undefined, plan?: Plan): void {
  const engine = new RecordedEngine(missing);
  let requests = 0;
  const answer: FakeEngine['answer'] = (request, response) => {
    const number = requests++;
    request.resume();
    const isDistorted = plan !== undefined && (plan.onward ? number >= plan.request : number === plan.request);
    send(response, engine.answer(request), isDistorted ? plan.what : undefined);
  };
  fake.answer = answer;
  fake.versionAnswer = answer;
}

function managed(type: Type, state?: ObjectValue): Managed {
  const one = new Managed(type, `tcp://127.0.0.1:${fake.port}`);
  one.state = state ?? null;
  return one;
}

/** Whatever comes of it is a diagnostic or a state that the schema can hold, and comes. */
async function sound(schema: Schema, run: () => Promise<ObjectValue | null | undefined>): Promise<void> {
  const hang = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('It hangs')), CAP).unref());
  const result = await Promise.race([run(), hang]).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
    expect(error.message).not.toMatch(/The provider has a bug/);
    return null;
  });
  if (result === null || result === undefined) return;
  const type = bodyType(schema);
  expect(decodeMsgpack(type, encodeMsgpack(type, result))).toEqual(conform(type, result));
}

/** What is changed in an update, live. */
const CHANGES: Record<Type, Config> = {
  docker_container: { name: 'fuzz-two', memory: 96, networks_advanced: [{ name: 'other' }], upload: [{ file: '/etc/one', content: 'two' }] },
  docker_network: { check_duplicate: true },
  docker_volume: { driver_opts: {} },
  docker_image: { keep_locally: true },
  docker_tag: { source_image: 'fuzz-image:2' },
};

const MISSING: Partial<Record<Type, RegExp>> = { docker_volume: /^\/volumes/, docker_image: /^\/images/ };

/** By which name each is imported. */
const IMPORTED: Record<Type, string> = {
  docker_container: 'fuzz-one', docker_network: 'fuzz-net', docker_volume: 'fuzz-data', docker_image: 'fuzz-image:latest', docker_tag: 'fuzz-tag:1',
};

const operations: Record<string, (one: Managed, type: Type) => Promise<unknown>> = {
  create: (one, type) => {
    one.state = null;
    return one.apply(CONFIGS[type]);
  },
  read: (one) => one.refresh(),
  plan: (one, type) => one.plan({ ...CONFIGS[type], ...CHANGES[type] }),
  update: (one, type) => one.apply({ ...CONFIGS[type], ...CHANGES[type] }),
  delete: (one) => one.destroy(),
  import: (one, type) => one.import(IMPORTED[type]),
};

const types = Object.keys(CONFIGS) as Type[];

describe.each(types)('%s', (type) => {
  const { schema } = provider.resources.find((resource) => resource.type === type)!;

  beforeAll(async () => {
    answering(MISSING[type]);
    const one = managed(type);
    await one.apply(CONFIGS[type]);
    expect(await one.plan(CONFIGS[type])).toEqual({ action: 'none', changed: [] });
    healthy.set(type, one.state!);
  });

  test.each(Object.entries(operations))('%s: whatever the engine answers, there is a result or a diagnostic', async (name, operation) => {
    await fc.assert(fc.asyncProperty(plans, async (plan) => {
      answering(name === 'create' ? MISSING[type] : undefined, plan);
      const one = managed(type, healthy.get(type));
      await sound(schema as Schema, async () => {
        await operation(one, type);
        return one.state;
      });
    }), { numRuns: RUNS });
  });
});

const KINDS: Partial<Record<Type, keyof typeof answers>> = { docker_container: 'container', docker_network: 'network', docker_volume: 'volume', docker_image: 'image' };

test.each(Object.entries(KINDS) as [Type, keyof typeof answers][])('%s: every part of what is read, missing or something else', async (type, kind) => {
  const { schema } = provider.resources.find((resource) => resource.type === type)!;
  for (const place of placesOf(answers[kind])) {
    for (const odd of [undefined, null, 'x', 0, [null], { x: null }]) {
      const body = JSON.stringify(changedAt(answers[kind], place, () => odd)) ?? '';
      answering(undefined, { request: 1, onward: true, what: { kind: 'replaced', type: 'application/json', body } });
      const one = managed(type, healthy.get(type));
      await sound(schema as Schema, async () => {
        await one.refresh();
        return one.state;
      });
    }
  }
});

const DATA: Record<string, Config> = {
  docker_image: { name: 'fuzz-image' },
  docker_network: { name: 'fuzz-net' },
  docker_logs: { name: 'fuzz-one' },
};

test.each(Object.entries(DATA))('data source %s: whatever the engine answers, there is a result or a diagnostic', async (type, config) => {
  await fc.assert(fc.asyncProperty(plans, async (plan) => {
    answering(undefined, plan);
    const session = new Session(provider as unknown as Provider<Schema>);
    session.configuration = { status: 'configured', client: fake.connect() };
    const source = session.dataSource(type);
    await sound(source.schema as Schema, async () => {
      const report = new Report();
      const result = await readDataSource(session, source, fromModel(source.schema as Schema, config), report);
      if (report.failed) throw new Refused(report.diagnostics);
      return result;
    });
  }), { numRuns: RUNS });
});
