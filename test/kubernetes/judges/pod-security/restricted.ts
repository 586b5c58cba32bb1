import { Control, containersOf, isWindows, mustBe, oneOf } from './control';

/*
 * The controls that the level `restricted` of the Pod Security Standards adds to `baseline`.
 */

const VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

const SECCOMP = ['RuntimeDefault', 'Localhost'];

export const RESTRICTED: readonly Control[] = [
  {
    name: 'Volume Types',
    level: 'restricted',
    violations: ({ spec }) => (spec.volumes ?? []).flatMap((volume, index) => (
      Object.keys(volume).filter((field) => field !== 'name' && !VOLUMES.includes(field)).map((field) => (
        { path: `spec.volumes[${index}]`, message: `is of the type ${field}. Allowed: ${VOLUMES.join(', ')}.` }
      ))
    )),
  },
  {
    name: 'Privilege Escalation',
    level: 'restricted',
    violations: ({ spec }) => (isWindows(spec) ? [] : containersOf(spec).flatMap(({ path, container }) => (
      mustBe(`${path}.securityContext.allowPrivilegeEscalation`, container.securityContext?.allowPrivilegeEscalation, [false])
    ))),
  },
  {
    name: 'Running as Non-root',
    level: 'restricted',
    // A container's own value overrides that of the pod. But the pod must not say `false`, even if each container says `true`.
    violations: ({ spec }) => [
      ...oneOf('spec.securityContext.runAsNonRoot', spec.securityContext?.runAsNonRoot, [true]),
      ...containersOf(spec).flatMap(({ path, container }) => (
        mustBe(
          `${path}.securityContext.runAsNonRoot`, container.securityContext?.runAsNonRoot ?? spec.securityContext?.runAsNonRoot, [true],
        )
      )),
    ],
  },
  {
    name: 'Running as Non-root user',
    level: 'restricted',
    violations: ({ spec }) => [
      { path: 'spec', user: spec.securityContext?.runAsUser },
      ...containersOf(spec).map(({ path, container }) => ({ path, user: container.securityContext?.runAsUser })),
    ].filter(({ user }) => user === 0).map(({ path }) => (
      { path: `${path}.securityContext.runAsUser`, message: 'is 0, the root user. Allowed: undefined, any other user.' }
    )),
  },
  {
    name: 'Seccomp',
    level: 'restricted',
    violations: ({ spec }) => (isWindows(spec) ? [] : containersOf(spec).flatMap(({ path, container }) => {
      const profile = container.securityContext?.seccompProfile ?? spec.securityContext?.seccompProfile;
      return mustBe(`${path}.securityContext.seccompProfile.type`, profile?.type, SECCOMP);
    })),
  },
  {
    name: 'Capabilities',
    level: 'restricted',
    violations: ({ spec }) => (isWindows(spec) ? [] : containersOf(spec).flatMap(({ path, container }) => {
      const { add = [], drop = [] } = container.securityContext?.capabilities ?? {};
      const at = `${path}.securityContext.capabilities`;
      return [
        ...drop.includes('ALL') ? [] : [{ path: `${at}.drop`, message: `is ${JSON.stringify(drop)}. It must have "ALL".` }],
        ...add.flatMap((capability, index) => oneOf(`${at}.add[${index}]`, capability, ['NET_BIND_SERVICE'])),
      ];
    })),
  },
];
