import { AS_GIVEN, FieldTable, plain } from './field';
import { Backend } from '../../../backend/backend';
import { notOnThisBackend } from '../../../backend/errors';
import { Capability } from '../../../isolation/capability';
import { Runtime } from '../../../isolation/runtime';
import { SeccompProfile } from '../../../isolation/seccomp-profile';
import { Attributes } from '../../../model/attributes';
import { pathNotAbsolute } from '../../../private/errors';
import { isKnown } from '../../../private/tokens';
import { capabilityName } from '../../../shared/capabilities';
import { Controls } from '../../../shared/controls/table';
import { blocks, unlessEmpty } from '../../blocks';
import { Gpus } from '../gpus';
import { CgroupNamespace, IpcMode, PidMode, UserNamespace, UtsMode } from '../namespaces';
import { SECURE_DEFAULTS } from '../secure-defaults';

type SecurityField = 'capabilities' | 'noNewPrivileges' | 'privileged' | 'runtime' | 'seccomp' | 'apparmorProfile' | 'pidMode' | 'ipcMode'
  | 'utsMode' | 'cgroupNamespace' | 'cgroupParent' | 'userNamespace' | 'devices' | 'gpus' | 'securityOptions' | 'sysctls';

// The preferred runtimes for a policy that asks for a kernel of its own, in this order.
const PREFERRED = [Runtime.RUNSC, Runtime.KATA];

const NO_NEW_PRIVILEGES = 'no-new-privileges';
const SECCOMP = 'seccomp=';
const APPARMOR = 'apparmor=';

