import { notUnique, oneHook, variesInProcess } from './errors';
import { Diagnostic } from '../../../diagnostics/diagnostics';
import { Unknown, Value } from '../../../framework/value/value';

type Body = { readonly [name: string]: Value };

/** Refuses forks that would be alike, and what can't differ in them. */
export function forkRules({ fork: forks, template: templates }: Body): Omit<Diagnostic, 'severity'>[] {
  const fork = firstOf(forks);
  if (fork === undefined) return [];
  const [after, template] = [firstOf(fork.after_fork), firstOf(templates) ?? {}];
  const isUnknown = (value: Value | undefined) => value instanceof Unknown;
  const has = (value: Value | undefined) => (Array.isArray(value) ? value.length > 0 : (value ?? null) !== null);
  const mayBeGiven = has(fork.no_unique_state) || isUnknown(fork.after_fork) || has(fork.after_fork);
  const hooks = after === undefined ? undefined : [after.command, after.signal];
  const isOne = hooks === undefined || hooks.some(isUnknown) || hooks.filter(has).length === 1;
  const varies = (words: Value | undefined) => (
    Array.isArray(words) && words.some((word) => typeof word === 'string' && word.includes('{{clone.')));
  const varying = ['command', 'entrypoint'].find((name) => varies(template[name]));
  return [
    ...mayBeGiven ? [] : [notUnique],
    ...isOne ? [] : [oneHook],
    ...varying === undefined ? [] : [variesInProcess(varying)],
  ];
}

/** Returns the first of repeated blocks, if it is known. */
function firstOf(blocks: Value | undefined): Body | undefined {
  const [first] = Array.isArray(blocks) ? blocks as readonly Value[] : [];
  return first === undefined || first instanceof Unknown ? undefined : first as Body;
}
