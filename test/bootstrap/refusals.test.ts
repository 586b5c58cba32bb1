import { TerraformVariable } from 'cdktf';
import { EVERYTHING, KEY } from './samples';
import {
  DataDisk, EnginePackage, FirewallRule, HostAccess, HostBootstrap, HostBootstrapProps, HostCertificates, HostDefault, HostDeviation,
  HostLogging, HostRuntime, LinuxFamily, Size,
} from '../../src';
import { refusal, testStack } from '../assertions';

const { stringValue: TOKEN, numberValue: NUMBER } = new TerraformVariable(testStack(), 'value', {});
const ON_MACHINE = HostCertificates.onMachine('/etc/ssl/engine');
const user = { name: 'deploy', authorizedKeys: [KEY] };
const engine = { name: 'blue', subnet: '10.63.0.0/30' };
const KNOWN = 'must be known at synth, since it becomes a part of a script that runs as root; given: a token. Only the certificates of '
  + 'HostAccess.tls() may be tokens. Pass the value itself, for example from a context value of the app.';

test.each<[string, HostBootstrapProps, string]>([
  ['a family without an engine', { family: LinuxFamily.RED_HAT },
    'Red Hat Enterprise Linux has no package of the Docker Engine. Use EnginePackage.dockerCe(), which installs Docker\'s own package.'],
  ['a family without Docker\'s packages', { family: LinuxFamily.PHOTON, engine: EnginePackage.dockerCe() },
    'Docker publishes no packages for Photon OS. Use EnginePackage.distribution().'],
  ['gVisor where there is no package', { family: LinuxFamily.PHOTON, runtimes: [HostRuntime.gvisor()] },
    'Photon OS has no package of gVisor. Install runsc in the machine\'s image, and pass its path: HostRuntime.gvisor({ path: '
    + '"/usr/local/bin/runsc" }).'],
  ['forks with the distribution\'s gVisor', { runtimes: [HostRuntime.gvisor({ forks: true })] },
    'The distribution\'s package of gVisor can\'t save a container that others start as forks of. Pass the path of a release from 2026 or '
    + 'newer that is on the machine: HostRuntime.gvisor({ forks: true, path: "/usr/local/bin/runsc" }). Or have the script get one: '
    + '`download: { url, sha256 }`.'],
  ['forks with a wrapper', { runtimes: [HostRuntime.gvisor({ forks: true, path: '/opt/runsc', wrapper: '/opt/fork' })] },
    'gVisor has `forks`, and the wrapper "/opt/fork". The engine can run only one program in place of runsc. Leave out one of both.'],
  ['gVisor in two places', {
    runtimes: [HostRuntime.gvisor({ path: '/opt/runsc', download: { url: 'https://example.com/runsc', sha256: '0'.repeat(64) } })],
  }, 'gVisor has the path "/opt/runsc" and the download "https://example.com/runsc". Leave out `download` if runsc is on the machine '
    + 'already, and else `path`.'],
  ['a relative path', { runtimes: [HostRuntime.gvisor({ path: 'runsc' })] },
    'The path of runsc can\'t be "runsc": write an absolute path, such as "/opt/runsc", of letters, digits and "." "_" "@" "+" "-", '
    + 'without "." and ".." between its slashes.'],
  ['a path that leads elsewhere', { dataDisk: DataDisk.of('/dev/../etc') },
    'The device of the data disk can\'t be "/dev/../etc": write an absolute path, such as "/opt/runsc", of letters, digits and "." "_" "@" '
    + '"+" "-", without "." and ".." between its slashes.'],
  ['a line break', { runtimes: [HostRuntime.gvisor({ options: ['--a\nreboot'] })] },
    'An option of gVisor must not contain control characters, such as a line break. Write it in one line.'],
  ['a template of Terraform', { logging: HostLogging.remote('syslog', { tag: '${file("/etc/shadow")}' }) },
    'An option of the log driver must not contain "${" or "%{", which Terraform would replace; given: "${file(\\"/etc/shadow\\")}". Leave '
    + 'these characters out.'],
  ['a token in a reason', { deviations: [HostDeviation.of(HostDefault.AUDIT, TOKEN)] }, `The reason of a deviation ${KNOWN}`],
  ['a template of Terraform in a reason', { deviations: [HostDeviation.of(HostDefault.AUDIT, 'It has ${file("/etc/shadow")}')] },
    'The reason of a deviation must not contain "${" or "%{", which Terraform would replace; given: "It has ${file(\\"/etc/shadow\\")}". '
    + 'Leave these characters out.'],
  ['no clients of ssh', { sshClients: [] }, '`sshClients` is an empty list, so nobody could connect. Leave it out to allow all addresses.'],
  ['no nodes of a swarm', { openPorts: [FirewallRule.tcp(2377, [])] },
    'The list of addresses of a firewall rule is an empty list, so nobody could connect. Leave it out to allow all addresses.'],
  ['a log driver', { logging: HostLogging.remote('sys log') }, 'The log driver can\'t be "sys log": write its name, such as "syslog".'],
  ['log files without a size', { logging: HostLogging.files({ maxSize: Size.bytes(0) }) },
    'The size of a log file must be a whole number of kibibytes, at least 1; given: 0 bytes.'],
  ['no log files', { logging: HostLogging.files({ maxFiles: 0 }) },
    'The number of log files must be a whole number, at least 1; given: 0.'],
  ['a token', { users: [{ ...user, authorizedKeys: [TOKEN] }] }, `A key of the user "deploy" ${KNOWN}`],
  ['a token as a port', { sshPort: NUMBER }, `The port of ssh ${KNOWN}`],
  ['a port', { openPorts: [FirewallRule.udp(0)] }, 'The port of a firewall rule must be a whole number from 1 to 65535; given: 0.'],
  ['an address', { sshClients: ['10.1.2.3/8'] },
    'An address of a client of ssh can\'t be "10.1.2.3/8": write an IP address or a subnet without host bits, such as "10.1.0.0/16".'],
  ['TLS for nobody', { access: HostAccess.tls({ certificates: ON_MACHINE, clientAddresses: [] }) },
    'HostAccess.tls() needs the addresses from which clients may connect, such as ["10.1.0.0/16"]: everyone who controls the engine is '
    + 'root on the machine. Given: none. To allow every address, write ["0.0.0.0/0"].'],
  ['a mirror without TLS', { registryMirrors: ['http://mirror.example.com'] },
    'A mirror can\'t be "http://mirror.example.com": write an address such as "https://mirror.example.com"; only one on the machine itself '
    + 'may begin with "http://".'],
  ['a user that exists', { users: [{ ...user, name: 'root' }] },
    'The name of a user can\'t be "root": root, nobody, docker, dockremap, and what begins with "vch-" are users or groups of the '
    + 'machine.'],
  ['a user whose group a dedicated engine has', { users: [{ ...user, name: 'vch-blue' }] },
    'The name of a user can\'t be "vch-blue": root, nobody, docker, dockremap, and what begins with "vch-" are users or groups of the '
    + 'machine.'],
  ['a user with a name in capital letters', { users: [{ ...user, name: 'Deploy' }] },
    'The name of a user can\'t be "Deploy": begin with a small letter, and go on with small letters, digits, "_" and "-", at most 32.'],
  ['a slice of systemd', { slices: [{ name: 'system' }] },
    'The name of a slice can\'t be "system": the slices system, user, machine are systemd\'s, and vch is that of dedicated engines, with '
    + 'all that are within them.'],
  ['a slice of dedicated engines', { slices: [{ name: 'vch-blue' }], dedicatedEngines: [engine] },
    'The name of a slice can\'t be "vch-blue": the slices system, user, machine are systemd\'s, and vch is that of dedicated engines, with '
    + 'all that are within them.'],
  ['two dedicated engines with the same addresses', { dedicatedEngines: [engine, { ...engine, name: 'red' }] },
    'The subnet 10.63.0.0/30 of the dedicated engine "blue" and the subnet 10.63.0.0/30 of the dedicated engine "red" have addresses in '
    + 'common. Give one of them another range.'],
  ['a dedicated engine in an address pool', { dedicatedEngines: [engine], addressPools: [{ base: '10.0.0.0/8', size: 24 }] },
    'The address pool 10.0.0.0/8 and the subnet 10.63.0.0/30 of the dedicated engine "blue" have addresses in common. Give one of them '
    + 'another range.'],
  ['address pools with the same addresses', { addressPools: [{ base: '10.90.0.0/16', size: 24 }, { base: '10.90.128.0/17', size: 24 }] },
    'The address pool 10.90.0.0/16 and the address pool 10.90.128.0/17 have addresses in common. Give one of them another range.'],
  ['a dedicated engine in the range of its own networks', { dedicatedEngines: [{ ...engine, subnet: '172.17.0.0/30' }] },
    'The subnet 172.17.0.0/30 of the dedicated engine "blue" and the range 172.17.0.0/16, from which a dedicated engine takes its '
    + 'networks, have addresses in common. Give one of them another range.'],
  ['the port of ssh for TLS', { sshPort: 2376, access: HostAccess.tls({ certificates: ON_MACHINE, clientAddresses: ['10.1.0.0/16'] }) },
    'The port of the engine can\'t be "2376": ssh has it.'],
  ['a private key', { users: [{ ...user, authorizedKeys: ['-----BEGIN OPENSSH PRIVATE KEY-----'] }] },
    'A key of the user "deploy" can\'t be "-----BEGIN OPENSSH PRIVATE KEY-----": write a public key as in a file that ends with ".pub", '
    + 'such as "ssh-ed25519 AAAA… me".'],
  ['an engine that is not there', { users: [{ ...user, dedicatedEngines: ['red'] }], dedicatedEngines: [engine] },
    'A dedicated engine of the user "deploy" can\'t be "red": the host has blue.'],
  ['an engine where there is none', { users: [{ ...user, dedicatedEngines: ['red'] }] },
    'A dedicated engine of the user "deploy" can\'t be "red": the host has none.'],
  ['two users of a name', { users: [user, user] }, 'The user "deploy" is given twice. Remove one of them, or give it another name.'],
  ['a slice in no slice', { slices: [{ name: 'a--b' }] },
    'The name of a slice can\'t be "a--b": use small letters and digits, and "-" between a slice and one within it.'],
  ['little memory', { slices: [{ name: 'a', memory: Size.mebibytes(5) }] },
    'The slice "a": memory must be at least 6 MiB, and known at synth; given: 5 MiB.'],
  ['no CPUs', { slices: [{ name: 'a', cpus: 0 }] }, 'The slice "a": cpus must be at least 0.01, and known at synth; given: 0.'],
  ['no processes', { slices: [{ name: 'a', pids: 0 }] },
    'The slice "a": pids must be a whole number, at least 1, and known at synth; given: 0.'],
  ['an engine that can\'t run', { dedicatedEngines: [{ ...engine, memory: Size.mebibytes(128) }] },
    'The memory of the dedicated engine "blue" must be at least 134 MiB, of which the engine itself gets 128 MiB; given: 128 MiB.'],
  ['a subnet', { dedicatedEngines: [{ ...engine, subnet: '10.63.0.1/30' }] },
    'The subnet of the dedicated engine "blue" can\'t be "10.63.0.1/30": write an IPv4 subnet of four addresses, such as "10.63.0.0/30".'],
  ['a long name', { dedicatedEngines: [{ ...engine, name: 'abcdefghijkl' }] },
    'The name of a dedicated engine can\'t be "abcdefghijkl": begin with a small letter, and go on with small letters and digits, '
    + 'at most 11.'],
  ['an address pool', { addressPools: [{ base: '10.90.0.1/16', size: 24 }] },
    'The base of an address pool can\'t be "10.90.0.1/16": write a range in CIDR notation without host bits, such as "10.90.0.0/16".'],
  ['subnets that are too large', { addressPools: [{ base: '10.90.0.0/16', size: 8 }] },
    'The size of an address pool\'s subnets must be a whole number, at least that of its base, 16; given: 8.'],
  ['a kernel module', { kernelModules: ['ip_vs; reboot'] },
    'A kernel module can\'t be "ip_vs; reboot": use small letters, digits, "_" and "-".'],
  ['a kernel setting', { sysctls: { max_map_count: '1' } },
    'The name of a kernel setting can\'t be "max_map_count": write it as `sysctl` does, such as "vm.max_map_count".'],
  ['a value of a kernel setting', { sysctls: { 'vm.max_map_count': '' } },
    'A kernel setting can\'t be "": write a number, or words of letters and digits.'],
  ['a kernel setting that takes the hardening back', { sysctls: { 'kernel.dmesg_restrict': '0' } },
    '`sysctls` set kernel.dmesg_restrict to 0, and the hardening of the kernel sets it to 1. Leave it out, or turn the hardening off '
    + 'with a reason: HostDeviation.of(HostDefault.KERNEL_HARDENING, \'the reason\').'],
  ['a log driver that sends nothing', { logging: HostLogging.remote('none') },
    'The log driver "none" keeps the output on the machine, or nowhere. Name one that sends it to another machine, such as "syslog", '
    + 'or use HostLogging.files().'],
  ['clients of TLS without a firewall', {
    access: HostAccess.tls({ certificates: ON_MACHINE, clientAddresses: ['10.1.0.0/16'] }),
    deviations: [HostDeviation.of(HostDefault.FIREWALL, 'The cloud has one.')],
  }, '`clientAddresses` are rules of the firewall, which a deviation turns off, so every address could connect. Write ["0.0.0.0/0"], or '
    + 'remove the deviation from HostDefault.FIREWALL.'],
  ['a swarm node without what it does not have', {
    swarm: true, deviations: [HostDeviation.of(HostDefault.LIVE_RESTORE, 'It has none.')],
  }, 'A swarm node has no live restore, so there is nothing to turn off: remove the deviation from HostDefault.LIVE_RESTORE.'],
  ['rules without a firewall', {
    sshClients: ['10.0.0.0/8'], deviations: [HostDeviation.of(HostDefault.FIREWALL, 'The cloud has one.')],
  }, '`openPorts` and `sshClients` are rules of the firewall, which a deviation turns off. Remove them, or the deviation from '
    + 'HostDefault.FIREWALL.'],
  ['a deviation twice', { deviations: [HostDeviation.of(HostDefault.AUDIT, 'One.'), HostDeviation.of(HostDefault.AUDIT, 'Two.')] },
    'The deviation from "HostDefault.AUDIT" is given twice. Remove one of them, or give it another name.'],
  ['a text in place of a family', { family: 'debian' as unknown as LinuxFamily },
    'The prop `family` takes a value of the type LinuxFamily: LinuxFamily.DEBIAN, LinuxFamily.PHOTON, LinuxFamily.RED_HAT, '
    + 'LinuxFamily.UBUNTU; given: "debian".'],
])('refuses %s', (_, props, message) => {
  expect(refusal(() => new HostBootstrap(props))).toBe(message);
});

