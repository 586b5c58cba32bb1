import { BerthError } from '../private/berth-error';

export const unsafeVCenterPassword = (variable: string) => new BerthError('VCENTER_PASSWORD_UNSAFE',
  `The variable "${variable}" has the password of a vCenter, so it must be sensitive and have no default, which would be readable in the `
  + 'synthesized stack. Add `sensitive: true`, and remove `default`.');

export const vCenterOfAnotherStack = (part: string, path: string, stack: string) => new BerthError('VCENTER_OF_ANOTHER_STACK',
  `The variable ${path} with the ${part} of the vCenter must be in the stack "${stack}", as the vCenter is. Create it there.`);

/** @param what names what is secret, and doesn't show it */
export const literalSecret = (what: string) => new BerthError('VSPHERE_SECRET_LITERAL',
  `${what} must be a token, so that it is in no file that synth writes. What is given is not shown, since it may be a secret. Use `
  + '`stringValue` of a sensitive TerraformVariable.');

export const reservationAboveLimit = (what: string, of: string, reservation: string, limit: string) => new BerthError(
  'VSPHERE_RESERVATION_ABOVE_LIMIT',
  `The ${what} reservation of ${of} is ${reservation}, and its limit is ${limit}. Raise the limit, or reserve less.`);

export const reservationAboveMemory = (reservation: string, memory: string) => new BerthError('VSPHERE_RESERVATION_ABOVE_MEMORY',
  `The machine reserves ${reservation} of memory, and has ${memory}. Reserve at most what it has.`);

export const coresDontDivide = (cpus: number, cores: number) => new BerthError('VSPHERE_CORES_DO_NOT_DIVIDE',
  `${cpus} processors can't be on sockets with ${cores} cores each. Set \`coresPerSocket\` to a number that divides \`cpus\`.`);

export const needsReservedMemory = (what: string) => new BerthError('VSPHERE_MEMORY_NOT_RESERVED',
  `${what} needs all memory of the machine reserved. Set \`reserveAllMemory: true\`.`);

export const reservedTwice = (reservation: string, memory: string) => new BerthError('VSPHERE_MEMORY_RESERVED_TWICE',
  `\`reserveAllMemory\` reserves ${memory}, and \`memoryAllocation\` reserves ${reservation}. Leave the reservation out.`);

export const needsEsxiHost = (what: string) => new BerthError('VSPHERE_NEEDS_ESXI_HOST',
  `${what} needs a certain ESXi host. Set \`esxiHost\`: vcenter.findEsxiHost('esxi', 'esxi-1.example.com').`);

export const needsFirmware = (what: string) => new BerthError('VSPHERE_NEEDS_EFI',
  `${what} needs UEFI. Set \`firmware: VSphereFirmware.EFI\`, with a template that starts with it.`);

export const incompleteVbs = (missing: readonly string[]) => new BerthError('VSPHERE_VBS_INCOMPLETE',
  `\`virtualizationBasedSecurity\` needs ${missing.map((each) => `\`${each}: true\``).join(', ')}, too. Set that, or leave it out.`);

export const oneDatastore = (given: number) => new BerthError('VSPHERE_ONE_DATASTORE',
  `A machine is on a datastore or on a datastore cluster; given: ${given === 0 ? 'neither' : 'both'}. Set \`datastore\` or `
  + '`datastoreCluster`.');

export const diskOnDatastoreOfItsOwn = (label: string, what: string) => new BerthError('VSPHERE_DISK_OUTSIDE_CLUSTER',
  `The disk "${label}" has ${what}, which a machine on a datastore cluster can't have: the cluster places its disks. Leave it out, or set `
  + '`datastore` of the machine in place of `datastoreCluster`.');

export const diskWithoutSize = (label: string) => new BerthError('VSPHERE_DISK_WITHOUT_SIZE',
  `The disk "${label}" has no size, and there is no template that a data source has found to take it from. Set \`size\`.`);

export const diskOfLinkedClone = (label: string, what: string) => new BerthError('VSPHERE_DISK_OF_LINKED_CLONE',
  `The disk "${label}" of a linked clone has \`${what}\`, but it is the template's disk. Leave it out, or use VSphereSource.fullClone().`);

