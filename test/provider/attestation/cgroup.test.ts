import { cgroupLayout } from '../../../provider/attestation/cgroup';

const throttles = (version: string, files: Record<string, string>) => cgroupLayout(version).throttles((file) => files[file]);
const limits = (version: string, files: Record<string, string>) => cgroupLayout(version).limits((file) => files[file]);

test('version 1: limits', () => {
  expect(limits('1', {
    'memory/memory.limit_in_bytes': '67108864\n',
    'cpu/cpu.cfs_quota_us': '50000\n',
    'cpu/cpu.cfs_period_us': '100000\n',
    'pids/pids.max': '64\n',
  })).toEqual({ memory: 67_108_864, cpus: 0.5, processes: 64 });
});

test('version 1: no limits', () => {
  expect(limits('1', {
    'memory/memory.limit_in_bytes': '9223372036854771712\n',
    'cpu/cpu.cfs_quota_us': '-1\n',
    'cpu/cpu.cfs_period_us': '100000\n',
    'pids/pids.max': 'max\n',
  })).toEqual({ memory: 'unlimited', cpus: 'unlimited', processes: 'unlimited' });
});

test.each([
  ['1', { 'memory/memory.limit_in_bytes': '67108864\n', 'memory/memory.memsw.limit_in_bytes': '9223372036854771712\n' }],
  ['2', { 'memory.max': '67108864\n', 'memory.swap.max': 'max\n' }],
])('version %s: memory with unlimited swap is unlimited', (version, files) => {
  expect(limits(version, files)).toMatchObject({ memory: 'unlimited' });
});

test('version 2: limits', () => {
  expect(limits('2', {
    'memory.max': '67108864\n',
    'cpu.max': '50000 100000\n',
    'pids.max': '64\n',
  })).toEqual({ memory: 67_108_864, cpus: 0.5, processes: 64 });
});

test('version 2: no limits', () => {
  expect(limits('2', { 'memory.max': 'max\n', 'cpu.max': 'max 100000\n', 'pids.max': 'max\n' }))
    .toEqual({ memory: 'unlimited', cpus: 'unlimited', processes: 'unlimited' });
});

test.each(['1', '2'])('version %s: a limit that cannot be read is unknown', (version) => {
  expect(limits(version, {})).toEqual({});
  expect(throttles(version, {})).toBeUndefined();
});

const READ = 'blkio/blkio.throttle.read_bps_device';
const WRITE = 'blkio/blkio.throttle.write_bps_device';

test.each<[string, Record<string, string>, [string, number][], [string, number][]]>([
  ['1', { [READ]: '8:0 1048576\n254:0 2097152\n', [WRITE]: '254:0 524288\n' }, [['8:0', 1_048_576], ['254:0', 2_097_152]],
    [['254:0', 524_288]]],
  ['1', { [READ]: '', [WRITE]: '' }, [], []],
  ['2', { 'io.max': '8:0 rbps=2097152 wbps=max riops=max wiops=max\n254:0 rbps=max wbps=5 riops=7 wiops=max\n' }, [['8:0', 2_097_152]],
    [['254:0', 5]]],
  ['2', { 'io.max': '' }, [], []],
])('version %s: rates of disks, by direction', (version, files, read, write) => {
  expect(throttles(version, files)).toEqual({ read: new Map(read), write: new Map(write) });
});

test('version 1: rates are unknown if those of one direction can\'t be read', () => {
  expect(throttles('1', { [READ]: '8:0 1\n' })).toBeUndefined();
});
