import { isIP } from 'node:net';
import { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import { IVolume } from 'kubernetes-models/v1/Volume';
import { containerFindings, numberFindings, oneOf, seccompFindings } from './containers';
import { Findings, below, repeated } from './finding';
import { labelFindings, nameFindings } from './names';
import { PodTemplate } from '../objects/pods';

/** Returns what is wrong with a pod. The names of claims are volumes that a StatefulSet adds. */
export function* podFindings({ metadata, spec }: PodTemplate, claims: readonly string[] = []): Findings {
  yield* labelFindings('metadata.labels', metadata.labels);
  yield* below('spec', specFindings(spec, claims));
}

function* specFindings(spec: IPodSpec, claims: readonly string[]): Findings {
  const { containers, initContainers = [], volumes = [], hostAliases = [], securityContext = {} } = spec;
  if (containers.length === 0) yield { path: 'containers', message: 'is empty. A pod needs a container.' };
  yield* repeated('containers (names)', [...initContainers, ...containers].map(({ name }) => name));
  yield* repeated('volumes (names)', volumes.map(({ name }) => name));
  for (const [index, volume] of volumes.entries()) yield* below(`volumes[${index}]`, volumeFindings(volume));

  const names = new Set([...volumes.map(({ name }) => name), ...claims]);
  for (const [list, all] of Object.entries({ initContainers, containers })) {
    for (const [index, container] of all.entries()) yield* below(`${list}[${index}]`, containerFindings(container, names));
  }
  for (const [index, container] of initContainers.entries()) {
    const { livenessProbe, readinessProbe, startupProbe, lifecycle, restartPolicy } = container;
    if (restartPolicy !== 'Always' && [livenessProbe, readinessProbe, startupProbe, lifecycle].some((each) => each !== undefined)) {
      yield { path: `initContainers[${index}]`, message: 'has a probe or a lifecycle, which an init container must not have.' };
    }
  }
  yield* hostPortFindings(spec);
  for (const [index, { ip, hostnames = [] }] of hostAliases.entries()) {
    if (isIP(ip) === 0) yield { path: `hostAliases[${index}].ip`, message: `is "${ip}". Give an IP address.` };
    for (const name of hostnames) yield* nameFindings(`hostAliases[${index}].hostnames`, name, 'subdomain');
  }
  if (spec.hostname !== undefined) yield* nameFindings('hostname', spec.hostname, 'label');
  if (spec.subdomain !== undefined) yield* nameFindings('subdomain', spec.subdomain, 'label');
  yield* labelFindings('nodeSelector', spec.nodeSelector);
  if (spec.terminationGracePeriodSeconds !== undefined) {
    yield* numberFindings('terminationGracePeriodSeconds', spec.terminationGracePeriodSeconds, 0, Number.MAX_SAFE_INTEGER);
  }
  for (const [index, { operator = 'Equal', key = '', value = '' }] of (spec.tolerations ?? []).entries()) {
    if (operator === 'Exists' && value !== '') {
      yield { path: `tolerations[${index}].value`, message: 'is given, but the operator is Exists.' };
    }
    if (operator === 'Equal' && key === '') {
      yield { path: `tolerations[${index}].key`, message: 'is empty. Only with the operator Exists it may be.' };
    }
  }
  yield* seccompFindings('securityContext', securityContext.seccompProfile);
  for (const id of ['runAsUser', 'runAsGroup', 'fsGroup'] as const) {
    const value = securityContext[id];
    if (value !== undefined) yield* numberFindings(`securityContext.${id}`, value, 0, 2 ** 31 - 1);
  }
}

function* volumeFindings({ name, ...source }: IVolume): Findings {
  yield* nameFindings('name', name, 'label');
  yield* oneOf('source', source);
  const { configMap, secret } = source;
  for (const [field, of] of Object.entries({ configMap, secret })) {
    if (of?.defaultMode !== undefined) yield* numberFindings(`${field}.defaultMode`, of.defaultMode, 0, 0o777);
    for (const [index, { path, mode }] of (of?.items ?? []).entries()) {
      if (path === '' || path.startsWith('/') || path.split('/').includes('..')) {
        yield { path: `${field}.items[${index}].path`, message: `is "${path}". Write a relative path without "..".` };
      }
      if (mode !== undefined) yield* numberFindings(`${field}.items[${index}].mode`, mode, 0, 0o777);
    }
  }
}

function* hostPortFindings({ containers }: IPodSpec): Findings {
  const ports = containers.flatMap((container) => container.ports ?? []).filter(({ hostPort = 0 }) => hostPort !== 0);
  yield* repeated('containers (host ports)', ports.map(({ hostIP = '', hostPort, protocol = 'TCP' }) => (
    `${hostIP} ${protocol} ${hostPort}`
  )));
}
