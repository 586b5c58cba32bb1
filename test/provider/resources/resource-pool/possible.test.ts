import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { EngineInfo } from '../../../../provider/engine/engine';
import { driverOf, requirePossible, sliceUnit } from '../../../../provider/resources/resource-pool/possible';
import { Bounds, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';

const V1: EngineInfo = { CgroupVersion: '1', CgroupDriver: 'cgroupfs' };
const V2: EngineInfo = { CgroupVersion: '2', CgroupDriver: 'cgroupfs' };
const THROTTLED: Partial<Bounds> = { device_write_bps: [{ path: '/dev/sda', rate: 1024 }] };

function problems(bounds: Partial<Bounds>, info: EngineInfo): string[] {
  try {
    requirePossible('team', bounds, info);
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ summary, detail }) => `${summary}\n${detail}`);
  }
}

test.each<[Partial<Bounds>, EngineInfo]>([
  [{ memory: 64, memory_swap: 64, cpus: '1', pids_limit: 5 }, V1],
  [THROTTLED, V2],
  [{ memory: 64 }, { ...V1, SwapLimit: false }],
  [{}, { CgroupDriver: 'systemd', CgroupVersion: '2', MemoryLimit: false }],
])('%j is possible on %j', (bounds, info) => {
  expect(problems(bounds, info)).toEqual([]);
});

test.each<[Partial<Bounds>, EngineInfo, RegExp]>([
  [THROTTLED, V1, /^A resource pool can't have `device_write_bps` on this host, which has control groups version 1\n/],
  [{ memory: 64 }, { ...V1, MemoryLimit: false }, /^The engine's kernel can't limit memory, which `memory` of a resource pool needs\n/],
  [{ memory: 64, memory_swap: 64 }, { ...V2, SwapLimit: false }, /limit swap, which `memory_swap`/],
  [{ cpus: '1' }, { ...V2, CpuCfsQuota: false }, /limit CPU time, which `cpus`/],
  [{ pids_limit: 5 }, { ...V1, PidsLimit: false }, /limit processes, which `pids_limit`/],
  [{ memory: 64 }, { CgroupDriver: 'none' }, /^The engine has no control groups\n.*"none"/],
])('%j is refused on %j', (bounds, info, message) => {
  expect(problems(bounds, info)).toEqual([expect.stringMatching(message)]);
});

test('with systemd, bounds are refused, and the unit that has them is shown', () => {
  expect(problems({ memory: 64 }, { CgroupDriver: 'systemd', CgroupVersion: '2' })).toEqual([
    'The resource pool "team" can\'t have bounds on this engine: systemd manages its control groups\n'
      + 'Systemd writes what its own units say over the bounds of a slice whenever it reloads them, and removes a slice with its last '
      + 'container. So either set native.cgroupdriver=cgroupfs in the engine\'s `exec-opts`, or remove the bounds here and give the slice '
      + 'that is the `id` of the pool to systemd on the host, as /etc/systemd/system/ID, and then systemctl daemon-reload:\n\n'
      + '[Slice]\nMemoryMax=67108864\nMemorySwapMax=67108864',
  ]);
  expect(sliceUnit({
    ...UNBOUNDED,
    ...THROTTLED,
    memory: 64,
    memory_swap: 64,
    memory_reservation: 32,
    cpus: '1.5',
    cpu_shares: 1024,
    pids_limit: 40,
    blkio_weight: 200,
  }).split('\n')).toEqual([
    '[Slice]', 'MemoryMax=67108864', 'MemorySwapMax=0', 'MemoryLow=33554432', 'CPUQuota=150%', 'CPUWeight=100', 'TasksMax=40',
    'IOWeight=200', 'IOWriteBandwidthMax=/dev/sda 1024',
  ]);
});

test('an engine that does not say who manages its control groups does it itself', () => {
  expect(driverOf({})).toBe('cgroupfs');
});
