import { normalControls } from './compare';
import { canonicalPath, SharedFolder } from './host-path';
import { Limit } from './lattice';
import { Form } from './row';
import { CONTROL_NAMES, controlRow, ControlName, Controls } from './table';

/** A control that a container is exempt from, and why. */
export interface ExemptControl {
  readonly control: ControlName;
  readonly reason: string;
}

/** A policy, the exemptions of one container, and the folders that its host shares. */
export interface Policy {
  readonly controls: Controls;
  readonly exemptions: readonly ExemptControl[];
  readonly sharedFolders: readonly SharedFolder[];
}

/**
 * A policy as plain data: as the file of an isolation floor has it, and as states of Berth 0.1.0 have it in the block `isolation_policy`. A
 * member that is null or missing asks for nothing.
 */
export type PolicyDocument = { readonly [N in ControlName]?: unknown } & { readonly exemption?: unknown; readonly shared_folder?: unknown };

/** Reads a policy that is written as plain data. A value of another type asks for nothing. */
export function fromDocument(document: PolicyDocument): Policy {
  const read = CONTROL_NAMES.flatMap((name) => {
    const value = readAs(controlRow(name).form, document[name], name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    controls: normalControls(Object.fromEntries(read)),
    exemptions: readExemptions(document.exemption),
    sharedFolders: readFolders(document.shared_folder),
  };
}

/** Reads the value of one control as it is in `Controls`, also the one that asks for nothing. Returns undefined if it is none. */
export function readControl(name: ControlName, value: unknown): unknown {
  const { form, lattice: { weakest } } = controlRow(name);
  if (value === weakest || form === 'calls' && value === 'default') return value;
  return readAs(form, typeof value === 'number' ? String(value) : value, name);
}

function readAs(form: Form, value: unknown, name: ControlName): unknown {
  switch (form) {
    case 'names': return isListOfNames(value) ? value : undefined;
    case 'calls': return isListOfNames(value) && value.length === 1 && value[0] === 'default' ? 'default' : readAs('names', value, name);
    case 'level': return controlRow(name).lattice.levels!.includes(value) ? value : undefined;
    case 'limit': return readLimit(value);
  }
}

function readLimit(value: unknown): Limit | undefined {
  if (typeof value !== 'string') return undefined;
  if (value === 'limited') return value;
  return /^\d+(\.\d+)?$/.test(value) && Number(value) > 0 ? Number(value) : undefined;
}

function isListOfNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function readExemptions(value: unknown): ExemptControl[] {
  const written = Array.isArray(value) ? value as Array<Partial<ExemptControl> | undefined> : [];
  return written.flatMap((each) => isControlName(each?.control)
    ? [{ control: each.control, reason: typeof each.reason === 'string' ? each.reason : '' }]
    : []);
}

/** Reads folders, in whatever spelling. One whose path is not known yet is left out, so that it allows nothing. */
function readFolders(value: unknown): SharedFolder[] {
  const written = Array.isArray(value) ? value as Array<{ path?: unknown; read_only?: unknown } | undefined> : [];
  return written.flatMap((each) => (
    typeof each?.path === 'string' ? [{ path: canonicalPath(each.path), readOnly: each.read_only !== false }] : []));
}

function isControlName(name: unknown): name is ControlName {
  return CONTROL_NAMES.includes(name as ControlName);
}
