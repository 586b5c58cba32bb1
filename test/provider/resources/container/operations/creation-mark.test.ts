import { Inspect } from '../../../../../provider/resources/container/fields/fact';
import { isLeftOver, isMadeBy, newMark } from '../../../../../provider/resources/container/operations/creation-mark';

/** The id of a process that does not exist: higher than the kernel assigns. */
const GONE = 2 ** 22 + 1;

function marked(file: string | undefined, status = 'created'): Inspect {
  return { State: { Status: status }, HostConfig: { ContainerIDFile: file } } as unknown as Inspect;
}

/** A mark as another process would write it, with any of its parts changed. */
function mark(change: { folder?: string; machine?: string; pid?: number; willStart?: boolean } = {}): string {
  const [who, version, folder, machine, , purpose, creation] = newMark(change.willStart ?? true).split('/');
  return [who, version, change.folder ?? folder, change.machine ?? machine, change.pid ?? GONE, purpose, creation].join('/');
}

test('each creation has a mark of its own, which does not reveal the working directory', () => {
  const [one, other] = [newMark(true), newMark(true)];
  expect(one).not.toBe(other);
  expect(isMadeBy(marked(one), one)).toBe(true);
  expect(isMadeBy(marked(one), other)).toBe(false);
  expect(one).not.toContain(process.cwd().slice(1));
});

test.each<[string, Inspect, boolean]>([
  ['of a process that is gone and that never started it', marked(mark()), true],
  ['of a process of another machine', marked(mark({ machine: 'another', pid: process.pid })), true],
  ['of this process: another resource of the same name', marked(newMark(true)), false],
  ['of a process that is alive', marked(mark({ pid: process.ppid })), false],
  ['of another working directory: another stack', marked(mark({ folder: 'another' })), false],
  ['that should not be started, and so may be finished', marked(mark({ willStart: false })), false],
  ['that was started', marked(mark(), 'exited'), false],
  ['without a mark', marked(''), false],
  ['without the field', marked(undefined), false],
  ['whose field Docker\'s command line wrote', marked('/run/web.cid'), false],
])('whether a container %s is left over', (_what, inspect, expected) => {
  expect(isLeftOver(inspect)).toBe(expected);
});
