import { PodTable } from './kubernetes-row';
import { isKnown } from '../../private/tokens';
import { isOpenFiles } from '../../shared/controls/resources';
import { Size } from '../../units/size';
import { refused } from '../target-row';

type ResourceField = 'memory' | 'memorySwap' | 'cpus' | 'cpuShares' | 'pidsLimit' | 'ulimits' | 'diskLimits' | 'sharedMemory';

/** A processor has as many shares. */
const SHARES_PER_CPU = 1_024;
const MILLI = 1_000;

/** How the limits of a container become those of a pod. */
export const RESOURCE_ROWS: PodTable<ResourceField> = {
  memory: { keeping: 'kept', write: (value) => ({ limits: { memory: value && quantityOf(value) } }) },
  memorySwap: refused('is not known to pods: what they swap is for the kubelet to decide. Leave it out'),
  cpus: { keeping: 'kept', write: (value) => ({ limits: { cpu: value === undefined ? undefined : cpuQuantity(value) } }) },
  cpuShares: {
    keeping: 'otherwise',
    how: 'as requested CPUs, of which one is 1,024 shares, up to `cpus`; without it, a pod requests its limit',
    write: (value, { cpus }) => ({
      requests: { cpu: value === undefined ? undefined : isKnown(value) ? cpuQuantity(requestedCpus(value, cpus)) : `${value}m` },
    }),
  },
  pidsLimit: {
    keeping: 'otherwise',
    how: 'by the kubelet of each node: `podPidsLimit`, which `podDefaults` declares',
    refusal: (value, _, { podDefaults: { processes } }) => value === -1 ? 'can\'t be -1: leave it out'
      : processes === undefined
        ? 'can\'t be asked for by a pod. Set "podPidsLimit" in the configuration of each kubelet, and `podDefaults: { processes }` on the '
          + 'cluster. Or exempt the container from the control'
        : isKnown(value) && isKnown(processes) && value < processes
          ? `can't be less than that of all pods, which is ${processes} by \`podDefaults\`. Leave it out` : undefined,
  },
  ulimits: {
    keeping: 'otherwise',
    how: 'only "nofile", by the container runtime of each node, which `podDefaults` declares',
    refusal: (limits, _, { podDefaults: { openFiles } }) => {
      const other = limits.find(({ name }) => !isOpenFiles(name));
      if (other !== undefined) return `can't have "${other.name}", which a pod can't ask for. Leave it out`;
      const [files] = limits;
      if (files === undefined) return undefined;
      return openFiles === undefined
        ? 'can\'t be asked for by a pod. Set "LimitNOFILE" of the container runtime of each node, and `podDefaults: { openFiles }` on the '
          + 'cluster. Or exempt the container from the control'
        : isKnown(files.hard) && isKnown(openFiles) && files.hard < openFiles
          ? `can't have less for "nofile" than all pods have, which is ${openFiles} by \`podDefaults\`. Leave it out` : undefined;
    },
  },
  diskLimits: refused('is not known to pods. Leave it out', (limits) => limits.length === 0),
  // Part of the mounts.
  sharedMemory: { keeping: 'kept' },
};

/** The API server refuses a pod that requests more than its limit. */
function requestedCpus(shares: number, limit: number | undefined): number {
  const requested = shares / SHARES_PER_CPU;
  return isKnown(limit) ? Math.min(requested, limit) : requested;
}

/** Returns a size as the API server writes quantities: in the largest unit of which it is a whole number. Terraform compares the text. */
export function quantityOf(size: Size): string {
  const bytes = size.toBytes();
  if (!isKnown(bytes)) return `${bytes}`;
  if (bytes % 1_024 === 0) return inUnits(bytes, 1_024, ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi']);
  return inUnits(bytes, 1_000, ['', 'k', 'M', 'G', 'T', 'P']);
}

function inUnits(amount: number, factor: number, [unit, ...larger]: readonly string[]): string {
  if (amount === 0 || amount % factor !== 0 || larger.length === 0) return `${amount}${unit}`;
  return inUnits(amount / factor, factor, larger);
}

/** Returns a number of processors as the API server writes quantities: whole, or in thousandths. */
export function cpuQuantity(cpus: number): string {
  if (!isKnown(cpus)) return `${cpus}`;
  const thousandths = Math.max(1, Math.round(cpus * MILLI));
  return thousandths % MILLI === 0 ? `${thousandths / MILLI}` : `${thousandths}m`;
}
