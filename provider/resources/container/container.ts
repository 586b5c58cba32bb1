import { create } from './create';
import { importContainer } from './import';
import { requirePolicy } from './isolation-policy';
import { look } from './look';
import { fromEngine } from './model';
import { plan } from './plan';
import { schema } from './schema';
import { isDoneAndRemoved } from './settings';
import { remove } from './stop';
import { bounded } from './timeouts';
import { update } from './update';
import { validate } from './validate';
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
