import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { EngineError } from '../../../../provider/engine/errors';
import { Unknown, Value } from '../../../../provider/framework/value/value';
import { Fork, ForkBlock } from '../../../../provider/resources/clone-set/fork/fork';
import { answerIn, problemOf, requireForks } from '../../../../provider/resources/clone-set/fork/host';
import { ForkTemplates, lacksTemplate } from '../../../../provider/resources/clone-set/fork/templates';
import { forkRules } from '../../../../provider/resources/clone-set/fork/validate';
import { WantedSet } from '../../../../provider/resources/clone-set/set';
import { ContainerModel } from '../../../../provider/resources/container/fields/schema';
import { startFailed } from '../../../../provider/resources/container/operations/errors';
import { refuseForkVariables } from '../../../../provider/resources/shared/fork-variables';
import { NoRoomToRun } from '../../../../provider/virtual-host/errors';
import { FakeEngine } from '../../engine/fake-engine';

const block = (given: Partial<ForkBlock> = {}): ForkBlock => (
  { connections: 'close', no_unique_state: null, ready: [], after_fork: [], ...given });
const ENDPOINT = { address: 'unix:///engine', origin: 'a test', target: { kind: 'unix', socketPath: '/engine' } } as never;
const after = (given: object): Partial<ForkBlock> => ({ after_fork: [{ command: null, signal: null, timeout_seconds: 60, ...given }] });

describe('the id of a template', () => {
  const id = (set: string, content: string, given?: Partial<ForkBlock>) => new Fork(set, block(given)).idOf(content);

  test('is that of the set, and of what decides about its memory', () => {
    expect(id('a', 'x')).toMatch(/^[0-9a-f]{64}$/);
    expect(id('a', 'x')).toBe(id('a', 'x', after({ signal: 'USR1' })));
    const others = [id('b', 'x'), id('a', 'y'), id('a', 'x', { connections: 'refuse' }),
      id('a', 'x', { ready: [{ command: ['true'], timeout_seconds: 60 }] })];
    expect(new Set([id('a', 'x'), ...others]).size).toBe(5);
  });

  test('begins alike for all templates of a set, and for those of no other', () => {
    expect(id('a', 'x').slice(0, 32)).toBe(id('a', 'y').slice(0, 32));
    expect(id('a', 'x').slice(0, 32)).not.toBe(id('b', 'x').slice(0, 32));
  });
});

test('a clone and its template get variables, which have nothing in them that JSON would escape', () => {
  const command = ['/reseed', 'it\'s "this"', '\\', 'ü\n'];
  const fork = new Fork('a', block({ connections: 'refuse', ...after({ command, timeout_seconds: 5 }) }));
  const id = fork.idOf('x');
  const [from, hook, timeout] = fork.variables(id);
  expect([from, timeout]).toEqual([`BERTH_FORK=from:${id}`, 'BERTH_FORK_TIMEOUT=5']);
  expect(hook).toMatch(/^BERTH_FORK_AFTER=exec:[A-Za-z0-9+/=]+$/);
  expect(Buffer.from(hook!.split(':')[1]!, 'base64').toString().split('\0')).toEqual([...command, '']);
  expect(fork.templateVariables(id)).toEqual([`BERTH_FORK=save:${id}`, 'BERTH_FORK_CONNECTIONS=refuse']);
  expect(new Fork('a', block(after({ signal: 'USR1' }))).variables(id)[1]).toBe('BERTH_FORK_AFTER=signal:USR1');
  expect(new Fork('a', block({ no_unique_state: 'none' })).variables(id)[1]).toBe('BERTH_FORK_AFTER=none:');
});

test.each<[string, object, string[]]>([
  ['nothing that makes them differ', {}, ['All containers would have the same random numbers and identifiers']],
  ['a reason', { no_unique_state: 'It adds numbers.' }, []],
  ['a command', { after_fork: [{ command: ['/reseed'], signal: null }] }, []],
  ['an unknown command', { after_fork: [{ command: Unknown.PLAIN, signal: null }] }, []],
  ['unknown blocks', { after_fork: Unknown.PLAIN }, []],
  ['both', { after_fork: [{ command: ['/reseed'], signal: 'USR1' }] }, ['`after_fork` needs exactly one of `command` and `signal`']],
  ['an empty block', { after_fork: [{ command: null, signal: null }] }, ['`after_fork` needs exactly one of `command` and `signal`']],
])('forks with %s', (_, fork, expected) => {
  const config = { fork: [{ no_unique_state: null, after_fork: [], ...fork }], template: [{ command: ['sleep'] }] };
  expect(forkRules(config as unknown as Record<string, Value>).map(({ summary }) => summary)).toEqual(expected);
});

