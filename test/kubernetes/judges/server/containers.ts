import { IContainer } from 'kubernetes-models/v1/Container';
import { ILifecycleHandler } from 'kubernetes-models/v1/LifecycleHandler';
import { IProbe } from 'kubernetes-models/v1/Probe';
import { Finding, Findings, below, repeated } from './finding';
import { nameFindings } from './names';
import { quantity } from './quantity';

/** Returns what is wrong with a container. The volumes are the names of those that the pod has. */
export function* containerFindings(container: IContainer, volumes: ReadonlySet<string>): Findings {
  yield* nameFindings('name', container.name, 'label');
  if ((container.image ?? '') === '') yield { path: 'image', message: 'is missing.' };
  yield* portFindings(container);
  yield* environmentFindings(container);
  yield* mountFindings(container, volumes);
  yield* resourceFindings(container.resources);
  yield* securityFindings(container);
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    if (container[probe] !== undefined) yield* below(probe, probeFindings(container[probe], probe, container));
  }
  for (const hook of ['postStart', 'preStop'] as const) {
    if (container.lifecycle?.[hook] !== undefined) yield* below(`lifecycle.${hook}`, handlerFindings(container.lifecycle[hook], container));
  }
}

function* portFindings({ ports = [] }: IContainer): Findings {
  for (const [index, { containerPort, hostPort, name }] of ports.entries()) {
    yield* numberFindings(`ports[${index}].containerPort`, containerPort, 1, 65535);
    if (hostPort !== undefined) yield* numberFindings(`ports[${index}].hostPort`, hostPort, 0, 65535);
    if (name !== undefined) yield* nameFindings(`ports[${index}].name`, name, 'port');
  }
  yield* repeated('ports (names)', ports.flatMap(({ name }) => (name === undefined ? [] : [name])));
}

function* environmentFindings({ env = [] }: IContainer): Findings {
  for (const [index, { name, value, valueFrom }] of env.entries()) {
    yield* nameFindings(`env[${index}].name`, name, 'variable');
    if (value !== undefined && valueFrom !== undefined) {
      yield { path: `env[${index}]`, message: 'has value and valueFrom. Keep one of them.' };
    }
    if (valueFrom !== undefined) yield* oneOf(`env[${index}].valueFrom`, valueFrom);
  }
}

function* mountFindings({ volumeMounts = [] }: IContainer, volumes: ReadonlySet<string>): Findings {
  for (const [index, { name, mountPath }] of volumeMounts.entries()) {
    if (!volumes.has(name)) {
      const known = [...volumes].join(', ') || 'none';
      yield { path: `volumeMounts[${index}].name`, message: `is "${name}". The pod has the volumes: ${known}.` };
    }
    if (mountPath === '' || mountPath.includes(':')) {
      yield { path: `volumeMounts[${index}].mountPath`, message: `is "${mountPath}". Write a path without ":".` };
    }
  }
  yield* repeated('volumeMounts (paths)', volumeMounts.map(({ mountPath }) => mountPath));
}

/** Returns what is wrong with requests and limits. */
export function* resourceFindings({ requests = {}, limits = {} }: NonNullable<IContainer['resources']> = {}): Findings {
  for (const [list, quantities] of Object.entries({ requests, limits })) {
    for (const [name, text] of Object.entries(quantities)) {
      const number = quantity(text);
      if (number === undefined || number < 0) {
        yield { path: `resources.${list}.${name}`, message: `is "${text}". Write a quantity such as 500m or 64Mi.` };
      }
    }
  }
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit !== undefined && (quantity(request) ?? 0) > (quantity(limit) ?? 0)) {
      yield { path: `resources.requests.${name}`, message: `is "${request}", more than the limit "${limit}".` };
    }
  }
}

function* securityFindings({ securityContext = {} }: IContainer): Findings {
  const { allowPrivilegeEscalation, privileged, capabilities, runAsUser, runAsNonRoot } = securityContext;
  const path = 'securityContext';
  if (allowPrivilegeEscalation === false && privileged === true) {
    yield { path: `${path}.allowPrivilegeEscalation`, message: 'is false, but the container is privileged. Keep one of them.' };
  }
  if (allowPrivilegeEscalation === false && (capabilities?.add ?? []).some((each) => ['SYS_ADMIN', 'CAP_SYS_ADMIN'].includes(each))) {
    yield { path: `${path}.allowPrivilegeEscalation`, message: 'is false, but the container has SYS_ADMIN. Keep one of them.' };
  }
  if (runAsNonRoot === true && runAsUser === 0) {
    yield { path: `${path}.runAsUser`, message: 'is 0, but runAsNonRoot is true. Give another user.' };
  }
  for (const id of ['runAsUser', 'runAsGroup'] as const) {
    const value = securityContext[id];
    if (value !== undefined) yield* numberFindings(`${path}.${id}`, value, 0, 2 ** 31 - 1);
  }
  yield* seccompFindings(path, securityContext.seccompProfile);
}

/** Returns what is wrong with a seccomp profile. */
export function* seccompFindings(
  path: string, profile: { readonly type: string; readonly localhostProfile?: string } | undefined,
): Findings {
  if (profile === undefined || (profile.type === 'Localhost') === (profile.localhostProfile !== undefined)) return;
  yield { path: `${path}.seccompProfile`, message: `is of the type ${profile.type}. Only Localhost has, and needs, a localhostProfile.` };
}

function* probeFindings(probe: IProbe, name: string, container: IContainer): Findings {
  const { exec, grpc, httpGet, tcpSocket, successThreshold = 1 } = probe;
  yield* oneOf('handler', { exec, grpc, httpGet, tcpSocket });
  yield* targetFindings(probe, container);
  if (name !== 'readinessProbe' && successThreshold !== 1) {
    yield { path: 'successThreshold', message: `is ${successThreshold}. It must be 1.` };
  }
  for (const field of ['failureThreshold', 'periodSeconds', 'successThreshold', 'timeoutSeconds'] as const) {
    const value = probe[field];
    if (value !== undefined) yield* numberFindings(field, value, 1, 2 ** 31 - 1);
  }
}

function* handlerFindings(handler: ILifecycleHandler, container: IContainer): Findings {
  yield* oneOf('handler', handler);
  yield* targetFindings(handler, container);
}

function* targetFindings({ exec, httpGet, tcpSocket }: ILifecycleHandler, { ports = [] }: IContainer): Findings {
  if (exec !== undefined && (exec.command ?? []).length === 0) yield { path: 'exec.command', message: 'is empty. Give a command.' };
  for (const [name, target] of Object.entries({ httpGet, tcpSocket })) {
    if (target === undefined) continue;
    const path = `${name}.port`;
    if (typeof target.port === 'number') {
      yield* numberFindings(path, target.port, 1, 65535);
    } else if (!ports.some((port) => port.name === target.port)) {
      yield { path, message: `is "${target.port}", but no port of the container has this name.` };
    }
  }
}

/** Returns a finding unless exactly one member is set. */
export function* oneOf(path: string, members: object): Findings {
  const set = Object.entries(members).filter(([, value]) => value !== undefined).map(([name]) => name);
  if (set.length !== 1) yield { path, message: `has ${set.join(', ') || 'nothing'}. Give exactly one.` };
}

/** Returns a finding unless a number is in a range. */
export function* numberFindings(path: string, value: number, least: number, most: number): Generator<Finding> {
  if (!Number.isInteger(value) || value < least || value > most) yield { path, message: `is ${value}. Allowed: ${least} to ${most}.` };
}
