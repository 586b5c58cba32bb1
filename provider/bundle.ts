import * as fs from 'node:fs';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

const ROOT = path.resolve(__dirname, '..');

/**
 * Parts of libraries that the provider never runs, and that a start of it would pay for nonetheless: the JavaScript
 * engine parses a bundle as a whole. Each is replaced by a module that says so when it is used.
 */
const LEFT_OUT: readonly { readonly module: RegExp; readonly replacement: string }[] = [
  { module: /[\\/]docker-modem[\\/]lib[\\/]ssh\.js$/, replacement: refusing('module.exports', 'A connection over SSH') },
  { module: /[\\/]dockerode[\\/]lib[\\/]session\.js$/, replacement: refusing('module.exports', 'A BuildKit session') },
  { module: /[\\/]dockerode[\\/]lib[\\/]buildkit\.js$/, replacement: refusing('exports.followProgress', 'BuildKit progress') },
  { module: /[\\/]node_modules[\\/]tar-fs[\\/]index\.js$/, replacement: refusing('exports.pack', 'Packing a folder with tar-fs') },
  // Written for Node as it was before its own streams settled.
  { module: /[\\/]node_modules[\\/]readable-stream[\\/]readable\.js$/, replacement: 'module.exports = require("node:stream");' },
  // With DEBUG set, it would write every request to the log, headers and credentials included.
  { module: /[\\/]node_modules[\\/]debug[\\/]src[\\/]index\.js$/, replacement: 'module.exports = () => () => {};' },
];

function refusing(name: string, what: string): string {
  return `${name} = () => { throw new Error(${JSON.stringify(`${what} is not part of this bundle`)}); };`;
}

/** @param met takes what was left out: a library that moved its file would come back in unnoticed */
const leaveOut = (met: Set<RegExp>): esbuild.Plugin => ({
  name: 'leave-out',
  setup(build) {
    for (const { module, replacement } of LEFT_OUT) {
      build.onLoad({ filter: module }, () => {
        met.add(module);
        return { contents: replacement, loader: 'js' };
      });
    }
  },
});

/**
 * Libraries, and code that only depends on them, that are not needed to listen. A module in a bundle is compiled when the
 * file is read, even if it never runs; these are kept as text, and compiled when they are first asked for.
 */
const COMPILED_LATE = /^(dockerode|@balena\/dockerignore|tar-stream|@msgpack\/msgpack|.*\/generated\/tfplugin6)$/;

const compileLate = (inner: esbuild.Plugin): esbuild.Plugin => ({
  name: 'compile-late',
  setup(build) {
    build.onResolve({ filter: COMPILED_LATE }, async ({ path: module, resolveDir, kind, pluginData }) => {
      if (pluginData === inner) return undefined;
      const { path: resolved, errors } = await build.resolve(module, { resolveDir, kind, pluginData: inner });
      // By its ending esbuild would take it for an ES module, and it is none any more.
      return { path: `${resolved}.cjs`, errors, namespace: 'late', pluginData: resolved };
    });
    build.onLoad({ filter: /./, namespace: 'late' }, async ({ pluginData }) => {
      const entry = pluginData as string;
      const text = await bundleText({ entryPoints: [entry], outfile: path.basename(entry), legalComments: 'inline', plugins: [inner] });
      const filename = JSON.stringify(path.posix.join('bundled', path.basename(path.dirname(entry)), path.basename(entry)));
      return {
        loader: 'js',
        contents: [
          'const late = { exports: {} };',
          `require('node:vm').compileFunction(${JSON.stringify(text)}, ['exports', 'module', 'require'], { filename: ${filename} })(late.exports, late, require);`,
          'module.exports = late.exports;',
        ].join('\n'),
      };
    });
  },
});

async function bundleText(options: esbuild.BuildOptions): Promise<string> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    platform: 'node',
    // ES modules where a library has them: of these, what is not used falls away.
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    ...options,
  });
  return outputFiles![0]!.text;
}

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
