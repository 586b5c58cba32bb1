import { Session } from '../../../provider/framework/core/session';
import { upgradeState } from '../../../provider/framework/core/upgrade';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { planResource } from '../../../provider/framework/plan/pipeline';
import { AnyResource, Provider } from '../../../provider/framework/resource';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Attribute, Block, Body, Schema } from '../../../provider/framework/schema/schema';
import { isOnlyComputed } from '../../../provider/framework/schema/walk';
import { Type } from '../../../provider/framework/value/type';
import { provider } from '../../../provider/provider';

type Values = Record<string, unknown>;

/** Returns the zero value of a type, which the standard provider's SDK writes for an unset attribute, if it does not write null. */
function zeroOf(type: Type): unknown {
  const primitive: Record<string, unknown> = { string: '', number: 0, bool: false };
  return typeof type === 'string' ? primitive[type] : ['map', 'object'].includes(type[0]) ? {} : [];
}

function sampleOf({ type }: Attribute): unknown {
  const primitive: Record<string, unknown> = { string: '/sample', number: 1, bool: true };
  return typeof type === 'string' ? primitive[type] : ['/sample'];
}

/** Returns a body with only the required attributes. */
function required(body: Body): Values {
  const attributes = Object.entries(body.attributes).filter(([, attribute]) => attribute.required);
  return Object.fromEntries(attributes.map(([name, attribute]) => [name, sampleOf(attribute)]));
}

interface Site {
  readonly path: string;
  readonly attribute: Attribute;
  /** Returns the whole body, with the value in its place. */
  readonly within: (value: Values) => Values;
}

/** Returns all optional attributes, including those in nested blocks. */
function sites(body: Body, path = '', around: (value: Values) => Values = (value) => value): Site[] {
  const own = (value: Values) => around({ ...required(body), ...value });
  return [
    ...Object.entries<Attribute>(body.attributes)
      .filter(([, one]) => !one.required && !isOnlyComputed(one))
      .map(([name, attribute]) => ({ path: path + name, attribute, within: own })),
    ...Object.entries<Block>(body.blocks ?? {})
      .flatMap(([name, block]) => sites(block, `${path}${name}.`, (value) => own({ [name]: [value] }))),
  ];
}

/** Resources and blocks that the standard provider does not have, so that no state has them. */
const OURS_ONLY = [
  'docker_clone_set', 'docker_host_bootstrap', 'docker_host_certificates', 'docker_host_facts', 'docker_image_import', 'docker_isolation',
  'docker_resource_pool', 'docker_swarm', 'docker_swarm_node',
];
const NEVER_WRITTEN = [
  'data', 'data_wo', 'engine', 'isolation_policy', 'isolation_exemptions', 'layout', 'secret_file', 'signature', 'timeouts',
  'upload_change', 'virtual_host',
];

const cases = provider.resources.filter(({ type }) => !OURS_ONLY.includes(type)).flatMap((resource) => sites(resource.schema as Schema)
  .filter(({ path }) => !NEVER_WRITTEN.includes(path.split('.')[0]!))
  .map((site) => [`${resource.type}.${site.path}`, resource as AnyResource<unknown>, site] as const));

/** Plans on a state that the standard provider wrote, and returns the changes. */
async function changes(resource: AnyResource<unknown>, config: Values, state: Values): Promise<Values> {
  const schema = resource.schema as Schema;
  const session = new Session(provider as unknown as Provider);
  session.configuration = { status: 'unknown' };
  const prior = upgradeState(resource, JSON.stringify({ id: 'one', ...state }), schema.version ?? 0);
  const diagnostics = new Diagnostics();
  const request = { prior, config: fromModel(schema, config), priorPrivate: Buffer.from('{"schema_version":"2"}') };
  const { planned } = await planResource(session, resource, request, diagnostics);
  expect(diagnostics.all).toEqual([]);
  const changed = Object.entries(planned!).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(prior[name]));
  return Object.fromEntries(changed);
}

/** Attributes whose zero value has a meaning of its own, so that it comes from the configuration. */
const MEANINGFUL_ZERO = ['destroy_grace_seconds'];

test.each(cases)('%s: unset, and stored as null, as its default or as its zero value, is no change', async (_, resource, site) => {
  const { path, attribute, within } = site;
  const name = path.split('.').at(-1)!;
  const zero = MEANINGFUL_ZERO.includes(name) ? null : zeroOf(attribute.type);
  // The standard provider also stores defaults.
  for (const stored of [null, attribute.default ?? zero]) {
    expect([stored, await changes(resource, within({}), within({ [name]: stored }))]).toEqual([stored, {}]);
  }
});
