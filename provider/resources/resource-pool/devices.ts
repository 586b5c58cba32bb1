import { Texts } from './row';
import { Bounds, DEVICE_BLOCKS } from './schema';

/** The file of control groups version 2 with the throttles of devices: a line for each, "8:0 rbps=max wbps=1024 riops=max wiops=max". */
export const THROTTLES = 'io.max';

/** The words of the blocks in that file. */
const WORDS = { device_read_bps: 'rbps', device_write_bps: 'wbps', device_read_iops: 'riops', device_write_iops: 'wiops' } as const;

/** The numbers of devices, "8:0", by path. */
export type Numbers = ReadonlyMap<string, string>;

/** Returns the paths of all devices that bounds throttle. */
export function devicesOf(bounds: Bounds): string[] {
  return [...new Set(DEVICE_BLOCKS.flatMap((name) => bounds[name].map(({ path }) => path!)))];
}

/** Returns the lines that have to be written for bounds. A device that prior bounds throttled, and these do not, has no limit. */
export function throttleLines(desired: Bounds, prior: Bounds, numbers: Numbers): string[] {
  return [...new Set([...devicesOf(prior), ...devicesOf(desired)])].map((path) => {
    const limits = DEVICE_BLOCKS.map((name) => `${WORDS[name]}=${desired[name].find((each) => each.path === path)?.rate ?? 'max'}`);
    return [numbers.get(path) ?? path.replace('/dev/block/', ''), ...limits].join(' ');
  });
}

/** Returns the blocks that the file has. A device whose path is not known has that of its numbers, which udev makes for each. */
export function readThrottles(texts: Texts, numbers: Numbers): Pick<Bounds, typeof DEVICE_BLOCKS[number]> {
  const paths = new Map([...numbers].map(([path, number]) => [number, path]));
  const lines = (texts.get(THROTTLES) ?? '').split('\n').filter(Boolean).map((line) => line.split(' '));
  return Object.fromEntries(DEVICE_BLOCKS.map((name) => [name, lines.flatMap(([number = '', ...limits]) => {
    const rate = limits.find((limit) => limit.startsWith(`${WORDS[name]}=`))?.split('=')[1];
    return rate === undefined || rate === 'max' ? [] : [{ path: paths.get(number) ?? `/dev/block/${number}`, rate: Number(rate) }];
  })])) as Pick<Bounds, typeof DEVICE_BLOCKS[number]>;
}

/** Whether bounds throttle devices in another way. */
export function throttlesDiffer(desired: Bounds, prior: Bounds): boolean {
  const spelled = (bounds: Bounds) => JSON.stringify(
    DEVICE_BLOCKS.map((name) => bounds[name].map(({ path, rate }) => `${path} ${rate}`).sort()));
  return spelled(desired) !== spelled(prior);
}
