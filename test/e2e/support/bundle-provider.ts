import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { TestedProvider } from './workspace';

const folder = mkdtempSync(join(tmpdir(), 'berth-test-provider-'));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * Bundles a provider that only tests use into one executable file, which exists until the tests of this file end.
 *
 * @param source  `registry.terraform.io/<namespace>/<type>`
 * @param entry  the program, which serves the provider, in TypeScript
 * @param resolveDir  the folder from which the program imports
 */
export async function bundleProvider(source: string, version: string, entry: string, resolveDir: string): Promise<TestedProvider> {
  const file = join(folder, `terraform-provider-${source.split('/').at(-1)}_v${version}.cjs`);
  await esbuild.build({
    stdin: { contents: entry, resolveDir, loader: 'ts' },
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
  chmodSync(file, 0o755);
  return { source, version, file };
}
