import { inContainer, ServiceArguments, ServiceTable } from './service-row';
import { SeccompProfile } from '../../isolation/seccomp-profile';
import { Attributes } from '../../model/attributes';
import { policyAttributes } from '../../model/policy';
import { literal } from '../../private/literal';
import { refused } from '../target-row';

type SecurityField = 'privileged' | 'capabilities' | 'noNewPrivileges' | 'runtime' | 'seccomp' | 'apparmorProfile' | 'pidMode' | 'ipcMode'
  | 'utsMode' | 'cgroupNamespace' | 'cgroupParent' | 'userNamespace' | 'devices' | 'gpus' | 'securityOptions' | 'sysctls'
  | 'readOnlyRootFilesystem' | 'policy';

const OWN_NAMESPACE = 'can\'t be chosen for a task, which has a namespace of its own. Leave it out';

const UNCONFINED = 'unconfined';

/** The isolation of a task: what a service asks for, and what the engine of each node does for all of its containers. */
export const SECURITY_ROWS: ServiceTable<SecurityField> = {
  privileged: refused('is not known to services. Leave it out', (value) => !value),
  capabilities: {
    keeping: 'kept',
    write: (value) => ({ container: value === undefined ? {} : { cap_drop: ['ALL'], cap_add: value.length > 0 ? value : undefined } }),
  },
  noNewPrivileges: {
    keeping: 'otherwise',
    how: 'by the engine of each node: `nodeDefaults`, proved at plan; kept with `servicePrivileges`',
    refusal: (value, _, { nodeDefaults, servicePrivileges }) => value && !nodeDefaults.noNewPrivileges && !servicePrivileges
      ? 'can\'t be asked for by a service of an old engine. Set "no-new-privileges": true in daemon.json of each node, and `nodeDefaults: '
        + '{ noNewPrivileges: true }` on the cluster. If all nodes have Docker Engine 25 or newer, set `servicePrivileges: true` instead. '
        + 'Or set `noNewPrivileges: false`, and exempt the container from the control'
      : undefined,
    write: (value, _, { servicePrivileges }) => servicePrivileges && value ? privileges({ no_new_privileges: true }) : {},
  },
  runtime: {
    keeping: 'otherwise',
    how: 'by the default runtime of each node: `nodeDefaults`, proved at plan',
    refusal: ({ name }, _, { nodeDefaults }) => name === (nodeDefaults.runtime ?? 'runc') ? undefined
      : `"${name}" can't be chosen by a service. Make it the "default-runtime" in daemon.json of each node, and set \`nodeDefaults: `
        + '{ runtime }` on the cluster',
  },
  seccomp: {
    keeping: 'otherwise',
    how: 'the profile of each node\'s engine, proved at plan; another one only with `servicePrivileges`',
    refusal: (value, _, { servicePrivileges }) => servicePrivileges || value === SeccompProfile._ENGINE ? undefined
      : 'can\'t be chosen by a service of an old engine. Leave it out. If all nodes have Docker Engine 25 or newer, set '
        + '`servicePrivileges: true` on the cluster',
    write: (value) => value === undefined || value === SeccompProfile._ENGINE ? {}
      : privileges({ seccomp: value === UNCONFINED ? { mode: UNCONFINED } : { mode: 'custom', profile: literal(value) } }),
  },
  apparmorProfile: {
    keeping: 'otherwise',
    how: 'only "unconfined", and with `servicePrivileges`',
    refusal: (value, _, { servicePrivileges }) => servicePrivileges && value === UNCONFINED ? undefined
      : 'can only be "unconfined" for a service, with Docker Engine 25 or newer on all nodes, and `servicePrivileges: true` on the '
        + 'cluster. Leave it out',
    write: (value) => value === undefined ? {} : privileges({ apparmor: { mode: 'disabled' } }),
  },
  pidMode: refused(OWN_NAMESPACE),
  ipcMode: {
    keeping: 'otherwise',
    how: 'always private',
    refusal: (value) => value === 'private' ? undefined : OWN_NAMESPACE,
  },
  cgroupNamespace: {
    keeping: 'otherwise',
    how: 'by the engine of each node: `nodeDefaults`, proved at plan',
    refusal: (value, _, { nodeDefaults }) => {
      if (value === (nodeDefaults.privateCgroupNamespace ? 'private' : 'host')) return undefined;
      return value !== 'private' ? 'can\'t be chosen by a service. Leave it out'
        : 'can\'t be chosen by a service. Set "default-cgroupns-mode": "private" in daemon.json of each node (the default with control '
          + 'groups version 2), and `nodeDefaults: { privateCgroupNamespace: true }` on the cluster. Or set `cgroupNamespace: '
          + 'CgroupNamespace.HOST`, and exempt the container from the control';
    },
  },
  cgroupParent: refused('is not known to services. Leave it out'),
  utsMode: refused(OWN_NAMESPACE),
  userNamespace: refused('can\'t be chosen for a task. Leave it out: the engine of a node remaps users, or does not'),
  devices: refused('is not known to services. Leave it out', (devices) => devices.length === 0),
  gpus: refused('is not known to services. Leave it out'),
  securityOptions: refused('is not known to services. Leave it out', (options) => options.length === 0),
  sysctls: inContainer('sysctl'),
  readOnlyRootFilesystem: inContainer('read_only'),
  policy: { keeping: 'kept', write: (policy) => ({ service: policy && { ...policyAttributes(policy) } }) },
};

function privileges(some: Attributes): ServiceArguments {
  return { container: { privileges: some } };
}
