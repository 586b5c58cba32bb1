import { randomUUID } from 'node:crypto';
import { clonesOfSeveralSets } from './errors';
import { CloneSetModel, schema } from './schema';
import { Host } from './set';
import { Engines } from '../../engines/engines';
import { Context } from '../../framework/resource';
import { requireImportable } from '../../virtual-host/importable';
import { clonesNamed, requireOneOwner } from '../shared/clones';

/** `engine:a,b:web` is the set `web` on the named engines `a` and `b`. */
const IMPORT_ID = /^engine:([^:]+):(.+)$/s;

/** The name of a host on the provider's own engine, as the library gives it. */
const OWN_HOST = 'host';

/**
 * Imports containers by the name of their set: those that are named "NAME-0", "NAME-1" and so on. They need not have labels of a set, such
 * as those of a `docker_container` with `count`. The description is not read: the first plan compares them with the configured one.
 */
export async function importSet({ client, signal }: Context<Engines>, given: string): Promise<CloneSetModel | undefined> {
  const [, list, name = given] = IMPORT_ID.exec(given) ?? [];
  const hosts = (list?.split(',') ?? [null]).map((engine): Host => ({ name: engine ?? OWN_HOST, engine, image: null, drain: false }));
  const lists = await Promise.all(hosts.map((host) => clonesNamed(client.of(host.engine)!, name, signal)));
  const found = lists.flat();
  if (found.length === 0) return undefined;
  found.forEach((clone) => requireImportable('container', clone.name, clone.labels));
  requireOneOwner(name, found);
  const ids = [...new Set(found.flatMap(({ setId }) => setId ?? []))];
  if (ids.length > 1) throw clonesOfSeveralSets(name, ids);
  return {
    ...Object.fromEntries(Object.keys(schema.attributes).map((attribute) => [attribute, null])),
    id: ids[0] ?? randomUUID(),
    name,
    replicas: 1 + Math.max(...found.map(({ index }) => index)),
    host: hosts,
    template: [],
    rolling_update: [],
    fork: [],
    imported: found.some(({ setId }) => setId === undefined),
    complete: false,
    placement: Object.fromEntries(hosts.map((host, index) => [host.name, lists[index]!.length])),
    summary: importedSummary(found.length),
  } as unknown as CloneSetModel;
}

/** Whether a set has a description. One that was imported has none before its first apply. */
export function isDescribed({ template }: CloneSetModel): boolean {
  return template.length > 0;
}

/** What is known of a set before its containers are compared with a description. */
export function importedSummary(count: number): string {
  return `${count} ${count === 1 ? 'was' : 'were'} found by ${count === 1 ? 'its name' : 'their names'}, and not compared yet`;
}
