import {
  AfterFork, Backend, CloneSet, CloneSetOptions, ContainerHost, Duration, Fork, ForkReadiness, HeldConnections, Runtime,
} from '../../src';
import { anImage, refusal, Synthesized, testHost } from '../assertions';

const setOf = (host: ContainerHost, options: Partial<CloneSetOptions> = {}) => (
  host.addCloneSet('set', { replicas: 3, image: anImage, runtime: Runtime.RUNSC, ...options }));
const forkOf = (set: CloneSet) => Synthesized.of(set).resource('docker_clone_set').fork as unknown;
const afterFork = AfterFork.signal('USR1');

test('clones start as forks, with a command or a signal in each', () => {
  const options = {
    ready: ForkReadiness.command(['test', '-e', '/ready'], Duration.minutes(2)),
    afterFork: AfterFork.command(['/reseed', CloneSet.NAME], Duration.seconds(5)),
    connections: HeldConnections.REFUSE,
  };
  expect(forkOf(setOf(testHost(), { fork: Fork.of(options) }))).toEqual({
    ready: { command: ['test', '-e', '/ready'], timeout_seconds: 120 },
    after_fork: { command: ['/reseed', '{{clone.name}}'], timeout_seconds: 5 },
    connections: 'refuse',
  });
  expect(forkOf(setOf(testHost(), { fork: Fork.of({ afterFork }) }))).toEqual({ after_fork: { signal: 'USR1' } });
});

test('a reason why nothing must differ stays in the plan', () => {
  const fork = Fork.of({ ready: ForkReadiness.healthy(), afterFork: AfterFork.nothing('It only adds numbers.') });
  expect(forkOf(setOf(testHost(), { fork }))).toEqual({ ready: {}, no_unique_state: 'It only adds numbers.' });
});

test.each<[string, () => unknown, string]>([
  ['no program', () => AfterFork.command([]),
    'The command of AfterFork.command() is empty. Write a program and its arguments, such as ["test", "-e", "/tmp/ready"].'],
  ['no program to wait for', () => ForkReadiness.command([]),
    'The command of ForkReadiness.command() is empty. Write a program and its arguments, such as ["test", "-e", "/tmp/ready"].'],
  ['no signal', () => AfterFork.signal('usr1'),
    '"usr1" is no signal. Write its name in capital letters without "SIG", such as "USR1".'],
  ['no reason', () => AfterFork.nothing(' '),
    'AfterFork.nothing() needs a reason. Say why the application makes no random numbers, keys, identifiers or sessions before its '
    + 'template is saved. If it does, use AfterFork.command() or AfterFork.signal().'],
  ['the default runtime', () => setOf(testHost(), { runtime: undefined, fork: Fork.of({ afterFork }) }),
    '[stack/Host/set] A set with `fork` needs gVisor, and this one has the default runtime of the engine. Set `runtime: Runtime.RUNSC`, or '
    + 'leave out `fork`.'],
  ['another runtime', () => setOf(testHost(), { runtime: Runtime.RUNC, fork: Fork.of({ afterFork }) }),
    '[stack/Host/set] A set with `fork` needs gVisor, and this one has the runtime "runc". Set `runtime: Runtime.RUNSC`, or leave out '
    + '`fork`.'],
])('%s is refused', (_, make, problem) => {
  expect(refusal(make)).toBe(problem);
});

test('the standard provider, a swarm and Kubernetes have no forks', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  expect(refusal(() => setOf(host, { fork: Fork.of({ afterFork }) }))).toContain('`fork` of a set of clones');
});
