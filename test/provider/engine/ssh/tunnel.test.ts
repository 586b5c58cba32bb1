import { SshTarget } from '../../../../provider/engine/endpoint/endpoint';
import { sshAdvice } from '../../../../provider/engine/ssh/advice';
import { sshArguments } from '../../../../provider/engine/ssh/arguments';
import { SshError } from '../../../../provider/engine/ssh/error';

const target: SshTarget = { kind: 'ssh', host: 'host', user: 'user', port: 2222, socketPath: '/var/run/docker.sock', options: [] };

describe('the arguments of ssh', () => {
  test('forward the socket, and end with the host', () => {
    expect(sshArguments(target, '/tmp').slice(-6)).toEqual(['-N', '-T', '-L', '/tmp/socket:/var/run/docker.sock', '--', 'host']);
  });

  test('put the address and the fixed options before `ssh_opts`, and the options that may be overridden after them', () => {
    const args = sshArguments({ ...target, options: ['-o', 'ConnectTimeout=5'] }, '/tmp');
    const options = args.indexOf('ConnectTimeout=5');
    for (const fixed of ['user', '2222', 'BatchMode=yes', 'ControlPath=/tmp/control']) expect(args.indexOf(fixed)).toBeLessThan(options);
    expect(args.indexOf('ConnectTimeout=20')).toBeGreaterThan(options);
  });

  test('leave out what the address does not contain, and everything about host keys', () => {
    const args = sshArguments({ kind: 'ssh', host: 'host', socketPath: '/s', options: [] }, '/tmp');
    expect(args).not.toContain('-l');
    expect(args).not.toContain('-p');
    expect(args.join(' ')).not.toMatch(/StrictHostKeyChecking|UserKnownHostsFile/);
  });
});

test.each([
  ['sh: 1: ssh: not found', /has no `ssh`/],
  ['zsh: command not found: ssh\nssh: command not found', /has no `ssh`/],
  ['Host key verification failed.', /does not know the host key of user@host yet.*ssh -p 2222 user@host/],
  [
    'No ED25519 host key is known for host and you have requested strict checking.\nHost key verification failed.',
    /does not know the host key/,
  ],
  ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.', /ssh-keygen -R "\[host\]:2222"/],
  ['user@host: Permission denied (publickey).', /accepts none of the keys/],
  ['ssh: connect to host host port 2222: Connection refused', /No sshd listens there/],
  ['ssh: connect to host host port 2222: Connection timed out', /cannot reach user@host/],
  ['ssh: Could not resolve hostname host: Name or service not known', /Check the spelling of "host"/],
  [
    'channel 1: open failed: connect failed: open failed',
    /not the socket \/var\/run\/docker\.sock there.*ssh:\/\/user@host:2222\/run\/user\/1000\/docker\.sock/,
  ],
  ['command-line: line 0: Bad configuration option: nonsense', /Check `ssh_opts`/],
  ['something new', /connect manually: ssh -p 2222 user@host/],
])('says what to do about "%s"', (output, advice) => {
  expect(sshAdvice(target, new SshError(output))).toMatch(advice);
});

test('uses the last of several lines as the message, and shows all of them', () => {
  const error = new SshError('first\nlast');
  expect(error.message).toBe('last');
  expect(sshAdvice(target, error)).toContain('Output of ssh:\n  first\n  last');
});
