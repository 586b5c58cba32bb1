import { World } from './machine-under-test';
import {
  Duration, OvfDiskProvisioning, Size, VSphereAdapterType, VSphereCustomAttribute, VSphereCustomization, VSphereCustomizationSpec,
  VSphereDatastore, VSphereDatastoreCluster, VSphereDiskController, VSphereDiskMode, VSphereDiskProvisioning, VSphereDisk, VSphereFirmware,
  VSphereHardwareVirtualization, VSphereLatencySensitivity, VSphereLibraryItem, VSphereLinuxCustomization, VSphereMachineProps,
  VSphereMemoryVirtualization, VSphereNetwork, VSphereNetworkInterface, VSphereScsiBusSharing, VSphereScsiType, VSphereShares,
  VSphereSource,
  VSphereStoragePolicy, VSphereSwapPlacement, VSphereTag, VSphereToolsUpgrade, VSphereTpm, VSphereWindowsCustomization,
} from '../../src';

/** Props that set an attribute, and the value that it then has. */
interface Field {
  readonly props: (world: World) => Partial<VSphereMachineProps>;
  readonly value: unknown;
}

/** What sets each attribute of `vsphere_virtual_machine`, by its path; or why nothing does. */
export type Fields = { readonly [path: string]: Field | string };

const COMPUTED = 'vSphere reports it.';

const of = (props: Partial<VSphereMachineProps>, value: unknown): Field => ({ props: () => props, value });
const disk = (props: Partial<VSphereDisk>, value: unknown): Field => of({ disks: [{ size: Size.gibibytes(1), ...props }] }, value);
const nic = (props: Partial<VSphereNetworkInterface>, value: unknown, more: Field['props'] = () => ({})): Field => ({
  props: (world: World) => ({ networks: [{ network: world.network, ...props }], ...more(world) }), value,
});
const linux = (options: Partial<VSphereLinuxCustomization>, value: unknown) =>
  of({ customization: VSphereCustomization.linux({ domain: 'example.com', ...options }) }, value);
const windows = (options: Partial<VSphereWindowsCustomization>, value: unknown) =>
  of({ customization: VSphereCustomization.windows({ workgroup: 'W', ...options }) }, value);
/** A machine with Windows and a secret, which is a token. */
const secret = (options: (token: string) => VSphereWindowsCustomization): Field => ({
  props: (world) => ({ customization: VSphereCustomization.windows(options(world.secret.stringValue)) }), value: '${var.secret}',
});
const customized = (props: Partial<VSphereNetworkInterface>, value: unknown) =>
  nic(props, value, () => ({ customization: VSphereCustomization.linux({ domain: 'example.com' }) }));
const source = (made: (world: World) => VSphereSource, value: unknown): Field => ({
  props: (world) => ({ source: made(world), esxiHost: world.esxi }), value,
});
const joined = (options: Partial<VSphereWindowsCustomization>) => (token: string): VSphereWindowsCustomization => ({
  joinDomain: 'example.com', domainAdminUser: 'admin', domainAdminPassword: token, ...options,
});
const secure = { firmware: VSphereFirmware.EFI, secureBoot: true, nestedVirtualization: true, ioMmu: true };

