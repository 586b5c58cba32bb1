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

const leaveOut: esbuild.Plugin = {
  name: 'leave-out',
  setup(build) {
    for (const { module, replacement } of LEFT_OUT) {
      let met = false;
      build.onStart(() => { met = false; });
      build.onLoad({ filter: module }, () => {
        met = true;
        return { contents: replacement, loader: 'js' };
      });
      // A library that moved its file would come back in unnoticed.
      build.onEnd(() => (met ? {} : { errors: [{ text: `${module} is to be left out of the bundle, but nothing imports it` }] }));
    }
  },
};

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
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: ['provider/main.ts'],
    outfile: file,
    bundle: true,
    write: false,
    platform: 'node',
    // ES modules where a library has them: of these, what is not used falls away.
    mainFields: ['module', 'main'],
    target: 'node20',
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
    legalComments: 'eof',
    logLevel: 'warning',
    plugins: [leaveOut],
  });

  fs.mkdirSync(folder, { recursive: true });
  // Renamed into place, so that whoever reads it meanwhile reads one version or the other.
  const unfinished = path.join(folder, `.${file}.${process.pid}`);
  fs.writeFileSync(unfinished, outputFiles[0]!.contents, { mode: 0o755 });
  fs.renameSync(unfinished, path.join(folder, file));
  for (const name of fs.readdirSync(folder)) {
    if (/^terraform-provider-docker_v/.test(name) && name !== file) fs.rmSync(path.join(folder, name));
  }
  return path.join(folder, file);
}

if (require.main === module) {
  void bundleProvider().then((file) => console.log(`${path.relative(process.cwd(), file)}, ${Math.round(fs.statSync(file).size / 1024)} KiB`));
}
