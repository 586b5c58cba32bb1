import { KubernetesModel } from './kubernetes-row';
import { apparmorOf, isUnset } from './pod-security';
import { Attributes } from '../../model/attributes';
import { blockOf, blocksOf, isUnknown } from '../../private/expressions';
import { isKnown } from '../../private/tokens';
import { DescribedContainer } from '../../shared/controls/reader';

const UNITS: { readonly [unit: string]: number } = {
  '': 1,
  ...Object.fromEntries(['Ki', 'Mi', 'Gi', 'Ti', 'Pi'].map((unit, index) => [unit, 1_024 ** (index + 1)])),
  ...Object.fromEntries(['k', 'M', 'G', 'T', 'P'].map((unit, index) => [unit, 1_000 ** (index + 1)])),
};
const MEBIBYTE = 1_024 ** 2;
const GPU = 'nvidia.com/gpu';

/** What a container asks for and is no device. For all else, plugins of the node give it devices (Kubernetes, "Device Plugins"). */
const NO_DEVICE = /^(cpu|memory|ephemeral-storage|hugepages-.*)$/;

/**
 * Describes a pod as a container, as far as isolation controls depend on it. What the nodes do for all pods counts as far as the cluster
 * declares it.
 *
 * @param spec  the specification of the pod
 * @param annotations  those of the pod
 */
export function describePod(
  spec: Attributes, annotations: Attributes = {}, { podDefaults, runtimeClasses }: KubernetesModel,
): DescribedContainer {
  const container = blockOf(spec.container);
  const security = blockOf(container.security_context);
  const ofPod = blockOf(spec.security_context);
  const { limits = {}, requests = {} } = blockOf(container.resources) as { readonly [kind: string]: Attributes | undefined };
  const user = security.run_as_user ?? ofPod.run_as_user;
  const group = security.run_as_group ?? ofPod.run_as_group;
  const { openFiles } = podDefaults;
  return {
    labels: Object.entries(annotations).map(([label, value]) => ({ label, value })),
    privileged: security.privileged,
    capabilities: blockOf(security.capabilities),
    user: user === undefined || group === undefined || !isKnown(user) ? user : `${String(user)}:${String(group)}`,
    read_only: security.read_only_root_filesystem,
    mounts: mountsOf(spec, container),
    sysctls: Object.fromEntries(blocksOf(ofPod.sysctl).map(({ name, value }) => [String(name), value])),
    security_opts: optionsOf(security, ofPod, annotations),
    runtime: runtimeOf(spec.runtime_class_name, runtimeClasses),
    network_mode: modeOf(spec.host_network),
    pid_mode: modeOf(spec.host_pid),
    ipc_mode: modeOf(spec.host_ipc) ?? 'private',
    cgroupns_mode: podDefaults.privateCgroupNamespace ? 'private' : undefined,
    // The kubelet keeps output in files.
    log_driver: 'json-file',
    memory: memoryOf(limits.memory),
    cpus: cpusOf(limits.cpu),
    pids_limit: podDefaults.processes,
    ulimit: openFiles === undefined ? undefined : [{ name: 'nofile', soft: openFiles, hard: openFiles }],
    gpus: limits[GPU],
    devices: Object.keys({ ...requests, ...limits }).filter((name) => name !== GPU && !NO_DEVICE.test(name))
      .map((name) => ({ host_path: name })),
  };
}

/** Returns the mode of a namespace for the argument that chooses the host's. Terraform converts texts, and an expression stays as it is. */
function modeOf(isOfHost: unknown): unknown {
  if (isUnset(isOfHost)) return undefined;
  return isUnknown(isOfHost) ? isOfHost : 'host';
}

function optionsOf(security: Attributes, ofPod: Attributes, annotations: Attributes): string[] {
  const { type } = blockOf(security.seccomp_profile);
  const labels = [ofPod, security].flatMap(({ se_linux_options: options }) => Object.entries(blockOf(options)));
  return [
    ...labels.map(([part, value]) => `label=${part}:${String(value)}`),
    ...apparmorOf(annotations).filter((profile) => profile !== 'runtime/default').map((profile) => `apparmor=${profile}`),
    ...security.allow_privilege_escalation === false ? ['no-new-privileges'] : [],
    // Without a profile, the kubelet decides, and by its own default filters nothing.
    ...type === 'RuntimeDefault' ? [] : ['seccomp=unconfined'],
  ];
}

function mountsOf(spec: Attributes, container: Attributes): Attributes[] {
  const volumes = blocksOf(spec.volume);
  return blocksOf(container.volume_mount).map(({ name, mount_path: target, read_only: readOnly }) => {
    const volume = volumes.find((each) => each.name === name) ?? {};
    const path = blockOf(volume.host_path).path;
    if (path !== undefined) return { type: 'bind', source: path, target, read_only: readOnly === true };
    const isClaim = volume.persistent_volume_claim !== undefined || volume.name === undefined;
    return isClaim ? { type: 'volume', source: name, target, read_only: readOnly === true } : { type: 'tmpfs', target };
  });
}

function runtimeOf(name: unknown, classes: KubernetesModel['runtimeClasses']): unknown {
  return Object.keys(classes).find((runtime) => classes[runtime] === name) ?? name;
}

/** Returns a quantity of memory in mebibytes. */
function memoryOf(quantity: unknown): unknown {
  const [, amount, unit] = /^(\d+)([KMGTP]i|[kMGTP]|)$/.exec(String(quantity)) ?? [];
  return amount === undefined ? quantity : Number(amount) * UNITS[unit!]! / MEBIBYTE;
}

function cpusOf(quantity: unknown): unknown {
  const [, amount, milli] = /^(\d+)(m?)$/.exec(String(quantity)) ?? [];
  return amount === undefined ? quantity : Number(amount) / (milli === 'm' ? 1_000 : 1);
}
