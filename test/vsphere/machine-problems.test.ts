import { World } from './machine-under-test';
import {
  Duration, Size, VSphereAdapterType, VSphereCustomization, VSphereCustomizationSpec, VSphereDatastoreCluster, VSphereDiskController,
  VSphereDiskProvisioning, VSphereFirmware, VSphereLatencySensitivity, VSphereMachineProps, VSphereShares, VSphereSnapshot, VSphereSource,
  VSphereTpm, VSphereUserDataTransport, VSphereVirtualMachine,
} from '../../src';
import { refusal } from '../assertions';

type Props = (world: World) => Partial<VSphereMachineProps>;

const gib = (amount: number) => Size.gibibytes(amount);
const linux = VSphereCustomization.linux({ domain: 'example.com' });
const nic = (world: World) => ({ network: world.network });

/** What is wrong, the props, and the message. */
const PROBLEMS: ReadonlyArray<readonly [string, Props, string]> = [
  ['a name with a slash', () => ({ name: 'a/b' }),
    '"a/b" can\'t be the name of a virtual machine: use 1 to 80 characters, without "/", "\\" and "%", and without blanks at its ends.'],
  ['no processors', () => ({ cpus: 0 }), 'The processors of a machine must be a whole number from 1 to 768; given: 0.'],
  ['cores that do not divide', () => ({ cpus: 6, coresPerSocket: 4 }),
    '6 processors can\'t be on sockets with 4 cores each. Set `coresPerSocket` to a number that divides `cpus`.'],
  ['memory of odd size', () => ({ memory: Size.mebibytes(1_023) }),
    'The memory of a machine must be a multiple of 4 MiB, from 4 MiB to 24560 GiB; given: 1023 MiB.'],
  ['a reservation above the memory', () => ({ memoryAllocation: { reservation: gib(5) } }),
    'The machine reserves 5 GiB of memory, and has 4 GiB. Reserve at most what it has.'],
  ['a reservation above the limit', () => ({ cpuAllocation: { reservationMhz: 3, limitMhz: 2 } }),
    'The CPU reservation of a machine is 3 MHz, and its limit is 2 MHz. Raise the limit, or reserve less.'],
  ['memory that is reserved twice', () => ({ reserveAllMemory: true, memoryAllocation: { reservation: gib(1) } }),
    '`reserveAllMemory` reserves 4 GiB, and `memoryAllocation` reserves 1 GiB. Leave the reservation out.'],
  ['shares of nothing', () => ({ memoryAllocation: { shares: VSphereShares.of(0) } }),
    'The shares of the memory of a machine must be a whole number from 1 to 1000000; given: 0.'],
  ['high sensitivity without memory', () => ({ latencySensitivity: VSphereLatencySensitivity.HIGH }),
    'VSphereLatencySensitivity.HIGH needs all memory of the machine reserved. Set `reserveAllMemory: true`.'],
  ['a PCI device on any host', () => ({ pciDevices: ['0000:3b:00.0'], reserveAllMemory: true }),
    'A PCI device needs a certain ESXi host. Set `esxiHost`: vcenter.findEsxiHost(\'esxi\', \'esxi-1.example.com\').'],
  ['an unknown hardware version', () => ({ hardwareVersion: 12 }),
    'There is no hardware version 12. The versions are 4, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20, 21, 22.'],
  ['secure boot with the BIOS', () => ({ secureBoot: true, firmware: VSphereFirmware.BIOS }),
    '`secureBoot` needs UEFI. Set `firmware: VSphereFirmware.EFI`, with a template that starts with it.'],
  ['a TPM without UEFI', () => ({ tpm: VSphereTpm.V2_0 }),
    '`tpm` needs UEFI. Set `firmware: VSphereFirmware.EFI`, with a template that starts with it.'],
  ['half of VBS', () => ({ virtualizationBasedSecurity: true, firmware: VSphereFirmware.EFI, secureBoot: true }),
    '`virtualizationBasedSecurity` needs `nestedVirtualization: true`, `ioMmu: true`, too. Set that, or leave it out.'],
  ['no datastore', () => ({ datastore: undefined }),
    'A machine is on a datastore or on a datastore cluster; given: neither. Set `datastore` or `datastoreCluster`.'],
  ['two places', () => ({ datastoreCluster: VSphereDatastoreCluster.of('pod') }),
    'A machine is on a datastore or on a datastore cluster; given: both. Set `datastore` or `datastoreCluster`.'],
  ['a disk outside the cluster', ({ datastore }) => ({
    datastore: undefined, datastoreCluster: VSphereDatastoreCluster.of('pod'), disks: [{ size: gib(1), datastore }],
  }), 'The disk "disk0" has a datastore of its own, which a machine on a datastore cluster can\'t have: the cluster places its '
    + 'disks. Leave it '
    + 'out, or set `datastore` of the machine in place of `datastoreCluster`.'],
  ['no disk', () => ({ disks: [] }), 'The machine has no disk. Give one with a size: `disks: [{ size: Size.gibibytes(20) }]`.'],
  ['a disk without size', () => ({ disks: [{}] }),
    'The disk "disk0" has no size, and there is no template that a data source has found to take it from. Set `size`.'],
  ['a disk of odd size', () => ({ disks: [{ size: Size.mebibytes(1_500) }] }),
    'The size of a disk must be a multiple of 1 GiB, from 1 GiB to 63488 GiB; given: 1500 MiB.'],
  ['a linked disk with a size', ({ template }) => ({ source: VSphereSource.linkedClone(template), disks: [{ size: gib(9) }] }),
    'The disk "disk0" of a linked clone has `size`, but it is the template\'s disk. Leave it out, or use VSphereSource.fullClone().'],
  ['an attached disk with provisioning', () => ({
    disks: [{ size: gib(1) }, { existingPath: 'a.vmdk', provisioning: VSphereDiskProvisioning.THIN }],
  }), 'The disk "disk1" exists already, so it can\'t have `provisioning`. Leave it out, or leave `existingPath` out to make a disk.'],
  ['two disks with a label', () => ({ disks: [{ size: gib(1), label: 'a' }, { size: gib(1), label: 'a' }] }),
    'The machine has two disks with the label "a". Give each one of its own.'],
  ['a reserved label', () => ({ disks: [{ size: gib(1), label: 'orphaned_disk_0' }] }),
    '"orphaned_disk_0" can\'t be the label of a disk: it must not be empty, nor begin with "orphaned_disk_".'],
  ['two disks at a place', () => ({ disks: [{ size: gib(1) }, { size: gib(1), unitNumber: 0 }] }),
    'The machine has two disks at the place scsi:0. Give each one of its own.'],
  ['a disk without a controller', () => ({ disks: [{ size: gib(1), controller: VSphereDiskController.IDE, unitNumber: 4 }] }),
    'The disk "disk0" is number 4 on the ide controllers; with 2 of them, the numbers go from 0 to 3. Add a controller with '
      + '`controllers`, or '
    + 'use a lower `unitNumber`.'],
  ['half a CD-ROM', () => ({ cdroms: [{ path: 'a.iso' }] }),
    'A CD-ROM with an image needs its datastore and its path; given: one of them. Set both `datastore` and `path`, or neither for '
      + 'the drive of '
    + 'a client.'],
  ['three CD-ROMs', () => ({ cdroms: [{}, {}, {}] }), 'The machine has 3 CD-ROM drives, and may have 2. Remove some.'],
  ['no network', () => ({ networks: [] }), 'The machine has no network interface. Give one: `networks: [{ network: '
    + 'vcenter.findNetwork(\'network\', \'VM Network\') }]`.'],
  ['a MAC address of a group', (world) => ({ networks: [{ ...nic(world), macAddress: '01:50:56:3f:00:01' }] }),
    '"01:50:56:3f:00:01" can\'t be the MAC address of a network interface: write six bytes of one machine, such as "00:50:56:3f:00:01".'],
  ['one MAC address twice', (world) => ({ networks: [1, 2].map(() => ({ ...nic(world), macAddress: '00:50:56:3F:00:01' })) }),
    'The machine has two network interfaces with the MAC address 00:50:56:3f:00:01. Give each one of its own.'],
  ['an address without prefix', (world) => ({ customization: linux, networks: [{ ...nic(world), ipv4Address: '10.0.0.5' }] }),
    '"10.0.0.5" can\'t be the IPv4 address of a network interface: write it with the length of its prefix, such as "10.0.0.5/24".'],
  ['a gateway elsewhere', (world) => ({
    customization: linux, networks: [{ ...nic(world), ipv4Address: '10.0.0.5/24', ipv4Gateway: '10.0.1.1' }],
  }), 'The gateway 10.0.1.1 is not in the subnet of 10.0.0.5/24. Correct one of them.'],
  ['two gateways', (world) => ({
    customization: linux,
    networks: [5, 6].map((last) => ({
      ...nic(world), ipv4Address: `10.0.${last}.2/24`, ipv4Gateway: `10.0.${last}.1`,
    })),
  }), 'A customization has one IPv4 gateway for the whole machine; given: 10.0.5.1, 10.0.6.1. Leave one.'],
  ['an address without means', (world) => ({ networks: [{ ...nic(world), ipv4Address: '10.0.0.5/24' }] }),
    'Nothing gives the machine its address 10.0.0.5/24. Set `customization`, or `userData` for cloud-init.'],
  ['an address and a specification', (world) => ({
    customization: VSphereCustomization.spec(VSphereCustomizationSpec.of('s')), networks: [{ ...nic(world), ipv6Address: 'fd00::5/64' }],
  }), 'The address fd00::5/64 can\'t be in a network interface, since a specification of vCenter decides the addresses. Leave it '
    + 'out, or use '
    + 'VSphereCustomization.linux() or windows().'],
  ['an address among several', (world) => ({
    userData: 'H4s', networks: [{ ...nic(world), ipv4Address: '10.0.0.5/24' }, { ...nic(world), macAddress: '00:50:56:3f:00:01' }],
  }), 'cloud-init finds the interface with the address 10.0.0.5/24 by its MAC address, since the machine has several. Set `macAddress`.'],
  ['an address in a property', (world) => ({
    userData: 'H4s', userDataTransport: VSphereUserDataTransport.VAPP, networks: [{ ...nic(world), ipv4Address: '10.0.0.5/24' }],
  }), 'The address 10.0.0.5/24 can\'t be passed as a vApp property. Use VSphereUserDataTransport.GUEST_INFO, or `customization`.'],
  ['SR-IOV without a function', (world) => ({
    reserveAllMemory: true, esxiHost: world.esxi, networks: [{ ...nic(world), adapterType: VSphereAdapterType.SRIOV }],
  }), 'A network interface with VSphereAdapterType.SRIOV has no `physicalFunction`. Set it, such as "0000:3b:00.1".'],
  ['SR-IOV before others', (world) => ({
    reserveAllMemory: true,
    esxiHost: world.esxi,
    networks: [{ ...nic(world), adapterType: VSphereAdapterType.SRIOV, physicalFunction: '0000:3b:00.1' }, nic(world)],
  }), 'Network interfaces with VSphereAdapterType.SRIOV come after all others. Move them to the end of `networks`.'],
  ['a host name with blanks', () => ({ name: 'My machine', customization: linux }),
    '"My machine" can\'t be the host name of a machine, which follows from its name: use letters, digits and "-", in labels of at most 63 '
    + 'characters that are separated by ".".'],
  ['a customization of nothing', () => ({ source: VSphereSource.empty(), customization: linux }),
    '`customization` is for clones of templates and of library items, and the machine is none. Leave it out, or change `source`.'],
  ['a setting of cloud-init', () => ({ userData: 'H4s', extraConfig: { 'guestinfo.userdata': 'mine' } }),
    '`guestinfo.userdata` in `extraConfig` is set by `userData` and `hostName`. Leave it out there.'],
  ['an OVF on any host', () => ({ source: VSphereSource.localOvf('/a.ova') }),
    'An OVF needs a certain ESXi host. Set `esxiHost`: vcenter.findEsxiHost(\'esxi\', \'esxi-1.example.com\').'],
  ['an OVF without TLS', ({ esxi }) => ({ esxiHost: esxi, source: VSphereSource.remoteOvf('http://a/b.ova') }),
    '"http://a/b.ova" can\'t be the address of an OVF: write one that begins with "https://".'],
  ['a relative OVF', ({ esxi }) => ({ esxiHost: esxi, source: VSphereSource.localOvf('b.ova') }),
    'The OVF must be an absolute path; given: "b.ova". Begin it with "/".'],
  ['a snapshot of another template', ({ stack, vcenter, template, plain }) => ({
    disks: [{ existingPath: 'a.vmdk' }],
    source: VSphereSource.linkedClone(plain, { snapshot: new VSphereSnapshot(stack, 'Snapshot', { vcenter, of: template }) }),
  }), 'stack/Snapshot is a snapshot of another template than the one that is cloned. Use one of this template.'],
  ['a long shutdown', () => ({ timeouts: { shutdown: Duration.minutes(11) } }),
    '`shutdown` of `timeouts` must be a whole number of minutes, from 1 minutes to 10 minutes; given: 11 minutes.'],
  ['a short migration', () => ({ timeouts: { migration: Duration.minutes(9) } }),
    '`migration` of `timeouts` must be a whole number of minutes, from 10 minutes up; given: 9 minutes.'],
  ['an ignored name', () => ({ ignoredAddresses: ['docker0'] }),
    '"docker0" can\'t be an address in `ignoredAddresses`: write an IP address, or a subnet such as "172.17.0.0/16".'],
  ['Windows nowhere', () => ({ customization: VSphereCustomization.windows({}) }),
    'A machine with Windows is in a workgroup or in a domain; given: neither. Set `workgroup` or `joinDomain`.'],
  ['Windows without a user', () => ({ customization: VSphereCustomization.windows({ joinDomain: 'example.com' }) }),
    '`joinDomain` needs a user who lets the machine join. Set `domainAdminUser` and `domainAdminPassword`.'],
  ['a long command', () => ({ customization: VSphereCustomization.windows({ workgroup: 'W', runOnceCommands: ['x'.repeat(261)] }) }),
    'A command of `runOnceCommands` has 261 characters, and may have 260. Put it into a script of the template.'],
  ['a unit with blanks', ({ secret }) => ({
    customization: VSphereCustomization.windows({
      joinDomain: 'a', domainAdminUser: 'b', domainAdminPassword: secret.stringValue, domainOu: 'OU=a b',
    }),
  }), '"OU=a b" can\'t be the organizational unit: vSphere takes none with blanks. Write it like "OU=hosts,DC=example,DC=com".'],
];

