import { quote } from '../../engine/ssh/arguments';

/** Where a machine notes the digest of the script that it ran last, and that ended well. */
const NOTE = '/var/lib/berth/host-bootstrap.sha256';

/** The exit codes of what runs on the machine before the script. If the script fails, the code is 1. */
export const NOT_ROOT = 101;
export const INCOMPLETE = 102;

/** Returns a command that any user may run: it prints the noted digest, and whether an engine's socket is there. */
export function inspection(socket: string): string {
  return asWord(`if [ -r ${NOTE} ]; then echo "digest $(cat ${NOTE})"; fi; if [ -S ${quote(socket)} ]; then echo engine; fi`);
}

/**
 * Returns a command that reads a script, runs it as root, and notes its digest if it ends well. The script is read as a whole before, so
 * that nothing of it runs if the connection is lost, and so that its programs can't read the rest of it as their input.
 */
export function rootCommand(digest: string, sudo: boolean): string {
  const command = asWord([
    `[ "$(id -u)" = 0 ] || exit ${NOT_ROOT}`,
    'umask 077',
    'script=$(mktemp) || exit',
    'trap \'rm -f "$script"\' EXIT',
    'trap \'exit 1\' HUP INT TERM',
    'cat >"$script"',
    `[ "$(sha256sum <"$script" | cut -d " " -f 1)" = ${digest} ] || exit ${INCOMPLETE}`,
    `rm -f ${NOTE}`,
    '(umask 022 && exec sh "$script" </dev/null) || exit 1',
    `umask 022 && mkdir -p "$(dirname ${NOTE})" && echo ${digest} >${NOTE}`,
  ].join('; '));
  return sudo ? `sudo -n -- ${command}` : command;
}

/** Runs it with `sh`, whatever the user's login shell is. */
function asWord(script: string): string {
  return `sh -c ${quote(script)}`;
}
