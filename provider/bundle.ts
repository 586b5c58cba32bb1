import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleText, ROOT } from './bundling/bundle-text';
import { LEFT_OUT, leaveOut } from './bundling/exclude-modules';
import { compileLate } from './bundling/lazy-compile';

/**
 * Bundles the provider to the one file that Terraform runs, and removes what an earlier version left there.
 *
 * The file is not minified: names and line numbers are what a report of a crash is read by. It ends in `.cjs`, since
 * Terraform may copy it below a package.json that says otherwise of files without an extension that Node knows.
 *
 * @returns the path of the file
 */
export async function bundleProvider(folder: string = path.join(ROOT, 'dist', 'provider')): Promise<string> {
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const file = `terraform-provider-docker_v${version}.cjs`;
  const met = new Set<RegExp>();
  const text = await bundleText({
    entryPoints: ['provider/main.ts'],
    outfile: file,
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'eof',
    plugins: [compileLate(leaveOut(met))],
  });
  const unmet = LEFT_OUT.filter(({ module }) => !met.has(module));
  if (unmet.length > 0) throw new Error(`To be left out of the bundle, but nothing imports it: ${unmet.map(({ module }) => module).join(', ')}`);

  fs.mkdirSync(folder, { recursive: true });
  // Renamed into place, so that whoever reads it meanwhile reads one version or the other.
  const unfinished = path.join(folder, `.${file}.${process.pid}`);
  fs.writeFileSync(unfinished, text, { mode: 0o755 });
  fs.renameSync(unfinished, path.join(folder, file));
  for (const name of fs.readdirSync(folder)) {
    if (/^terraform-provider-docker_v/.test(name) && name !== file) fs.rmSync(path.join(folder, name));
  }
  return path.join(folder, file);
}

if (require.main === module) {
  void bundleProvider().then((file) => console.log(`${path.relative(process.cwd(), file)}, ${Math.round(fs.statSync(file).size / 1024)} KiB`));
}
