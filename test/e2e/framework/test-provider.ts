import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundleProvider } from '../support/bundle-provider';
import { TestedProvider, Workspace } from '../support/workspace';

export const SOURCE = 'registry.terraform.io/local/test';

let bundle: Promise<TestedProvider> | undefined;

/** Bundles the tests' small provider into one file, once for each test file. */
export async function testProvider(): Promise<TestedProvider> {
  bundle ??= bundleProvider(SOURCE, '0.1.0', 'import \'./provider/main\';', __dirname);
  return bundle;
}

/** Creates a workspace whose provider stores its things in the folder `world`. */
export async function testWorkspace(configuration: string, env: { readonly [name: string]: string | undefined } = {}): Promise<Workspace> {
  return Workspace.create(configured(configuration), { provider: await testProvider(), env });
}

/** Adds the provider's configuration. */
export function configured(configuration: string): string {
  return `provider "test" {\n  folder = "\${path.module}/world"\n}\n${configuration}`;
}

/** Returns the things that exist in a workspace's folder `world`. */
export function world(workspace: Workspace): Record<string, unknown>[] {
  const files = path.join(workspace.folder, 'world');
  if (!existsSync(files)) {
    return [];
  }
  return readdirSync(files)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(files, name), 'utf8')) as Record<string, unknown>);
}

/** Waits until a condition is true that another process fulfils. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