test('arguments can\'t differ from fork to fork', () => {
  const config = { fork: [{ no_unique_state: 'none', after_fork: [] }], template: [{ command: ['app', '--name={{clone.name}}'] }] };
  const [problem] = forkRules(config as unknown as Record<string, Value>);
  expect(problem).toMatchObject({ summary: '`command` can\'t differ from fork to fork', path: ['template', 0, 'command'] });
  expect(forkRules({ ...config, fork: [] } as unknown as Record<string, Value>)).toEqual([]);
});

test.each([
  ['OCI runtime create failed: berth-fork 1: checked: damaged: unknown', 'checked: damaged'],
  ['Cannot kill container: x: exit status 1: berth-fork 1: unsaved: it has 1 open connections.\n: unknown',
    'unsaved: it has 1 open connections.'],
  ['OCI runtime create failed: exec: "/berth-fork": no such file', undefined],
])('of the message %j, the answer is %j', (message, answer) => {
  expect(answerIn(message)).toBe(answer);
});

test.each([
  ['berth-fork 1: missing: the template a. The next apply builds it anew.: unknown', true],
  ['berth-fork 1: hook: it failed', false],
  ['no such image', false],
])('whether a start lacks its template is known from the explained error, too: %s', (message, lacks) => {
  const failure = new EngineError('start container "a"', ENDPOINT, new Error(`OCI runtime create failed: ${message}`));
  const explained = startFailed(failure, { name: 'a' } as ContainerModel);
  expect([lacksTemplate(failure), lacksTemplate(explained)]).toEqual([lacks, lacks]);
});

test('a template for which there is no room is made once there is some', async () => {
  const set = { name: 'web', forkTemplate: () => ({ id: 'a', model: {} }), hostOf: () => ({ name: 'here' }) } as unknown as WantedSet;
  const templates = new ForkTemplates(set, () => Promise.reject(new Error('unused')), new AbortController().signal);
  const failures: (Error | undefined)[] = [new NoRoomToRun('Container "web-fork"', 'blue', 'Full.'), undefined];
  let made = 0;
  Object.assign(templates, {
    provide: async () => {
      const failure = failures[made++];
      if (failure !== undefined) throw failure;
    },
  });
  const isThere = () => templates.ensureIfRoom(undefined as never, 0);
  expect(await Promise.all([isThere(), isThere()])).toEqual([false, false]);
  expect(await isThere()).toBe(true);
  expect(await isThere()).toBe(true);
  expect(made).toBe(2);
});

describe('the program of forks', () => {
  let server: FakeEngine;
  beforeEach(async () => { server = await new FakeEngine().start(); });
  afterEach(() => server.stop());
  const changes = () => server.asked.filter((request) => !request.startsWith('GET'));

  test.each([
    ['a set has no runtime', null, 'runc'],
    ['it is the default', 'runsc', 'runsc'],
    ['the default is the same one under another name', 'runsc', 'gvisor'],
  ])('starts no forks where steps of builds could be some: %s', async (_, runtime, byDefault) => {
    const program = { path: '/usr/local/sbin/berth-fork' };
    const Runtimes = { runc: { path: 'runc' }, runsc: program, gvisor: program };
    server.answer = (_request, response) => response.end(JSON.stringify({ DefaultRuntime: byDefault, Runtimes }));
    for (const asked of [requireForks(server.connect(), runtime), problemOf(server.connect(), 'x', runtime, 'a'.repeat(64))]) {
      await expect(asked).rejects.toThrow('would start all containers by the program of forks');
    }
    expect(changes()).toEqual([]);
  });

  test('is asked where another one is the default', async () => {
    server.answer = ({ url = '' }, response) => response.end(url.includes('/info') ? JSON.stringify({
      DefaultRuntime: 'runc', Runtimes: { runc: { path: 'runc' }, runsc: { path: '/usr/local/sbin/berth-fork' } },
    }) : '{}');
    await expect(problemOf(server.connect(), 'x', 'runsc', 'a'.repeat(64))).rejects.toThrow();
    expect(changes()).toContainEqual(expect.stringContaining('POST /v1.41/containers/create'));
  });
});

test('only a set gives variables of forks', () => {
  expect(() => refuseForkVariables(['A=BERTH_FORK=x', 'BERTH=1'], ['env'])).not.toThrow();
  expect(() => refuseForkVariables(['BERTH_FORK_AFTER=none:'], ['env'])).toThrow(DiagnosticError);
});
