import { Duration } from '../../../../src';
import { addTo, containerWith, refusal, testHost } from '../../../assertions';

test('sets only the stop times and no init process by default', () => {
  const container = containerWith({});
  expect(container).toMatchObject({ init: false, stop_timeout: 10, destroy_grace_seconds: 10 });
  for (const absent of ['command', 'entrypoint', 'env', 'user', 'group_add', 'working_dir', 'tty', 'stdin_open', 'stop_signal']) {
    expect(container).not.toHaveProperty(absent);
  }
});

test('renders all options', () => {
  expect(containerWith({
    command: ['serve', '--all'],
    entryPoint: ['/app'],
    environment: { A: '1', B: 'x=y' },
    user: 'app:app',
    supplementaryGroups: ['audio', '20'],
    workingDirectory: '/srv',
    init: true,
    tty: true,
    stdinOpen: true,
    stopSignal: 'SIGRTMIN+3',
    stopGracePeriod: Duration.minutes(1),
  })).toMatchObject({
    command: ['serve', '--all'],
    entrypoint: ['/app'],
    env: ['A=1', 'B=x=y'],
    user: 'app:app',
    group_add: ['audio', '20'],
    working_dir: '/srv',
    init: true,
    tty: true,
    stdin_open: true,
    stop_signal: 'SIGRTMIN+3',
    stop_timeout: 60,
    destroy_grace_seconds: 60,
  });
});

test('escapes Terraform expressions in text', () => {
  expect(containerWith({ command: ['sh', '-c', 'echo ${HOME} %{if} $5 $${x}'], environment: { PROMPT: '${USER}' } })).toMatchObject({
    command: ['sh', '-c', 'echo $${HOME} %%{if} $5 $$${x}'],
    env: ['PROMPT=$${USER}'],
  });
});

test.each([
  [{ environment: { 'A=B': '' } }, '"A=B" can\'t be the name of an environment variable: a name has at least one character and no "=".'],
  [{ environment: { '': 'x' } }, '"" can\'t be the name of an environment variable: a name has at least one character and no "=".'],
  [{ user: '' }, 'The user must not be empty: leave `user` out to use the image\'s own.'],
  [{ user: '99999999999999999999' }, '"99999999999999999999" can\'t be the user: write a name or a number up to 2147483647, '
    + 'optionally with a group after a colon: "app", "1000:1000".'],
  [{ stopSignal: 'SIG TERM' }, '"SIG TERM" can\'t be the stop signal: write the name or number of a signal, as in "SIGQUIT".'],
  [{ stopGracePeriod: Duration.millis(1_500) }, 'stopGracePeriod must be a whole number of seconds; given: 1500 milliseconds.'],
  [{ name: '-web' }, '"-web" can\'t be the name of a container: a name has at least two characters, begins with a letter or digit, '
    + 'and goes on with letters, digits, "_", "." and "-".'],
  [{ name: 'w' }, '"w" can\'t be the name of a container: a name has at least two characters, begins with a letter or digit, '
    + 'and goes on with letters, digits, "_", "." and "-".'],
])('rejects %j', (options, message) => {
  expect(refusal(() => addTo(testHost(), options))).toBe(`[stack/Host/Web] ${message}`);
});
