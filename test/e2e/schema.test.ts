import { workspacePerTest } from './support/workspace-per-test';
import { berthSchema } from '../../projenrc/l1/berth-schema';

const workspaceWith = workspacePerTest();

// The L1s are generated from the schema that `berthSchema()` returns without Terraform.
test('Terraform prints the schema that L1s are generated from', async () => {
  const workspace = await workspaceWith('');
  const printed = JSON.parse(await workspace.terraform('providers', 'schema', '-json')) as { provider_schemas: Record<string, unknown> };
  expect(printed.provider_schemas['registry.terraform.io/berth/docker']).toEqual(berthSchema());
});
