import fc from 'fast-check';
import { Form } from '../../../src/shared/controls/row';
import { CONTROL_NAMES, controlRow, Controls } from '../../../src/shared/controls/table';

const NAMES = ['read', 'write', 'CHOWN', 'NET_RAW', 'runc', 'runsc', 'bpf'];

type Values = (weakest: unknown, levels: readonly unknown[], names: fc.Arbitrary<readonly string[]>) => fc.Arbitrary<unknown>;

const VALUES_OF: { readonly [F in Form]: Values } = {
  names: (weakest, _, names) => fc.oneof(fc.constant(weakest), names),
  calls: (weakest, _, names) => fc.oneof(fc.constantFrom(weakest, 'default'), names),
  level: (_, levels) => fc.constantFrom(...levels),
  limit: (weakest) => fc.oneof(fc.constantFrom(weakest, 'limited'), fc.integer({ min: 1, max: 1_000 })),
};

/** Values of each control. */
export const VALUES: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(CONTROL_NAMES.map((name) => {
  const { form, lattice: { weakest, levels = [] }, pattern } = controlRow(name);
  const allowed = NAMES.filter((each) => pattern?.pattern.test(each) ?? true);
  return [name, VALUES_OF[form](weakest, levels, fc.uniqueArray(fc.constantFrom(...allowed), { maxLength: 4 }))];
}));

/** Policies that set some controls. */
export const controls = fc.record(VALUES, { requiredKeys: [] }) as fc.Arbitrary<Controls>;
