import { Construct } from 'constructs';
import { disksOf, renderCdrom, renderDisk, renderInterface } from './devices';
import { guestInfo, transportOf, withAddresses } from './guest';
import { VirtualMachineAttributes, VirtualMachineClone } from '../../targets/vsphere/generated/virtual-machine';
import { minutes } from '../check/units';
import { valuesById } from '../custom-attributes';
import { VSphereMachineProps } from '../machine/machine-options';
import { VSphereUserDataTransport } from '../values';

/** Returns the attributes of a virtual machine. */
export function renderMachine(scope: Construct, name: string, props: VSphereMachineProps): VirtualMachineAttributes {
  const { source, vcenter } = props;
  return {
    name,
    folder: props.folder,
    annotation: props.annotation,
    resource_pool_id: props.compute.resourcePoolId,
    host_system_id: props.esxiHost?.id,
    datastore_id: props.datastore?.id,
    datastore_cluster_id: props.datastoreCluster?.id,
    // vSphere asks for it with an OVF only.
    datacenter_id: source._kind === 'ovf' ? vcenter.datacenterId : undefined,
    storage_policy_id: props.storagePolicy?.id,
    tags: props.tags?.map(({ id }) => id),
    custom_attributes: valuesById(props.customAttributes),
    replace_trigger: props.replaceTrigger,
    clone: cloneOf(name, props),
    ovf_deploy: source._ovf,
    ...hardware(props),
    ...allocations(props),
    ...devices(props),
    ...guest(scope, name, props),
    ...waits(props),
  };
}

function cloneOf(name: string, { source, customization, hostName = name, networks }: VSphereMachineProps): VirtualMachineClone | undefined {
  if (source._clone === undefined || customization === undefined) return source._clone;
  const customize = customization._customize(hostName);
  return {
    ...source._clone,
    customization_spec: customization._spec,
    customize: customize && withAddresses(customize, networks),
  };
}

function hardware(props: VSphereMachineProps): Partial<VirtualMachineAttributes> {
  const { source, bootRetryDelay } = props;
  return {
    num_cpus: props.cpus,
    num_cores_per_socket: props.coresPerSocket,
    cpu_hot_add_enabled: props.cpuHotAdd,
    cpu_hot_remove_enabled: props.cpuHotRemove,
    cpu_performance_counters_enabled: props.cpuPerformanceCounters,
    memory: props.memory.toMebibytes(),
    memory_hot_add_enabled: props.memoryHotAdd,
    firmware: props.firmware ?? source._template.firmware,
    efi_secure_boot_enabled: props.secureBoot,
    vtpm: props.tpm && { version: props.tpm },
    boot_delay: props.bootDelay?.toMilliseconds(),
    boot_retry_enabled: bootRetryDelay && true,
    boot_retry_delay: bootRetryDelay?.toMilliseconds(),
    nested_hv_enabled: props.nestedVirtualization,
    vvtd_enabled: props.ioMmu,
    vbs_enabled: props.virtualizationBasedSecurity,
    hv_mode: props.hardwareVirtualization,
    ept_rvi_mode: props.memoryVirtualization,
    latency_sensitivity: props.latencySensitivity,
    swap_placement_policy: props.swapPlacement,
    hardware_version: props.hardwareVersion,
    enable_disk_uuid: props.exposeDiskUuids,
    enable_logging: props.logging,
  };
}

function allocations({ cpuAllocation: cpu, memoryAllocation: ram, reserveAllMemory, memory }: VSphereMachineProps) {
  return {
    cpu_reservation: cpu?.reservationMhz,
    cpu_limit: cpu?.limitMhz,
    cpu_share_level: cpu?.shares?.level,
    cpu_share_count: cpu?.shares?.amount,
    memory_reservation: reserveAllMemory ? memory.toMebibytes() : ram?.reservation?.toMebibytes(),
    memory_reservation_locked_to_max: reserveAllMemory,
    memory_limit: ram?.limit?.toMebibytes(),
    memory_share_level: ram?.shares?.level,
    memory_share_count: ram?.shares?.amount,
  };
}

function devices({ source, disks, networks, cdroms, controllers, pciDevices }: VSphereMachineProps): Partial<VirtualMachineAttributes> {
  const rendered = disksOf(source, disks).map((disk, index) => renderDisk(disk, index, source));
  return {
    disk: rendered.length === 0 ? undefined : rendered,
    network_interface: networks.map(renderInterface),
    cdrom: cdroms?.map(renderCdrom),
    scsi_controller_count: controllers?.scsi,
    scsi_type: controllers?.scsiType ?? source._template.scsiType,
    scsi_bus_sharing: controllers?.scsiBusSharing,
    sata_controller_count: controllers?.sata,
    nvme_controller_count: controllers?.nvme,
    ide_controller_count: controllers?.ide,
    pci_device_id: pciDevices,
  };
}

function guest(scope: Construct, name: string, props: VSphereMachineProps): Partial<VirtualMachineAttributes> {
  const { source, userData, hostName = name, networks, toolsScripts: scripts } = props;
  const isVapp = transportOf(source, props) === VSphereUserDataTransport.VAPP;
  const vapp: { [name: string]: string } = userData !== undefined && isVapp ? { 'hostname': hostName, 'user-data': userData } : {};
  const properties = { ...vapp, ...props.vappProperties };
  const settings = { ...userData !== undefined && !isVapp ? guestInfo(scope, hostName, userData, networks) : {}, ...props.extraConfig };
  const unlessEmpty = (map: { [name: string]: string }) => (Object.keys(map).length === 0 ? undefined : map);
  return {
    guest_id: props.guestId ?? source._template.guestId,
    alternate_guest_name: props.alternateGuestName,
    vapp: unlessEmpty(properties) && { properties },
    extra_config: unlessEmpty(settings),
    extra_config_reboot_required: props.rebootOnExtraConfig,
    run_tools_scripts_after_power_on: scripts?.afterPowerOn,
    run_tools_scripts_after_resume: scripts?.afterResume,
    run_tools_scripts_before_guest_reboot: scripts?.beforeReboot,
    run_tools_scripts_before_guest_shutdown: scripts?.beforeShutdown,
    run_tools_scripts_before_guest_standby: scripts?.beforeStandby,
    tools_upgrade_policy: props.toolsUpgrade,
    sync_time_with_host: props.syncTimeWithHost,
    sync_time_with_host_periodically: props.syncTimePeriodically,
  };
}

function waits({ timeouts, ...props }: VSphereMachineProps): Partial<VirtualMachineAttributes> {
  return {
    wait_for_guest_net_timeout: minutes(timeouts?.network),
    wait_for_guest_net_routable: props.waitForRoutableAddress,
    wait_for_guest_ip_timeout: minutes(timeouts?.legacyNetwork),
    ignored_guest_ips: props.ignoredAddresses,
    shutdown_wait_timeout: minutes(timeouts?.shutdown),
    migrate_wait_timeout: minutes(timeouts?.migration),
    poweron_timeout: timeouts?.powerOn?.toSeconds(),
    force_power_off: props.forcePowerOff,
  };
}
