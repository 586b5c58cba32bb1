// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedDataSource } from '../../l1/generated-data-source';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the data source `vsphere_virtual_machine`.
 */
export interface DataVirtualMachineAttributes {
  readonly alternate_guest_name?: Value<string>;
  readonly annotation?: Value<string>;
  readonly boot_delay?: Value<number>;
  readonly boot_retry_delay?: Value<number>;
  readonly boot_retry_enabled?: Value<boolean>;
  readonly cpu_hot_add_enabled?: Value<boolean>;
  readonly cpu_hot_remove_enabled?: Value<boolean>;
  readonly cpu_limit?: Value<number>;
  readonly cpu_performance_counters_enabled?: Value<boolean>;
  readonly cpu_reservation?: Value<number>;
  readonly cpu_share_count?: Value<number>;
  readonly cpu_share_level?: Value<string>;
  readonly datacenter_id?: Value<string>;
  readonly efi_secure_boot_enabled?: Value<boolean>;
  readonly enable_disk_uuid?: Value<boolean>;
  readonly enable_logging?: Value<boolean>;
  readonly ept_rvi_mode?: Value<string>;
  readonly extra_config?: Value<{ readonly [key: string]: string }>;
  readonly extra_config_reboot_required?: Value<boolean>;
  readonly firmware?: Value<string>;
  readonly folder?: Value<string>;
  readonly guest_id?: Value<string>;
  readonly hardware_version?: Value<number>;
  readonly hv_mode?: Value<string>;
  readonly id?: Value<string>;
  readonly ide_controller_scan_count?: Value<number>;
  readonly latency_sensitivity?: Value<string>;
  readonly memory?: Value<number>;
  readonly memory_hot_add_enabled?: Value<boolean>;
  readonly memory_limit?: Value<number>;
  readonly memory_reservation?: Value<number>;
  readonly memory_reservation_locked_to_max?: Value<boolean>;
  readonly memory_share_count?: Value<number>;
  readonly memory_share_level?: Value<string>;
  readonly moid?: Value<string>;
  readonly name?: Value<string>;
  readonly nested_hv_enabled?: Value<boolean>;
  readonly num_cores_per_socket?: Value<number>;
  readonly num_cpus?: Value<number>;
  readonly nvme_controller_scan_count?: Value<number>;
  readonly replace_trigger?: Value<string>;
  readonly run_tools_scripts_after_power_on?: Value<boolean>;
  readonly run_tools_scripts_after_resume?: Value<boolean>;
  readonly run_tools_scripts_before_guest_reboot?: Value<boolean>;
  readonly run_tools_scripts_before_guest_shutdown?: Value<boolean>;
  readonly run_tools_scripts_before_guest_standby?: Value<boolean>;
  readonly sata_controller_scan_count?: Value<number>;
  readonly scsi_controller_scan_count?: Value<number>;
  readonly storage_policy_id?: Value<string>;
  readonly swap_placement_policy?: Value<string>;
  readonly sync_time_with_host?: Value<boolean>;
  readonly sync_time_with_host_periodically?: Value<boolean>;
  readonly tools_upgrade_policy?: Value<string>;
  readonly uuid?: Value<string>;
  readonly vbs_enabled?: Value<boolean>;
  readonly vvtd_enabled?: Value<boolean>;
  readonly vapp?: Value<DataVirtualMachineVapp>;
}

/**
 * The block `vapp`.
 */
export interface DataVirtualMachineVapp {
  readonly properties?: Value<{ readonly [key: string]: string }>;
}

/**
 * The types of the arguments of the data source `vsphere_virtual_machine`.
 */
export const DATA_VIRTUAL_MACHINE_SCHEMA: TypeSchema = {
  provider: 'vsphere',
  type: 'vsphere_virtual_machine',
  attributes: {
    alternate_guest_name: 'string',
    annotation: 'string',
    boot_delay: 'number',
    boot_retry_delay: 'number',
    boot_retry_enabled: 'bool',
    cpu_hot_add_enabled: 'bool',
    cpu_hot_remove_enabled: 'bool',
    cpu_limit: 'number',
    cpu_performance_counters_enabled: 'bool',
    cpu_reservation: 'number',
    cpu_share_count: 'number',
    cpu_share_level: 'string',
    datacenter_id: 'string',
    efi_secure_boot_enabled: 'bool',
    enable_disk_uuid: 'bool',
    enable_logging: 'bool',
    ept_rvi_mode: 'string',
    extra_config: ['map', 'string'],
    extra_config_reboot_required: 'bool',
    firmware: 'string',
    folder: 'string',
    guest_id: 'string',
    hardware_version: 'number',
    hv_mode: 'string',
    id: 'string',
    ide_controller_scan_count: 'number',
    latency_sensitivity: 'string',
    memory: 'number',
    memory_hot_add_enabled: 'bool',
    memory_limit: 'number',
    memory_reservation: 'number',
    memory_reservation_locked_to_max: 'bool',
    memory_share_count: 'number',
    memory_share_level: 'string',
    moid: 'string',
    name: 'string',
    nested_hv_enabled: 'bool',
    num_cores_per_socket: 'number',
    num_cpus: 'number',
    nvme_controller_scan_count: 'number',
    replace_trigger: 'string',
    run_tools_scripts_after_power_on: 'bool',
    run_tools_scripts_after_resume: 'bool',
    run_tools_scripts_before_guest_reboot: 'bool',
    run_tools_scripts_before_guest_shutdown: 'bool',
    run_tools_scripts_before_guest_standby: 'bool',
    sata_controller_scan_count: 'number',
    scsi_controller_scan_count: 'number',
    storage_policy_id: 'string',
    swap_placement_policy: 'string',
    sync_time_with_host: 'bool',
    sync_time_with_host_periodically: 'bool',
    tools_upgrade_policy: 'string',
    uuid: 'string',
    vbs_enabled: 'bool',
    vvtd_enabled: 'bool',
  },
  blocks: { vapp: { nesting: 'list', attributes: { properties: ['map', 'string'] } } },
};

/**
 * The data source `vsphere_virtual_machine`.
 *
 * @internal
 */
export class DataVirtualMachine extends GeneratedDataSource<DataVirtualMachineAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<DataVirtualMachineAttributes>) {
    super(scope, id, DATA_VIRTUAL_MACHINE_SCHEMA, config);
  }
}
