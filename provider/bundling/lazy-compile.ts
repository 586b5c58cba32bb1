import * as path from 'node:path';
import { Plugin } from 'esbuild';
import { bundleText } from './bundle-text';

/**
 * Libraries, and code that only depends on them, that are not needed to listen. A module in a bundle is compiled when the
 * file is read, even if it never runs; these are kept as text, and compiled when they are first asked for.
 */
const COMPILED_LATE = /^(dockerode|@balena\/dockerignore|tar-stream|@msgpack\/msgpack|.*\/generated\/tfplugin6)$/;

/** @param inner what else such a library's own bundle needs */
export const compileLate = (inner: Plugin): Plugin => ({
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
