import { Construct } from 'constructs';
import { Capability } from '../../isolation/capability';
import { Exemption } from '../../isolation/exemption';
import { Control } from '../../isolation/generated/control';
import { Size } from '../../units/size';
import { Container } from '../../workload/container/container';
import { UserNamespace } from '../../workload/container/namespaces';
import { NetworkMode } from '../../workload/container/networking/network-mode';
import { RestartPolicy } from '../../workload/container/process/restart-policy';
import { Mount } from '../../workload/container/storage/mount';
import { NestedHostProps } from '../nested-host-props';

const REASON = 'it gives the control groups of a nested engine to root of its user namespace';

const EXEMPTIONS = [Control.USER_NAMESPACE, Control.HOST_PATHS, Control.KERNEL_PATHS].map((control) => Exemption.of(control, REASON));

/** What the delegate may use. */
export const DELEGATE_MEMORY = Size.mebibytes(32);
export const DELEGATE_PROCESSES = 16;

/** Where the control groups of the machine are in the container. */
const GROUPS_PATH = '/groups';

/** Below a controller, the group of the outer engine, and slices. */
const DEEPEST = 6;

/** Gives control groups to their owner. */
const GIVE = `
for group; do
  for file in cgroup.procs cgroup.threads cgroup.subtree_control tasks; do
    [ ! -e "$group/$file" ] || chown "$owner" "$group/$file"
  done
  chown "$owner" "$group"
done
`;

/**
 * Gives each control group below a parent to root of the engine's containers, which owns the files of the image. Only what a container
 * needs to make groups of its own: its limits stay with root of the machine. The groups are new after each start.
 *
 * A tenant chooses the names of the groups that it makes. So only groups that belong to root of the machine are looked into, and only those
 * are given away.
 *
 * Where the parent is depends on the outer engine. To look for it takes a while, so that is done every ten seconds once it is there.
 */
const SCRIPT = `
set -f
IFS='
'
name=\${1##*/}
owner=$(stat -c %u:%g /)
export owner
give='${GIVE}'
seconds=0
parents=
while sleep 1; do
  seconds=$((seconds + 1))
  if [ -z "$parents" ] || [ $((seconds % 10)) = 0 ]; then
    parents=$(find ${GROUPS_PATH} -maxdepth ${DEEPEST} ! -user 0 -prune -o -type d -name "$name" -prune -print 2>/dev/null)
  fi
  for parent in $parents; do
    find "$parent" -mindepth 1 -maxdepth 1 -type d -user 0 -exec sh -c "$give" give {} + 2>/dev/null
  done
done
`;

/**
 * The container that lets the engine of a nested host limit its containers, where the outer engine remaps users. An engine gives control
 * groups to nobody else than root of the machine.
 *
 * @internal
 */
export function addDelegate(scope: Construct, { host, image }: NestedHostProps, cgroupParent: string): Container {
  return new Container(scope, 'Delegate', {
    host,
    image,
    entryPoint: ['sh', '-c', SCRIPT, 'delegate'],
    command: [cgroupParent],
    user: '0:0',
    userNamespace: UserNamespace.HOST,
    capabilities: [Capability.of('CHOWN')],
    mounts: [Mount.bind('/sys/fs/cgroup', GROUPS_PATH, { readOnly: false })],
    networkMode: NetworkMode.NONE,
    memory: DELEGATE_MEMORY,
    cpus: 0.1,
    pidsLimit: DELEGATE_PROCESSES,
    init: true,
    restart: RestartPolicy.ALWAYS,
    exemptions: EXEMPTIONS,
  });
}
