import { HOST_CONTROLS } from './host';
import { KERNEL_CONTROLS } from './kernel';
import { Lattice } from './lattice';
import { NAMESPACE_CONTROLS } from './namespaces';
import { PRIVILEGE_CONTROLS } from './privileges';
import { RESOURCE_CONTROLS } from './resources';
import { ControlRow } from './row';
import { RUNTIME_CONTROLS } from './runtime';

/** All isolation controls, by their names in a plan and in a label. Reports list them in this order. */
export const CONTROLS = {
  ...PRIVILEGE_CONTROLS,
  ...NAMESPACE_CONTROLS,
  ...KERNEL_CONTROLS,
  ...HOST_CONTROLS,
  ...RESOURCE_CONTROLS,
  ...RUNTIME_CONTROLS,
} satisfies Record<string, ControlRow>;

export type ControlName = keyof typeof CONTROLS;
export type ControlValue<N extends ControlName> = (typeof CONTROLS)[N]['lattice'] extends Lattice<infer T> ? T : never;

/**
 * Values of some controls. In a policy, they are what it asks for; it asks for nothing in the other controls. For a container,
 * they are what it has; the other values are not known yet.
 */
export type Controls = { readonly [N in ControlName]?: ControlValue<N> };

export const CONTROL_NAMES = Object.keys(CONTROLS) as ControlName[];

/** The controls that a privileged container violates too. An exemption from `privileged` is an exemption from each of them. */
export const PRIVILEGED_IMPLIES: readonly ControlName[] = CONTROL_NAMES.filter((name) => controlRow(name).impliedByPrivileged);

/** Returns a row of the table, whatever the type of its values. */
export function controlRow(name: ControlName): ControlRow {
  return CONTROLS[name];
}

/** Returns which standards ask for a control. */
export function sourcesOf(name: ControlName): string[] {
  const { cis, pss } = controlRow(name);
  return [
    ...(cis.length === 0 ? [] : [`CIS Docker Benchmark ${cis.join(', ')}`]),
    ...(pss === undefined ? [] : [`Pod Security Standards, "${pss}"`]),
  ];
}
