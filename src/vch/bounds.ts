import { aboveVirtualHost, guaranteeAboveBound } from './errors';
import { SHARES_PER_CPU, Shares } from './shares';
import { Shrink, VirtualContainerHostProps } from './virtual-container-host-props';
import { QuotaModel } from '../model/quota';
import { ResourcePoolModel } from '../model/resource-pool';
import { BerthError } from '../private/berth-error';
import { numberOutOfRange, sizeOutOfRange } from '../private/errors';
import { isKnown } from '../private/tokens';
import { Controls } from '../shared/controls/table';
import { MINIMUM_MEMORY_MIB } from '../shared/engine';
import { Size } from '../units/size';

/** What bounds the sum of the containers, and each of them. */
export type Bounds = Pick<VirtualContainerHostProps, 'memory' | 'memorySwap' | 'cpus' | 'processes'>;

/** Returns the resource pool of a virtual container host. */
export function poolModel(name: string, parent: string | undefined, props: VirtualContainerHostProps): ResourcePoolModel {
  const { guaranteed = {}, shares = Shares.NORMAL, diskLimits = [], shrink, suspended = false } = props;
  const { memory, memorySwap, cpus, processes, diskWeight } = props;
  const own = Math.ceil((guaranteed.cpus ?? 0) * SHARES_PER_CPU);
  const cpuShares = isKnown(shares.amount) ? Math.max(shares.amount, own) : shares.amount;
  return {
    name,
    parent,
    memory,
    memorySwap,
    guaranteedMemory: guaranteed.memory,
    cpus,
    cpuShares: cpuShares === Shares.NORMAL.amount ? undefined : cpuShares,
    processes,
    diskWeight,
    diskLimits,
    shrinksAsFarAsPossible: shrink === Shrink.AS_FAR_AS_POSSIBLE,
    suspended,
  };
}

/** Returns what the containers of a virtual container host may use together, on a cluster with namespaces. */
export function quotaOf(props: VirtualContainerHostProps): QuotaModel {
  const { memory, cpus, storage, maxContainers, maxVolumes, shares = Shares.NORMAL } = props;
  return { memory, cpus, storage, maxContainers, maxVolumes, priority: shares.amount };
}

/** Returns whether a pool has a bound, a guarantee or anything else that an engine has to keep. */
export function isBounded(
  { name: _name, parent: _parent, diskLimits, shrinksAsFarAsPossible, suspended, ...bounds }: ResourcePoolModel,
): boolean {
  return suspended || shrinksAsFarAsPossible || diskLimits.length > 0 || Object.values(bounds).some((each) => each !== undefined);
}

/** Returns what a container's default limits follow from besides its policies: they must not be above the bounds of the whole. */
export function boundsAsControls({ memory, cpus, processes }: Bounds): Controls {
  const known = (value: number | undefined) => (isKnown(value) ? value : undefined);
  return { memory: known(memory?.toBytes()), cpus: known(cpus), processes: known(processes) };
}

/** Returns the bounds that hold in a virtual container host: its own, and those around it. */
export function withOuter(own: Bounds, outer: Bounds | undefined): Bounds {
  const { memory, memorySwap, cpus, processes } = own;
  const least = (inner: number | undefined, around: number | undefined) => (
    isKnown(inner) && isKnown(around) ? Math.min(inner, around) : inner ?? around);
  const swap = swapOf(own);
  return {
    memory: memory === undefined || isAbove(memory.toBytes(), outer?.memory?.toBytes()) ? outer?.memory ?? memory : memory,
    memorySwap: swap === undefined || isAbove(swap.toBytes(), outer?.memorySwap?.toBytes()) ? outer?.memorySwap ?? memorySwap : memorySwap,
    cpus: least(cpus, outer?.cpus),
    processes: least(processes, outer?.processes),
  };
}

/** Checks the bounds of a virtual container host. */
export function checkBounds(props: VirtualContainerHostProps): BerthError[] {
  const { memory, memorySwap, cpus, processes, guaranteed = {}, shares, diskWeight } = props;
  return [
    ...checkMemory('The memory of a virtual container host', memory),
    ...checkMemory('The memory and swap of a virtual container host', memorySwap),
    ...checkMemory('The guaranteed memory', guaranteed.memory),
    ...checkMemory('The storage of a virtual container host', props.storage),
    ...checkNumber('The CPUs of a virtual container host', cpus, 'a number of at least 0.01', (value) => value >= 0.01),
    ...checkNumber('The guaranteed CPUs', guaranteed.cpus, 'a number above 0', (value) => value > 0),
    ...checkCount('The processes of a virtual container host', processes),
    ...checkCount('maxContainers', props.maxContainers),
    ...checkCount('maxVolumes', props.maxVolumes),
    ...checkNumber('diskWeight', diskWeight, 'a whole number from 10 to 1000',
      (value) => Number.isInteger(value) && value >= 10 && value <= 1_000),
    ...shares?._check() ?? [],
    ...isAbove(guaranteed.memory?.toBytes(), memory?.toBytes()) ? [guaranteeAboveBound('memory', `${guaranteed.memory}`, `${memory}`)] : [],
    ...isAbove(guaranteed.cpus, cpus) ? [guaranteeAboveBound('CPUs', `${guaranteed.cpus}`, `${cpus}`)] : [],
  ];
}

/** The kernel's bound of memory and swap. */
function swapOf({ memory, memorySwap }: Bounds): Size | undefined {
  return memorySwap ?? (isKnown(memory?.toBytes()) ? Size.bytes(2 * memory!.toBytes()) : undefined);
}

/** Returns an error for each limit of something in a virtual container host that is above the bound of the whole. */
export function checkWithin(inner: Bounds, outer: Bounds): BerthError[] {
  return [
    ...isAbove(inner.memory?.toBytes(), outer.memory?.toBytes())
      ? [aboveVirtualHost('memory', `${inner.memory}`, `${outer.memory}`)] : [],
    ...isAbove(inner.memorySwap?.toBytes(), swapOf(outer)?.toBytes())
      ? [aboveVirtualHost('memory and swap', `${inner.memorySwap}`, `${swapOf(outer)}`)] : [],
    ...isAbove(inner.cpus, outer.cpus) ? [aboveVirtualHost('CPUs', `${inner.cpus}`, `${outer.cpus}`)] : [],
    ...isAbove(inner.processes, outer.processes) ? [aboveVirtualHost('processes', `${inner.processes}`, `${outer.processes}`)] : [],
  ];
}

function isAbove(value: number | undefined, bound: number | undefined): boolean {
  return isKnown(value) && isKnown(bound) && value > bound;
}

function checkMemory(what: string, size: Size | undefined): BerthError[] {
  const bytes = size?.toBytes();
  const least = Size.mebibytes(MINIMUM_MEMORY_MIB);
  if (!isKnown(bytes)) return [];
  const isValid = bytes >= least.toBytes() && Number.isInteger(bytes / Size.mebibytes(1).toBytes());
  return isValid ? [] : [sizeOutOfRange(what, `${size}`, `a whole number of mebibytes, at least ${least}`)];
}

function checkCount(what: string, value: number | undefined): BerthError[] {
  return checkNumber(what, value, 'a whole number of at least 1', (count) => Number.isInteger(count) && count >= 1);
}

function checkNumber(what: string, value: number | undefined, allowed: string, isValid: (value: number) => boolean): BerthError[] {
  return isKnown(value) && !(Number.isFinite(value) && isValid(value)) ? [numberOutOfRange(what, value, allowed)] : [];
}
