import { Schema } from '../../../../provider/framework/schema/schema';
import { appliedPrivate, body, plan } from '../build';

/** One case of a table: Terraform's request and the expected plan. */
export interface PlanRow {
  readonly prior?: object;
  readonly config?: object;
  /** What was configured when the resource was last applied. Omit it if that was not recorded. */
  readonly before?: object;
  readonly planned: object | null;
  readonly replace?: readonly (readonly (string | number)[])[];
}

/** Plans a case, and compares the result with the expected one. */
export async function expectPlan(schema: Schema, { before, planned, replace = [], ...row }: PlanRow): Promise<void> {
  const found = await plan({ schema, ...row, ...(before && { private: await appliedPrivate(schema, before) }) });
  expect(found.diagnostics).toEqual([]);
  expect(found.planned).toEqual(planned === null ? null : body(schema, planned));
  expect(found.requiresReplace).toEqual(replace);
}
