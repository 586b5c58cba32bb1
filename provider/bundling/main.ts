import * as fs from 'node:fs';
import * as path from 'node:path';
import { bundleText, ROOT } from './bundle-text';
import { EXCLUDED, excludeModules } from './exclude-modules';
import { launcher } from './launcher';
import { lazyCompile } from './lazy-compile';
import { BUNDLE_PREFIX } from '../../src/shared/provider';

interface Manifest {
  readonly version: string;
  readonly engines: { readonly node: string };
}

/**
 * The bundle is the function of a module, so that nobody has to copy its text to wrap it. `code-cache.ts` runs the function, or the file
 * itself, if Node.js loads it.
 */
const MAIN = {
  begin: '(globalThis[Symbol.for("berth.load")] ?? ((main) => main(exports, require, module, __filename, __dirname)))('
    + 'function (exports, require, module, __filename, __dirname) {\n',
  end: '});',
};

/**
 * Bundles the provider into the one file that Terraform runs, and removes the file of an earlier version.
 *
 * The file is not minified, since a crash report needs names and line numbers. It ends in `.cjs`, since Terraform may copy it below
 * a package.json that changes how Node loads files without a known extension.
 *
 * @returns the path of the file
 */
export async function bundleProvider(folder: string = path.join(ROOT, 'dist', 'provider')): Promise<string> {
  const { version, engines } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const file = `${BUNDLE_PREFIX}${version}.cjs`;
  const used = new Set<RegExp>();
  const text = await bundleText({
    entryPoints: ['provider/main.ts'],
    outfile: file,
    banner: { js: launcher(Number(/\d+/.exec(engines.node)![0]), await loader()) + MAIN.begin },
    footer: { js: MAIN.end },
    legalComments: 'eof',
    plugins: [lazyCompile(excludeModules(used))],
  });
  const unused = EXCLUDED.filter(({ module }) => !used.has(module));
  if (unused.length > 0) throw new Error(`Excluded from the bundle, but never imported: ${unused.map(({ module }) => module).join(', ')}`);

  fs.mkdirSync(folder, { recursive: true });
  // Renamed into place, so that a concurrent reader sees either the old or the new version.
  const unfinished = path.join(folder, `.${file}.${process.pid}`);
  fs.writeFileSync(unfinished, text, { mode: 0o755 });
  fs.renameSync(unfinished, path.join(folder, file));
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith(BUNDLE_PREFIX) && name !== file) fs.rmSync(path.join(folder, name));
  }
  return path.join(folder, file);
}

/** Returns the script that loads the bundle, for a shell to quote. */
async function loader(): Promise<string> {
  const text = await bundleText({ entryPoints: ['provider/bundling/code-cache.ts'], outfile: 'load.js', target: 'node12', minify: true });
  if (/['\\]|\*\//.test(text)) throw new Error('A shell can\'t quote the script that loads the bundle.');
  return text.trim();
}

if (require.main === module) {
  void bundleProvider().then((file) => {
    console.log(`${path.relative(process.cwd(), file)}, ${Math.round(fs.statSync(file).size / 1024)} KiB`);
  });
}
