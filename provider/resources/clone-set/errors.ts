import { cloneName, SET_LABEL } from '../../../src/shared/clones';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { EngineError } from '../../engine/errors';
import { ClonedSet } from '../shared/clones';
import { listed } from '../shared/listed';

/** A clone that could not be brought into its state, and why. */
export interface Failure {
  readonly name: string;
  readonly host: string;
  readonly error: DiagnosticError;
}

const MOST_SHOWN = 5;

/** Some clones failed. Those that are as described stay. */
export function clonesFailed(set: string, failures: readonly Failure[], outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${containers(failures)} of the set "${set}" failed`,
    detail: [`Now ${outcome}. The next apply tries again. What runs as described stays.`, ...reasons(failures)].join('\n\n'),
  });
}

/** The first batch that failed ended a change, and the containers have the template from before again. */
export function rolledBack(set: string, failures: readonly Failure[], outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The set "${set}" was rolled back, since ${containers(failures)} failed with the new template`,
    detail: [
      `With the template from before, now ${outcome}. Correct the template, or what it needs, and apply again.`, ...reasons(failures),
    ].join('\n\n'),
  });
}

function containers({ length }: readonly unknown[]): string {
  return `${length} ${length === 1 ? 'container' : 'containers'}`;
}

function reasons(failures: readonly Failure[]): string[] {
  const shown = failures.slice(0, MOST_SHOWN).map(({ name, host, error }) => `${name} on ${host}: ${textsOf(error).join('\n')}`);
  const more = failures.length - shown.length;
  return [...shown, ...more > 0 ? [`${more} more failed.`] : []];
}

/** A set is not as described, and the plan repairs it. */
export function notAsDescribed(set: string, summary: string, changes: boolean): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The containers of the set "${set}" are not as described`,
    detail: `${changes ? 'With the description from before: ' : ''}${summary}.`,
  };
}

/** A set has changed between the plan and its apply. */
export function changedSincePlan(set: string, planned: string, now: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The containers of the set "${set}" have changed since the plan`,
    detail: `When it was planned: ${planned}.\nWhen it was applied: ${now}.\nThe apply repaired that, too.`,
  };
}

/** An import found containers of more than one set. */
export function clonesOfSeveralSets(set: string, ids: readonly string[]): DiagnosticError {
  return new DiagnosticError({
    summary: `The containers "${set}-0", "${set}-1" and so on belong to ${ids.length} sets`,
    detail: `The values of their label "berth.clone-set" are ${ids.map((id) => `"${id}"`).join(', ')}. Remove those of all sets but `
      + 'one, and import again.',
  });
}

/** An apply replaces or changes containers that were imported. */
export function importedDiffer(set: string, summary: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The imported containers of the set "${set}" are not as described`,
    detail: `${summary}. To keep them as they are, change \`template\` until this warning is gone.`,
  };
}

/** New containers can't run beside the old ones. */
export function noSurge(what: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: 'The containers can\'t run beside their successors',
    detail: `With \`max_surge\`, a new container runs before the old one is removed. Both would have ${what}. Set \`max_surge = 0\`, or `
      + 'remove that from `template`.',
    path: ['rolling_update', 0, 'max_surge'],
  };
}

/** A change that may make no container anew at any time. */
export const noBatch: Omit<Diagnostic, 'severity'> = {
  summary: 'A rolling update can\'t replace any container',
  detail: '`max_unavailable` and `max_surge` are both 0. Set at least one of them to 1 or more.',
  path: ['rolling_update', 0],
};

/** A host did not answer. */
export function hostUnreachable(set: string, host: string, left: readonly string[], error: EngineError): DiagnosticError {
  return new DiagnosticError({
    summary: `The host "${host}" of the set "${set}" does not answer`,
    detail: [
      left.length === 0 ? 'Nothing is known about its containers.' : `What is left on it: ${listed(left)}.`,
      ...textsOf(error),
      'Apply again when it answers. If it is gone for good, remove its `host` block: the next apply creates its containers on other hosts.',
    ].join('\n\n'),
    path: ['host'],
  });
}

