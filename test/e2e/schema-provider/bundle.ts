import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decided } from './provider';
import { bundleProvider } from '../support/bundle-provider';
import { TestedProvider } from '../support/workspace';

export const SCHEMAS = join(__dirname, '../../../projenrc/l1');

/**
 * Bundles a provider that has the schema in a file of `SCHEMAS`, so that a real Terraform judges configurations for a provider that
 * can't be had here.
 *
 * @param file  the file, which also has the source and the version of the provider
 * @param decided  the values of computed attributes
 */
export async function schemaProvider(file: string, decided: Decided = {}): Promise<TestedProvider> {
  const path = join(SCHEMAS, file);
  const { source, version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly source: string; readonly version: string };
  const address = `registry.terraform.io/${source}`;
  return bundleProvider(address, version, [
    `import schema from ${JSON.stringify(path)};`,
    'import { providerOf } from \'./provider\';',
    'import { serve } from \'../../../provider/framework/serve\';',
    `const decided = ${JSON.stringify(decided)};`,
    `serve(() => providerOf(schema as never, decided), { address: '${address}' });`,
  ].join('\n'), __dirname);
}