export const MACHINE_FIELDS: Fields = {
  'alternate_guest_name': of({ guestId: 'otherGuest', alternateGuestName: 'Plan 9' }, 'Plan 9'),
  'annotation': of({ annotation: 'A note' }, 'A note'),
  'boot_delay': of({ bootDelay: Duration.seconds(5) }, 5_000),
  'boot_retry_delay': of({ bootRetryDelay: Duration.seconds(7) }, 7_000),
  'boot_retry_enabled': of({ bootRetryDelay: Duration.seconds(7) }, true),
  'change_version': COMPUTED,
  'cpu_hot_add_enabled': of({ cpuHotAdd: true }, true),
  'cpu_hot_remove_enabled': of({ cpuHotRemove: true }, true),
  'cpu_limit': of({ cpuAllocation: { limitMhz: 4_000 } }, 4_000),
  'cpu_performance_counters_enabled': of({ cpuPerformanceCounters: true }, true),
  'cpu_reservation': of({ cpuAllocation: { reservationMhz: 1_000 } }, 1_000),
  'cpu_share_count': of({ cpuAllocation: { shares: VSphereShares.of(3_000) } }, 3_000),
  'cpu_share_level': of({ cpuAllocation: { shares: VSphereShares.HIGH } }, 'high'),
  'custom_attributes': of({ customAttributes: [{ attribute: VSphereCustomAttribute.of('7'), value: 'v' }] }, { 7: 'v' }),
  'datacenter_id': source(() => VSphereSource.localOvf('/a.ova'), '${data.vsphere_datacenter.vcenter_Datacenter_676B70FD.id}'),
  'datastore_cluster_id': of({ datastore: undefined, datastoreCluster: VSphereDatastoreCluster.of('pod-1') }, 'pod-1'),
  'datastore_id': of({ datastore: VSphereDatastore.of('datastore-1') }, 'datastore-1'),
  'default_ip_address': COMPUTED,
  'efi_secure_boot_enabled': of({ firmware: VSphereFirmware.EFI, secureBoot: true }, true),
  'enable_disk_uuid': of({ exposeDiskUuids: true }, true),
  'enable_logging': of({ logging: true }, true),
  'ept_rvi_mode': of({ memoryVirtualization: VSphereMemoryVirtualization.ON }, 'on'),
  'extra_config': of({ extraConfig: { 'guestinfo.role': 'web' } }, { 'guestinfo.role': 'web' }),
  'extra_config_reboot_required': of({ rebootOnExtraConfig: false }, false),
  'firmware': of({ firmware: VSphereFirmware.EFI }, 'efi'),
  'folder': of({ folder: 'production/web' }, 'production/web'),
  'force_power_off': of({ forcePowerOff: false }, false),
  'guest_id': of({ guestId: 'ubuntu64Guest' }, 'ubuntu64Guest'),
  'guest_ip_addresses': COMPUTED,
  'hardware_version': of({ hardwareVersion: 19 }, 19),
  'host_system_id': { props: ({ esxi }) => ({ esxiHost: esxi }), value: '${data.vsphere_host.vcenter_esxi_30C86AD9.id}' },
  'hv_mode': of({ hardwareVirtualization: VSphereHardwareVirtualization.ON }, 'hvOn'),
  'id': 'The provider decides it.',
  'ide_controller_count': of({ controllers: { ide: 1 } }, 1),
  'ignored_guest_ips': of({ ignoredAddresses: ['172.17.0.0/16', 'fd00::1'] }, ['172.17.0.0/16', 'fd00::1']),
  'imported': COMPUTED,
  'latency_sensitivity': of({ latencySensitivity: VSphereLatencySensitivity.LOW }, 'low'),
  'memory': of({ memory: Size.gibibytes(8) }, 8_192),
  'memory_hot_add_enabled': of({ memoryHotAdd: true }, true),
  'memory_limit': of({ memoryAllocation: { limit: Size.gibibytes(3) } }, 3_072),
  'memory_reservation': of({ memoryAllocation: { reservation: Size.gibibytes(1) } }, 1_024),
  'memory_reservation_locked_to_max': of({ reserveAllMemory: true }, true),
  'memory_share_count': of({ memoryAllocation: { shares: VSphereShares.of(9) } }, 9),
  'memory_share_level': of({ memoryAllocation: { shares: VSphereShares.of(9) } }, 'custom'),
  'migrate_wait_timeout': of({ timeouts: { migration: Duration.hours(1) } }, 60),
  'moid': COMPUTED,
  'name': of({ name: 'A machine' }, 'A machine'),
  'nested_hv_enabled': of({ nestedVirtualization: true }, true),
  'num_cores_per_socket': of({ coresPerSocket: 2 }, 2),
  'num_cpus': of({ cpus: 6 }, 6),
  'nvme_controller_count': of({ controllers: { nvme: 2 } }, 2),
  'pci_device_id': {
    props: ({ esxi }) => ({ pciDevices: ['0000:3b:00.0'], esxiHost: esxi, reserveAllMemory: true }), value: ['0000:3b:00.0'],
  },
  'power_state': COMPUTED,
  'poweron_timeout': of({ timeouts: { powerOn: Duration.minutes(10) } }, 600),
  'reboot_required': COMPUTED,
  'replace_trigger': of({ replaceTrigger: 'second' }, 'second'),
  'resource_pool_id': of({}, '${data.vsphere_compute_cluster.vcenter_cluster_086B5E14.resource_pool_id}'),
  'run_tools_scripts_after_power_on': of({ toolsScripts: { afterPowerOn: false } }, false),
  'run_tools_scripts_after_resume': of({ toolsScripts: { afterResume: false } }, false),
  'run_tools_scripts_before_guest_reboot': of({ toolsScripts: { beforeReboot: true } }, true),
  'run_tools_scripts_before_guest_shutdown': of({ toolsScripts: { beforeShutdown: false } }, false),
  'run_tools_scripts_before_guest_standby': of({ toolsScripts: { beforeStandby: false } }, false),
  'sata_controller_count': of({ controllers: { sata: 1 } }, 1),
  'scsi_bus_sharing': of({ controllers: { scsiBusSharing: VSphereScsiBusSharing.PHYSICAL } }, 'physicalSharing'),
  'scsi_controller_count': of({ controllers: { scsi: 2 } }, 2),
  'scsi_type': of({ controllers: { scsiType: VSphereScsiType.LSI_LOGIC_SAS } }, 'lsilogic-sas'),
  'shutdown_wait_timeout': of({ timeouts: { shutdown: Duration.minutes(10) } }, 10),
  'storage_policy_id': of({ storagePolicy: VSphereStoragePolicy.of('gold') }, 'gold'),
  'swap_placement_policy': of({ swapPlacement: VSphereSwapPlacement.HOST_LOCAL }, 'hostLocal'),
  'sync_time_with_host': of({ syncTimeWithHost: false }, false),
  'sync_time_with_host_periodically': of({ syncTimePeriodically: true }, true),
  'tags': of({ tags: [VSphereTag.of('urn:tag')] }, ['urn:tag']),
  'tools_upgrade_policy': of({ toolsUpgrade: VSphereToolsUpgrade.AT_POWER_CYCLE }, 'upgradeAtPowerCycle'),
  'uuid': COMPUTED,
  'vapp_transport': COMPUTED,
  'vbs_enabled': of({ ...secure, virtualizationBasedSecurity: true }, true),
  'vmware_tools_status': COMPUTED,
  'vmx_path': COMPUTED,
  'vvtd_enabled': of({ ioMmu: true }, true),
  'wait_for_guest_ip_timeout': of({ timeouts: { legacyNetwork: Duration.minutes(4) } }, 4),
  'wait_for_guest_net_routable': of({ waitForRoutableAddress: false }, false),
  'wait_for_guest_net_timeout': of({ timeouts: { network: Duration.minutes(0) } }, 0),

  'cdrom.client_device': of({ cdroms: [{}] }, true),
  'cdrom.datastore_id': of({ cdroms: [{ datastore: VSphereDatastore.of('iso'), path: 'a.iso' }] }, 'iso'),
  'cdrom.device_address': COMPUTED,
  'cdrom.key': COMPUTED,
  'cdrom.path': of({ cdroms: [{ datastore: VSphereDatastore.of('iso'), path: 'a.iso' }] }, 'a.iso'),

  'clone.linked_clone': {
    props: ({ plain }) => ({ source: VSphereSource.linkedClone(plain), disks: [{ existingPath: 'a.vmdk' }] }), value: true,
  },
  'clone.ovf_network_map': source(() => VSphereSource.libraryItem(VSphereLibraryItem.of('item'), {
    networkMap: { 'VM Network': VSphereNetwork.of('network-1') },
  }), { 'VM Network': 'network-1' }),
  'clone.ovf_storage_map': source(() => VSphereSource.libraryItem(VSphereLibraryItem.of('item'), {
    storageMap: { group: 'ds' },
  }), { group: 'ds' }),
  'clone.template_uuid': of({}, 'a-template'),
  'clone.timeout': source(({ plain }) => VSphereSource.fullClone(plain, { timeout: Duration.hours(2) }), 120),
  'clone.customization_spec.id': of({ customization: VSphereCustomization.spec(VSphereCustomizationSpec.of('linux')) }, 'linux'),
  'clone.customization_spec.timeout': of({
    customization: VSphereCustomization.spec(VSphereCustomizationSpec.of('linux'), { timeout: Duration.minutes(3) }),
  }, 3),
  'clone.customize.dns_server_list': customized({ dnsServers: ['10.0.0.2'] }, ['10.0.0.2']),
  'clone.customize.dns_suffix_list': linux({ dnsSuffixes: ['example.com'] }, ['example.com']),
  'clone.customize.ipv4_gateway': customized({ ipv4Address: '10.0.0.5/24', ipv4Gateway: '10.0.0.1' }, '10.0.0.1'),
  'clone.customize.ipv6_gateway': customized({ ipv6Address: 'fd00::5/64', ipv6Gateway: 'fe80::1' }, 'fe80::1'),
  'clone.customize.timeout': linux({ timeout: Duration.minutes(0) }, 0),
  'clone.customize.windows_sysprep_text': {
    props: ({ secret: text }) => ({ customization: VSphereCustomization.sysprep(text.stringValue) }), value: '${var.secret}',
  },
  'clone.customize.linux_options.domain': linux({ domain: 'example.org' }, 'example.org'),
  'clone.customize.linux_options.host_name': linux({}, 'machine'),
  'clone.customize.linux_options.hw_clock_utc': linux({ hardwareClockUtc: false }, false),
  'clone.customize.linux_options.script_text': linux({ script: '#!/bin/sh' }, '#!/bin/sh'),
  'clone.customize.linux_options.time_zone': linux({ timeZone: 'Europe/Berlin' }, 'Europe/Berlin'),
  'clone.customize.network_interface.dns_domain': customized({ dnsDomain: 'example.com' }, 'example.com'),
  'clone.customize.network_interface.dns_server_list': customized({ dnsServers: ['10.0.0.2'] }, ['10.0.0.2']),
  'clone.customize.network_interface.ipv4_address': customized({ ipv4Address: '10.0.0.5/24' }, '10.0.0.5'),
  'clone.customize.network_interface.ipv4_netmask': customized({ ipv4Address: '10.0.0.5/24' }, 24),
  'clone.customize.network_interface.ipv6_address': customized({ ipv6Address: 'fd00::5/64' }, 'fd00::5'),
  'clone.customize.network_interface.ipv6_netmask': customized({ ipv6Address: 'fd00::5/64' }, 64),
  'clone.customize.windows_options.admin_password': secret((token) => ({ workgroup: 'W', adminPassword: token })),
  'clone.customize.windows_options.auto_logon': windows({ autoLogonCount: 2 }, true),
  'clone.customize.windows_options.auto_logon_count': windows({ autoLogonCount: 2 }, 2),
  'clone.customize.windows_options.computer_name': windows({ computerName: 'PC-1' }, 'PC-1'),
  'clone.customize.windows_options.domain_admin_password': secret(joined({})),
  'clone.customize.windows_options.domain_admin_user': {
    props: (world) => ({ customization: VSphereCustomization.windows(joined({})(world.secret.stringValue)) }), value: 'admin',
  },
  'clone.customize.windows_options.domain_ou': {
    props: (world) => ({ customization: VSphereCustomization.windows(joined({ domainOu: 'OU=a' })(world.secret.stringValue)) }),
    value: 'OU=a',
  },
  'clone.customize.windows_options.full_name': windows({ fullName: 'Someone' }, 'Someone'),
  'clone.customize.windows_options.join_domain': {
    props: (world) => ({ customization: VSphereCustomization.windows(joined({})(world.secret.stringValue)) }), value: 'example.com',
  },
  'clone.customize.windows_options.organization_name': windows({ organizationName: 'Shop' }, 'Shop'),
  'clone.customize.windows_options.product_key': secret((token) => ({ workgroup: 'W', productKey: token })),
  'clone.customize.windows_options.run_once_command_list': windows({ runOnceCommands: ['a.cmd'] }, ['a.cmd']),
  'clone.customize.windows_options.time_zone': windows({ timeZone: 110 }, 110),
  'clone.customize.windows_options.workgroup': windows({ workgroup: 'GROUP' }, 'GROUP'),

  'disk.attach': of({ disks: [{ existingPath: 'a/b.vmdk' }] }, true),
  'disk.controller_type': of({
    disks: [{ size: Size.gibibytes(1), controller: VSphereDiskController.NVME }], controllers: { nvme: 1 },
  }, 'nvme'),
  'disk.datastore_id': disk({ datastore: VSphereDatastore.of('slow') }, 'slow'),
  'disk.device_address': COMPUTED,
  'disk.disk_mode': disk({ mode: VSphereDiskMode.INDEPENDENT_PERSISTENT }, 'independent_persistent'),
  'disk.disk_sharing': disk({ multiWriter: true }, 'sharingMultiWriter'),
  'disk.eagerly_scrub': disk({ provisioning: VSphereDiskProvisioning.THICK_EAGER }, true),
  'disk.io_limit': disk({ ioLimit: 500 }, 500),
  'disk.io_reservation': disk({ ioReservation: 100 }, 100),
  'disk.io_share_count': disk({ ioShares: VSphereShares.of(1_500) }, 1_500),
  'disk.io_share_level': disk({ ioShares: VSphereShares.LOW }, 'low'),
  'disk.keep_on_remove': disk({ keepOnRemove: true }, true),
  'disk.key': COMPUTED,
  'disk.label': disk({ label: 'data' }, 'data'),
  'disk.path': of({ disks: [{ existingPath: 'a/b.vmdk' }] }, 'a/b.vmdk'),
  'disk.size': disk({ size: Size.gibibytes(40) }, 40),
  'disk.storage_policy_id': disk({ storagePolicy: VSphereStoragePolicy.of('gold') }, 'gold'),
  'disk.thin_provisioned': disk({ provisioning: VSphereDiskProvisioning.THICK_LAZY }, false),
  'disk.unit_number': disk({ unitNumber: 3 }, 3),
  'disk.uuid': COMPUTED,
  'disk.write_through': disk({ writeThrough: true }, true),

  'network_interface.adapter_type': nic({ adapterType: VSphereAdapterType.E1000E }, 'e1000e'),
  'network_interface.bandwidth_limit': nic({ bandwidthLimitMbits: 100 }, 100),
  'network_interface.bandwidth_reservation': nic({ bandwidthReservationMbits: 10 }, 10),
  'network_interface.bandwidth_share_count': nic({ bandwidthShares: VSphereShares.of(70) }, 70),
  'network_interface.bandwidth_share_level': nic({ bandwidthShares: VSphereShares.NORMAL }, 'normal'),
  'network_interface.device_address': COMPUTED,
  'network_interface.key': COMPUTED,
  'network_interface.mac_address': nic({ macAddress: '00:50:56:3f:00:01' }, '00:50:56:3f:00:01'),
  'network_interface.network_id': nic({ network: VSphereNetwork.of('network-9') }, 'network-9'),
  'network_interface.ovf_mapping': nic({ ovfMapping: 'VM Network' }, 'VM Network'),
  'network_interface.physical_function': nic({ adapterType: VSphereAdapterType.SRIOV, physicalFunction: '0000:3b:00.1' }, '0000:3b:00.1',
    ({ esxi }) => ({ esxiHost: esxi, reserveAllMemory: true })),
  'network_interface.use_static_mac': nic({ macAddress: '00:50:56:3f:00:01' }, true),

  'ovf_deploy.allow_unverified_ssl_cert': source(() => VSphereSource.remoteOvf('https://a/b.ova', { allowUnverifiedTls: true }), true),
  'ovf_deploy.deployment_option': source(() => VSphereSource.localOvf('/b.ova', { deploymentOption: 'small' }), 'small'),
  'ovf_deploy.disk_provisioning': source(() => VSphereSource.localOvf('/b.ova', { diskProvisioning: OvfDiskProvisioning.THIN }), 'thin'),
  'ovf_deploy.enable_hidden_properties': source(() => VSphereSource.localOvf('/b.ova', { hiddenProperties: true }), true),
  'ovf_deploy.ip_allocation_policy': source(() => VSphereSource.localOvf('/b.ova', { ipAllocationPolicy: 'DHCP' }), 'DHCP'),
  'ovf_deploy.ip_protocol': source(() => VSphereSource.localOvf('/b.ova', { ipProtocol: 'IPv4' }), 'IPv4'),
  'ovf_deploy.local_ovf_path': source(() => VSphereSource.localOvf('/b.ova'), '/b.ova'),
  'ovf_deploy.ovf_network_map': source(() => VSphereSource.localOvf('/b.ova', {
    networkMap: { lan: VSphereNetwork.of('n') },
  }), { lan: 'n' }),
  'ovf_deploy.remote_ovf_url': source(() => VSphereSource.remoteOvf('https://a/b.ova'), 'https://a/b.ova'),

  'vapp.properties': of({ vappProperties: { ssh_enabled: 'True' } }, { ssh_enabled: 'True' }),
  'vtpm.version': of({ firmware: VSphereFirmware.EFI, tpm: VSphereTpm.V1_2 }, '1.2'),
};
