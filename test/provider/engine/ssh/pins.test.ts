import { execFileSync } from 'node:child_process';
import { SshTarget } from '../../../../provider/engine/endpoint/endpoint';
import { sshAdvice } from '../../../../provider/engine/ssh/advice';
import { commandArguments, knownHosts, sshArguments } from '../../../../provider/engine/ssh/arguments';
import { SshError } from '../../../../provider/engine/ssh/error';
import { fingerprintOf, parseHostKeys } from '../../../../src/shared/ssh-host-key';

/** A public key, and the fingerprint that `ssh-keygen -l` shows for it. */
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
const FINGERPRINT = 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU';
const [key] = parseHostKeys(`${KEY} github.com\n`)!;

const target: SshTarget = {
  kind: 'ssh', host: '10.0.0.5', socketPath: '/s', options: ['-o', 'StrictHostKeyChecking=no', '-o', 'ProxyCommand=evil'], hostKeys: [key!],
};
const jumpHost = { host: 'bastion', user: 'jump', port: 2222, hostKeys: [key!], identityFile: '/it\'s a key' };

/** Returns the options of `ssh` as it understands them. */
function effective(args: readonly string[]): Map<string, string> {
  const lines = execFileSync('ssh', ['-F', 'none', '-G', ...args], { encoding: 'utf8' }).split('\n');
  return new Map(lines.map((line) => [line.split(' ')[0]!, line.slice(line.indexOf(' ') + 1)]));
}

test('a fingerprint is that of ssh-keygen', () => {
  expect(fingerprintOf(key!)).toBe(FINGERPRINT);
});

test('options of the user can\'t make ssh trust another key', () => {
  const options = effective(sshArguments(target, '/tmp/folder'));
  expect(Object.fromEntries([...options].filter(([name]) => /hostkey(alias|checking)|knownhosts|dns|localhost/.test(name)))).toMatchObject({
    stricthostkeychecking: 'true',
    hostkeyalias: 'machine',
    userknownhostsfile: '/tmp/folder/known_hosts',
    globalknownhostsfile: '/dev/null',
    verifyhostkeydns: 'false',
    nohostauthenticationforlocalhost: 'no',
  });
  expect(options.get('updatehostkeys')).toBe('false');
});

test('options of the user can\'t turn off what they ask for: only keys in files of known hosts', () => {
  const options = [
    'UserKnownHostsFile=/dev/null', 'StrictHostKeyChecking=yes', 'StrictHostKeyChecking=no', 'NoHostAuthenticationForLocalhost=yes',
    'VerifyHostKeyDNS=yes', 'KnownHostsCommand=/bin/echo',
  ].flatMap((each) => ['-o', each]);
  const { hostKeys: _none, ...unpinned } = target;
  const found = effective(sshArguments({ ...unpinned, options }, '/tmp/folder'));
  expect(Object.fromEntries(found)).toMatchObject({
    stricthostkeychecking: 'true', verifyhostkeydns: 'false', nohostauthenticationforlocalhost: 'no',
  });
  expect(found.get('knownhostscommand') ?? 'none').toBe('none');
});

test('a jump host is a command of its own, with the same care', () => {
  const proxy = effective(sshArguments({ ...target, jumpHost }, '/tmp/f o')).get('proxycommand')!;
  const expanded = proxy.replaceAll('%%', '%');
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${expanded}`], { encoding: 'utf8' }).trim().split('\n');
  expect(words[0]).toBe('ssh');
  expect(words).toEqual(expect.arrayContaining(['jump', '2222', '/it\'s a key', 'HostKeyAlias=jump-host', 'StrictHostKeyChecking=yes']));
  expect(words.slice(-4)).toEqual(['-W', '[%h]:%p', '--', 'bastion']);
  expect(effective(words.slice(1, -4).concat('bastion')).get('userknownhostsfile')).toBe('/tmp/f o/known_hosts');
});

test('the keys of both machines are in one file', () => {
  expect(knownHosts({ ...target, jumpHost })).toBe(`machine ${KEY}\njump-host ${KEY}\n`);
  expect(knownHosts({ ...target, hostKeys: undefined })).toBeUndefined();
});

test('a command never makes a connection of its own', () => {
  const args = commandArguments(target, '/tmp/f o', 'id');
  const options = effective(args.slice(0, -1));
  expect([options.get('proxycommand'), options.get('controlpath')]).toEqual(['false', '/tmp/f o/control']);
  expect(args.slice(-2)).toEqual(['10.0.0.5', 'id']);
});

describe('another key', () => {
  const changed = (name: string) => [
    'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!',
    'The fingerprint for the ED25519 key sent by the remote host is\nSHA256:JzqTcO8D2Bp2uEl9oOXvO2cqBGsMkkCvEmxyBZ1Q0Zc.',
    'Add correct host key in /tmp/berth-ssh-x/known_hosts to get rid of this message.',
    `Host key for ${name} has changed and you have requested strict checking.`,
    'Host key verification failed.',
  ].join('\n');

  test('is an error with both fingerprints', () => {
    const advice = sshAdvice(target, new SshError(changed('machine')));
    expect(advice).toContain('The machine 10.0.0.5 does not show the pinned host key, so nothing was sent to it.\n'
      + `  Expected: ${FINGERPRINT} (ssh-ed25519)\n  Got:      SHA256:JzqTcO8D2Bp2uEl9oOXvO2cqBGsMkkCvEmxyBZ1Q0Zc\n`);
    expect(advice).toContain('change `ssh_host_key`');
    expect(advice).not.toContain('Add correct host key');
  });

  test('of a jump host is one, too', () => {
    const advice = sshAdvice({ ...target, jumpHost }, new SshError(changed('jump-host')));
    expect(advice).toContain('The jump host bastion does not show the pinned host key');
    expect(advice).toContain('change `ssh_jump_host_key`');
  });

  test('of another type has no fingerprint', () => {
    const output = 'No RSA host key is known for machine and you have requested strict checking.\nHost key verification failed.';
    expect(sshAdvice(target, new SshError(output))).toContain('Got:      a key of another type');
  });

  test('that is not pinned is what it was before', () => {
    expect(sshAdvice({ ...target, hostKeys: undefined }, new SshError(changed('10.0.0.5')))).toContain('ssh-keygen -R 10.0.0.5');
  });
});

test('an advice names the jump host', () => {
  expect(sshAdvice({ ...target, jumpHost }, new SshError('Connection closed by UNKNOWN port 65535'))).toContain(
    'The connection goes through the jump host bastion.');
});
