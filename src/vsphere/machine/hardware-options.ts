import { VSphereCdrom, VSphereDisk } from './disk';
import { VSphereNetworkInterface } from './network-interface';
import { Duration } from '../../units/duration';
import { Size } from '../../units/size';
import { VSphereCpuAllocation, VSphereMemoryAllocation } from '../allocation';
import {
  VSphereFirmware, VSphereHardwareVirtualization, VSphereLatencySensitivity, VSphereMemoryVirtualization, VSphereScsiBusSharing,
  VSphereScsiType, VSphereSwapPlacement, VSphereTpm,
} from '../values';

/**
 * The controllers of the disks of a virtual machine.
 */
export interface VSphereControllers {
  /**
   * The number of SCSI controllers, from 0 to 4.
   *
   * @default 1
   */
  readonly scsi?: number;

  /**
   * The type of the SCSI controllers.
   *
   * @default - that of the template, or else VSphereScsiType.PARAVIRTUAL
   */
  readonly scsiType?: VSphereScsiType;

  /**
   * Which machines share the disks of the SCSI controllers.
   *
   * @default VSphereScsiBusSharing.NONE
   */
  readonly scsiBusSharing?: VSphereScsiBusSharing;

  /**
   * The number of SATA controllers, from 0 to 4.
   *
   * @default 0
   */
  readonly sata?: number;

  /**
   * The number of NVMe controllers, from 0 to 4.
   *
   * @default 0
   */
  readonly nvme?: number;

  /**
   * The number of IDE controllers, from 1 to 2.
   *
   * @default 2
   */
  readonly ide?: number;
}

/**
 * The processors, the memory and the devices of a virtual machine.
 */
export interface VSphereHardwareOptions {
  /**
   * The number of virtual processors, from 1 to 768.
   */
  readonly cpus: number;

  /**
   * The number of cores of each socket, which divides `cpus`.
   *
   * @default 1
   */
  readonly coresPerSocket?: number;

  /**
   * Whether processors can be added while the machine runs.
   *
   * @default false; more processors restart the machine
   */
  readonly cpuHotAdd?: boolean;

  /**
   * Whether processors can be removed while the machine runs.
   *
   * @default false; fewer processors restart the machine
   */
  readonly cpuHotRemove?: boolean;

  /**
   * What the machine gets of the processors.
   *
   * @default - nothing for itself, no limit, normal shares
   */
  readonly cpuAllocation?: VSphereCpuAllocation;

  /**
   * Whether the machine sees the performance counters of the processor.
   *
   * @default false
   */
  readonly cpuPerformanceCounters?: boolean;

  /**
   * The memory, in multiples of 4 MiB.
   */
  readonly memory: Size;

  /**
   * Whether memory can be added while the machine runs.
   *
   * @default false; more memory restarts the machine
   */
  readonly memoryHotAdd?: boolean;

  /**
   * What the machine gets of the memory.
   *
   * @default - nothing for itself, no limit, normal shares
   */
  readonly memoryAllocation?: VSphereMemoryAllocation;

  /**
   * Whether all its memory is reserved, also when it changes.
   *
   * @default false
   */
  readonly reserveAllMemory?: boolean;

  /**
   * The network interfaces, at most 20.
   */
  readonly networks: VSphereNetworkInterface[];

  /**
   * The disks, at most 60. The first ones are those of the template.
   *
   * @default - the first disk of the template. None for an OVF, which has its own
   */
  readonly disks?: VSphereDisk[];

  /**
   * The controllers of the disks.
   *
   * @default - one SCSI controller
   */
  readonly controllers?: VSphereControllers;

  /**
   * The CD-ROM drives, at most 2.
   *
   * @default - none
   */
  readonly cdroms?: VSphereCdrom[];

  /**
   * The ids of PCI devices of the ESXi host that the machine has for itself. It needs `esxiHost`, and all memory reserved.
   *
   * @default - none
   */
  readonly pciDevices?: string[];

  /**
   * The firmware.
   *
   * @default - that of the template, or else VSphereFirmware.BIOS
   */
  readonly firmware?: VSphereFirmware;

  /**
   * Whether only signed systems start. Needs VSphereFirmware.EFI.
   *
   * @default false
   */
  readonly secureBoot?: boolean;

  /**
   * The virtual Trusted Platform Module. Needs VSphereFirmware.EFI, and a key provider in vCenter.
   *
   * @default - none
   */
  readonly tpm?: VSphereTpm;

  /**
   * How long the firmware waits before it starts the system, in milliseconds.
   *
   * @default Duration.seconds(0)
   */
  readonly bootDelay?: Duration;

  /**
   * After how long the firmware tries again if there is nothing to start, in milliseconds.
   *
   * @default - it does not try again
   */
  readonly bootRetryDelay?: Duration;

  /**
   * Whether the machine can have virtual machines in it. Kata Containers need it.
   *
   * @default false
   */
  readonly nestedVirtualization?: boolean;

  /**
   * Whether the machine has an I/O memory management unit (VT-d).
   *
   * @default false
   */
  readonly ioMmu?: boolean;

  /**
   * Whether Windows can protect secrets with virtualization. Needs VSphereFirmware.EFI, `secureBoot`, `nestedVirtualization` and `ioMmu`.
   *
   * @default false
   */
  readonly virtualizationBasedSecurity?: boolean;

  /**
   * Whether the virtualization of the processor is used.
   *
   * @default VSphereHardwareVirtualization.AUTOMATIC
   */
  readonly hardwareVirtualization?: VSphereHardwareVirtualization;

  /**
   * Whether the page tables of the processor are used.
   *
   * @default VSphereMemoryVirtualization.AUTOMATIC
   */
  readonly memoryVirtualization?: VSphereMemoryVirtualization;

  /**
   * How fast the machine has to react.
   *
   * @default VSphereLatencySensitivity.NORMAL
   */
  readonly latencySensitivity?: VSphereLatencySensitivity;

  /**
   * Where the swap file is.
   *
   * @default VSphereSwapPlacement.INHERIT
   */
  readonly swapPlacement?: VSphereSwapPlacement;

  /**
   * Whether the system sees the UUIDs of its disks.
   *
   * @default false
   */
  readonly exposeDiskUuids?: boolean;

  /**
   * The version of the virtual hardware: 4, 7 to 11, 13 to 15, or 17 to 22. It can't be lowered.
   *
   * @default - that of the template, or the newest of the ESXi host
   */
  readonly hardwareVersion?: number;
}
