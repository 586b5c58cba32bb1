import { Plugin } from 'esbuild';

/**
 * Parts of libraries that the provider never runs. They would slow down each start, since Node parses the whole bundle.
 * Each is replaced, in most cases by a module that throws when it is used.
 */
export const EXCLUDED: readonly { readonly module: RegExp; readonly replacement: string }[] = [
  { module: /[\\/]docker-modem[\\/]lib[\\/]ssh\.js$/, replacement: throwing('module.exports', 'A connection over SSH') },
  { module: /[\\/]dockerode[\\/]lib[\\/]session\.js$/, replacement: throwing('module.exports', 'A BuildKit session') },
  { module: /[\\/]dockerode[\\/]lib[\\/]buildkit\.js$/, replacement: throwing('exports.followProgress', 'BuildKit progress') },
  { module: /[\\/]node_modules[\\/]tar-fs[\\/]index\.js$/, replacement: throwing('exports.pack', 'Packing a folder with tar-fs') },
  // Written for old versions of Node; the built-in streams replace it.
  { module: /[\\/]node_modules[\\/]readable-stream[\\/]readable\.js$/, replacement: 'module.exports = require("node:stream");' },
  // It would follow redirects without the engine's socket or certificates, and throw an uncaught error for an address without a host.
  {
    module: /[\\/]docker-modem[\\/]lib[\\/]http\.js$/,
    replacement: 'exports.http = require("node:http"); exports.https = require("node:https");',
  },
  // With DEBUG set, it would log each request, including headers and credentials.
  { module: /[\\/]node_modules[\\/]debug[\\/]src[\\/]index\.js$/, replacement: 'module.exports = () => () => {};' },
];

function throwing(name: string, what: string): string {
  return `${name} = () => { throw new Error(${JSON.stringify(`${what} is not part of this bundle`)}); };`;
}

/**
 * Returns a plugin that replaces the excluded modules.
 *
 * @param used  receives the modules that were replaced, to detect a library that has moved a file
 */
export const excludeModules = (used: Set<RegExp>): Plugin => ({
  name: 'exclude-modules',
  setup(build) {
    for (const { module, replacement } of EXCLUDED) {
      build.onLoad({ filter: module }, () => {
        used.add(module);
        return { contents: replacement, loader: 'js' };
      });
    }
  },
});
