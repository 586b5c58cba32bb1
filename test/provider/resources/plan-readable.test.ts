import { Session } from '../../../provider/framework/core/session';
import { Diagnostics } from '../../../provider/framework/diagnostics';
import { planResource } from '../../../provider/framework/plan/pipeline';
import { AnyResource, Provider } from '../../../provider/framework/resource';
import { fromModel } from '../../../provider/framework/schema/body-values';
import { Schema } from '../../../provider/framework/schema/schema';
import { Unknown } from '../../../provider/framework/value/value';
import { provider } from '../../../provider/provider';

/** Plans a new resource, and returns the names of what the plan shows: what is configured, and what is known after apply. */
async function shownBy(type: string, config: object): Promise<{ configured: string[]; unknown: string[] }> {
  const resource = provider.resources.find((each) => each.type === type) as AnyResource<unknown>;
  const session = new Session(provider as unknown as Provider);
  session.configuration = { status: 'unknown' };
  const request = { prior: null, config: fromModel(resource.schema as Schema, config), priorPrivate: Buffer.alloc(0) };
  const diagnostics = new Diagnostics();
  const { planned } = await planResource(session, resource, request, diagnostics);
  expect(diagnostics.all).toEqual([]);
  const shown = Object.entries(planned!).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  const namesOf = (isUnknown: boolean) => shown.filter(([, value]) => value instanceof Unknown === isUnknown).map(([name]) => name).sort();
  return { configured: namesOf(false), unknown: namesOf(true) };
}

test.each<[string, object, string[]]>([
  // The engine chooses the addresses, and others use them.
  ['docker_container', { name: 'web', image: 'nginx' }, ['id', 'network_data']],
  ['docker_container', { name: 'job', image: 'busybox', attach: true }, ['exit_code', 'id', 'network_data']],
  ['docker_container', { name: 'job', image: 'busybox', attach: true, logs: true }, ['container_logs', 'exit_code', 'id', 'network_data']],
  ['docker_container', { name: 'once', image: 'busybox', must_run: false }, ['exit_code', 'id', 'network_data']],
  ['docker_image', { name: 'nginx' }, ['id', 'image_id', 'repo_digest']],
  ['docker_network', { name: 'inner' }, ['id', 'scope']],
  ['docker_volume', { name: 'data' }, ['id', 'mountpoint']],
])('%s %j: a plan shows nothing that nobody configured, except what the engine decides', async (type, config, unknown) => {
  expect(await shownBy(type, config)).toEqual({ configured: Object.keys(config).sort(), unknown });
});
