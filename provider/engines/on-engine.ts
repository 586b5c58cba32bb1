import { Engines } from './engines';
import { ENGINE_ATTRIBUTE } from './schema';
import { isSuspended, notLookedAt } from './suspended';
import { Diagnostic } from '../diagnostics/diagnostics';
import { Engine } from '../engine/engine';
import { providerConfigurationUnknown } from '../framework/core/errors';
import { AnyDataSource, AnyResource, Context, PlanContext } from '../framework/resource';
import { Schema } from '../framework/schema/schema';
import { Value } from '../framework/value/value';

/** What every resource and data source of the provider has, whatever its type. */
type Model = { readonly engine?: string | null; readonly [name: string]: unknown };

/** What is not on an engine: what finds out whether a machine has one, and what is in a registry. */
const OUTSIDE_OF_ENGINES = ['docker_host_bootstrap', 'docker_registry_image'];

/** `engine:NAME:ID` is what `terraform import` takes for an object on a named engine. No id of the Docker Engine has this form. */
const IMPORT_ID = /^engine:([^:]+):(.+)$/s;

/** Makes a resource of one engine a resource of the engine that its attribute `engine` selects. */
export function onEngine(resource: AnyResource<Engine>): AnyResource<Engines> {
  const { plan, create, read, update, delete: remove, import: find, ...described } = resource;
  return {
    ...described,
    schema: withEngine(resource.schema as Schema),
    // Also where the resource has no plan of its own: an engine that the provider does not know is an error.
    plan: async (context) => {
      const onItsEngine = await planContext(context);
      return plan?.(onItsEngine);
    },
    async create(context, desired: Model) {
      const on = selected(context, desired);
      const record = (part: Model) => context.record({ ...part, engine: on.engine });
      return { ...await create({ ...context, record, client: on.client }, desired) as Model, engine: on.engine };
    },
    async read(context, prior: Model) {
      if (!context.client.has(prior.engine ?? null)) return prior;
      const client = context.client.of(prior.engine ?? null);
      if (client === undefined) return prior;
      if (client.isMissing && !OUTSIDE_OF_ENGINES.includes(resource.type)) return undefined;
      if (await isSuspended(client)) {
        context.warn(notLookedAt(client));
        return prior;
      }
      const model = await read({ ...context, client }, prior) as Model | undefined;
      return model && { ...model, engine: prior.engine ?? null };
    },
    ...update && {
      async update(context, desired: Model, prior: Model) {
        const { client, engine } = selected(context, desired);
        return { ...await update({ ...context, client }, desired, prior) as Model, engine };
      },
    },
    async delete(context, prior: Model) {
      if (context.client.has(prior.engine ?? null)) await remove({ ...context, client: selected(context, prior).client }, prior);
      else context.warn(leftOnEngine(resource.type, prior));
    },
    ...find && {
      async import(context, given) {
        const [, engine = null, id = given] = IMPORT_ID.exec(given) ?? [];
        const model = await find({ ...context, client: selected(context, { engine }).client }, id) as Model | undefined;
        return model && { ...model, engine };
      },
    },
  };
}

/** An object was on an engine that the provider no longer knows. */
function leftOnEngine(type: string, { engine, name, id }: Model): Omit<Diagnostic, 'severity'> {
  return {
    summary: `A ${type} may be left on the engine "${engine}"`,
    detail: `"${String(name ?? id)}" is out of Terraform's state, but was not removed: the provider's configuration has no engine `
      + `"${engine}" any more. If the engine still exists, remove it there.`,
  };
}

/** Makes a data source of one engine a data source of the engine that its attribute `engine` selects. */
export function fromEngine(source: AnyDataSource<Engine>): AnyDataSource<Engines> {
  return {
    ...source,
    schema: withEngine(source.schema as Schema),
    async read(context, config: Model) {
      const { client, engine } = selected(context, config);
      return { ...await source.read({ ...context, client }, config) as Model, engine };
    },
  };
}

function withEngine(schema: Schema): Schema {
  return { ...schema, attributes: { ...schema.attributes, engine: ENGINE_ATTRIBUTE } };
}

/** A plan needs no engine, so one that is not known yet, or is suspended, is left out. */
async function planContext({ client, ...context }: PlanContext<Engines>): Promise<PlanContext<Engine>> {
  const engine = client?.of(context.config.engine ?? null);
  return { ...context, ...engine && !await isSuspended(engine) && { client: engine } };
}

/** Returns the engine that a model selects, and its name. Throws if it is not known yet. */
function selected({ client }: Context<Engines>, { engine = null }: { readonly engine?: Value }): { client: Engine; engine: Value } {
  const found = client.of(engine);
  if (found === undefined) throw providerConfigurationUnknown();
  return { client: found, engine };
}
