import { DescribedContainer } from './reader';
import { describeTaskMounts } from './task-mounts';

type Attributes = { readonly [name: string]: unknown };

const MEBIBYTE = 1_024 * 1_024;

/** The parts of an SELinux label, which the engine of a node passes on as security options of a container. */
const LABEL_PARTS = ['user', 'role', 'type', 'level'] as const;

/**
 * Describes the tasks of a `docker_service` as a container. Swarm gives each task its own namespaces and no devices, and has no privileged
 * tasks. What an engine does for all its containers counts as far as `node_defaults` says so.
 *
 * @param isUnknown  whether a value is known only after apply
 */
export function describeTask(service: Attributes, isUnknown: (value: unknown) => boolean): DescribedContainer {
  const block = blockReader(isUnknown);
  const scaled = (amount: unknown, unit: number) => (typeof amount === 'number' && !isUnknown(amount) ? amount / unit : amount);
  const { task_spec: spec, labels, node_defaults: given, isolation_policy: policy, isolation_exemptions: exemptions } = service;
  const task = block(spec);
  const container = block(task.container_spec);
  const limits = block(block(task.resources).limits);
  const log = block(task.log_driver);
  const defaults = block(given);
  const networks = isUnknown(task.networks_advanced) ? [] : [task.networks_advanced ?? []].flat() as Attributes[];
  return {
    labels,
    isolation_policy: policy,
    isolation_exemptions: exemptions,
    capabilities: { add: container.cap_add, drop: container.cap_drop },
    user: container.user,
    read_only: container.read_only,
    mounts: describeTaskMounts(container, isUnknown),
    sysctls: container.sysctl,
    networks_advanced: task.networks_advanced,
    security_opts: [
      ...privilegesOf(container, isUnknown),
      ...defaults.no_new_privileges === true ? ['no-new-privileges'] : [],
    ],
    runtime: defaults.runtime || undefined,
    network_mode: networks.map(({ name }) => name).find((name) => name === 'host'),
    ipc_mode: 'private',
    cgroupns_mode: defaults.private_cgroup_namespace === true ? 'private' : undefined,
    log_driver: log.name,
    log_opts: log.options,
    memory: scaled(limits.memory_bytes, MEBIBYTE),
    cpus: scaled(limits.nano_cpus, 1e9),
    pids_limit: limits.pids,
    ulimit: container.ulimits,
  };
}

/** Returns `container_spec` of a service, as far as it is known. */
export function containerOfTask(service: Attributes, isUnknown: (value: unknown) => boolean): Attributes {
  const block = blockReader(isUnknown);
  return block(block(service.task_spec).container_spec);
}

/** Returns a function that returns the only block of some kind, or an empty one if there is none that is known. */
function blockReader(isUnknown: (value: unknown) => boolean): (value: unknown) => Attributes {
  return (value) => {
    const [first] = (Array.isArray(value) ? value : [value]) as unknown[];
    return (typeof first === 'object' && first !== null && !isUnknown(first) ? first : {}) as Attributes;
  };
}

/** Returns the privileges of a service, as a container writes them. */
function privilegesOf(container: Attributes, isUnknown: (value: unknown) => boolean): string[] {
  const block = blockReader(isUnknown);
  const privileges = block(container.privileges);
  const [seccomp, apparmor, selinux] = [privileges.seccomp, privileges.apparmor, privileges.se_linux_context].map(block);
  const isDefault = (mode: unknown) => [undefined, null, 'default'].includes(mode as undefined);
  return [
    ...privileges.no_new_privileges === true ? ['no-new-privileges'] : [],
    ...isDefault(seccomp!.mode) ? [] : [`seccomp=${seccomp!.mode === 'custom' ? String(seccomp!.profile) : 'unconfined'}`],
    ...isDefault(apparmor!.mode) ? [] : ['apparmor=unconfined'],
    ...selinux!.disable === true ? ['label=disable'] : [],
    ...LABEL_PARTS.filter((part) => !isUnknown(selinux![part]) && selinux![part]).map((part) => `label=${part}:${String(selinux![part])}`),
  ];
}
