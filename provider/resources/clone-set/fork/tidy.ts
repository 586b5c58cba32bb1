import { templatesLeft } from './errors';
import { removeTemplates } from './host';
import { removeLeftTemplates } from './templates';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engines } from '../../../engines/engines';
import { Context } from '../../../framework/resource';
import { isDescribed } from '../import';
import { CloneSetModel } from '../schema';
import { engineOf, Host, templateOf, WantedSet } from '../set';

type TidyContext = Pick<Context<Engines>, 'client' | 'warn'>;

/**
 * Removes containers that were to be saved, and that an apply which was killed has left. A host that does not answer is told of elsewhere.
 */
export async function removeLeftOver({ client }: Pick<TidyContext, 'client'>, set: WantedSet): Promise<void> {
  if (set.fork === undefined) return;
  await Promise.all(set.hosts.map(async (host) => {
    const engine = engineOf(client, host);
    if (engine !== undefined) await removeLeftTemplates(engine, set.id).catch(ifDiagnosed);
  }));
}

/** Removes what was saved for a set, and that no clone of it starts from any more. */
export async function removeStaleTemplates(context: TidyContext, desired: CloneSetModel, prior: CloneSetModel | undefined): Promise<void> {
  if (prior === undefined || !isDescribed(prior)) return;
  const [before, after] = [new WantedSet(prior), new WantedSet(desired)];
  // An apply that failed has left what it made, and what there was before, whose id no state has any more.
  const mayBeMore = prior.complete !== true;
  for (const [name, { host, id }] of idsOf(before)) {
    const wanted = idsOf(after).get(name)?.id;
    if (id !== wanted || mayBeMore) await remove(context, prior, host, wanted ?? id, wanted !== undefined);
  }
}

/** Removes all that was saved for a set. */
export async function removeAllTemplates(context: TidyContext, prior: CloneSetModel): Promise<void> {
  if (!isDescribed(prior)) return;
  for (const { host, id } of idsOf(new WantedSet(prior)).values()) await remove(context, prior, host, id, false);
}

function ifDiagnosed(error: unknown): void {
  if (!(error instanceof DiagnosticError)) throw error;
}

/** Returns the template of each host, by the name of the host. */
function idsOf(set: WantedSet): Map<string, { readonly host: Host; readonly id: string }> {
  const ids = set.hosts.flatMap((host) => {
    const id = set.forkIdOn(host);
    return id === undefined ? [] : [[host.name, { host, id }] as const];
  });
  return new Map(ids);
}

/** Whether a host answers or not, the set is as described: what is left there harms nothing. */
async function remove({ client, warn }: TidyContext, set: CloneSetModel, host: Host, id: string, keep: boolean): Promise<void> {
  const engine = engineOf(client, host);
  if (engine === undefined) return;
  try {
    await removeLeftTemplates(engine, set.id!);
    await removeTemplates(engine, (templateOf(set).runtime ?? null) as string | null, id, keep);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    warn(templatesLeft(set.name!, host.name, id, error.diagnostics.map(({ summary }) => summary).join(' ')));
  }
}
