// Generated from the schema of vmware/vsphere by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../l1/generated-config';
import { GeneratedResource } from '../../l1/generated-resource';
import { TypeSchema } from '../../l1/schema';
import { Value } from '../../l1/value';

/**
 * The arguments of the resource `vsphere_virtual_machine`.
 */
export interface VirtualMachineAttributes {
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
  readonly custom_attributes?: Value<{ readonly [key: string]: string }>;
  readonly datacenter_id?: Value<string>;
  readonly datastore_cluster_id?: Value<string>;
  readonly datastore_id?: Value<string>;
  readonly efi_secure_boot_enabled?: Value<boolean>;
  readonly enable_disk_uuid?: Value<boolean>;
  readonly enable_logging?: Value<boolean>;
  readonly ept_rvi_mode?: Value<string>;
  readonly extra_config?: Value<{ readonly [key: string]: string }>;
  readonly extra_config_reboot_required?: Value<boolean>;
  readonly firmware?: Value<string>;
  readonly folder?: Value<string>;
  readonly force_power_off?: Value<boolean>;
  readonly guest_id?: Value<string>;
  readonly hardware_version?: Value<number>;
  readonly host_system_id?: Value<string>;
  readonly hv_mode?: Value<string>;
  readonly id?: Value<string>;
  readonly ide_controller_count?: Value<number>;
  readonly ignored_guest_ips?: Value<readonly string[]>;
  readonly latency_sensitivity?: Value<string>;
  readonly memory?: Value<number>;
  readonly memory_hot_add_enabled?: Value<boolean>;
  readonly memory_limit?: Value<number>;
  readonly memory_reservation?: Value<number>;
  readonly memory_reservation_locked_to_max?: Value<boolean>;
  readonly memory_share_count?: Value<number>;
  readonly memory_share_level?: Value<string>;
  readonly migrate_wait_timeout?: Value<number>;
  readonly name: Value<string>;
  readonly nested_hv_enabled?: Value<boolean>;
  readonly num_cores_per_socket?: Value<number>;
  readonly num_cpus?: Value<number>;
  readonly nvme_controller_count?: Value<number>;
  readonly pci_device_id?: Value<readonly string[]>;
  readonly poweron_timeout?: Value<number>;
  readonly replace_trigger?: Value<string>;
  readonly resource_pool_id: Value<string>;
  readonly run_tools_scripts_after_power_on?: Value<boolean>;
  readonly run_tools_scripts_after_resume?: Value<boolean>;
  readonly run_tools_scripts_before_guest_reboot?: Value<boolean>;
  readonly run_tools_scripts_before_guest_shutdown?: Value<boolean>;
  readonly run_tools_scripts_before_guest_standby?: Value<boolean>;
  readonly sata_controller_count?: Value<number>;
  readonly scsi_bus_sharing?: Value<string>;
  readonly scsi_controller_count?: Value<number>;
  readonly scsi_type?: Value<string>;
  readonly shutdown_wait_timeout?: Value<number>;
  readonly storage_policy_id?: Value<string>;
  readonly swap_placement_policy?: Value<string>;
  readonly sync_time_with_host?: Value<boolean>;
  readonly sync_time_with_host_periodically?: Value<boolean>;
  readonly tags?: Value<readonly string[]>;
  readonly tools_upgrade_policy?: Value<string>;
  readonly vbs_enabled?: Value<boolean>;
  readonly vvtd_enabled?: Value<boolean>;
  readonly wait_for_guest_ip_timeout?: Value<number>;
  readonly wait_for_guest_net_routable?: Value<boolean>;
  readonly wait_for_guest_net_timeout?: Value<number>;
  readonly cdrom?: Value<readonly VirtualMachineCdrom[]>;
  readonly clone?: Value<VirtualMachineClone>;
  readonly disk?: Value<readonly VirtualMachineDisk[]>;
  readonly network_interface?: Value<readonly VirtualMachineNetworkInterface[]>;
  readonly ovf_deploy?: Value<VirtualMachineOvfDeploy>;
  readonly vapp?: Value<VirtualMachineVapp>;
  readonly vtpm?: Value<VirtualMachineVtpm>;
}

