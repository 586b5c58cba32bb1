import { attemptArgument } from '../../../../provider/probe/attempt';
import { numbering, reading, removing, resultsOf, Step, writing } from '../../../../provider/resources/resource-pool/calls';

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

test.each(['amd64', 'arm64'] as const)('the program for %s makes the calls', (architecture) => {
  const calls = [writing('/a', '1'), reading('/a'), removing('/a'), numbering('/a')].flatMap((step: Step<unknown>) => step.calls);
  expect(attemptArgument(calls, architecture)).toMatch(/^[0-9a-f]+$/);
});