export const attachedDisk = (label: string, what: string) => new BerthError('VSPHERE_ATTACHED_DISK',
  `The disk "${label}" exists already, so it can't have \`${what}\`. Leave it out, or leave \`existingPath\` out to make a disk.`);

export const noDisks = () => new BerthError('VSPHERE_NO_DISKS',
  'The machine has no disk. Give one with a size: `disks: [{ size: Size.gibibytes(20) }]`.');

export const twiceInMachine = (what: string, given: string) => new BerthError('VSPHERE_TWICE_IN_MACHINE',
  `The machine has two ${what} ${given}. Give each one of its own.`);

export const tooManyInMachine = (what: string, given: number, most: number) => new BerthError('VSPHERE_TOO_MANY',
  `The machine has ${given} ${what}, and may have ${most}. Remove some.`);

export const noNetworks = () => new BerthError('VSPHERE_NO_NETWORKS',
  'The machine has no network interface. Give one: `networks: [{ network: vcenter.findNetwork(\'network\', \'VM Network\') }]`.');

export const unitTooHigh = (label: string, unit: number, controller: string, controllers: number, most: number) => new BerthError(
  'VSPHERE_UNIT_TOO_HIGH',
  `The disk "${label}" is number ${unit} on the ${controller} controllers; with ${controllers} of them, the numbers go from 0 to `
  + `${most}. Add a controller with \`controllers\`, or use a lower \`unitNumber\`.`);

export const incompleteCdrom = () => new BerthError('VSPHERE_CDROM_INCOMPLETE',
  'A CD-ROM with an image needs its datastore and its path; given: one of them. Set both `datastore` and `path`, or neither for the drive '
  + 'of a client.');

export const invalidMac = (given: string) => new BerthError('VSPHERE_MAC_INVALID',
  `"${given}" can't be the MAC address of a network interface: write six bytes of one machine, such as "00:50:56:3f:00:01".`);

export const invalidPrefix = (what: string, given: string, example: string) => new BerthError('VSPHERE_ADDRESS_INVALID',
  `"${given}" can't be the ${what} of a network interface: write it with the length of its prefix, such as "${example}".`);

export const gatewayOutside = (gateway: string, address: string) => new BerthError('VSPHERE_GATEWAY_OUTSIDE',
  `The gateway ${gateway} is not in the subnet of ${address}. Correct one of them.`);

export const severalGateways = (version: string, given: readonly string[]) => new BerthError('VSPHERE_SEVERAL_GATEWAYS',
  `A customization has one ${version} gateway for the whole machine; given: ${given.join(', ')}. Leave one.`);

export const addressWithoutMeans = (address: string) => new BerthError('VSPHERE_ADDRESS_WITHOUT_MEANS',
  `Nothing gives the machine its address ${address}. Set \`customization\`, or \`userData\` for cloud-init.`);

export const addressOfSpec = (address: string) => new BerthError('VSPHERE_ADDRESS_OF_SPEC',
  `The address ${address} can't be in a network interface, since a specification of vCenter decides the addresses. Leave it out, or use `
  + 'VSphereCustomization.linux() or windows().');

export const addressNeedsMac = (address: string) => new BerthError('VSPHERE_ADDRESS_NEEDS_MAC',
  `cloud-init finds the interface with the address ${address} by its MAC address, since the machine has several. Set \`macAddress\`.`);

export const addressInVapp = (address: string) => new BerthError('VSPHERE_ADDRESS_IN_VAPP',
  `The address ${address} can't be passed as a vApp property. Use VSphereUserDataTransport.GUEST_INFO, or \`customization\`.`);

export const sriovProblem = (problem: string, next: string) => new BerthError('VSPHERE_SRIOV', `${problem}. ${next}.`);

export const customizationWithoutClone = () => new BerthError('VSPHERE_CUSTOMIZATION_WITHOUT_CLONE',
  '`customization` is for clones of templates and of library items, and the machine is none. Leave it out, or change `source`.');

