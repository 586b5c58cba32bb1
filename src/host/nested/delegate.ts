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

/** Where the control groups of the machine are in the container. */
const GROUPS_PATH = '/groups';

/** Below a controller, the group of the outer engine, and slices. */
const DEEPEST = 6;

/**
 * Gives each control group below a parent to root of the engine's containers, which owns the files of the image. Only what a container
 * needs to make groups of its own: its limits stay with root of the machine. The groups are new after each start.
 *
 * Where the parent is depends on the outer engine. To look for it takes a while, so that is done every ten seconds once it is there.
 */
const SCRIPT = `
owner=$(stat -c %u:%g /)
seconds=0
parents=
while sleep 1; do
  seconds=$((seconds + 1))
  if [ -z "$parents" ] || [ $((seconds % 10)) = 0 ]; then
    parents=$(find ${GROUPS_PATH} -maxdepth ${DEEPEST} -type d -name "$1" 2>/dev/null)
  fi
  for group in $(for parent in $parents; do echo "$parent"/*/; done); do
    [ -d "$group" ] && [ "$(stat -c %u:%g "$group")" != "$owner" ] || continue
    for file in cgroup.procs cgroup.threads cgroup.subtree_control tasks; do
      [ ! -e "$group$file" ] || chown "$owner" "$group$file"
    done
    chown "$owner" "$group"
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
    memory: Size.mebibytes(32),
    cpus: 0.1,
    pidsLimit: 16,
    init: true,
    restart: RestartPolicy.ALWAYS,
    exemptions: EXEMPTIONS,
  });
}
