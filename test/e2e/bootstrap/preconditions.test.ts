import { BareMachine, errorsOf, SCRIPT } from './bare-machine';
import {
  DataDisk, EnginePackage, HostAccess, HostBootstrap, HostBootstrapProps, HostCertificates, HostDefault, HostDeviation, HostRuntime,
  LinuxFamily,
} from '../../../src';
import { KEY } from '../../bootstrap/samples';

let machine: BareMachine;

beforeAll(async () => {
  machine = await BareMachine.start('berth-e2e-bootstrap-refused');
  await machine.run('apt-get', 'update', '-q');
  // A firewall that other software brings.
  await machine.run('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'nftables');
});

afterAll(() => machine?.remove());

/** All files, except the lists of packages, which the search for a version reads again. */
const files = async () => (await machine.files()).filter((line) => !/^\/var\/(lib|cache)\/apt[/ ]/.test(line));
const user = (name: string): HostBootstrapProps => ({ users: [{ name, authorizedKeys: [KEY] }] });
const access = HostAccess.tls({ certificates: HostCertificates.onMachine('/srv/pki'), clientAddresses: ['10.1.0.0/16'] });
const PKI = 'mkdir -p /srv/pki; touch /srv/pki/ca.pem /srv/pki/cert.pem /srv/pki/key.pem';
const script = (path: string, text: string) => `printf '#!/bin/sh\n${text}\n' >${path}; chmod 755 ${path}`;
const hidden = (folder: string, turned: string) => `The engine has containers, images or volumes in ${folder}, and would no longer see `
  + `them with user namespaces ${turned}. Save what you need and remove them, or leave HostDefault.USER_NAMESPACES as it is on this `
  + 'machine.';
const otherFirewall = (name: string, off: string) => `This machine has another firewall, ${name}. Turn it off with: ${off}. Or keep it in `
  + 'place of this one: HostDeviation.of(HostDefault.FIREWALL, \'the reason\').';

test.each<[what: string, props: HostBootstrapProps, before: string, after: string, message: string]>([
  ['another distribution', { family: LinuxFamily.PHOTON }, ':', ':',
    'This script is for Photon OS, and the machine has "debian". Set the family of the HostBootstrap.'],
  ['a version that there is not', { engine: EnginePackage.distribution('99.1.0') }, ':', ':',
    'There is no package docker.io 99.1.0, only:  20.10.24+dfsg1-1+deb12u1+b6 '],
  ['a disk that there is not', { dataDisk: DataDisk.of('/dev/vdz') }, ':', ':', 'There is no disk /dev/vdz on this machine.'],
  ['a program that there is not', { runtimes: [HostRuntime.gvisor({ wrapper: '/opt/fork' })] }, ':', ':',
    'The program /opt/fork is not on this machine. Install it in the machine\'s image, or before this script runs.'],
  ['another file in the place of a link', { runtimes: [HostRuntime.kata({ path: '/bin/true' })] },
    'touch /usr/local/bin/containerd-shim-kata-v2', 'rm /usr/local/bin/containerd-shim-kata-v2',
    'There is already /usr/local/bin/containerd-shim-kata-v2 on this machine, where a symbolic link has to be. Move it away.'],
  ['certificates that there are not', { access }, ':', ':',
    'The file /srv/pki/ca.pem is not on this machine. Bring it there before this script runs.'],
  ['certificates that others can replace', { access }, `${PKI}; chmod 777 /srv/pki`, 'rm -r /srv/pki',
    'Others than root can write to the folder /srv/pki, and so replace /srv/pki/ca.pem. Let it belong to root, with the permissions 755.'],
  ['a link in the place of a key', { access }, `${PKI}; ln -sf /etc/shadow /srv/pki/key.pem`, 'rm -r /srv/pki',
    '/srv/pki/key.pem is a symbolic link, and its target does not belong to root with the permissions 400. Change that by hand, or put the '
    + 'file itself there.'],
  ['the firewall ufw', {}, `${script('/usr/sbin/ufw', '')}; echo ENABLED=yes >/etc/ufw/ufw.conf`,
    'rm /usr/sbin/ufw /etc/ufw/ufw.conf', otherFirewall('ufw', 'ufw disable')],
  ['the firewall firewalld', {}, script('/usr/local/bin/firewall-cmd', '[ "$1" = --state ]'), 'rm /usr/local/bin/firewall-cmd',
    otherFirewall('firewalld', 'systemctl disable --now firewalld')],
  ['a service that removes all rules when the machine starts', {}, 'systemctl enable -q nftables', 'systemctl disable -q nftables',
    otherFirewall('nftables', 'systemctl disable --now nftables')],
  ['a user of the system', user('games'), ':', ':',
    'The user games of this machine is one of the system. Give the user of the HostBootstrap another name.'],
  ['a user whose name a group has', user('adm'), ':', ':',
    'This machine has a group adm, and no such user. Give the user of the HostBootstrap another name.'],
  ['data that user namespaces would hide', {}, 'mkdir -p /var/lib/docker/volumes/web/_data', 'rm -r /var/lib/docker/*',
    hidden('/var/lib/docker', 'on')],
  ['data that the end of user namespaces would hide', { deviations: [HostDeviation.of(HostDefault.USER_NAMESPACES, 'A test.')] },
    'mkdir -p /var/lib/docker/100000.100000/containers/1 /etc/docker; echo \'{ "userns-remap": "default" }\' >/etc/docker/daemon.json',
    'rm -r /var/lib/docker/* /etc/docker', hidden('/var/lib/docker/100000.100000', 'off')],
])('refuses %s, and changes nothing', async (_, props, before, after, message) => {
  await machine.write(SCRIPT, new HostBootstrap(props).toShellScript());
  await machine.run('sh', '-euc', before);
  try {
    const unchanged = await files();
    const ended = await machine.try('sh', SCRIPT);
    expect(errorsOf(ended)).toEqual([`error: ${message}`]);
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await files()).toEqual(unchanged);
  } finally {
    await machine.run('sh', '-euc', after);
  }
});

test('accepts links to certificates that are protected, and the data of an engine that has its folder already', async () => {
  await machine.run('sh', '-euc', [
    'mkdir -p /srv/pki /srv/live /var/lib/docker/100000.100000/containers/1 /etc/docker',
    'for name in ca cert key; do install -m 444 /dev/null /srv/live/$name.pem; ln -s /srv/live/$name.pem /srv/pki; done',
    'chmod 400 /srv/live/key.pem',
    'echo \'{ "userns-remap": "default" }\' >/etc/docker/daemon.json',
  ].join('\n'));
  // The last of all preconditions is one that the machine does not meet.
  const ended = await machine.script(new HostBootstrap({ access, engine: EnginePackage.distribution('99.1.0') }).toShellScript());
  expect(errorsOf(ended)).toEqual([expect.stringContaining('There is no package docker.io 99.1.0')]);
});
