import { Plugin } from 'esbuild';

/**
 * Parts of libraries that the provider never runs, and that a start of it would pay for nonetheless: the JavaScript
 * engine parses a bundle as a whole. Each is replaced by a module that says so when it is used.
 */
export const LEFT_OUT: readonly { readonly module: RegExp; readonly replacement: string }[] = [
  { module: /[\\/]docker-modem[\\/]lib[\\/]ssh\.js$/, replacement: refusing('module.exports', 'A connection over SSH') },
  { module: /[\\/]dockerode[\\/]lib[\\/]session\.js$/, replacement: refusing('module.exports', 'A BuildKit session') },
  { module: /[\\/]dockerode[\\/]lib[\\/]buildkit\.js$/, replacement: refusing('exports.followProgress', 'BuildKit progress') },
  { module: /[\\/]node_modules[\\/]tar-fs[\\/]index\.js$/, replacement: refusing('exports.pack', 'Packing a folder with tar-fs') },
  // Written for Node as it was before its own streams settled.
  { module: /[\\/]node_modules[\\/]readable-stream[\\/]readable\.js$/, replacement: 'module.exports = require("node:stream");' },
  // It follows redirects: without the engine's socket or certificates, and where the address has no host, with an error that nobody catches.
  { module: /[\\/]docker-modem[\\/]lib[\\/]http\.js$/, replacement: 'exports.http = require("node:http"); exports.https = require("node:https");' },
  // With DEBUG set, it would write every request to the log, headers and credentials included.
  { module: /[\\/]node_modules[\\/]debug[\\/]src[\\/]index\.js$/, replacement: 'module.exports = () => () => {};' },
];

function refusing(name: string, what: string): string {
  return `${name} = () => { throw new Error(${JSON.stringify(`${what} is not part of this bundle`)}); };`;
}

/** @param met takes what was left out: a library that moved its file would come back in unnoticed */
export const leaveOut = (met: Set<RegExp>): Plugin => ({
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
