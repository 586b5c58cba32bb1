import { devicesOf, Numbers, readThrottles, throttleLines, THROTTLES, throttlesDiffer } from './devices';
import { boundFiles, pathOf, readBounds, textsIn } from './layout';
import { Layout, Row, Write } from './row';
import { Bounds, UNBOUNDED } from './schema';
import { EngineError } from '../../engine/errors';
import { folderOf } from '../../engine/pool/folder';
import { errorName } from '../../probe/attempt';
import { reading, Step, writing } from '../shared/control-groups/calls';
import { Helper } from '../shared/control-groups/helper';

/** A bound that the kernel did not take, and the negated number of its error. */
export interface Failure {
  readonly attribute: keyof Bounds;
  readonly error: number;
}

/** The control group of a pool: reads and writes its bounds. */
export class Group {
  constructor(private readonly helper: Helper, private readonly layout: Layout, public readonly id: string) {}

  /** Returns the bounds in force, or undefined if there is no such group. */
  public async read(known: Bounds): Promise<Bounds | undefined> {
    const files = [...boundFiles(this.layout, known), ...this.layout.version === '2' ? [THROTTLES] : []];
    const folder = folderOf(this.id);
    const texts = textsIn(this.layout, folder, files, await this.helper.read(files.map((file) => pathOf(this.layout, folder, file))));
    if (texts.size === 0) return undefined;
    return { ...UNBOUNDED, ...readBounds(this.layout, texts, known), ...readThrottles(texts, await this.numbersOf(known)) };
  }

  /** Makes the group where it is missing. */
  public async make(): Promise<void> {
    await this.helper.make(this.id);
    await this.writeAll(this.layout.initial);
  }

  /** Writes bounds, and returns those that the kernel did not take. */
  public async write(rows: readonly Row[], bounds: Bounds): Promise<Failure[]> {
    const writes = rows.map((row) => row.writes(bounds));
    const errors = await this.writeAll(writes.flat());
    let at = 0;
    return rows.flatMap(({ attribute }, index) => {
      const own = writes[index]!;
      const error = failureOf(own, errors.slice(at, at += own.length), bounds[attribute] !== UNBOUNDED[attribute]);
      return error === 0 ? [] : [{ attribute, error }];
    });
  }

  /** Throttles devices, and returns whether the kernel took it. */
  public async throttle(desired: Bounds, prior: Bounds): Promise<Failure[]> {
    if (!throttlesDiffer(desired, prior)) return [];
    const numbers = await this.numbersOf(desired, prior);
    const lines = throttleLines(desired, prior, numbers).map((value) => ({ file: THROTTLES, value }));
    const error = (await this.writeAll(lines)).find((each) => each < 0);
    return error === undefined ? [] : [{ attribute: 'device_read_bps', error }];
  }

  /** Writes into files one after the other, and returns the content of another one then. */
  public async writeAndRead(writes: readonly Write[], file: string): Promise<string | undefined> {
    const results = await this.change<number | string | undefined>([...writes.map(({ file: each }) => each), file], (path) => [
      ...writes.map((each) => writing(path(each.file), each.value)), reading(path(file)),
    ]);
    return results.at(-1) as string | undefined;
  }

  /** Has the kernel reclaim the memory that can be read again or swapped. It reports an error if there is more, or if it can't do that. */
  public async reclaim(): Promise<void> {
    await this.writeAll(this.layout.reclaim);
  }

  private writeAll(writes: readonly Write[]): Promise<number[]> {
    if (writes.length === 0) return Promise.resolve([]);
    return this.change(writes.map(({ file }) => file), (path) => writes.map(({ file, value }) => writing(path(file), value)));
  }

  /** Someone may have removed the group in one of the hierarchies. Then it is made again. */
  private async change<T>(
    files: readonly string[], steps: (path: (file: string) => string) => readonly Step<T>[],
  ): Promise<T[]> {
    const controllers = this.layout.version === '2' ? [] : [...new Set(files.map((file) => file.split('/')[0]!))];
    const change = () => this.helper.change(this.id, controllers, (folder) => steps((file) => `${folder}/${file}`));
    try {
      return await change();
    } catch (error) {
      if (!(error instanceof EngineError && error.engineMessage.includes('bind source path does not exist'))) throw error;
      await this.helper.make(this.id);
      return change();
    }
  }

  private async numbersOf(...bounds: readonly Bounds[]): Promise<Numbers> {
    const paths = [...new Set(bounds.flatMap(devicesOf))].filter((path) => !path.startsWith('/dev/block/'));
    return paths.length === 0 ? new Map() : this.helper.deviceNumbers(paths);
  }
}

/**
 * Returns the error of a bound, or 0. Of several writes into one file, the last counts. A file that a kernel may lack matters only if all
 * are missing, and the bound is set.
 */
function failureOf(writes: readonly Write[], errors: readonly number[], isSet: boolean): number {
  const last = writes.flatMap((write, index) => (
    writes.slice(index + 1).some(({ file }) => file === write.file) ? [] : [{ write, error: errors[index]! }]));
  const isAbsent = ({ write, error }: typeof last[number]) => write.isOptional === true && errorName(error) === 'ENOENT';
  if (last.every(isAbsent)) return isSet ? last[0]!.error : 0;
  return last.find((each) => each.error < 0 && !isAbsent(each))?.error ?? 0;
}
