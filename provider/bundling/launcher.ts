/**
 * Returns the beginning of the bundle, which makes the file a shell script and a JavaScript file at once: Node reads as a comment what the
 * shell runs. The shell checks that there is a Node, and then has it check its version and load the file.
 *
 * - Before the handshake, Terraform shows nothing of a provider's stderr, but it shows a wrong handshake. So the reason takes the place of
 *   the protocol in one. A line that is no handshake at all would be shown, too, but followed by a remark that the plugin was not compiled
 *   for this architecture.
 * - The check of the version is a script of its own, in old syntax, since an old Node can't parse the bundle.
 * - `exec` keeps the process, which Terraform signals and kills.
 *
 * @param oldest  the oldest major version of Node that can run the provider
 * @param load    the script that loads the file, whose path is the first argument, in old syntax and without single quotes
 */
export function launcher(oldest: number, load: string): string {
  const needed = `the provider berth/docker needs Node.js ${oldest} or newer, but`;
  const next = 'Install it (https://nodejs.org), or put its folder first in PATH, and run the command again';
  return `#!/bin/sh
':' /* The shell reads this comment, and Node.js the rest.
if ! command -v node >/dev/null; then
  why="${needed} no folder in PATH ($PATH) has a program node. ${next}"
  echo "\${TF_PLUGIN_MAGIC_COOKIE:+1|6|unix|/|}$why"
  exit 1
fi
exec node -e '
if (parseInt(process.versions.node, 10) >= ${oldest}) {
  ${load}
} else {
  var why = "${needed} " + process.execPath + " has version " + process.versions.node + ". ${next}";
  console.log((process.env.TF_PLUGIN_MAGIC_COOKIE ? "1|6|unix|/|" : "") + why);
  process.exitCode = 1;
}
' -- "$0" "$@"
*/;
`;
}
