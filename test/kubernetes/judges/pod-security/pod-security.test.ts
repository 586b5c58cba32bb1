import { Level } from './control';
import { enforcedLevels, enforcedProblems, podSecurityProblems } from './pod-security';
import { apiObjects } from '../api-objects';
import { ApiObject, Labels } from '../objects/api-object';

/** A pod that keeps the level `restricted`. */
const RESTRICTED_CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const RESTRICTED_POD = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } };

const pod = (spec: object, container: object = {}, annotations: Labels = {}, list = 'containers'): ApiObject & object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'n', annotations },
  ...{ spec: { containers: [], ...spec, [list]: [{ name: 'c', image: 'i', ...container }] } },
});

/** Returns the controls that a pod violates, and the fields. */
const found = (object: ApiObject, level: Level) => podSecurityProblems(object, level).map(({ control, path }) => `${control}: ${path}`);

const inContainer = (securityContext: object) => ({ securityContext });

/** Control, pod, container, the field that violates it. */
type Bad = [string, object, object, string];

const context = 'spec.containers[0].securityContext';

test.each<Bad>([
  ['HostProcess', { securityContext: { windowsOptions: { hostProcess: true } } }, {}, 'spec.securityContext.windowsOptions.hostProcess'],
  ['HostProcess', {}, inContainer({ windowsOptions: { hostProcess: true } }), `${context}.windowsOptions.hostProcess`],
  ['Host Namespaces', { hostNetwork: true }, {}, 'spec.hostNetwork'],
  ['Host Namespaces', { hostPID: true }, {}, 'spec.hostPID'],
  ['Host Namespaces', { hostIPC: true }, {}, 'spec.hostIPC'],
  ['Privileged Containers', {}, inContainer({ privileged: true }), `${context}.privileged`],
  ['Capabilities', {}, inContainer({ capabilities: { add: ['CHOWN', 'SYS_ADMIN'] } }), `${context}.capabilities.add[1]`],
  ['Capabilities', {}, inContainer({ capabilities: { add: ['ALL'] } }), `${context}.capabilities.add[0]`],
  ['Capabilities', {}, inContainer({ capabilities: { add: ['NET_RAW'] } }), `${context}.capabilities.add[0]`],
  ['HostPath Volumes', { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', hostPath: { path: '/' } }] }, {}, 'spec.volumes[1].hostPath'],
  ['Host Ports', {}, { ports: [{ containerPort: 80, hostPort: 80 }] }, 'spec.containers[0].ports[0].hostPort'],
  [
    'Host Probes / Lifecycle Hooks', {}, { livenessProbe: { httpGet: { host: 'h', port: 1 } } },
    'spec.containers[0].livenessProbe.httpGet.host',
  ],
  [
    'Host Probes / Lifecycle Hooks', {}, { startupProbe: { tcpSocket: { host: 'h', port: 1 } } },
    'spec.containers[0].startupProbe.tcpSocket.host',
  ],
  [
    'Host Probes / Lifecycle Hooks', {}, { lifecycle: { preStop: { httpGet: { host: 'h', port: 1 } } } },
    'spec.containers[0].lifecycle.preStop.httpGet.host',
  ],
  ['AppArmor', { securityContext: { appArmorProfile: { type: 'Unconfined' } } }, {}, 'spec.securityContext.appArmorProfile.type'],
  ['AppArmor', {}, inContainer({ appArmorProfile: { type: 'Unconfined' } }), `${context}.appArmorProfile.type`],
  ['SELinux', { securityContext: { seLinuxOptions: { type: 'spc_t' } } }, {}, 'spec.securityContext.seLinuxOptions.type'],
  ['SELinux', {}, inContainer({ seLinuxOptions: { user: 'u' } }), `${context}.seLinuxOptions.user`],
  ['SELinux', {}, inContainer({ seLinuxOptions: { role: 'r' } }), `${context}.seLinuxOptions.role`],
  ['/proc Mount Type', {}, inContainer({ procMount: 'Unmasked' }), `${context}.procMount`],
  ['Seccomp', { securityContext: { seccompProfile: { type: 'Unconfined' } } }, {}, 'spec.securityContext.seccompProfile.type'],
  ['Seccomp', {}, inContainer({ seccompProfile: { type: 'Unconfined' } }), `${context}.seccompProfile.type`],
  ['Sysctls', { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }, {}, 'spec.securityContext.sysctls[0].name'],
])('%s: %j %j violates baseline and restricted', (control, spec, container, path) => {
  expect(found(pod(spec, container), 'baseline')).toEqual([`${control}: ${path}`]);
  expect(found(pod(spec, container), 'restricted')).toContain(`${control}: ${path}`);
  expect(found(pod(spec, container), 'privileged')).toEqual([]);
});

test.each<[string, object, object]>([
  ['nothing', {}, {}],
  ['HostProcess', { securityContext: { windowsOptions: { hostProcess: false } } }, {}],
  ['Host Namespaces', { hostNetwork: false, hostPID: false, hostIPC: false }, {}],
  ['Privileged Containers', {}, inContainer({ privileged: false })],
  [
    'Capabilities', {},
    inContainer({ capabilities: { add: ['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD'] } }),
  ],
  [
    'Capabilities', {},
    inContainer({ capabilities: { add: ['NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'], drop: ['NET_RAW'] } }),
  ],
  ['HostPath Volumes', { volumes: [{ name: 'a', emptyDir: {} }, { name: 'b', nfs: { server: 's', path: '/' } }] }, {}],
  ['Host Ports', {}, { ports: [{ containerPort: 80, hostPort: 0 }, { containerPort: 81 }] }],
  ['Host Probes / Lifecycle Hooks', {}, { livenessProbe: { httpGet: { host: '', port: 1 } }, readinessProbe: { tcpSocket: { port: 1 } } }],
  [
    'AppArmor', { securityContext: { appArmorProfile: { type: 'RuntimeDefault' } } },
    inContainer({ appArmorProfile: { type: 'Localhost' } }),
  ],
  [
    'SELinux', { securityContext: { seLinuxOptions: { type: 'container_t', level: 's0:c1' } } },
    inContainer({ seLinuxOptions: { type: 'container_kvm_t' } }),
  ],
  ['SELinux', {}, inContainer({ seLinuxOptions: { type: 'container_engine_t', user: '', role: '' } })],
  ['/proc Mount Type', {}, inContainer({ procMount: 'Default' })],
  [
    'Seccomp', { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } },
    inContainer({ seccompProfile: { type: 'Localhost', localhostProfile: 'p' } }),
  ],
  ['Sysctls', { securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] } }, {}],
])('%s: %j %j keeps baseline', (_, spec, container) => {
  expect(found(pod(spec, container), 'baseline')).toEqual([]);
});

