import { Construct } from 'constructs';
import { ResourcePool } from './generated/resource-pool';
import { HostProvider } from './host-provider';
import { DiskLimitModel } from '../../model/container';
import { ResourcePoolModel } from '../../model/resource-pool';
import { Size } from '../../units/size';
import { unlessEmpty } from '../../workload/blocks';
import { RenderedPool } from '../target';

/**
 * Adds a `docker_resource_pool`. If it gets another name or parent, Terraform makes the new pool before it removes the old one. A clone set
 * changes in between, so that its clones have left the old pool. Terraform would also make all that the pool depends on before it removes
 * the old ones, so a pool on a host that the stack makes is removed first.
 */
export function addResourcePool(scope: Construct, model: ResourcePoolModel, host: HostProvider): RenderedPool {
  const resource = new ResourcePool(scope, 'Resource', {
    provider: host.explicit,
    metaArguments: () => ({ lifecycle: host.isMade() ? undefined : { createBeforeDestroy: true } }),
    attributes: () => ({
      name: model.name,
      parent: model.parent,
      memory: model.memory?.toMebibytes(),
      memory_swap: model.memorySwap?.toMebibytes(),
      memory_reservation: model.guaranteedMemory?.toMebibytes(),
      cpus: model.cpus === undefined ? undefined : `${model.cpus}`,
      cpu_shares: model.cpuShares,
      pids_limit: model.processes,
      blkio_weight: model.diskWeight,
      device_read_bps: throttles(model.diskLimits, ({ read }) => read),
      device_write_bps: throttles(model.diskLimits, ({ write }) => write),
      shrink: model.shrinksAsFarAsPossible ? 'as_far_as_possible' : undefined,
      // The limits of containers follow from the bound.
      lower_containers: model.cpus === undefined ? undefined : true,
      ...model.suspended && { suspended: true },
    }),
  });
  return {
    resource,
    get cgroupParent() {
      return resource.getStringAttribute('cgroup_parent');
    },
  };
}

function throttles(limits: readonly DiskLimitModel[], rateOf: (limit: DiskLimitModel) => Size | undefined) {
  return unlessEmpty(limits.flatMap((limit) => {
    const rate = rateOf(limit);
    return rate === undefined ? [] : [{ path: limit.device, rate: rate.toBytes() }];
  }));
}
