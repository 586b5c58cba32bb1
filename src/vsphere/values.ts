/**
 * The firmware of a virtual machine.
 */
export enum VSphereFirmware {
  /**
   * The old BIOS.
   */
  BIOS = 'bios',

  /**
   * UEFI, which secure boot and a virtual TPM need.
   */
  EFI = 'efi',
}

/**
 * How fast a virtual machine has to react.
 */
export enum VSphereLatencySensitivity {
  /**
   * Less than normal.
   */
  LOW = 'low',

  /**
   * As most machines.
   */
  NORMAL = 'normal',

  /**
   * More than normal. vSphere does not recommend it.
   */
  MEDIUM = 'medium',

  /**
   * With physical processors of its own. All its memory must be reserved.
   */
  HIGH = 'high',
}

/**
 * Where the swap file of a virtual machine is.
 */
export enum VSphereSwapPlacement {
  /**
   * Where the cluster or the host puts it.
   */
  INHERIT = 'inherit',

  /**
   * In the folder of the machine.
   */
  VM_DIRECTORY = 'vmDirectory',

  /**
   * On a datastore of the ESXi host, if it has one for swap files.
   */
  HOST_LOCAL = 'hostLocal',
}

/**
 * Whether a virtual machine uses the virtualization of the processor.
 */
export enum VSphereHardwareVirtualization {
  /**
   * As vSphere decides.
   */
  AUTOMATIC = 'hvAuto',

  /**
   * Always.
   */
  ON = 'hvOn',

  /**
   * Never.
   */
  OFF = 'hvOff',
}

/**
 * Whether a virtual machine uses the page tables of the processor (EPT, RVI).
 */
export enum VSphereMemoryVirtualization {
  /**
   * As vSphere decides.
   */
  AUTOMATIC = 'automatic',

  /**
   * Always.
   */
  ON = 'on',

  /**
   * Never.
   */
  OFF = 'off',
}

/**
 * The version of a virtual Trusted Platform Module.
 */
export enum VSphereTpm {
  /**
   * TPM 1.2.
   */
  V1_2 = '1.2',

  /**
   * TPM 2.0.
   */
  V2_0 = '2.0',
}

/**
 * When the VMware Tools are upgraded.
 */
export enum VSphereToolsUpgrade {
  /**
   * By hand.
   */
  MANUAL = 'manual',

  /**
   * Whenever the machine is turned on or restarted.
   */
  AT_POWER_CYCLE = 'upgradeAtPowerCycle',
}

/**
 * The type of a SCSI controller.
 */
export enum VSphereScsiType {
  /**
   * The paravirtual controller of VMware.
   */
  PARAVIRTUAL = 'pvscsi',

  /**
   * LSI Logic Parallel.
   */
  LSI_LOGIC = 'lsilogic',

  /**
   * LSI Logic SAS.
   */
  LSI_LOGIC_SAS = 'lsilogic-sas',
}

/**
 * Which machines share the disks of a SCSI controller.
 */
export enum VSphereScsiBusSharing {
  /**
   * None.
   */
  NONE = 'noSharing',

  /**
   * Machines on the same ESXi host.
   */
  VIRTUAL = 'virtualSharing',

  /**
   * Machines on any ESXi host.
   */
  PHYSICAL = 'physicalSharing',
}

/**
 * The controller of a disk.
 */
export enum VSphereDiskController {
  /**
   * A SCSI controller, with 15 disks each.
   */
  SCSI = 'scsi',

  /**
   * A SATA controller, with 30 disks each.
   */
  SATA = 'sata',

  /**
   * An NVMe controller, with 64 disks each.
   */
  NVME = 'nvme',

  /**
   * An IDE controller, with 2 disks each.
   */
  IDE = 'ide',
}

/**
 * When a disk takes its space on the datastore.
 */
export enum VSphereDiskProvisioning {
  /**
   * As it is written.
   */
  THIN = 'thin',

  /**
   * At its creation, and zeroed as it is written.
   */
  THICK_LAZY = 'thick_lazy',

  /**
   * At its creation, and zeroed then.
   */
  THICK_EAGER = 'thick_eager',
}

/**
 * What happens to the data of a disk.
 */
export enum VSphereDiskMode {
  /**
   * It is kept, and is in snapshots.
   */
  PERSISTENT = 'persistent',

  /**
   * It is kept, and is in no snapshot.
   */
  INDEPENDENT_PERSISTENT = 'independent_persistent',

  /**
   * It is dropped when the machine is turned off, and is in no snapshot.
   */
  INDEPENDENT_NONPERSISTENT = 'independent_nonpersistent',

  /**
   * It is dropped when the machine is turned off.
   */
  NONPERSISTENT = 'nonpersistent',

  /**
   * It is kept in a redo log.
   */
  APPEND = 'append',

  /**
   * It is kept in a redo log, which can be dropped when the machine is turned off.
   */
  UNDOABLE = 'undoable',
}

/**
 * The type of a network interface.
 */
export enum VSphereAdapterType {
  /**
   * The paravirtual adapter of VMware.
   */
  VMXNET3 = 'vmxnet3',

  /**
   * An Intel 82545EM.
   */
  E1000 = 'e1000',

  /**
   * An Intel 82574.
   */
  E1000E = 'e1000e',

  /**
   * A function of a physical adapter. All the memory of the machine must be reserved, and its ESXi host be known.
   */
  SRIOV = 'sriov',
}

/**
 * Whether the shares of what is in a resource pool grow with those of the pool.
 */
export enum VSphereShareScaling {
  /**
   * They stay as they are.
   */
  DISABLED = 'disabled',

  /**
   * They grow with those of the pool.
   */
  CPU_AND_MEMORY = 'scaleCpuAndMemoryShares',
}

/**
 * Whether the machines of a pool are kept on different ESXi hosts.
 */
export enum VSphereAntiAffinity {
  /**
   * vSphere places them as it likes.
   */
  NONE = 'none',

  /**
   * On different ones while there are enough.
   */
  PREFERRED = 'preferred',

  /**
   * Always on different ones. A machine for which there is none is not started.
   */
  REQUIRED = 'required',
}

/**
 * How cloud-init gets its user data.
 */
export enum VSphereUserDataTransport {
  /**
   * As `guestinfo` in the settings of the machine, for the data source `VMware` of cloud-init.
   */
  GUEST_INFO = 'guestinfo',

  /**
   * As a vApp property "user-data", for the data source `OVF` of cloud-init. The template must have this property, and "hostname".
   */
  VAPP = 'vapp',
}
