import { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { IService } from 'kubernetes-models/v1/Service';
import { numberFindings } from './containers';
import { Findings, repeated } from './finding';
import { nameFindings } from './names';

/** Returns what is wrong with a Service. */
export function* serviceFindings({ spec }: IService): Findings {
  const { type, clusterIP, ports = [] } = spec ?? {};
  if (ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName') {
    yield { path: 'spec.ports', message: 'is empty. Give a port.' };
  }
  if (type === 'ExternalName' && spec?.externalName === undefined) yield { path: 'spec.externalName', message: 'is missing.' };
  if (clusterIP === 'None' && type !== undefined && type !== 'ClusterIP') {
    yield { path: 'spec.type', message: `is ${type}, but clusterIP is None.` };
  }
  for (const [index, { port, targetPort, nodePort, name }] of ports.entries()) {
    const path = `spec.ports[${index}]`;
    yield* numberFindings(`${path}.port`, port, 1, 65535);
    if (typeof targetPort === 'number') yield* numberFindings(`${path}.targetPort`, targetPort, 1, 65535);
    if (typeof targetPort === 'string') yield* nameFindings(`${path}.targetPort`, targetPort, 'port');
    if (nodePort !== undefined && nodePort !== 0) {
      yield* numberFindings(`${path}.nodePort`, nodePort, 30000, 32767);
      if (type !== 'NodePort' && type !== 'LoadBalancer') {
        yield { path: `${path}.nodePort`, message: `is given, but the type is ${type ?? 'ClusterIP'}.` };
      }
    }
    if (name !== undefined) yield* nameFindings(`${path}.name`, name, 'label');
    if (name === undefined && ports.length > 1) yield { path: `${path}.name`, message: 'is missing. Each of several ports needs a name.' };
  }
  yield* repeated('spec.ports (names)', ports.flatMap(({ name }) => (name === undefined ? [] : [name])));
  yield* repeated('spec.ports', ports.map(({ port, protocol = 'TCP' }) => `${protocol}/${port}`));
}

/** Returns what is wrong with an Ingress. */
export function* ingressFindings({ spec }: IIngress): Findings {
  const { rules = [], defaultBackend } = spec ?? {};
  if (rules.length === 0 && defaultBackend === undefined) yield { path: 'spec', message: 'has no rule and no default back end. Give one.' };
  for (const [index, { host, http }] of rules.entries()) {
    if (host !== undefined) yield* nameFindings(`spec.rules[${index}].host`, host.replace(/^\*\./, ''), 'subdomain');
    for (const [number, { path, pathType }] of (http?.paths ?? []).entries()) {
      const at = `spec.rules[${index}].http.paths[${number}]`;
      if (pathType !== 'ImplementationSpecific' && path?.startsWith('/') !== true) {
        yield { path: `${at}.path`, message: `is "${path}". Start it with "/".` };
      }
    }
  }
}
