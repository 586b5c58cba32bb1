import { notInKubernetes } from './errors';
import { inContainer, KubernetesModel, PodArguments, PodRow, PodTable } from './kubernetes-row';
import { LIFECYCLE_ROWS } from './lifecycle-rows';
import { NETWORK_ROWS } from './network-rows';
import { PLACEMENT_ROWS } from './placement-rows';
import { PROCESS_ROWS } from './process-rows';
import { RESOURCE_ROWS } from './resource-rows';
import { SECURITY_ROWS } from './security-rows';
import { STORAGE_ROWS } from './storage-rows';
import { merged } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { BerthError } from '../../private/berth-error';
import { FieldName } from '../../workload/container/fields/table';
import { rowProblems } from '../target-row';

/** How each field of a container becomes a part of a pod. */
export const POD_ROWS: PodTable<FieldName> = {
  // The workload has it.
  name: { keeping: 'otherwise', how: 'as a DNS label of at most 52 characters: "." and "_" become "-"' },
  image: inContainer<ContainerModel['image']>('image', ({ imageId }) => imageId),
  ...PROCESS_ROWS,
  ...LIFECYCLE_ROWS,
  ...PLACEMENT_ROWS,
  ...NETWORK_ROWS,
  ...STORAGE_ROWS,
  ...RESOURCE_ROWS,
  ...SECURITY_ROWS,
};

// eslint-disable-next-line @typescript-eslint/no-explicit-any
const ROWS = Object.entries(POD_ROWS) as Array<[FieldName, PodRow<any>]>;

const PARTS = ['pod', 'podSecurity', 'container', 'security', 'limits', 'requests', 'annotations'] as const;

/** Returns an error for each field of a model that no pod can keep. */
export function podProblems(model: ContainerModel, cluster: KubernetesModel, names?: readonly string[]): BerthError[] {
  return rowProblems(POD_ROWS, model, cluster, names, (field, reason) => notInKubernetes(field, reason));
}

/** Returns what the fields of a model become, together. */
export function podArguments(model: ContainerModel, cluster: KubernetesModel): Required<PodArguments> {
  const parts = ROWS.map(([name, { write }]) => write?.(model[name], model, cluster) ?? {});
  return Object.fromEntries(PARTS.map((part) => [part, merged(parts.map((each) => each[part] ?? {}))])) as Required<PodArguments>;
}
