import * as path from 'node:path';
import { Plugin } from 'esbuild';
import { bundleText } from './bundle-text';

/**
 * The libraries and the generated code that are not needed to start listening. Node compiles each module of a bundle when it loads
 * the file, even if the module never runs. These modules are stored as text, and compiled when they are first required.
 */
const LAZY = new RegExp(`^(${[
  'dockerode', '@balena/dockerignore', 'tar-stream', 'ip-address', '@msgpack/msgpack', '@peculiar/x509', '@sigstore/bundle',
  '@sigstore/core', '@sigstore/verify', 'tweetnacl', '.*/generated/tfplugin6',
].join('|')})$`);

/**
 * Returns a plugin that bundles lazy modules as text.
 *
 * @param inner  a further plugin for the bundle of each such module
 */
export const lazyCompile = (inner: Plugin): Plugin => ({
  name: 'lazy-compile',
  setup(build) {
    build.onResolve({ filter: LAZY }, async ({ path: module, resolveDir, kind, pluginData }) => {
      if (pluginData === inner) return undefined;
      const { path: resolved, errors } = await build.resolve(module, { resolveDir, kind, pluginData: inner });
      // The module's own extension could mark it as an ES module, but its bundle is CommonJS.
      return { path: `${resolved}.cjs`, errors, namespace: 'lazy', pluginData: resolved };
    });
    build.onLoad({ filter: /./, namespace: 'lazy' }, async ({ pluginData }) => {
      const entry = pluginData as string;
      const text = await bundleText({ entryPoints: [entry], outfile: path.basename(entry), legalComments: 'inline', plugins: [inner] });
      const filename = JSON.stringify(path.posix.join('bundled', path.basename(path.dirname(entry)), path.basename(entry)));
      return {
        loader: 'js',
        contents: [
          'const lazy = { exports: {} };',
          'require("node:vm").compileFunction(',
          `  ${JSON.stringify(text)}, ["exports", "module", "require"], { filename: ${filename} },`,
          ')(lazy.exports, lazy, require);',
          'module.exports = lazy.exports;',
        ].join('\n'),
      };
    });
  },
});
