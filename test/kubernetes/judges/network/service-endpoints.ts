import { IService } from 'kubernetes-models/v1/Service';
import { ApiObject, namespaceOf } from '../objects/api-object';
import { matches } from '../objects/label-selector';
import { Pod, Protocol, podsOf } from '../objects/pods';

/** A pod and the port of it that a Service leads to. */
export interface Endpoint {
  readonly pod: Pod;
  /** The port of the Service. */
  readonly servicePort: number;
  /** The port of the pod. Policies judge by this one. */
  readonly port: number;
  readonly protocol: Protocol;
}

/** Returns where a Service leads to. A name in `targetPort` is that of a port of the pod. */
export function endpointsOf(service: ApiObject & IService, objects: readonly ApiObject[]): Endpoint[] {
  const { selector, ports = [] } = service.spec ?? {};
  if (selector === undefined) return [];
  const pods = podsOf(objects).filter(({ namespace, labels }) => (
    namespace === namespaceOf(service) && matches({ matchLabels: selector }, labels)
  ));
  return pods.flatMap((pod) => ports.flatMap(({ port, targetPort = port, protocol = 'TCP' }) => {
    const target = typeof targetPort === 'number'
      ? targetPort
      : pod.ports.find((each) => each.name === targetPort && each.protocol === protocol)?.port;
    return target === undefined ? [] : [{ pod, servicePort: port, port: target, protocol }];
  }));
}