test.each<[string, string[]]>([
  ['unconfined', ['AppArmor: metadata.annotations["container.apparmor.security.beta.kubernetes.io/c"]']],
  ['runtime/default', []],
  ['localhost/mine', []],
])('the AppArmor annotation %s', (value, expected) => {
  expect(found(pod({}, {}, { 'container.apparmor.security.beta.kubernetes.io/c': value, 'other': 'x' }), 'baseline')).toEqual(expected);
});

test.each(['initContainers', 'containers', 'ephemeralContainers'])('the controls are about %s', (list) => {
  expect(found(pod({}, inContainer({ privileged: true }), {}, list), 'baseline')).toEqual([
    `Privileged Containers: spec.${list}[0].securityContext.privileged`,
  ]);
});

const restricted = (spec: object, container: object) => pod(
  { ...RESTRICTED_POD, ...spec }, { securityContext: { ...RESTRICTED_CONTEXT, ...container } },
);

test.each<Bad>([
  ['Volume Types', { volumes: [{ name: 'a', nfs: { server: 's', path: '/' } }] }, {}, 'spec.volumes[0]'],
  ['Privilege Escalation', {}, { allowPrivilegeEscalation: true }, `${context}.allowPrivilegeEscalation`],
  ['Privilege Escalation', {}, { allowPrivilegeEscalation: undefined }, `${context}.allowPrivilegeEscalation`],
  ['Running as Non-root', { securityContext: { seccompProfile: { type: 'Localhost' } } }, {}, `${context}.runAsNonRoot`],
  ['Running as Non-root', {}, { runAsNonRoot: false }, `${context}.runAsNonRoot`],
  [
    'Running as Non-root', { securityContext: { ...RESTRICTED_POD.securityContext, runAsNonRoot: false } }, { runAsNonRoot: true },
    'spec.securityContext.runAsNonRoot',
  ],
  ['Running as Non-root user', {}, { runAsUser: 0 }, `${context}.runAsUser`],
  [
    'Running as Non-root user', { securityContext: { ...RESTRICTED_POD.securityContext, runAsUser: 0 } }, {},
    'spec.securityContext.runAsUser',
  ],
  ['Seccomp', { securityContext: { runAsNonRoot: true } }, {}, `${context}.seccompProfile.type`],
  ['Capabilities', {}, { capabilities: { drop: ['NET_RAW'] } }, `${context}.capabilities.drop`],
  ['Capabilities', {}, { capabilities: undefined }, `${context}.capabilities.drop`],
  ['Capabilities', {}, { capabilities: { drop: ['ALL'], add: ['CHOWN'] } }, `${context}.capabilities.add[0]`],
])('%s: %j %j violates restricted alone', (control, spec, container, path) => {
  expect(found(restricted(spec, container), 'restricted')).toEqual([`${control}: ${path}`]);
  expect(found(restricted(spec, container), 'baseline')).toEqual([]);
});

