import fc from 'fast-check';
import { Form } from '../../../src/shared/controls/row';
import { CONTROL_NAMES, controlRow, Controls } from '../../../src/shared/controls/table';

const names = fc.uniqueArray(fc.constantFrom('read', 'write', 'CHOWN', 'NET_RAW', 'runc', 'runsc', 'bpf'), { maxLength: 4 });

const VALUES_OF: { readonly [F in Form]: (weakest: unknown, levels: readonly unknown[]) => fc.Arbitrary<unknown> } = {
  names: (weakest) => fc.oneof(fc.constant(weakest), names),
  calls: (weakest) => fc.oneof(fc.constantFrom(weakest, 'default'), names),
  level: (_, levels) => fc.constantFrom(...levels),
  limit: (weakest) => fc.oneof(fc.constantFrom(weakest, 'limited'), fc.integer({ min: 1, max: 1_000 })),
};

/** Values of each control. */
export const VALUES: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(CONTROL_NAMES.map((name) => {
  const { form, lattice: { weakest, levels = [] } } = controlRow(name);
  return [name, VALUES_OF[form](weakest, levels)];
}));

/** Policies that set some controls. */
export const controls = fc.record(VALUES, { requiredKeys: [] }) as fc.Arbitrary<Controls>;
