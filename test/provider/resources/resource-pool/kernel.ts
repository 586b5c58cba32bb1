import { CallResult } from '../../../../provider/probe/attempt';
import { resultsOf, Step } from '../../../../provider/resources/shared/control-groups/calls';
import { Helper } from '../../../../provider/resources/shared/control-groups/helper';

const [ENOENT, EBADF] = [-2, -9];

/** The files of a control group, and what the kernel does when one is written. */
export class Kernel {
  public readonly writes: string[] = [];

  /**
   * @param write    returns the negated number of an error, or nothing if the kernel takes the value
   * @param folders  the names of the groups in a group, by the path of that: "cpu/berth/team"
   */
  constructor(
    public readonly files: Map<string, string>, private readonly write: (file: string, value: string) => number | undefined,
    private readonly folders: { readonly [path: string]: readonly string[] } = {},
  ) {}

  /** A helper that makes the system calls of its steps in this kernel. */
  public get helper(): Helper {
    const change = <T>(_id: string, _controllers: readonly string[], steps: (folder: string) => readonly Step<T>[]) => {
      const all = steps('/groups');
      let open: string | undefined;
      const results = all.flatMap(({ calls }) => calls).map(({ name, args }): CallResult => {
        const memory = args.filter((arg): arg is Buffer => Buffer.isBuffer(arg));
        if (name === 'openat') {
          open = memory[0]!.toString().slice('/groups/'.length, -1);
          if (this.files.has(open) || this.folders[open] !== undefined) return { value: 3, memory };
          open = undefined;
          return { value: ENOENT, memory };
        }
        if (open === undefined) return { value: EBADF, memory };
        if (name === 'lseek') return { value: 0, memory };
        if (name === 'getdents64') {
          const entries = Buffer.concat((this.folders[open] ?? []).map(entryOf));
          return { value: entries.length, memory: [entries] };
        }
        if (name === 'read') {
          const text = Buffer.from(this.files.get(open)!);
          return { value: text.length, memory: [text] };
        }
        if (name === 'close') return { value: 0, memory };
        const value = memory[0]!.toString();
        const error = this.write(open, value);
        if (error !== undefined) return { value: error, memory };
        this.files.set(open, value);
        this.writes.push(`${open}=${value}`);
        return { value: value.length, memory };
      });
      return Promise.resolve(resultsOf(all, results));
    };
    const read = (paths: readonly string[]) => {
      const found = paths.map((path) => [path, this.files.get(path.replace('berth/team/', ''))] as const);
      return Promise.resolve(new Map(found.filter(([, text]) => text !== undefined)));
    };
    const within = <T>(_folder: string, steps: (folder: string) => readonly Step<T>[]) => change('', [], steps);
    return { change, read, within } as unknown as Helper;
  }
}

/** `struct linux_dirent64` of a folder. */
function entryOf(name: string): Buffer {
  const [fields, end] = [Buffer.alloc(19), Buffer.from(`${name}\0`)];
  fields.writeUInt16LE(fields.length + end.length, 16);
  fields[18] = 4;
  return Buffer.concat([fields, end]);
}
