import { VirtualMachineCdrom, VirtualMachineDisk, VirtualMachineNetworkInterface } from '../../targets/vsphere/generated/virtual-machine';
import { gibibytes } from '../check/units';
import { VSphereCdrom, VSphereDisk } from '../machine/disk';
import { VSphereNetworkInterface } from '../machine/network-interface';
import { VSphereSource } from '../source';
import { VSphereDiskProvisioning } from '../values';

/** Returns the disks of a machine: those that are given, or the first one of its template. */
export function disksOf(source: VSphereSource, disks: readonly VSphereDisk[] | undefined): readonly VSphereDisk[] {
  return disks ?? (source._disk(0) === undefined ? [] : [{}]);
}

/** Returns the label of a disk. */
export function labelOf(disk: VSphereDisk, index: number): string {
  return disk.label ?? `disk${index}`;
}

export function renderDisk(disk: VSphereDisk, index: number, source: VSphereSource): VirtualMachineDisk {
  const { provisioning, existingPath, ioShares } = disk;
  const isMade = existingPath === undefined;
  // A disk of the template; its numbers become known when Terraform reads the template.
  const origin = isMade ? source._disk(index) as Origin | undefined : undefined;
  const isTemplates = origin !== undefined && disk.size === undefined && provisioning === undefined;
  return {
    label: labelOf(disk, index),
    size: gibibytes(disk.size) ?? origin?.size,
    thin_provisioned: isTemplates ? origin.thin : provisioning && provisioning === VSphereDiskProvisioning.THIN,
    eagerly_scrub: isTemplates ? origin.eager : provisioning && provisioning === VSphereDiskProvisioning.THICK_EAGER,
    datastore_id: disk.datastore?.id,
    storage_policy_id: disk.storagePolicy?.id,
    controller_type: disk.controller,
    unit_number: disk.unitNumber ?? index,
    disk_mode: disk.mode,
    disk_sharing: disk.multiWriter === undefined ? undefined : disk.multiWriter ? 'sharingMultiWriter' : 'sharingNone',
    write_through: disk.writeThrough,
    keep_on_remove: disk.keepOnRemove,
    attach: isMade ? undefined : true,
    path: existingPath,
    io_limit: disk.ioLimit,
    io_reservation: disk.ioReservation,
    io_share_level: ioShares?.level,
    io_share_count: ioShares?.amount,
  };
}

/** Expressions, which cdktf writes in place of numbers and truth values as they are. */
type Origin = { readonly size: number; readonly thin: boolean; readonly eager: boolean };

export function renderCdrom({ datastore, path }: VSphereCdrom): VirtualMachineCdrom {
  return datastore === undefined ? { client_device: true } : { datastore_id: datastore.id, path };
}

export function renderInterface(each: VSphereNetworkInterface): VirtualMachineNetworkInterface {
  return {
    network_id: each.network.id,
    adapter_type: each.adapterType,
    use_static_mac: each.macAddress === undefined ? undefined : true,
    mac_address: each.macAddress,
    bandwidth_limit: each.bandwidthLimitMbits,
    bandwidth_reservation: each.bandwidthReservationMbits,
    bandwidth_share_level: each.bandwidthShares?.level,
    bandwidth_share_count: each.bandwidthShares?.amount,
    ovf_mapping: each.ovfMapping,
    physical_function: each.physicalFunction,
  };
}
