import { IContainer } from 'kubernetes-models/v1/Container';
import { ILifecycleHandler } from 'kubernetes-models/v1/LifecycleHandler';
import { Control, Violation, annotationsOf, containersOf, oneOf } from './control';
import { PodTemplate } from '../objects/pods';

/*
 * The controls of the level `baseline` of the Pod Security Standards.
 */

const CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP',
  'SETUID', 'SYS_CHROOT',
];

const SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_syncookies',
];

const SELINUX_TYPES = ['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** Checks a field that pod and containers have in their security context. */
function inSecurityContexts(
  { spec }: PodTemplate, check: (path: string, context: NonNullable<IContainer['securityContext']>) => Violation[],
): Violation[] {
  const { securityContext } = spec;
  return [
    ...securityContext === undefined ? [] : check('spec.securityContext', securityContext),
    ...containersOf(spec).flatMap(({ path, container }) => (
      container.securityContext === undefined ? [] : check(`${path}.securityContext`, container.securityContext)
    )),
  ];
}

/** Returns the fields with which a handler or a probe connects to a host of its choice. */
function hostsOf(path: string, handler: Pick<ILifecycleHandler, 'httpGet' | 'tcpSocket'> | undefined): Violation[] {
  return [
    ...oneOf(`${path}.httpGet.host`, handler?.httpGet?.host, ['']),
    ...oneOf(`${path}.tcpSocket.host`, handler?.tcpSocket?.host, ['']),
  ];
}

export const BASELINE: readonly Control[] = [
  {
    name: 'HostProcess',
    level: 'baseline',
    violations: (pod) => inSecurityContexts(pod, (path, { windowsOptions }) => (
      oneOf(`${path}.windowsOptions.hostProcess`, windowsOptions?.hostProcess, [false])
    )),
  },
  {
    name: 'Host Namespaces',
    level: 'baseline',
    violations: ({ spec }) => [
      ...oneOf('spec.hostNetwork', spec.hostNetwork, [false]),
      ...oneOf('spec.hostPID', spec.hostPID, [false]),
      ...oneOf('spec.hostIPC', spec.hostIPC, [false]),
    ],
  },
  {
    name: 'Privileged Containers',
    level: 'baseline',
    violations: ({ spec }) => containersOf(spec).flatMap(({ path, container }) => (
      oneOf(`${path}.securityContext.privileged`, container.securityContext?.privileged, [false])
    )),
  },
  {
    name: 'Capabilities',
    level: 'baseline',
    violations: ({ spec }) => containersOf(spec).flatMap(({ path, container }) => (
      (container.securityContext?.capabilities?.add ?? []).flatMap((capability, index) => (
        oneOf(`${path}.securityContext.capabilities.add[${index}]`, capability, CAPABILITIES)
      ))
    )),
  },
  {
    name: 'HostPath Volumes',
    level: 'baseline',
    violations: ({ spec }) => (spec.volumes ?? []).flatMap(({ hostPath }, index) => oneOf(`spec.volumes[${index}].hostPath`, hostPath, [])),
  },
  {
    name: 'Host Ports',
    level: 'baseline',
    violations: ({ spec }) => containersOf(spec).flatMap(({ path, container }) => (
      (container.ports ?? []).flatMap(({ hostPort }, index) => oneOf(`${path}.ports[${index}].hostPort`, hostPort, [0]))
    )),
  },
  {
    // Since Kubernetes 1.34.
    name: 'Host Probes / Lifecycle Hooks',
    level: 'baseline',
    violations: ({ spec }) => containersOf(spec).flatMap(({ path, container }) => [
      ...hostsOf(`${path}.livenessProbe`, container.livenessProbe),
      ...hostsOf(`${path}.readinessProbe`, container.readinessProbe),
      ...hostsOf(`${path}.startupProbe`, container.startupProbe),
      ...hostsOf(`${path}.lifecycle.postStart`, container.lifecycle?.postStart),
      ...hostsOf(`${path}.lifecycle.preStop`, container.lifecycle?.preStop),
    ]),
  },
  {
    name: 'AppArmor',
    level: 'baseline',
    violations: (pod) => [
      ...inSecurityContexts(pod, (path, { appArmorProfile }) => (
        oneOf(`${path}.appArmorProfile.type`, appArmorProfile?.type, ['RuntimeDefault', 'Localhost'])
      )),
      ...annotationsOf(pod, APPARMOR_ANNOTATION).flatMap(([name, value]) => (
        value.startsWith('localhost/') ? [] : oneOf(`metadata.annotations["${name}"]`, value, ['', 'runtime/default', 'localhost/*'])
      )),
    ],
  },
  {
    name: 'SELinux',
    level: 'baseline',
    violations: (pod) => inSecurityContexts(pod, (path, { seLinuxOptions }) => [
      ...oneOf(`${path}.seLinuxOptions.type`, seLinuxOptions?.type, SELINUX_TYPES),
      ...oneOf(`${path}.seLinuxOptions.user`, seLinuxOptions?.user, ['']),
      ...oneOf(`${path}.seLinuxOptions.role`, seLinuxOptions?.role, ['']),
    ]),
  },
  {
    name: '/proc Mount Type',
    level: 'baseline',
    violations: ({ spec }) => containersOf(spec).flatMap(({ path, container }) => (
      oneOf(`${path}.securityContext.procMount`, container.securityContext?.procMount, ['Default'])
    )),
  },
  {
    name: 'Seccomp',
    level: 'baseline',
    violations: (pod) => inSecurityContexts(pod, (path, { seccompProfile }) => (
      oneOf(`${path}.seccompProfile.type`, seccompProfile?.type, ['RuntimeDefault', 'Localhost'])
    )),
  },
  {
    name: 'Sysctls',
    level: 'baseline',
    violations: ({ spec }) => (spec.securityContext?.sysctls ?? []).flatMap(({ name }, index) => (
      oneOf(`spec.securityContext.sysctls[${index}].name`, name, SYSCTLS)
    )),
  },
];
