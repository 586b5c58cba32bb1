import { attemptArgument, attemptResults, canAttempt, errorName, SystemCall } from '../../../provider/probe/attempt';

const CALLS: readonly SystemCall[] = [
  { name: 'openat', args: [-100, Buffer.from('/a\0'), 2] },
  { name: 'statfs', args: [Buffer.alloc(9), Buffer.from([1, 2])] },
];

const words = (hex: string) => Buffer.from(hex, 'hex');

test('the argument is a block with the number of calls, a record for each, and their memory, aligned', () => {
  const block = words(attemptArgument(CALLS, 'arm64'));
  const at = (index: number) => Number(block.readBigInt64LE(8 * index));
  const memory = 8 * 15;
  expect(block.length).toBe(memory + 8 + 16 + 8);
  expect(Array.from({ length: 15 }, (_, index) => at(index))).toEqual([
    2,
    56, -100, 0x600000 + memory, 2, 0, 0, 0,
    43, 0x600000 + memory + 8, 0x600000 + memory + 24, 0, 0, 0, 0,
  ]);
  expect(block.subarray(memory, memory + 3).toString()).toBe('/a\0');
  expect([...block.subarray(memory + 24, memory + 26)]).toEqual([1, 2]);
  expect(words(attemptArgument(CALLS, 'amd64')).readBigInt64LE(8)).toBe(257n);
});

test('the results are what each call returned, and what is in its memory now', () => {
  const block = words(attemptArgument(CALLS, 'amd64'));
  block.writeBigInt64LE(-13n, 8);
  block.writeBigInt64LE(7n, 8 + 56);
  block.write('changed', 8 * 15 + 8);
  const [first, second] = attemptResults(block, CALLS);
  expect([first!.value, errorName(first!.value), second!.value]).toEqual([-13, 'EACCES', 7]);
  expect(second!.memory.map((each) => each.length)).toEqual([9, 2]);
  expect(second!.memory[0]!.toString()).toBe('changed\0\0');
  expect(() => attemptResults(block.subarray(1), CALLS)).toThrow('The attempt printed 151 bytes instead of 152');
});

test('calls that do not fit into an argument are refused', () => {
  const large: SystemCall = { name: 'statfs', args: [Buffer.alloc(65_535)] };
  expect(() => attemptArgument([large], 'amd64')).toThrow(/^The calls need 65600 bytes, and at most 65535 fit$/);
});

test('an unknown error has its number, and other architectures can\'t attempt anything', () => {
  expect(errorName(-4711)).toBe('error 4711');
  expect(['amd64', 'arm64', 'riscv64'].map(canAttempt)).toEqual([true, true, false]);
});