/**
 * The block `cdrom`.
 */
export interface VirtualMachineCdrom {
  readonly client_device?: Value<boolean>;
  readonly datastore_id?: Value<string>;
  readonly path?: Value<string>;
}

/**
 * The block `clone`.
 */
export interface VirtualMachineClone {
  readonly linked_clone?: Value<boolean>;
  readonly ovf_network_map?: Value<{ readonly [key: string]: string }>;
  readonly ovf_storage_map?: Value<{ readonly [key: string]: string }>;
  readonly template_uuid: Value<string>;
  readonly timeout?: Value<number>;
  readonly customization_spec?: Value<VirtualMachineCloneCustomizationSpec>;
  readonly customize?: Value<VirtualMachineCloneCustomize>;
}

/**
 * The block `clone.customization_spec`.
 */
export interface VirtualMachineCloneCustomizationSpec {
  readonly id: Value<string>;
  readonly timeout?: Value<number>;
}

/**
 * The block `clone.customize`.
 */
export interface VirtualMachineCloneCustomize {
  readonly dns_server_list?: Value<readonly string[]>;
  readonly dns_suffix_list?: Value<readonly string[]>;
  readonly ipv4_gateway?: Value<string>;
  readonly ipv6_gateway?: Value<string>;
  readonly timeout?: Value<number>;
  readonly windows_sysprep_text?: Value<string>;
  readonly linux_options?: Value<VirtualMachineCloneCustomizeLinuxOptions>;
  readonly network_interface?: Value<readonly VirtualMachineCloneCustomizeNetworkInterface[]>;
  readonly windows_options?: Value<VirtualMachineCloneCustomizeWindowsOptions>;
}

/**
 * The block `clone.customize.linux_options`.
 */
export interface VirtualMachineCloneCustomizeLinuxOptions {
  readonly domain: Value<string>;
  readonly host_name: Value<string>;
  readonly hw_clock_utc?: Value<boolean>;
  readonly script_text?: Value<string>;
  readonly time_zone?: Value<string>;
}

/**
 * The block `clone.customize.network_interface`.
 */
export interface VirtualMachineCloneCustomizeNetworkInterface {
  readonly dns_domain?: Value<string>;
  readonly dns_server_list?: Value<readonly string[]>;
  readonly ipv4_address?: Value<string>;
  readonly ipv4_netmask?: Value<number>;
  readonly ipv6_address?: Value<string>;
  readonly ipv6_netmask?: Value<number>;
}

/**
 * The block `clone.customize.windows_options`.
 */
export interface VirtualMachineCloneCustomizeWindowsOptions {
  readonly admin_password?: Value<string>;
  readonly auto_logon?: Value<boolean>;
  readonly auto_logon_count?: Value<number>;
  readonly computer_name: Value<string>;
  readonly domain_admin_password?: Value<string>;
  readonly domain_admin_user?: Value<string>;
  readonly domain_ou?: Value<string>;
  readonly full_name?: Value<string>;
  readonly join_domain?: Value<string>;
  readonly organization_name?: Value<string>;
  readonly product_key?: Value<string>;
  readonly run_once_command_list?: Value<readonly string[]>;
  readonly time_zone?: Value<number>;
  readonly workgroup?: Value<string>;
}

/**
 * The block `disk`.
 */
export interface VirtualMachineDisk {
  readonly attach?: Value<boolean>;
  readonly controller_type?: Value<string>;
  readonly datastore_id?: Value<string>;
  readonly disk_mode?: Value<string>;
  readonly disk_sharing?: Value<string>;
  readonly eagerly_scrub?: Value<boolean>;
  readonly io_limit?: Value<number>;
  readonly io_reservation?: Value<number>;
  readonly io_share_count?: Value<number>;
  readonly io_share_level?: Value<string>;
  readonly keep_on_remove?: Value<boolean>;
  readonly label: Value<string>;
  readonly path?: Value<string>;
  readonly size?: Value<number>;
  readonly storage_policy_id?: Value<string>;
  readonly thin_provisioned?: Value<boolean>;
  readonly unit_number?: Value<number>;
  readonly write_through?: Value<boolean>;
}

