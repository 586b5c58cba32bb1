import { HostLimits, HostSlice } from './host-bootstrap-props';
import { Size } from '../units/size';

/** What a dedicated engine needs for itself, so that its containers never take the memory from it. */
export const ENGINE_RESERVE = Size.mebibytes(128);

/** Returns a slice that has limits, as a unit of systemd. */
export function sliceUnit(description: string, { memory, cpus, pids }: HostLimits, reserve = 0): string {
  return `\
[Unit]
Description=${description}

[Slice]
${[
  ...(memory === undefined ? [] : [`MemoryMax=${memory.toBytes() - reserve}`, 'MemorySwapMax=0']),
  ...(cpus === undefined ? [] : [`CPUQuota=${Math.round(cpus * 100)}%`]),
  ...(pids === undefined ? [] : [`TasksMax=${pids}`]),
].map((line) => `${line}\n`).join('')}`;
}

/** Returns the slice of a resource pool. */
export function poolSlice(slice: HostSlice): string {
  return sliceUnit(`Resource pool ${slice.name}`, slice);
}