test.each(PROBLEMS)('%s is refused', (_, props, message) => {
  const world = new World();
  expect(refusal(() => world.addMachine(props(world)))).toBe(`[stack/Machine] ${message}`);
});

test('a secret that is no token is refused, and not shown', () => {
  const world = new World();
  const message = refusal(() => world.addMachine({
    customization: VSphereCustomization.windows({ workgroup: 'W', adminPassword: 'hunter2', productKey: 'hunter2' }),
  }));
  expect(message).toContain('`adminPassword` must be a token, so that it is in no file that synth writes.');
  expect(message).toContain('`productKey` must be a token');
  expect(message).not.toContain('hunter2');
  expect(refusal(() => world.addMachine({ customization: VSphereCustomization.sysprep('hunter2') }))).not.toContain('hunter2');
});

test('all problems are reported at once', () => {
  const world = new World();
  expect(refusal(() => world.addMachine({ cpus: 0, networks: [], datastore: undefined }))).toMatch(/^\[stack\/Machine\] 3 problems:\n/);
});

test('tokens are not judged', () => {
  const world = new World();
  const { numberValue } = world.secret;
  expect(new VSphereVirtualMachine(world.stack, 'Machine', world.machine({
    name: world.secret.stringValue,
    cpus: numberValue,
    coresPerSocket: numberValue,
    memory: Size.mebibytes(numberValue),
    disks: [{ size: Size.gibibytes(numberValue), unitNumber: numberValue }],
    networks: [{ network: world.network, ipv4Address: world.secret.stringValue, ipv4Gateway: world.secret.stringValue }],
    customization: linux,
  })).resource).toBeDefined();
});
