import { withOneListOfCapabilities } from './fields/devices';
import { hasReadablePolicy, withPolicyInOneLine } from './fields/isolation-policy';
import { fromEngine } from './fields/model';
import { schema } from './fields/schema';
import { isDoneAndRemoved } from './fields/settings';
import { create } from './operations/create';
import { withDeadline } from './operations/deadline';
import { importContainer } from './operations/import';
import { inspectAsModeled } from './operations/inspect';
import { refuseOwnLabelsOf } from './operations/own-labels';
import { plan } from './operations/plan';
import { removeContainer } from './operations/stop';
import { update } from './operations/update';
import { validate } from './operations/validate';
import { Engine } from '../../engine/engine';
import { Resource } from '../../framework/resource';
import { requirePolicy } from '../../isolation/judge';
import { planContainerQuota } from '../../virtual-host/plan-quota';

/** `docker_container`. */
export const container: Resource<typeof schema, Engine> = {
  type: 'docker_container',
  schema,
  normalizeState: (state) => withPolicyInOneLine(withOneListOfCapabilities(state)),
  validate(config) {
    validate(config);
    // Otherwise, the attribute itself is reported.
    if (hasReadablePolicy(config)) requirePolicy(config);
  },
  async plan(context) {
    await plan(context);
    await planContainerQuota(context);
  },
  create(context, desired) {
    refuseOwnLabelsOf(desired);
    return create({ ...context, signal: withDeadline(context.signal, desired, 'create') }, desired);
  },
  async read({ client: engine, signal }, prior) {
    const inspect = await inspectAsModeled(engine, prior.id!, prior, { signal: withDeadline(signal, prior, 'read') });
    if (inspect !== undefined) return fromEngine(inspect, prior);
    return isDoneAndRemoved(prior) ? prior : undefined;
  },
  update: (context, desired, prior) => update({ ...context, signal: withDeadline(context.signal, desired, 'update') }, desired, prior),
  async delete({ client: engine }, prior) {
    await removeContainer(engine, prior);
  },
  import: importContainer,
};