/**
 * The block `network_interface`.
 */
export interface VirtualMachineNetworkInterface {
  readonly adapter_type?: Value<string>;
  readonly bandwidth_limit?: Value<number>;
  readonly bandwidth_reservation?: Value<number>;
  readonly bandwidth_share_count?: Value<number>;
  readonly bandwidth_share_level?: Value<string>;
  readonly mac_address?: Value<string>;
  readonly network_id: Value<string>;
  readonly ovf_mapping?: Value<string>;
  readonly physical_function?: Value<string>;
  readonly use_static_mac?: Value<boolean>;
}

/**
 * The block `ovf_deploy`.
 */
export interface VirtualMachineOvfDeploy {
  readonly allow_unverified_ssl_cert?: Value<boolean>;
  readonly deployment_option?: Value<string>;
  readonly disk_provisioning?: Value<string>;
  readonly enable_hidden_properties?: Value<boolean>;
  readonly ip_allocation_policy?: Value<string>;
  readonly ip_protocol?: Value<string>;
  readonly local_ovf_path?: Value<string>;
  readonly ovf_network_map?: Value<{ readonly [key: string]: string }>;
  readonly remote_ovf_url?: Value<string>;
}

/**
 * The block `vapp`.
 */
export interface VirtualMachineVapp {
  readonly properties?: Value<{ readonly [key: string]: string }>;
}

/**
 * The block `vtpm`.
 */
export interface VirtualMachineVtpm {
  readonly version?: Value<string>;
}

/**
 * The types of the arguments of the resource `vsphere_virtual_machine`.
 */