/** The fields of what isolates a container from its host and from other containers. */
export const SECURITY_FIELDS: FieldTable<SecurityField> = {
  privileged: plain('privileged'),

  capabilities: {
    toModel: (prop) => prop.map(({ name }) => name),
    toProp: (value) => value.map((name) => Capability.of(name)),
    byDefault: capabilitiesWithin,
    attributes: ['capabilities'],
    write: (value) => ({ capabilities: value && { drop: ['ALL'], add: unlessEmpty(value) } }),
    read: ({ capabilities }) => blocks(capabilities).map(({ add }) => ((add ?? []) as string[]).map(capabilityName))[0],
  },

  // The following four share the attribute `security_opts`.
  noNewPrivileges: {
    ...AS_GIVEN,
    byDefault: (requested) => requested.no_new_privileges === 'required' || undefined,
    attributes: ['security_opts'],
    write: (value) => ({ security_opts: value ? [NO_NEW_PRIVILEGES] : undefined }),
    read: (attributes) => optionsOf(attributes).includes(NO_NEW_PRIVILEGES) || undefined,
  },

  seccomp: {
    toModel: (prop) => prop._option ?? SeccompProfile._ENGINE,
    toProp: (value) => SeccompProfile._of(value),
    attributes: ['security_opts'],
    write: (value) => ({ security_opts: value === undefined || value === SeccompProfile._ENGINE ? undefined : [`${SECCOMP}${value}`] }),
    read: (attributes) => optionWith(SECCOMP, attributes),
  },

  apparmorProfile: {
    ...AS_GIVEN,
    attributes: ['security_opts'],
    write: (value) => ({ security_opts: value === undefined ? undefined : [`${APPARMOR}${value}`] }),
    read: (attributes) => optionWith(APPARMOR, attributes),
  },

  securityOptions: {
    ...AS_GIVEN,
    byDefault: () => [],
    attributes: ['security_opts'],
    write: (value) => ({ security_opts: unlessEmpty(value) }),
    read: (attributes) => optionsOf(attributes)
      .filter((option) => option !== NO_NEW_PRIVILEGES && !option.startsWith(SECCOMP) && !option.startsWith(APPARMOR)),
  },

  runtime: {
    toModel: (prop) => prop,
    toProp: ({ name, capabilities }) => Runtime.of(name, capabilities),
    byDefault: runtimeWithin,
    attributes: ['runtime'],
    write: (value) => ({ runtime: value?.name }),
    read: ({ runtime }) => (runtime === undefined ? undefined : Runtime._named(runtime as string)),
  },

  pidMode: {
    toModel: (prop) => prop.name,
    toProp: (value) => PidMode._of(value),
    attributes: ['pid_mode'],
    write: (value) => ({ pid_mode: value }),
    read: ({ pid_mode: mode }) => mode as string | undefined,
  },

  ipcMode: {
    toModel: (prop) => prop,
    toProp: (value) => value as IpcMode,
    byDefault: (requested) => (requested.ipc_namespace === undefined || requested.ipc_namespace === 'host' ? undefined : IpcMode.PRIVATE),
    attributes: ['ipc_mode'],
    write: (value) => ({ ipc_mode: value }),
    read: ({ ipc_mode: mode }) => mode as string | undefined,
  },

  cgroupNamespace: {
    toModel: (prop) => prop,
    toProp: (value) => value as CgroupNamespace,
    byDefault: (requested) =>
      (requested.cgroup_namespace === undefined || requested.cgroup_namespace === 'host' ? undefined : CgroupNamespace.PRIVATE),
    attributes: ['cgroupns_mode'],
    write: (value) => ({ cgroupns_mode: value }),
    read: ({ cgroupns_mode: mode }) => mode as string | undefined,
  },

  cgroupParent: {
    toModel: (prop) => prop || undefined,
    toProp: (value) => value,
    attributes: ['cgroup_parent'],
    write: (value) => ({ cgroup_parent: value }),
    read: ({ cgroup_parent: parent }) => parent as string | undefined,
  },

  userNamespace: {
    toModel: (prop) => prop || undefined,
    toProp: (value) => value as UserNamespace,
    attributes: ['userns_mode'],
    write: (value) => ({ userns_mode: value }),
    read: ({ userns_mode: mode }) => mode as string | undefined,
  },

  devices: {
    toModel: (prop) => prop.map((device) => ({ ...device, permissions: device.permissions ?? 'rw' })),
    toProp: (value) => value,
    byDefault: () => [],
    check: (value) => value.flatMap(({ hostPath, containerPath }) => [hostPath, containerPath])
      .flatMap((path) => (isKnown(path) && !path.startsWith('/') ? [pathNotAbsolute('The path of a device', path)] : [])),
    attributes: ['devices'],
    write: (value) => ({
      devices: unlessEmpty(value.map(({ hostPath, containerPath, permissions }) =>
        ({ host_path: hostPath, container_path: containerPath, permissions }))),
    }),
    read: ({ devices }) => blocks(devices).map(({ host_path, container_path, permissions }) =>
      ({ hostPath: host_path, containerPath: container_path, permissions })),
  },

  gpus: {
    toModel: ({ _request: request }) => request,
    toProp: (value) => Gpus._of(value),
    check: (value, _, { backend }) => (backend === Backend.KREUZWERKER && value !== 'all'
      ? [notOnThisBackend('A choice of GPUs', `${backend}`, 'use Gpus.all(), or Backend.BERTH')]
      : []),
    attributes: ['gpus'],
    write: (value) => ({ gpus: value }),
    read: ({ gpus }) => gpus as string | undefined,
  },

  utsMode: {
    toModel: (prop) => prop || undefined,
    toProp: (value) => value as UtsMode,
    title: 'The host\'s UTS namespace',
    attributes: ['uts_mode'],
    write: (value) => ({ uts_mode: value }),
    read: ({ uts_mode: mode }) => mode as string | undefined,
  },

  sysctls: plain('sysctls'),
};

function optionsOf({ security_opts: options }: Attributes): string[] {
  return (options ?? []) as string[];
}

function optionWith(prefix: string, attributes: Attributes): string | undefined {
  return optionsOf(attributes).find((option) => option.startsWith(prefix))?.slice(prefix.length);
}

/** Returns none for a user other than root, who could not use them: Docker gives that user none in effect. */
function capabilitiesWithin({ capabilities = 'any', user }: Controls): string[] | undefined {
  if (capabilities === 'any') return undefined;
  return user === 'non-root' ? [] : SECURE_DEFAULTS.capabilities.map(({ name }) => name).filter((name) => capabilities.includes(name));
}

/** Returns the runtime for policies that ask for a kernel of its own. */
export function runtimeWithin({ runtime = 'any' }: Controls): Runtime | undefined {
  if (runtime === 'any') return undefined;
  return PREFERRED.find(({ name }) => runtime.includes(name)) ?? (runtime.length > 0 ? Runtime.of(runtime[0]) : undefined);
}
