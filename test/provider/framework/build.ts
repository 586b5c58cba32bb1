import { Diagnostic } from '../../../provider/diagnostics/diagnostics';
import { Session } from '../../../provider/framework/core/session';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { planResource, PlanResult } from '../../../provider/framework/plan/pipeline';
import { readConfigured } from '../../../provider/framework/private-state';
import { AnyResource, Provider, Resource } from '../../../provider/framework/resource';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Attribute, Block, Blocks, Body, Schema } from '../../../provider/framework/schema/schema';
import { Type } from '../../../provider/framework/value/type';
import { ObjectValue } from '../../../provider/framework/value/value';

/** Attributes of a type, with only what a test needs. */
export const attribute = (type: Type, rest: Partial<Attribute> = {}): Attribute => ({ type, description: '', ...rest });
export const required = (type: Type, rest: Partial<Attribute> = {}): Attribute => attribute(type, { required: true, ...rest });
export const optional = (type: Type, rest: Partial<Attribute> = {}): Attribute => attribute(type, { optional: true, ...rest });
export const computed = (type: Type, rest: Partial<Attribute> = {}): Attribute => attribute(type, { computed: true, ...rest });
export const optionalComputed = (type: Type, rest: Partial<Attribute> = {}): Attribute => optional(type, { computed: true, ...rest });

export const block = (nesting: Block['nesting'], attributes: Body['attributes'], rest: Partial<Block> = {}): Block => (
  { nesting, description: '', attributes, ...rest }
);
export const schemaOf = (attributes: Body['attributes'], blocks: Blocks = {}, version = 0): Schema => (
  { description: '', attributes, blocks, version }
);

/** A canonical form for tests: texts that differ only in case mean the same. */
export const anyCase = { canonical: (value: unknown) => String(value).toLowerCase() };

const notExpected = () => Promise.reject(new Error('The test does not expect this operation'));

/** A resource with the operations that a test defines. Any other operation fails. */
export function resourceOf(schema: Schema, does: Partial<AnyResource<unknown>> = {}): AnyResource<unknown> {
  const resource: Resource<Schema> = {
    type: 'test_thing', schema, create: notExpected, read: notExpected, update: notExpected, delete: notExpected, ...does,
  };
  return resource;
}

export function providerOf(resources: readonly AnyResource<unknown>[], rest: Partial<Provider> = {}): Provider {
  return { schema: schemaOf({}), configure: () => 'the client', resources, dataSources: [], ...rest };
}

export function sessionOf(...resources: readonly AnyResource<unknown>[]): Session {
  const session = new Session(providerOf(resources));
  session.configuration = { status: 'configured', client: 'the client' };
  return session;
}

export interface PlanCase {
  readonly schema: Schema;
  /** Omit it to create the resource. */
  readonly prior?: object;
  /** Omit it to destroy the resource. */
  readonly config?: object;
  readonly private?: Uint8Array;
  readonly resource?: Partial<AnyResource<unknown>>;
  readonly session?: Session;
}

export interface Planned extends PlanResult {
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans one resource. Values that the test omits from a state or a configuration are null. */
export async function plan(planCase: PlanCase): Promise<Planned> {
  const { schema, prior, config, private: priorPrivate = new Uint8Array(), resource, session } = planCase;
  const diagnostics = new Diagnostics();
  const planned = resourceOf(schema, resource);
  const result = await planResource(session ?? sessionOf(planned), planned, {
    prior: prior === undefined ? null : body(schema, prior),
    config: config === undefined ? null : body(schema, config),
    priorPrivate,
  }, diagnostics);
  return { ...result, diagnostics: diagnostics.all };
}

/** The values of a body, with null for everything omitted. */
export function body(schema: Body, values: object): ObjectValue {
  return fromModel(schema, values);
}

/** The private state of a resource after a configuration was applied. */
export async function appliedPrivate(schema: Schema, config: object): Promise<Uint8Array> {
  const { plannedPrivate } = await plan({ schema, config });
  return Buffer.from(JSON.stringify({ framework: { configured: readConfigured(plannedPrivate) } }));
}
