import { randomUUID } from 'node:crypto';
import { HostLimits } from './adaptive-limit';
import { apply } from './apply';
import { claimOf } from './claim';
import { removeClone } from './clone-operations';
import { clonesFailed, Failure, hostNotSeen, leftBehind } from './errors';
import { removeAllTemplates } from './fork/tidy';
import { importedSummary, importSet, isDescribed } from './import';
import { listClones } from './observe';
import { plan } from './plan';
import { CloneSetModel, schema } from './schema';
import { hostsOf, WantedSet } from './set';
import { compareSet, placementOf } from './summary';
import { validate } from './validate';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { addPending, orphansOn, removePending } from '../../engine/creation-journal';
import { Engines } from '../../engines/engines';
import { Resource } from '../../framework/resource';

/** `docker_clone_set`. */
export const cloneSet: Resource<typeof schema, Engines> = {
  type: 'docker_clone_set',
  schema,
  validate,
  plan,

  async create(context, desired) {
    // An apply that was killed may have left clones, which are found by the id that they bear.
    const [id = randomUUID()] = orphansOn(journalKey(desired));
    addPending(id, journalKey(desired));
    try {
      return await apply(context, { ...desired, id });
    } finally {
      await removePending(id);
    }
  },

  async read({ client, signal, warn }, prior) {
    const set = new WantedSet(prior);
    const observation = await listClones(client, claimOf(prior), set.hosts, signal);
    observation.unseen.forEach((error, host) => { if (error !== undefined) warn(hostNotSeen(prior.name!, host, error)); });
    const before = prior.placement ?? {};
    if (!isDescribed(prior)) {
      return { ...prior, placement: placementOf(set, observation, before), summary: importedSummary(observation.found.length) };
    }
    const { seen } = await compareSet(set, observation, before, signal);
    return { ...prior, ...seen };
  },

  update: (context, desired, prior) => apply(context, { ...desired, id: prior.id }, prior),

  async delete({ client, signal, warn }, prior) {
    const { found, unseen } = await listClones(client, claimOf(prior), hostsOf(prior), signal);
    const failures: Failure[] = [];
    const attempt = async (name: string, host: string, work: () => Promise<void>) => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof DiagnosticError)) throw error;
        failures.push({ name, host, error });
      }
    };
    const limits = new HostLimits();
    await Promise.all(found.map(({ engine, id, name, host }) => (
      limits.of(host).run(() => attempt(name, host.name, () => removeClone(engine, prior, id, name))))));
    for (const [host, error] of unseen) {
      const count = prior.placement?.[host] ?? 0;
      if (error !== undefined) failures.push({ name: `The containers of "${prior.name}"`, host, error });
      else if (count > 0) warn(leftBehind(prior, host, count));
    }
    if (failures.length > 0) throw clonesFailed(prior.name!, failures, 'not all containers are removed');
    await removeAllTemplates({ client, warn }, prior);
  },

  import: importSet,
};

/** Under this key, the journal of creations has the id of a set while its first apply runs. */
function journalKey({ name }: CloneSetModel): string {
  return `clone set ${name}`;
}
