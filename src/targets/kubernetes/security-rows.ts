import { PodTable } from './kubernetes-row';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { literals } from '../../private/literal';
import { refused } from '../target-row';

type SecurityField = 'privileged' | 'capabilities' | 'noNewPrivileges' | 'runtime' | 'seccomp' | 'apparmorProfile' | 'pidMode' | 'ipcMode'
  | 'utsMode' | 'cgroupNamespace' | 'cgroupParent' | 'userNamespace' | 'devices' | 'gpus' | 'securityOptions' | 'sysctls'
  | 'readOnlyRootFilesystem' | 'policy';

const OWN_NAMESPACE = 'can\'t be shared with another container. Leave it out';

const UNCONFINED = 'unconfined';

/** The runtime that every container runtime uses without a runtime class. */
const OWN_RUNTIME = 'runc';

/** The resource of the device plugin of NVIDIA. */
const GPU = 'nvidia.com/gpu';

/** The isolation of a pod. */
export const SECURITY_ROWS: PodTable<SecurityField> = {
  privileged: { keeping: 'kept', write: (value) => ({ security: { privileged: value || undefined } }) },
  capabilities: {
    keeping: 'kept',
    write: (value) => ({
      security: value === undefined ? {} : { capabilities: { drop: ['ALL'], add: value.length > 0 ? value : undefined } },
    }),
  },
  noNewPrivileges: {
    keeping: 'kept',
    refusal: (value, { privileged, capabilities = [] }) => value && (privileged || capabilities.includes('SYS_ADMIN'))
      ? 'can\'t be true with `privileged` or the capability SYS_ADMIN, which the API server refuses. Set it to false, and exempt the '
        + 'container from the control' : undefined,
    write: (value) => ({ security: { allow_privilege_escalation: !value } }),
  },
  runtime: {
    keeping: 'otherwise',
    how: 'as a runtime class, which the cluster has to have: "gvisor" and "kata", or what `runtimeClasses` says',
    write: (value, _, { runtimeClasses }) => ({
      pod: {
        runtime_class_name: value === undefined || value.name === OWN_RUNTIME ? undefined : runtimeClasses[value.name] ?? value.name,
      },
    }),
  },
  seccomp: {
    keeping: 'otherwise',
    how: 'the default profile of the container runtime, or none; a profile of one\'s own is refused',
    refusal: (value) => [UNCONFINED, SeccompProfile._ENGINE].includes(value) ? undefined
      : 'can\'t have a profile of its own: Kubernetes reads profiles from files of its nodes. Leave it out',
    write: (value) => ({ security: { seccomp_profile: { type: value === UNCONFINED ? 'Unconfined' : 'RuntimeDefault' } } }),
  },
  apparmorProfile: refused('is not known to the resources of Terraform\'s provider. Leave it out: the container runtime\'s own applies'),
  pidMode: {
    keeping: 'otherwise',
    how: '"host" only',
    refusal: (value) => value === 'host' ? undefined : OWN_NAMESPACE,
    write: (value) => ({ pod: { host_pid: value === 'host' || undefined } }),
  },
  ipcMode: {
    keeping: 'otherwise',
    how: 'private, or "host"',
    refusal: (value) => ['private', 'host'].includes(value) ? undefined : OWN_NAMESPACE,
    write: (value) => ({ pod: { host_ipc: value === 'host' || undefined } }),
  },
  utsMode: refused('can\'t be that of the host. Leave it out'),
  cgroupNamespace: {
    keeping: 'otherwise',
    how: 'by the container runtime of each node: private with control groups version 2, which `podDefaults` declares',
    refusal: (value, _, { podDefaults: { privateCgroupNamespace } }) => {
      if (value === (privateCgroupNamespace ? 'private' : 'host')) return undefined;
      return value !== 'private' ? 'can\'t be chosen for a pod. Leave it out'
        : 'can\'t be asked for by a pod. If all nodes have control groups version 2, set `podDefaults: { privateCgroupNamespace: true }` '
          + 'on the cluster. Or set `cgroupNamespace: CgroupNamespace.HOST`, and exempt the container from the control';
    },
  },
  cgroupParent: refused('is not known to pods. Leave it out'),
  userNamespace: refused('can\'t be chosen with the resources of Terraform\'s provider. Leave it out', (value) => value === 'host'),
  devices: refused('is not known to pods: they get devices from plugins of nodes. Leave it out', ({ length }) => length === 0),
  gpus: {
    keeping: 'otherwise',
    how: 'a number of GPUs, of the device plugin of NVIDIA',
    refusal: (value) => /^\d+$/.test(value) ? undefined : 'can only be a number of GPUs, as in Gpus.count(1)',
    write: (value) => ({ limits: { [GPU]: value } }),
  },
  securityOptions: refused('is not known to pods. Leave it out', (options) => options.length === 0),
  sysctls: {
    keeping: 'kept',
    write: (value) => ({
      podSecurity: {
        sysctl: value === undefined || Object.keys(value).length === 0 ? undefined
          : Object.entries(literals(value)).map(([name, text]) => ({ name, value: text })),
      },
    }),
  },
  readOnlyRootFilesystem: {
    keeping: 'kept', write: (value) => ({ security: { read_only_root_filesystem: value || undefined } }),
  },
  policy: { keeping: 'otherwise', how: 'by synthesis, and by the Pod Security level of the namespace' },
};
