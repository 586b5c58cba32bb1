import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JsonBlock, ProviderSchema } from '../../../../projenrc/l1/provider-schema';

const FILE = join(__dirname, '../../../../projenrc/l1/kubernetes-provider-2.38.0.json');

let schema: ProviderSchema | undefined;

/** Returns what `terraform providers schema -json` printed for a resource type of hashicorp/kubernetes 2.38.0. */
export function resourceSchema(type: string): JsonBlock {
  schema ??= JSON.parse(readFileSync(FILE, 'utf8')) as ProviderSchema;
  const resource = schema.resource_schemas[type];
  if (resource === undefined) {
    throw new Error(`${FILE} has no resource type "${type}". It has: ${Object.keys(schema.resource_schemas).join(', ')}.`);
  }
  return resource.block;
}
