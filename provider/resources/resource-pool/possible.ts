import { Bounds, boundsOf, DEVICE_BLOCKS, UNBOUNDED } from './schema';
import { weightOf } from './version-2';
import { Diagnostic, DiagnosticError } from '../../diagnostics/diagnostics';
import { MIB } from '../../engine/canonical/size';
import { EngineInfo } from '../../engine/engine';
import { Driver } from '../shared/control-groups/identity';

type Problem = Omit<Diagnostic, 'severity'>;

/** Returns who manages the control groups of an engine. Throws if nobody does. */
export function driverOf({ CgroupDriver: driver = 'cgroupfs' }: EngineInfo): Driver {
  if (driver === 'cgroupfs' || driver === 'systemd') return driver;
  throw new DiagnosticError({
    summary: 'The engine has no control groups',
    detail: `Its driver of control groups is "${driver}", as in rootless mode without systemd, so nothing can bound its containers. `
      + 'Use an engine with the driver cgroupfs.',
  });
}

/** Refuses bounds that an engine can't have, as far as it reports that. Bounds that are not known yet are left out. */
export function requirePossible(name: string, model: Partial<Bounds>, info: EngineInfo): void {
  const bounds = boundsOf({ ...UNBOUNDED, ...model });
  const problems = driverOf(info) === 'systemd' ? systemdProblems(name, bounds) : kernelProblems(bounds, info);
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

function isSet(bounds: Bounds, attribute: keyof Bounds): boolean {
  return JSON.stringify(bounds[attribute]) !== JSON.stringify(UNBOUNDED[attribute]);
}

/** Systemd writes what its units say whenever it reloads them, and removes a slice that is empty. */
function systemdProblems(name: string, bounds: Bounds): Problem[] {
  const set = (Object.keys(UNBOUNDED) as (keyof Bounds)[]).filter((attribute) => isSet(bounds, attribute));
  if (set.length === 0) return [];
  return [{
    summary: `The resource pool "${name}" can't have bounds on this engine: systemd manages its control groups`,
    detail: 'Systemd writes what its own units say over the bounds of a slice whenever it reloads them, and removes a slice with its last '
      + 'container. So either set native.cgroupdriver=cgroupfs in the engine\'s `exec-opts`, or remove the bounds here and give the slice '
      + 'that is the `id` of the pool to systemd on the host, as /etc/systemd/system/ID, and then systemctl daemon-reload:\n\n'
      + sliceUnit(bounds),
    path: [set[0]!],
  }];
}

const DIRECTIVES: Readonly<Record<typeof DEVICE_BLOCKS[number], string>> = {
  device_read_bps: 'IOReadBandwidthMax',
  device_write_bps: 'IOWriteBandwidthMax',
  device_read_iops: 'IOReadIOPSMax',
  device_write_iops: 'IOWriteIOPSMax',
};

/** Returns the unit of a slice with bounds (systemd.resource-control(5)). */
export function sliceUnit(bounds: Bounds): string {
  const { memory, memory_swap: swap, memory_reservation: reservation, cpus, cpu_shares: shares, pids_limit: processes } = bounds;
  return [
    '[Slice]',
    ...memory ? [`MemoryMax=${memory * MIB}`] : [],
    ...memory && swap !== -1 ? [`MemorySwapMax=${(swap ? swap - memory : memory) * MIB}`] : [],
    ...reservation ? [`MemoryLow=${reservation * MIB}`] : [],
    ...cpus ? [`CPUQuota=${Number(cpus) * 100}%`] : [],
    ...shares ? [`CPUWeight=${weightOf(shares)}`] : [],
    ...processes && processes > 0 ? [`TasksMax=${processes}`] : [],
    ...bounds.blkio_weight ? [`IOWeight=${bounds.blkio_weight}`] : [],
    ...DEVICE_BLOCKS.flatMap((block) => bounds[block].map(({ path, rate }) => `${DIRECTIVES[block]}=${path} ${rate}`)),
  ].join('\n');
}

function kernelProblems(bounds: Bounds, info: EngineInfo): Problem[] {
  const lacks = (attribute: keyof Bounds, has: boolean | undefined, what: string): Problem[] => {
    return has !== false || !isSet(bounds, attribute) ? [] : [{
      summary: `The engine's kernel can't limit ${what}, which \`${attribute}\` of a resource pool needs`,
      detail: `Remove \`${attribute}\`, or use a host whose kernel has such control groups.`,
      path: [attribute],
    }];
  };
  const throttled = info.CgroupVersion === '2' ? undefined : DEVICE_BLOCKS.find((name) => isSet(bounds, name));
  return [
    ...lacks('memory', info.MemoryLimit, 'memory'),
    ...lacks('memory_swap', info.SwapLimit, 'swap'),
    ...lacks('memory_reservation', info.MemoryLimit, 'memory'),
    ...lacks('cpus', info.CpuCfsQuota, 'CPU time'),
    ...lacks('pids_limit', info.PidsLimit, 'processes'),
    ...throttled === undefined ? [] : [{
      summary: `A resource pool can't have \`${throttled}\` on this host, which has control groups version 1`,
      detail: 'With version 1, the kernel throttles each control group by itself: the limit of a pool would not hold for its containers. '
        + `Set \`${throttled}\` on the containers, or use a host with version 2.`,
      path: [throttled],
    }],
  ];
}
