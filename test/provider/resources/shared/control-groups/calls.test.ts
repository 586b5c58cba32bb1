import { attemptArgument } from '../../../../../provider/probe/attempt';
import {
  listing, numbering, reading, removing, resultsOf, Step, writing,
} from '../../../../../provider/resources/shared/control-groups/calls';

const result = (value: number, ...memory: Buffer[]) => ({ value, memory });
const path = Buffer.from('/groups/x\0');

test('results are those of each step\'s own calls', () => {
  const statx = Buffer.alloc(256);
  statx.writeUInt32LE(8, 128);
  statx.writeUInt32LE(16, 132);
  const steps: readonly Step<unknown>[] = [
    writing('/groups/x', '1'), writing('/groups/x', '2'), writing('/groups/x', '3'), reading('/groups/x'), reading('/groups/x'),
    removing('/groups/x'), numbering('/devices/0'),
  ];
  expect(resultsOf(steps, [
    result(3, path), result(1), result(0),
    result(-2, path), result(-9), result(-9),
    result(3, path), result(-16), result(0),
    result(3, path), result(4, Buffer.from('max\n....')), result(0),
    result(-2, path), result(-9, Buffer.alloc(8)), result(-9),
    result(-16, path),
    result(0, path, statx),
  ])).toEqual([0, -2, -16, 'max\n', undefined, -16, '8:16']);
});

/** As the kernel lists a folder: `struct linux_dirent64`. */
function entry(name: string, type: number, next: number): Buffer {
  const bytes = Buffer.alloc(Math.ceil((19 + name.length + 1) / 8) * 8);
  bytes.writeBigInt64LE(BigInt(next), 8);
  bytes.writeUInt16LE(bytes.length, 16);
  bytes[18] = type;
  bytes.write(name, 19);
  return bytes;
}

test('a listing has the folders of a folder, and says where to go on', () => {
  const { result: read } = listing('/groups', 0);
  const listed = (...entries: Buffer[]) => {
    const bytes = Buffer.concat(entries);
    const memory = Buffer.concat([bytes, Buffer.alloc(4096 - bytes.length, 1)]);
    return read([result(3, path), result(0), result(bytes.length, memory), result(0)]);
  };
  expect(listed(entry('.', 4, 1), entry('..', 4, 2), entry('tasks', 8, 3), entry('docker', 4, 2 ** 31)))
    .toEqual({ folders: ['docker'], next: undefined });
  const many = Array.from({ length: 46 }, (_, index) => entry(`${index}`.padEnd(64, 'x'), 4, index));
  expect(listed(...many)).toMatchObject({ folders: many.map((_, index) => `${index}`.padEnd(64, 'x')), next: 45 });
  expect(read([result(-2, path), result(-9), result(-9, Buffer.alloc(4096)), result(-9)])).toEqual({ folders: [], next: undefined });
});

test('a path that is too long for the kernel is reached in parts', () => {
  const names = Array.from({ length: 45 }, (_, index) => `${index}`.padEnd(200, 'x'));
  const { calls, result: read } = removing(`/groups/${names.join('/')}`);
  const paths = calls.flatMap(({ args }) => args.filter((arg): arg is Buffer => Buffer.isBuffer(arg))).map((bytes) => bytes.toString());
  expect(calls.map(({ name }) => name)).toEqual(['chdir', 'chdir', 'unlinkat']);
  expect(Math.max(...paths.map(({ length }) => length))).toBeLessThanOrEqual(4096);
  expect(paths.map((each) => each.replace('\0', '')).join('/')).toBe(`/groups/${names.join('/')}`);
  expect(read([result(0), result(0), result(-16)])).toBe(-16);
});

test('names are any bytes', () => {
  const name = Buffer.from([0x62, 0xff, 0x78]).toString('latin1');
  const bytes = entry('..', 4, 1);
  const listed = Buffer.concat([bytes, entry('b.x', 4, 2)]);
  listed[bytes.length + 20] = 0xff;
  const memory = Buffer.concat([listed, Buffer.alloc(4096 - listed.length)]);
  expect(listing('/groups', 0).result([result(3, path), result(0), result(listed.length, memory), result(0)]).folders).toEqual([name]);
  expect(removing(`/groups/${name}`).calls[0]!.args[1]).toEqual(Buffer.from('/groups/b\xffx\0', 'latin1'));
});

test.each(['amd64', 'arm64'] as const)('the program for %s makes the calls', (architecture) => {
  const steps: readonly Step<unknown>[] = [
    writing('/a', '1'), reading('/a'), removing('/a'), numbering('/a'), listing('/a', 0), reading('/a'.repeat(2_500)),
  ];
  const calls = steps.flatMap((step) => step.calls);
  expect(attemptArgument(calls, architecture)).toMatch(/^[0-9a-f]+$/);
});
