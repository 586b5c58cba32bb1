import { normalControls } from './compare';
import { allowedNames, demandedNames, Lattice } from './lattice';
import { seccompProfiles } from './seccomp';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from './table';

/** A control that a container is let off, and why. */
export interface ExemptControl {
  readonly control: ControlName;
  readonly reason: string;
}

/** A policy as the block `isolation_policy` of a `docker_container` holds it: what is null or missing asks for nothing. */
export type PolicyDocument = { readonly [N in ControlName]?: unknown } & { readonly exemption?: unknown };

/** How a control's value is written: names as a set of strings, a level as a string, a limit as "limited" or a number in a string. */
export type Form = 'names' | 'level' | 'limit';

export function formOf(name: ControlName): Form {
  const lattice: Lattice<any> = controlRow(name).lattice;
  if ([allowedNames, demandedNames, seccompProfiles].some((each) => each === lattice)) return 'names';
  return lattice.weakest === 'unlimited' ? 'limit' : 'level';
}

/** Writes a policy, and what one container is let off, as plain data. */
export function toDocument(controls: Controls, exemptions: readonly ExemptControl[] = []): PolicyDocument {
  const written = Object.entries(normalControls(controls)).map(([name, value]) => [name, write(name as ControlName, value)]);
  const exemption = exemptions.map(({ control, reason }) => ({ control, reason }));
  return Object.fromEntries([...written, ...(exemption.length === 0 ? [] : [['exemption', exemption]])]);
}

/** Reads what `toDocument` wrote. What is of another type, as a value is that is not known yet, asks for nothing. */
export function fromDocument(document: PolicyDocument): { controls: Controls; exemptions: ExemptControl[] } {
  const read = CONTROL_NAMES.flatMap((name) => {
    const value = readAs(formOf(name), document[name], name);
    return value === undefined ? [] : [[name, value]];
  });
  return { controls: normalControls(Object.fromEntries(read)), exemptions: readExemptions(document.exemption) };
}

function write(name: ControlName, value: unknown): unknown {
  const form = formOf(name);
  return form === 'names' && value === 'default' ? ['default'] : form === 'limit' ? String(value) : value;
}

function readAs(form: Form, value: unknown, name: ControlName): unknown {
  if (form === 'names') {
    if (!Array.isArray(value) || !value.every((each) => typeof each === 'string')) return undefined;
    return name === 'seccomp' && value.length === 1 && value[0] === 'default' ? 'default' : value;
  }
  if (typeof value !== 'string') return undefined;
  if (form === 'level') return controlRow(name).lattice.levels!.includes(value) ? value : undefined;
  return value === 'limited' ? value : Number(value) > 0 ? Number(value) : undefined;
}

function readExemptions(value: unknown): ExemptControl[] {
  const written = Array.isArray(value) ? value as Array<Partial<ExemptControl> | undefined> : [];
  return written.flatMap((each) => isControlName(each?.control) ? [{ control: each.control, reason: typeof each.reason === 'string' ? each.reason : '' }] : []);
}

function isControlName(name: unknown): name is ControlName {
  return CONTROL_NAMES.includes(name as ControlName);
}
