import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { LimitRangeV1 } from './generated/limit-range-v1';
import { PriorityClassV1 } from './generated/priority-class-v1';
import { ResourceQuotaV1 } from './generated/resource-quota-v1';
import { Namespace } from './namespace';
import { cpuQuantity, quantityOf } from './resource-rows';
import { QuotaModel } from '../../model/quota';

/** The limits of a container that has none. */
const DEFAULTS = { cpu: '1', memory: '512Mi' };

/** Adds what bounds a namespace: a quota for the sum, and limits for containers that have none or more than all together may have. */
export function addQuota(scope: Construct, namespace: Namespace, quota: QuotaModel): void {
  const { provider } = namespace.props;
  const cpu = quota.cpus === undefined ? undefined : cpuQuantity(quota.cpus);
  const memory = quota.memory === undefined ? undefined : quantityOf(quota.memory);
  const hard = defined({
    'limits.cpu': cpu,
    'limits.memory': memory,
    'requests.storage': quota.storage && quantityOf(quota.storage),
    'pods': quota.maxContainers === undefined ? undefined : `${quota.maxContainers}`,
    'persistentvolumeclaims': quota.maxVolumes === undefined ? undefined : `${quota.maxVolumes}`,
  });
  if (Object.keys(hard).length > 0) {
    namespace.addFirst(new ResourceQuotaV1(new Construct(scope, 'Quota'), 'Resource', {
      provider, attributes: () => ({ metadata: namespace.metadata('bounds'), spec: { hard } }),
    }));
  }
  const max = defined({ cpu, memory });
  namespace.addFirst(new LimitRangeV1(new Construct(scope, 'Limits'), 'Resource', {
    provider,
    attributes: () => ({
      metadata: namespace.metadata('limits'),
      spec: {
        limit: [{ type: 'Container', default: leastOf(DEFAULTS, quota), max: Object.keys(max).length > 0 ? max : undefined }],
      },
    }),
  }));
}

/** Adds the priority of the pods of a namespace. They don't take nodes from pods that run already. Returns its name, as a token. */
export function addPriority(scope: Construct, name: string, value: number, provider: TerraformProvider | undefined): string {
  const resource = new PriorityClassV1(new Construct(scope, 'Priority'), 'Resource', {
    provider,
    // Kubernetes keeps names that begin with "system-" for itself.
    attributes: () => ({ metadata: { name: `vch-${name}` }, value, preemption_policy: 'Never' }),
  });
  return resource.interpolationForAttribute('metadata[0].name').toString();
}

/** The default limits must not be above the most that a container may have. */
function leastOf({ cpu, memory }: typeof DEFAULTS, { cpus, memory: bound }: QuotaModel) {
  return {
    cpu: cpus !== undefined && cpus < Number(cpu) ? cpuQuantity(cpus) : cpu,
    memory: bound !== undefined && bound.toMebibytes() < parseInt(memory, 10) ? quantityOf(bound) : memory,
  };
}

function defined(values: { readonly [name: string]: string | undefined }): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
