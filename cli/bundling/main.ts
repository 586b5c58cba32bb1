import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleText, ROOT } from '../../provider/bundling/bundle-text';
import { excludeModules } from '../../provider/bundling/exclude-modules';

/** What the library of CycloneDX uses to validate documents and to write XML, if it is there. */
const OPTIONAL = ['ajv', 'ajv-formats', 'ajv-formats-draft2019', 'libxmljs2', 'xmlbuilder2'];

/** Bundles the command-line program into one file, and returns its path. */
export async function bundleCli(folder: string = path.join(ROOT, 'dist', 'cli')): Promise<string> {
  const text = await bundleText({
    entryPoints: ['cli/main.ts'],
    outfile: 'berth.cjs',
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'eof',
    external: OPTIONAL,
    plugins: [excludeModules(new Set())],
  });
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'berth.cjs');
  fs.writeFileSync(file, text);
  fs.chmodSync(file, 0o755);
  return file;
}

if (require.main === module) {
  void bundleCli().then((file) => {
    console.log(`${path.relative(process.cwd(), file)}, ${Math.round(fs.statSync(file).size / 1024)} KiB`);
  });
}
