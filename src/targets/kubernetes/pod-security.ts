import { Attributes } from '../../model/attributes';
import { blockOf, blocksOf } from '../../private/expressions';
import { SAFE_SYSCTLS } from '../../shared/controls/kernel';

/** The levels of the Pod Security Standards, from the weakest up. */
const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

export type PodSecurityLevel = typeof LEVELS[number];

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

/** What the level "baseline" lets a container add ("Capabilities"). */
const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID',
  'SYS_CHROOT',
];

/** The kinds of volumes that the level "restricted" allows ("Volume Types"). */
const RESTRICTED_VOLUMES = [
  'config_map', 'csi', 'downward_api', 'empty_dir', 'ephemeral', 'persistent_volume_claim', 'projected', 'secret',
];

/** The types of SELinux that the level "baseline" allows ("SELinux"). */
const SELINUX_TYPES = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/** Returns the highest level that a pod meets (Kubernetes, "Pod Security Standards"). */
export function podSecurityLevel(spec: Attributes, annotations: Attributes = {}): PodSecurityLevel {
  if (!meetsBaseline(spec) || apparmorOf(annotations).includes('unconfined')) return 'privileged';
  return meetsRestricted(spec) ? 'restricted' : 'baseline';
}

/** Returns the level that all of some pods meet. */
export function lowestLevel(levels: readonly PodSecurityLevel[]): PodSecurityLevel {
  return LEVELS.find((level) => levels.includes(level)) ?? 'restricted';
}

/** Returns whether an argument is false or missing. Terraform converts texts. */
export function isUnset(value: unknown): boolean {
  return [undefined, null, false, 'false', '0'].includes(value as null);
}

/** Returns the AppArmor profiles that annotations choose. */
export function apparmorOf(annotations: Attributes): string[] {
  return Object.entries(annotations).filter(([name]) => name.startsWith(APPARMOR)).map(([, value]) => String(value));
}

/** Returns the hosts that the kubelet asks in place of containers ("Host Probes / Lifecycle Hooks", since Kubernetes 1.34). */
export function probedHosts(spec: Attributes): unknown[] {
  const handlers = containersOf(spec).flatMap(({ liveness_probe: live, readiness_probe: ready, startup_probe: start, lifecycle }) => {
    const { post_start: after, pre_stop: before } = blockOf(lifecycle);
    return [live, ready, start, after, before].map(blockOf);
  });
  return handlers.flatMap(({ http_get: http, tcp_socket: tcp }) => [http, tcp].map((each) => blockOf(each).host)).filter(Boolean);
}

function meetsBaseline(spec: Attributes): boolean {
  const sysctls = blocksOf(blockOf(spec.security_context).sysctl);
  const contexts = [spec, ...containersOf(spec)].map(({ security_context: context }) => blockOf(context));
  return [spec.host_network, spec.host_pid, spec.host_ipc].every(isUnset)
    && blocksOf(spec.volume).every((volume) => volume.host_path === undefined)
    && probedHosts(spec).length === 0
    && contexts.every(({ seccomp_profile: seccomp, se_linux_options: selinux, windows_options: windows }) => {
      const { type, user, role } = blockOf(selinux);
      return blockOf(seccomp).type !== 'Unconfined' && isUnset(blockOf(windows).host_process)
        && (!type || SELINUX_TYPES.includes(String(type))) && !user && !role;
    })
    && sysctls.every(({ name }) => SAFE_SYSCTLS.has(String(name)))
    && containersOf(spec).every((container) => {
      const security = blockOf(container.security_context);
      return isUnset(security.privileged)
        && addedBy(security).every((capability) => BASELINE_CAPABILITIES.includes(capability))
        && blocksOf(container.port).every(({ host_port: port }) => [undefined, 0].includes(port as number | undefined));
    });
}

function meetsRestricted(spec: Attributes): boolean {
  const kindsOf = ({ name: _name, ...kinds }: Attributes) => Object.keys(kinds).filter((kind) => kinds[kind] !== undefined);
  const { run_as_user: user } = blockOf(spec.security_context);
  return blocksOf(spec.volume).every((volume) => kindsOf(volume).every((kind) => RESTRICTED_VOLUMES.includes(kind)))
    && (user === undefined || Number(user) !== 0)
    && containersOf(spec).every((container) => {
      const security = blockOf(container.security_context);
      const { drop } = blockOf(security.capabilities);
      return security.allow_privilege_escalation === false
        && security.run_as_non_root === true && Number(security.run_as_user) !== 0
        && ['RuntimeDefault', 'Localhost'].includes(String(blockOf(security.seccomp_profile).type))
        && ((drop ?? []) as unknown[]).includes('ALL')
        && addedBy(security).every((capability) => capability === 'NET_BIND_SERVICE');
    });
}

function containersOf(spec: Attributes): Attributes[] {
  return [...blocksOf(spec.init_container), ...blocksOf(spec.container)];
}

function addedBy(security: Attributes): string[] {
  return (blockOf(security.capabilities).add ?? []) as string[];
}
