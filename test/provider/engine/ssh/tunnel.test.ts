import { SshTarget } from '../../../../provider/engine/endpoint/endpoint';
import { sshAdvice } from '../../../../provider/engine/ssh/advice';
import { sshArguments, SshError } from '../../../../provider/engine/ssh/tunnel';

const target: SshTarget = { kind: 'ssh', host: 'host', user: 'user', port: 2222, socketPath: '/var/run/docker.sock', options: [] };

describe('the arguments of ssh', () => {
  test('forward the socket, and end in the host', () => {
    expect(sshArguments(target, '/tmp/socket').slice(-6)).toEqual(['-N', '-T', '-L', '/tmp/socket:/var/run/docker.sock', '--', 'host']);
  });

  test('have what is the address\'s and what keeps it from asking before the options, and what may be changed after them', () => {
    const given = sshArguments({ ...target, options: ['-o', 'ConnectTimeout=5'] }, '/tmp/socket');
    const options = given.indexOf('ConnectTimeout=5');
    for (const fixed of ['user', '2222', 'BatchMode=yes', 'ControlPath=none']) expect(given.indexOf(fixed)).toBeLessThan(options);
    expect(given.indexOf('ConnectTimeout=20')).toBeGreaterThan(options);
  });

  test('leave to ssh what the address does not say, and the check of host keys', () => {
    const given = sshArguments({ kind: 'ssh', host: 'host', socketPath: '/s', options: [] }, '/tmp/socket');
    expect(given).not.toContain('-l');
    expect(given).not.toContain('-p');
    expect(given.join(' ')).not.toMatch(/StrictHostKeyChecking|UserKnownHostsFile/);
  });
});

test.each([
  ['sh: 1: ssh: not found', /has no `ssh`/],
  ['zsh: command not found: ssh\nssh: command not found', /has no `ssh`/],
  ['Host key verification failed.', /does not know the key of user@host yet.*ssh -p 2222 user@host/],
  ['No ED25519 host key is known for host and you have requested strict checking.\nHost key verification failed.', /does not know the key/],
  ['@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\nHost key verification failed.', /ssh-keygen -R "\[host\]:2222"/],
  ['user@host: Permission denied (publickey).', /by none of the keys/],
  ['ssh: connect to host host port 2222: Connection refused', /No sshd listens there/],
  ['ssh: connect to host host port 2222: Connection timed out', /There is no way to user@host/],
  ['ssh: Could not resolve hostname host: Name or service not known', /Check the spelling of "host"/],
  ['channel 1: open failed: connect failed: open failed', /not the socket \/var\/run\/docker\.sock there.*ssh:\/\/user@host:2222\/run\/user\/1000\/docker\.sock/],
  ['command-line: line 0: Bad configuration option: nonsense', /Check `ssh_opts`/],
  ['something new', /connect by hand: ssh -p 2222 user@host/],
])('what to do about "%s"', (said, advice) => {
  expect(sshAdvice(target, new SshError(said))).toMatch(advice);
});

test('of several lines the last is the message, and all are shown', () => {
  const error = new SshError('first\nlast');
  expect(error.message).toBe('last');
  expect(sshAdvice(target, error)).toContain('ssh says:\n  first\n  last');
});