export const reservedSetting = (name: string) => new BerthError('VSPHERE_RESERVED_SETTING',
  `\`${name}\` in \`extraConfig\` is set by \`userData\` and \`hostName\`. Leave it out there.`);

export const invalidOvfUrl = (given: string) => new BerthError('VSPHERE_OVF_URL',
  `"${given}" can't be the address of an OVF: write one that begins with "https://".`);

export const snapshotOfAnotherTemplate = (path: string) => new BerthError('VSPHERE_SNAPSHOT_OF_ANOTHER',
  `${path} is a snapshot of another template than the one that is cloned. Use one of this template.`);

export const domainOrWorkgroup = (both: boolean) => new BerthError('VSPHERE_DOMAIN_OR_WORKGROUP',
  `A machine with Windows is in a workgroup or in a domain; given: ${both ? 'both' : 'neither'}. Set \`workgroup\` or \`joinDomain\`.`);

export const incompleteDomainJoin = () => new BerthError('VSPHERE_DOMAIN_JOIN',
  '`joinDomain` needs a user who lets the machine join. Set `domainAdminUser` and `domainAdminPassword`.');

export const invalidOu = (given: string) => new BerthError('VSPHERE_OU',
  `"${given}" can't be the organizational unit: vSphere takes none with blanks. Write it like "OU=hosts,DC=example,DC=com".`);

export const commandTooLong = (length: number, most: number) => new BerthError('VSPHERE_COMMAND_TOO_LONG',
  `A command of \`runOnceCommands\` has ${length} characters, and may have ${most}. Put it into a script of the template.`);

export const hardwareVersionUnknown = (given: number, allowed: string) => new BerthError('VSPHERE_HARDWARE_VERSION',
  `There is no hardware version ${given}. The versions are ${allowed}.`);

export const loginNotInBootstrap = (user: string, users: readonly string[]) => new BerthError('VSPHERE_LOGIN_UNKNOWN',
  `The user "${user}", with whom Terraform logs in, is none of the bootstrap who may use the engine; those are: `
  + `${users.length === 0 ? 'none' : users.join(', ')}. Add { name: '${user}', authorizedKeys: […], usesEngine: true } to its `
  + '`users`.');

export const perReplica = (what: string, given: number, replicas: number, allowed: string) => new BerthError('VSPHERE_PER_REPLICA',
  `There are ${given} ${what} for ${replicas} replicas. Give ${allowed}.`);

export const addressTwice = (list: string, given: string) => new BerthError('VSPHERE_ADDRESS_TWICE',
  `\`${list}\` has ${given} twice. Give each machine one of its own.`);

export const addressOfAllReplicas = (given: string, replicas: number) => new BerthError('VSPHERE_ADDRESS_OF_ALL',
  `All ${replicas} machines of the pool would have the address ${given} of \`networks\`. Give each one of its own with `
  + '`ipv4Addresses` and `macAddresses`, which are those of the first interfaces, or leave it out.');

export const affinityWithoutCluster = () => new BerthError('VSPHERE_AFFINITY_WITHOUT_CLUSTER',
  '`antiAffinity` needs a cluster, and that of `compute` is not known. Use vcenter.findCluster(), or pass the cluster to '
  + 'vcenter.findResourcePool(). Or set `antiAffinity: VSphereAntiAffinity.NONE`.');

export const poolOvercommitted = (what: string, sum: string, reservation: string, machines: readonly string[]) => new BerthError(
  'VSPHERE_POOL_OVERCOMMITTED',
  `The machines and pools in the resource pool reserve ${sum} of ${what} together (${machines.join(', ')}), and the pool has `
  + `${reservation} `
  + 'and is not expandable. Reserve more for the pool, less in it, or make it expandable.');

export const machineAbovePool = (machine: string, what: string, given: string, limit: string) => new BerthError(
  'VSPHERE_MACHINE_ABOVE_POOL',
  `${machine} has ${given} of ${what}, and its resource pool, or one around it, has a limit of ${limit}. `
  + 'Give the machine less, or raise the limit.');