test.each<[string, object, object]>([
  ['nothing else', {}, {}],
  [
    'Volume Types',
    {
      volumes: [
        { name: 'a', configMap: { name: 'x' } }, { name: 'b', csi: { driver: 'd' } }, { name: 'c', downwardAPI: {} },
        { name: 'd', emptyDir: {} }, { name: 'e', ephemeral: {} }, { name: 'f', persistentVolumeClaim: { claimName: 'x' } },
        { name: 'g', projected: {} }, { name: 'h', secret: { secretName: 'x' } },
      ],
    },
    {},
  ],
  ['Running as Non-root', { securityContext: { seccompProfile: { type: 'Localhost' } } }, { runAsNonRoot: true }],
  ['Running as Non-root user', {}, { runAsUser: 1000 }],
  ['Seccomp', { securityContext: { runAsNonRoot: true } }, { seccompProfile: { type: 'RuntimeDefault' } }],
  ['Capabilities', {}, { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }],
])('%s: %j %j keeps restricted', (_, spec, container) => {
  expect(found(restricted(spec, container), 'restricted')).toEqual([]);
});

test('Windows has no privilege escalation, seccomp or capabilities', () => {
  expect(found(pod({ os: { name: 'windows' }, securityContext: { runAsNonRoot: true } }), 'restricted')).toEqual([]);
});

test('a container of the provider overrides the pod, unless it says that it doesn\'t run as root itself', () => {
  const stack = (more: object) => apiObjects({
    resource: {
      kubernetes_namespace_v1: {
        shop: { metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } },
        free: { metadata: { name: 'free' } },
      },
      kubernetes_deployment_v1: {
        web: {
          metadata: { name: 'web', namespace: '${kubernetes_namespace_v1.shop.metadata[0].name}' },
          spec: {
            template: {
              spec: {
                security_context: { run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } },
                container: {
                  name: 'web',
                  image: 'i',
                  security_context: { allow_privilege_escalation: false, capabilities: { drop: ['ALL'] }, ...more },
                },
              },
            },
          },
        },
      },
    },
  });
  expect([...enforcedLevels(stack({}))]).toEqual([['shop', 'restricted'], ['free', 'privileged']]);
  expect(enforcedProblems(stack({ run_as_non_root: true }))).toEqual([]);
  expect(enforcedProblems(stack({}))).toEqual([{
    object: 'Deployment shop/web',
    control: 'Running as Non-root',
    path: 'spec.template.spec.containers[0].securityContext.runAsNonRoot',
    message: 'is false. Allowed: true.',
  }]);
});

test('refuses an unknown level', () => {
  const objects = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { 'pod-security.kubernetes.io/enforce': 'x' } } }];
  expect(() => enforcedLevels(objects)).toThrow(
    'Namespace a has the label pod-security.kubernetes.io/enforce=x. Use one of privileged, baseline, restricted.',
  );
});
