import * as path from 'node:path';
import * as esbuild from 'esbuild';

export const ROOT = path.resolve(__dirname, '../..');

/** Bundles for the Node version that runs the provider. Returns the bundle instead of writing it. */
export async function bundleText(options: esbuild.BuildOptions): Promise<string> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    platform: 'node',
    // Prefers ES modules, from which unused code is removed.
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    ...options,
  });
  return outputFiles![0]!.text;
}
