/** The folder with what Terraform writes. */
const FOLDER = '/berth/front';

/** Where the script is in the container. */
export const SCRIPT_PATH = `${FOLDER}/run.sh`;

/** Where Terraform writes the configuration. */
export const CONFIGURATION_PATH = `${FOLDER}/haproxy.cfg`;

/** The last line of a configuration, by which the script knows that it is complete: the engine writes a file bit by bit. */
export const LAST_LINE = '# complete';

/** The configuration that is in force. It is in memory, since the rest of the file system is read-only. */
const IN_FORCE = '/tmp/haproxy.cfg';

/** Succeeds if the configuration that Terraform wrote is in force. */
export const HEALTH_COMMAND = `cmp -s ${CONFIGURATION_PATH} ${IN_FORCE} || { echo 'the last configuration is not in force'; exit 1; }`;

/**
 * Becomes HAProxy, and lets it load its configuration again whenever that changes. A configuration that HAProxy refuses changes nothing.
 *
 * HAProxy's master process (`-W`) starts a new worker with the new configuration on SIGUSR2, and gives it the sockets that it listens
 * on, so no connection is refused. The worker before ends after its last connection. The container needs an init process, which becomes the
 * parent of what watches the file.
 */
export const FRONT_SCRIPT = `#!/bin/sh
set -eu
wanted=${CONFIGURATION_PATH}
checked=/tmp/checked.cfg
in_force=${IN_FORCE}

# Fails if there is nothing new.
take() {
  if cmp -s "$wanted" "$checked"; then return 1; fi
  cp "$wanted" "$checked" && [ "$(tail -n 1 "$checked")" = '${LAST_LINE}' ]
}

put_in_force() {
  haproxy -c -q -f "$checked" && cp "$checked" "$in_force"
}

watch() {
  while sleep 1; do
    take || continue
    if put_in_force; then kill -USR2 $$; else echo 'HAProxy refuses this configuration, so the one before stays in force.' >&2; fi
  done
}

take && put_in_force
# Not a child of HAProxy, which would wait for its end when it is stopped.
(watch &)
exec haproxy -W -db -f "$in_force"
`;
