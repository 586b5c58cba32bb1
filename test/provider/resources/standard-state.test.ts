import { Session } from '../../../provider/framework/core/session';
import { upgradeState } from '../../../provider/framework/core/upgrade';
import { planResource } from '../../../provider/framework/plan/pipeline';
import { Report } from '../../../provider/framework/report';
import { AnyResource, Provider } from '../../../provider/framework/resource';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Attribute, Block, Body, Schema } from '../../../provider/framework/schema/schema';
import { isOnlyComputed } from '../../../provider/framework/schema/walk';
import { Type } from '../../../provider/framework/value/type';
import { provider } from '../../../provider/provider';

type Values = Record<string, unknown>;

/** Of a type, what the standard provider's SDK writes where nothing is set, beside null. */
function zeroOf(type: Type): unknown {
  const primitive: Record<string, unknown> = { string: '', number: 0, bool: false };
  return typeof type === 'string' ? primitive[type] : ['map', 'object'].includes(type[0]) ? {} : [];
}

function sampleOf({ type }: Attribute): unknown {
  const primitive: Record<string, unknown> = { string: '/sample', number: 1, bool: true };
  return typeof type === 'string' ? primitive[type] : ['/sample'];
}

/** A body of which only what is required is set. */
function required(body: Body): Values {
  return Object.fromEntries(Object.entries(body.attributes).filter(([, one]) => one.required).map(([name, one]) => [name, sampleOf(one)]));
}

interface Site {
  readonly path: string;
  readonly attribute: Attribute;
  /** A body with this value, or without it, in all the blocks around it. */
  readonly within: (value: Values) => Values;
}

/** Every attribute that may be left out, in nested blocks, too. */
function sites(body: Body, path = '', around: (value: Values) => Values = (value) => value): Site[] {
  const own = (value: Values) => around({ ...required(body), ...value });
  return [
    ...Object.entries<Attribute>(body.attributes)
      .filter(([, one]) => !one.required && !isOnlyComputed(one))
      .map(([name, attribute]) => ({ path: path + name, attribute, within: own })),
    ...Object.entries<Block>(body.blocks ?? {}).flatMap(([name, block]) => sites(block, `${path}${name}.`, (value) => own({ [name]: [value] }))),
  ];
}

/** Resources and blocks that the standard provider does not have, and so never wrote. */
const OURS_ALONE = ['docker_image_import', 'docker_isolation'];
const NEVER_WRITTEN = ['isolation_policy', 'timeouts'];

const cases = provider.resources.filter(({ type }) => !OURS_ALONE.includes(type)).flatMap((resource) => sites(resource.schema as Schema)
  .filter(({ path }) => !NEVER_WRITTEN.includes(path.split('.')[0]!))
  .map((site) => [`${resource.type}.${site.path}`, resource as AnyResource<unknown>, site] as const));

/** What a plan would change, on a state that the standard provider wrote. */
async function changes(resource: AnyResource<unknown>, config: Values, state: Values): Promise<Values> {
  const schema = resource.schema as Schema;
  const session = new Session(provider as unknown as Provider);
  session.configuration = { status: 'unknown' };
  const prior = upgradeState(resource, JSON.stringify({ id: 'one', ...state }), schema.version ?? 0);
  const report = new Report();
  const { planned } = await planResource(session, resource, { prior, config: fromModel(schema, config), priorPrivate: Buffer.from('{"schema_version":"2"}') }, report);
  expect(report.diagnostics).toEqual([]);
  return Object.fromEntries(Object.entries(planned!).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(prior[name])));
}

/** Where a zero says something else than nothing does, and so was written by an author. */
const MEANT = ['destroy_grace_seconds'];

test.each(cases)('%s: left out, and written as null, as its default or as its zero, is no change', async (_, resource, { path, attribute, within }) => {
  const name = path.split('.').at(-1)!;
  const zero = MEANT.includes(name) ? null : zeroOf(attribute.type);
  // One that has a default is written as that by the standard provider, too.
  for (const written of [null, attribute.default ?? zero]) {
    expect([written, await changes(resource, within({}), within({ [name]: written }))]).toEqual([written, {}]);
  }
});
