import { requirePolicy } from './fields/isolation-policy';
import { fromEngine } from './fields/model';
import { schema } from './fields/schema';
import { isDoneAndRemoved } from './fields/settings';
import { bounded } from './fields/timeouts';
import { create } from './operations/create';
import { importContainer } from './operations/import';
import { look } from './operations/inspect';
import { plan } from './operations/plan';
import { remove } from './operations/stop';
import { update } from './operations/update';
import { validate } from './operations/validate';
import { Engine } from '../../engine/engine';
import { Resource } from '../../framework/resource';

/** `docker_container`. */
export const container: Resource<typeof schema, Engine> = {
  type: 'docker_container',
  schema,
  validate(config) {
    validate(config);
    requirePolicy(config);
  },
  plan,
  create: (context, desired) => create({ ...context, signal: bounded(context.signal, desired, 'create') }, desired),
  async read({ client: engine, signal }, prior) {
    const inspect = await look(engine, prior.id!, prior, bounded(signal, prior, 'read'));
    if (inspect !== undefined) return fromEngine(inspect, prior);
    return isDoneAndRemoved(prior) ? prior : undefined;
  },
  update: (context, desired, prior) => update({ ...context, signal: bounded(context.signal, desired, 'update') }, desired, prior),
  async delete({ client: engine }, prior) {
    await remove(engine, prior);
  },
  import: importContainer,
};
