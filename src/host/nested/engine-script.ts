/** Where the script is in the container. */
export const SCRIPT_PATH = '/berth/start-engine';

/** The folder with what the engine needs for TLS. */
export const CERTIFICATES_PATH = '/berth/certificates';

/** The folder with what `sshd` needs. */
export const SSH_PATH = '/berth/ssh';

/** The environment variable that is "true" if root of the engine may be root of the machine. */
export const HOST_ROOT_VARIABLE = 'BERTH_HOST_ROOT';

const HOST_KEY = '/run/sshd/host_key';

/** The environment variable with the bytes of memory that the engine's containers can't take. */
export const RESERVE_VARIABLE = 'BERTH_ENGINE_MEMORY';

/** The control group in which the provider makes resource pools. No pool has a name with "_". */
const POOLS = '/berth';
/** That of all containers in no pool. */
const CONTAINERS = `${POOLS}/_containers`;

/**
 * Prepares the control groups of a container for an engine in it, and becomes the engine. Its arguments are those of `dockerd`.
 *
 * All containers of the engine are in one control group with its resource pools, whose memory is what the engine leaves. So the kernel ends
 * a process in them, and never the engine, if they use too much together.
 */
export const ENGINE_SCRIPT = `#!/bin/sh
set -eu
reserve=\${${RESERVE_VARIABLE}:?}
groups=/sys/fs/cgroup

read -r _ root range </proc/self/uid_map
if [ "\${${HOST_ROOT_VARIABLE}:-}" != true ] && [ "$root $range" = '0 4294967295' ]; then
  echo 'Root of this engine would be root of the machine: the outer engine does not remap users. Set "userns-remap" in its daemon.json,' \
    'or set \`hostRoot: true\` on the host if whoever uses this engine may be root of the machine.' >&2
  exit 1
fi

# Another container gives the control groups to root of a user namespace.
wait_for() {
  tries=0
  until [ -w "$1" ]; do
    tries=$((tries + 1))
    if [ "$tries" -gt 300 ]; then echo "Nobody gave the control group $1 to this engine." >&2; exit 1; fi
    sleep 0.2
  done
}

# The outer engine mounts both read-only.
mount -o remount,rw /proc/sys
if [ -f "$groups/cgroup.controllers" ]; then
  # The mount alone: the file system is the machine's.
  mount -o remount,bind,rw "$groups"
  wait_for "$groups"
  mkdir -p "$groups/engine"
  controllers=$(sed 's/[^ ]*/+&/g' "$groups/cgroup.controllers")
  # A group that has groups with limits may have no processes of its own. A health check may start one meanwhile.
  tries=0
  until echo "$controllers" 2>/dev/null >"$groups/cgroup.subtree_control"; do
    tries=$((tries + 1))
    if [ "$tries" -gt 50 ]; then echo "The processes in the control group $groups can't be moved out of it." >&2; exit 1; fi
    while read -r process; do echo "$process" 2>/dev/null >"$groups/engine/cgroup.procs" || true; done <"$groups/cgroup.procs"
  done
  memory=$groups limit=memory.max
else
  mount -t tmpfs -o mode=755 cgroup "$groups"
  while IFS=: read -r _ controllers _; do
    [ -n "$controllers" ] || continue
    folder=$groups/\${controllers#name=}
    mkdir "$folder"
    mount -t cgroup -o "$controllers" cgroup "$folder" || { rmdir "$folder"; continue; }
    wait_for "$folder"
    for controller in $(echo "\${controllers#name=}" | tr , ' '); do
      [ -e "$groups/$controller" ] || ln -s "$folder" "$groups/$controller"
    done
  done </proc/self/cgroup
  memory=$groups/memory limit=memory.limit_in_bytes
fi

# The group of containers stays without any, and keeps the folder of pools: the last pool that is removed takes an empty one with it.
mkdir -p "$memory${CONTAINERS}"
available=$(cat "$memory/$limit")
echo $((available - reserve)) >"$memory${POOLS}/$limit"

if [ -e ${SSH_PATH}/sshd_config ]; then
  mkdir -p /run/sshd
  # The last line break is easily lost, and sshd needs it.
  (umask 077; { cat ${SSH_PATH}/host_key; echo; } >${HOST_KEY})
  /usr/sbin/sshd -f ${SSH_PATH}/sshd_config
fi

# Files of an earlier run name processes that are gone.
remove_pids() { rm -f /run/docker.pid /run/docker/containerd/containerd.pid; }

# An engine that was killed while a container started takes the ports of that one for taken, until it has started and ended in order.
if grep -qs '"Running":true' /var/lib/docker/containers/*/config.v2.json; then
  echo 'The engine was killed. It starts and ends once without its containers, so that their ports are free.' >&2
  recovery=unix:///run/recovery.sock
  remove_pids
  dockerd --host "$recovery" --restart=false &
  tries=0
  until docker --host "$recovery" version >/dev/null 2>&1 || [ "$tries" -gt 150 ]; do
    tries=$((tries + 1))
    sleep 0.2
  done
  kill $! && wait $! || true
fi

remove_pids
exec dockerd --cgroup-parent ${CONTAINERS} "$@"
`;

/** Where the folder with a socket for Terraform is in the container. */
export const ACCESS_PATH = '/berth/access';

/** The name of that socket. */
export const ACCESS_SOCKET = 'engine.sock';

/** Keys are the only way in. Who has one is root on the engine, and needs no terminal for that. */
export const SSHD_CONFIGURATION = [
  `HostKey ${HOST_KEY}`,
  `AuthorizedKeysFile ${SSH_PATH}/authorized_keys`,
  'AllowUsers root',
  'PermitRootLogin prohibit-password',
  'PasswordAuthentication no',
  'KbdInteractiveAuthentication no',
  // Without this, sshd forwards no sockets either.
  'AllowTcpForwarding local',
  'AllowStreamLocalForwarding local',
  'AllowAgentForwarding no',
  'X11Forwarding no',
  'PermitTTY no',
  'PermitTunnel no',
  'UsePAM no',
  '',
].join('\n');

/** The arguments of `dockerd` for TLS with client certificates. */
export const TLS_ARGUMENTS: readonly string[] = [
  '--host', 'tcp://0.0.0.0:2376',
  '--tlsverify',
  '--tlscacert', `${CERTIFICATES_PATH}/ca.pem`,
  '--tlscert', `${CERTIFICATES_PATH}/cert.pem`,
  '--tlskey', `${CERTIFICATES_PATH}/key.pem`,
];

/** The arguments of `dockerd` for a socket in a folder of the outer host. */
export const SOCKET_ARGUMENTS: readonly string[] = ['--host', `unix://${ACCESS_PATH}/${ACCESS_SOCKET}`];

/** The arguments of every `dockerd`: no traffic between containers of the default bridge, and bounded logs. */
export const ENGINE_ARGUMENTS: readonly string[] = [
  '--host', 'unix:///run/docker.sock',
  '--icc=false',
  '--log-driver', 'local',
  '--log-opt', 'max-size=10m',
];
