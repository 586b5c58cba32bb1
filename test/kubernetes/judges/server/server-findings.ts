import { dataFindings } from './data';
import { Findings } from './finding';
import { autoscalerFindings, budgetFindings, claimFindings, limitRangeFindings, priorityFindings, quotaFindings } from './limits';
import { metadataFindings } from './metadata';
import { networkPolicyFindings } from './network-policies';
import { ingressFindings, serviceFindings } from './services';
import { cronFindings, workloadFindings } from './workloads';
import { ApiObject, JsonObject } from '../objects/api-object';

/** By kind. The OpenAPI has already judged the types of the fields. */
const BY_KIND: { readonly [kind: string]: (object: never) => Findings } = {
  ConfigMap: (object: JsonObject) => dataFindings('ConfigMap', object),
  CronJob: cronFindings,
  HorizontalPodAutoscaler: autoscalerFindings,
  Ingress: ingressFindings,
  LimitRange: limitRangeFindings,
  NetworkPolicy: networkPolicyFindings,
  PersistentVolumeClaim: claimFindings,
  PodDisruptionBudget: budgetFindings,
  PriorityClass: priorityFindings,
  ResourceQuota: quotaFindings,
  Secret: (object: JsonObject) => dataFindings('Secret', object),
  Service: serviceFindings,
};

/** Returns what the API server refuses in one object, beyond its OpenAPI. */
export function* serverFindings(object: ApiObject): Findings {
  yield* metadataFindings(object);
  yield* workloadFindings(object);
  yield* BY_KIND[object.kind]?.(object as never) ?? [];
}
