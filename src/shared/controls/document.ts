import { normalControls } from './compare';
import { SharedFolder } from './host-path';
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

/** A policy as the block `isolation_policy` of a `docker_container`. An attribute that is null or missing asks for nothing. */
export type PolicyDocument = { readonly [N in ControlName]?: unknown } & { readonly exemption?: unknown; readonly shared_folder?: unknown };

/** Returns how a control's value is written. */
export function formOf(name: ControlName): Form {
  return controlRow(name).form;
}

/** Writes a policy, the exemptions of one container, and the folders that its host shares, as plain data. */
export function toDocument(
  controls: Controls, exemptions: readonly ExemptControl[] = [], sharedFolders: readonly SharedFolder[] = [],
): PolicyDocument {
  const written = Object.entries(normalControls(controls)).map(([name, value]) => [name, write(formOf(name as ControlName), value)]);
  const exemption = exemptions.map(({ control, reason }) => ({ control, reason }));
  const folders = sharedFolders.map(({ path, readOnly }) => ({ path, read_only: readOnly }));
  return Object.fromEntries([
    ...written,
    ...(exemption.length === 0 ? [] : [['exemption', exemption]]),
    ...(folders.length === 0 ? [] : [['shared_folder', folders]]),
  ]);
}

/** Reads what `toDocument` wrote. A value of another type, such as one that is not known yet, asks for nothing. */
export function fromDocument(document: PolicyDocument): Policy {
  const read = CONTROL_NAMES.flatMap((name) => {
    const value = readAs(formOf(name), document[name], name);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    controls: normalControls(Object.fromEntries(read)),
    exemptions: readExemptions(document.exemption),
    sharedFolders: readFolders(document.shared_folder),
  };
}

function write(form: Form, value: unknown): unknown {
  if (form === 'calls' && value === 'default') return ['default'];
  return form === 'limit' ? String(value) : value;
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

/** Reads folders. One whose path is not known yet is left out, so that it allows nothing. */
function readFolders(value: unknown): SharedFolder[] {
  const written = Array.isArray(value) ? value as Array<{ path?: unknown; read_only?: unknown } | undefined> : [];
  return written.flatMap((each) => typeof each?.path === 'string' ? [{ path: each.path, readOnly: each.read_only !== false }] : []);
}

function isControlName(name: unknown): name is ControlName {
  return CONTROL_NAMES.includes(name as ControlName);
}