/** Containers stayed on a host that was removed from the list, and that the provider can't reach. */
export function leftBehind({ id, name: set, imported }: ClonedSet, host: string, count: number): Omit<Diagnostic, 'severity'> {
  // By names alone, the command would remove containers of others.
  const filter = imported ? '' : ` --filter "label=${SET_LABEL}=${id}"`;
  const unless = imported ? ', if they are not of others' : '';
  return {
    summary: `Containers of the set "${set}" may be left on the host "${host}"`,
    detail: 'The host is no longer in the list and can\'t be reached, so '
      + `${count === 1 ? 'its container was' : `its ${count} containers were`} not removed. If the host comes back, remove them `
      + `there${unless}: docker rm --force $(docker ps --all --quiet --filter "name=^${set}-[0-9]+$"${filter}).`,
    path: ['host'],
  };
}

/** A host could not be asked during a refresh. */
export function hostNotSeen(set: string, host: string, error: EngineError): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The host "${host}" of the set "${set}" does not answer, so its containers count as they were`,
    detail: textsOf(error).join('\n'),
    path: ['host'],
  };
}

/** A plan would move containers away from their data. */
export function movesWithVolumes(
  set: string, moved: readonly { readonly index: number; readonly from: string; readonly to: string }[], target: string,
): DiagnosticError {
  const [{ index, from, to }] = moved as [typeof moved[number]];
  return new DiagnosticError({
    summary: `${moved.length} ${moved.length === 1 ? 'container' : 'containers'} of the set "${set}" would move away from local data`,
    detail: `${cloneName(set, index)} would move from host "${from}" to "${to}", and its volume at ${target} is on one host only. Keep the `
      + 'hosts as they are, use a volume that all hosts share, such as one of NFS, or copy the data and make another set.',
    path: ['host'],
  });
}

/** A plan moves containers away from what they wrote to a volume that their image declares. */
export function movesFromImageVolume(
  set: string, { length }: readonly unknown[], target: string,
): Omit<Diagnostic, 'severity'> {
  return {
    summary: `${length} ${length === 1 ? 'container' : 'containers'} of the set "${set}" will move without the data at ${target}`,
    detail: `The image declares a volume at ${target}. Each container has one of its own on its host, which is removed with it. To keep `
      + 'the data, mount a volume there that all hosts share. To be rid of this warning, mount a `tmpfs` there.',
    path: ['host'],
  };
}

/** Two hosts of a set have the same name. */
export function duplicateHost(name: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: `The set has more than one host "${name}"`,
    detail: 'Each host of a set has a name of its own. Rename one of them, or remove it.',
    path: ['host'],
  };
}

/** All hosts of a set that should have clones are drained. */
export function nowhere(replicas: number): Omit<Diagnostic, 'severity'> {
  return {
    summary: `No host is left for ${replicas} ${replicas === 1 ? 'container' : 'containers'}`,
    detail: 'Every `host` block has `drain = true`. Add a host, or set `replicas` to 0.',
    path: ['host'],
  };
}

/** A template without an image, on a host without one. */
export function noImage(host: string): Omit<Diagnostic, 'severity'> {
  return {
    summary: `There is no image for the host "${host}"`,
    detail: 'Set `image` in `template`, or in the `host` block if hosts have different ones.',
    path: ['template', 0, 'image'],
  };
}

/** Terraform asked to stop. */
export function interrupted(set: string, outcome: string): DiagnosticError {
  return new DiagnosticError({
    summary: `The set "${set}" was interrupted`,
    detail: `Now ${outcome}. The next apply does the rest.`,
  });
}

function textsOf({ diagnostics }: DiagnosticError): string[] {
  return diagnostics.map(({ summary, detail }) => [summary, detail].filter(Boolean).join('\n'));
}
