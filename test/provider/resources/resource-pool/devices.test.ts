import { devicesOf, readThrottles, throttleLines, throttlesDiffer } from '../../../../provider/resources/resource-pool/devices';
import { Bounds, UNBOUNDED } from '../../../../provider/resources/resource-pool/schema';

const NUMBERS = new Map([['/dev/sda', '8:0'], ['/dev/sdb', '8:16']]);
const one: Bounds = {
  ...UNBOUNDED, device_read_bps: [{ path: '/dev/sda', rate: 1024 }], device_write_iops: [{ path: '/dev/sda', rate: 5 }],
};
const other: Bounds = { ...UNBOUNDED, device_read_bps: [{ path: '/dev/sdb', rate: 2048 }] };

test('a line is written for each device, and without limits for one that has none any more', () => {
  expect(devicesOf(one)).toEqual(['/dev/sda']);
  expect(throttleLines(one, UNBOUNDED, NUMBERS)).toEqual(['8:0 rbps=1024 wbps=max riops=max wiops=5']);
  expect(throttleLines(other, one, NUMBERS)).toEqual([
    '8:0 rbps=max wbps=max riops=max wiops=max', '8:16 rbps=2048 wbps=max riops=max wiops=max',
  ]);
});

test('what the kernel shows is read by the paths that are known, and by the numbers where not', () => {
  const texts = new Map([['io.max', '8:0 rbps=1024 wbps=max riops=max wiops=5\n259:1 rbps=max wbps=9 riops=max wiops=max\n']]);
  const read = readThrottles(texts, NUMBERS);
  expect(read).toEqual({
    device_read_bps: [{ path: '/dev/sda', rate: 1024 }],
    device_write_bps: [{ path: '/dev/block/259:1', rate: 9 }],
    device_read_iops: [],
    device_write_iops: [{ path: '/dev/sda', rate: 5 }],
  });
  expect(throttleLines(one, { ...UNBOUNDED, ...read }, NUMBERS)).toEqual([
    '8:0 rbps=1024 wbps=max riops=max wiops=5', '259:1 rbps=max wbps=max riops=max wiops=max',
  ]);
  expect(readThrottles(new Map(), new Map()).device_read_bps).toEqual([]);
});

test('the order of the blocks does not matter', () => {
  const twice: Bounds = { ...UNBOUNDED, device_read_bps: [...one.device_read_bps, ...other.device_read_bps] };
  expect(throttlesDiffer(twice, { ...twice, device_read_bps: [...twice.device_read_bps].reverse() })).toBe(false);
  expect(throttlesDiffer(one, other)).toBe(true);
});