export const VIRTUAL_MACHINE_SCHEMA: TypeSchema = {
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
    custom_attributes: ['map', 'string'],
    datacenter_id: 'string',
    datastore_cluster_id: 'string',
    datastore_id: 'string',
    efi_secure_boot_enabled: 'bool',
    enable_disk_uuid: 'bool',
    enable_logging: 'bool',
    ept_rvi_mode: 'string',
    extra_config: ['map', 'string'],
    extra_config_reboot_required: 'bool',
    firmware: 'string',
    folder: 'string',
    force_power_off: 'bool',
    guest_id: 'string',
    hardware_version: 'number',
    host_system_id: 'string',
    hv_mode: 'string',
    id: 'string',
    ide_controller_count: 'number',
    ignored_guest_ips: ['list', 'string'],
    latency_sensitivity: 'string',
    memory: 'number',
    memory_hot_add_enabled: 'bool',
    memory_limit: 'number',
    memory_reservation: 'number',
    memory_reservation_locked_to_max: 'bool',
    memory_share_count: 'number',
    memory_share_level: 'string',
    migrate_wait_timeout: 'number',
    name: 'string',
    nested_hv_enabled: 'bool',
    num_cores_per_socket: 'number',
    num_cpus: 'number',
    nvme_controller_count: 'number',
    pci_device_id: ['set', 'string'],
    poweron_timeout: 'number',
    replace_trigger: 'string',
    resource_pool_id: 'string',
    run_tools_scripts_after_power_on: 'bool',
    run_tools_scripts_after_resume: 'bool',
    run_tools_scripts_before_guest_reboot: 'bool',
    run_tools_scripts_before_guest_shutdown: 'bool',
    run_tools_scripts_before_guest_standby: 'bool',
    sata_controller_count: 'number',
    scsi_bus_sharing: 'string',
    scsi_controller_count: 'number',
    scsi_type: 'string',
    shutdown_wait_timeout: 'number',
    storage_policy_id: 'string',
    swap_placement_policy: 'string',
    sync_time_with_host: 'bool',
    sync_time_with_host_periodically: 'bool',
    tags: ['set', 'string'],
    tools_upgrade_policy: 'string',
    vbs_enabled: 'bool',
    vvtd_enabled: 'bool',
    wait_for_guest_ip_timeout: 'number',
    wait_for_guest_net_routable: 'bool',
    wait_for_guest_net_timeout: 'number',
  },
  blocks: {
    cdrom: { nesting: 'list', attributes: { client_device: 'bool', datastore_id: 'string', path: 'string' } },
    clone: {
      nesting: 'list',
      attributes: {
        linked_clone: 'bool',
        ovf_network_map: ['map', 'string'],
        ovf_storage_map: ['map', 'string'],
        template_uuid: 'string',
        timeout: 'number',
      },
      blocks: {
        customization_spec: { nesting: 'list', attributes: { id: 'string', timeout: 'number' } },
        customize: {
          nesting: 'list',
          attributes: {
            dns_server_list: ['list', 'string'],
            dns_suffix_list: ['list', 'string'],
            ipv4_gateway: 'string',
            ipv6_gateway: 'string',
            timeout: 'number',
            windows_sysprep_text: 'string',
          },
          blocks: {
            linux_options: {
              nesting: 'list',
              attributes: { domain: 'string', host_name: 'string', hw_clock_utc: 'bool', script_text: 'string', time_zone: 'string' },
            },
            network_interface: {
              nesting: 'list',
              attributes: {
                dns_domain: 'string',
                dns_server_list: ['list', 'string'],
                ipv4_address: 'string',
                ipv4_netmask: 'number',
                ipv6_address: 'string',
                ipv6_netmask: 'number',
              },
            },
            windows_options: {
              nesting: 'list',
              attributes: {
                admin_password: 'string',
                auto_logon: 'bool',
                auto_logon_count: 'number',
                computer_name: 'string',
                domain_admin_password: 'string',
                domain_admin_user: 'string',
                domain_ou: 'string',
                full_name: 'string',
                join_domain: 'string',
                organization_name: 'string',
                product_key: 'string',
                run_once_command_list: ['list', 'string'],
                time_zone: 'number',
                workgroup: 'string',
              },
            },
          },
        },
      },
    },
    disk: {
      nesting: 'list',
      attributes: {
        attach: 'bool',
        controller_type: 'string',
        datastore_id: 'string',
        disk_mode: 'string',
        disk_sharing: 'string',
        eagerly_scrub: 'bool',
        io_limit: 'number',
        io_reservation: 'number',
        io_share_count: 'number',
        io_share_level: 'string',
        keep_on_remove: 'bool',
        label: 'string',
        path: 'string',
        size: 'number',
        storage_policy_id: 'string',
        thin_provisioned: 'bool',
        unit_number: 'number',
        write_through: 'bool',
      },
    },
    network_interface: {
      nesting: 'list',
      attributes: {
        adapter_type: 'string',
        bandwidth_limit: 'number',
        bandwidth_reservation: 'number',
        bandwidth_share_count: 'number',
        bandwidth_share_level: 'string',
        mac_address: 'string',
        network_id: 'string',
        ovf_mapping: 'string',
        physical_function: 'string',
        use_static_mac: 'bool',
      },
    },
    ovf_deploy: {
      nesting: 'list',
      attributes: {
        allow_unverified_ssl_cert: 'bool',
        deployment_option: 'string',
        disk_provisioning: 'string',
        enable_hidden_properties: 'bool',
        ip_allocation_policy: 'string',
        ip_protocol: 'string',
        local_ovf_path: 'string',
        ovf_network_map: ['map', 'string'],
        remote_ovf_url: 'string',
      },
    },
    vapp: { nesting: 'list', attributes: { properties: ['map', 'string'] } },
    vtpm: { nesting: 'list', attributes: { version: 'string' } },
  },
};

/**
 * The resource `vsphere_virtual_machine`.
 *
 * @internal
 */
export class VirtualMachine extends GeneratedResource<VirtualMachineAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<VirtualMachineAttributes>) {
    super(scope, id, VIRTUAL_MACHINE_SCHEMA, config);
  }
}