test.each<[string, () => unknown, string]>([
  ['a text for a port', () => FirewallRule.tcp('80' as never), 'The parameter `port` takes a number; given: "80".'],
  ['a text for a list', () => FirewallRule.udp(53, '10.1.0.0/16' as never),
    'The parameter `from` takes a list, each of it a string; given: "10.1.0.0/16".'],
  ['a number in a list', () => FirewallRule.swarm([10 as never]), 'The parameter `nodes[0]` takes a string; given: 10.'],
  ['a missing list', () => (FirewallRule as any).swarm(), 'The parameter `nodes` is missing. It takes a list, each of it a string.'],
  ['a number for an address', () => FirewallRule.esp([1 as never]), 'The parameter `from[0]` takes a string; given: 1.'],
  ['a number for a version', () => EnginePackage.dockerCe(28 as never), 'The parameter `version` takes a string; given: 28.'],
  ['a version that is none', () => EnginePackage.distribution(null as never), 'The parameter `version` takes a string; given: null.'],
  ['a disk without a device', () => (DataDisk as any).of(), 'The parameter `device` is missing. It takes a string.'],
  ['a text for options', () => DataDisk.of('/dev/vdb', 'ext4' as never),
    'The parameter `options` takes an object with the props of DataDiskOptions; given: "ext4".'],
  ['a list for a log driver', () => HostLogging.remote(['syslog'] as never), 'The parameter `driver` takes a string; given: ["syslog"].'],
  ['an option of a log driver, which can be a secret', () => HostLogging.remote('splunk', { 'splunk-token': 1234 as never }),
    'The parameter `options.splunk-token` takes a string; given: a value of the type number.'],
  ['a missing folder', () => (HostCertificates as any).onMachine(), 'The parameter `folder` is missing. It takes a string.'],
  ['a name for a default', () => HostDeviation.of('AUDIT' as never, 'The reason.'),
    'The parameter `turnedOff` takes a value of the type HostDefault: HostDefault.AUDIT, HostDefault.FIREWALL, '
    + 'HostDefault.KERNEL_HARDENING, HostDefault.LIVE_RESTORE, HostDefault.NO_NEW_PRIVILEGES, '
    + 'HostDefault.NO_TRAFFIC_BETWEEN_CONTAINERS, …; given: "AUDIT".'],
  ['a missing reason', () => (HostDeviation as any).of(HostDefault.AUDIT), 'The parameter `reason` is missing. It takes a string.'],
  ['a number for a size', () => new HostBootstrap().toCloudInit({ maxSize: 1000 as never }),
    'The prop `maxSize` takes a value of the type Size: Size.bytes(amount), Size.gibibytes(amount), Size.kibibytes(amount), '
    + 'Size.mebibytes(amount); given: 1000.'],
])('refuses %s, as a program in plain JavaScript could pass it', (_, action, message) => {
  expect(refusal(action)).toBe(message);
});

test('lists everything that is wrong at once', () => {
  expect(refusal(() => new HostBootstrap({ ...EVERYTHING, sshPort: 0, kernelModules: ['A'] }))).toMatch(/^2 problems:\n/);
});

test('refuses a version that is not made of numbers', () => {
  expect(refusal(() => EnginePackage.dockerCe('28; reboot'))).toBe(
    'The version of the engine can\'t be "28; reboot": write its numbers, as in "28.5.1".');
});

test('refuses a private key that is in the program, and does not show it', () => {
  expect(refusal(() => HostCertificates.fromMaterial({ ca: 'ca', certificate: 'certificate', key: 'the key' }))).toBe(
    'The private key of the engine must be a token, so that it is in no file that synth writes. What is given is not shown, since it may '
    + 'be the key. Use HostCertificates.fromFiles(), HostCertificates.onMachine(), or a sensitive TerraformVariable.');
});

test.each(['', '\u200b', 'two\nlines'])('refuses to turn a default off without a reason that can be read: %j', (reason) => {
  expect(refusal(() => HostDeviation.of(HostDefault.FIREWALL, reason))).toMatch(
    /^The deviation from HostDefault\.FIREWALL has .*\. Write in one line of words why the machine needs it\.$/);
});
