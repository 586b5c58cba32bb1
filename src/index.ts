export * from './units/duration';
export * from './units/size';

export * from './backend/backend';

export * from './bootstrap/cis-check';
export * from './bootstrap/data-disk';
export * from './bootstrap/engine-package';
export * from './bootstrap/firewall-rule';
export * from './bootstrap/host-access';
export * from './bootstrap/host-bootstrap';
export * from './bootstrap/host-bootstrap-props';
export * from './bootstrap/host-certificates';
export * from './bootstrap/host-deviation';
export * from './bootstrap/host-logging';
export * from './bootstrap/host-runtime';
export * from './bootstrap/linux-family';

export * from './engine/connection-options';
export * from './engine/endpoint';
export type { IContainerHost } from './engine/i-container-host';
export * from './engine/registry-credentials';
export * from './engine/tls';

export * from './image/base-image';
export * from './image/host-image';
export type { ImageConfig, ImageProcess } from './image/image-config';
export * from './image/image-options';
export * from './image/pushed-image';
export * from './image/minimal/image-contents';
export type {
  MinimalImageFile, MinimalImageOptions, MinimalImageProgram, MinimalImageUser,
} from './image/minimal/minimal-image-options';

export * from './isolation/capability';
export { Control } from './isolation/generated/control';
export * from './isolation/exemption';
export { HostPaths, NamespaceSharing } from './isolation/isolation-levels';
export type { IsolationControls } from './isolation/generated/isolation-controls';
export * from './isolation/isolation-policy';
export * from './isolation/isolation-report';
export * from './isolation/runtime';
export * from './model/removal-policy';
export type { RuntimeCapabilities } from './model/runtime-capabilities';
export * from './isolation/seccomp-profile';

export type { ExistingNetworkProps } from './workload/existing-network';
export type { ExistingVolumeProps } from './workload/existing-volume';
export type { INetwork } from './workload/i-network';
export type { IVolume } from './workload/i-volume';
export * from './workload/network';
export * from './workload/network-level';
export * from './workload/volume';

export * from './workload/container/connections';
export * from './workload/container/container';
export * from './workload/container/container-options';
export type { ContainerFile } from './workload/container/storage/file';
export * from './workload/container/process/health-check';
export * from './workload/container/gpus';
export * from './workload/container/i-container';
export type { ContainerLifecycleOptions } from './workload/container/lifecycle-options';
export * from './workload/container/process/log-driver';
export * from './workload/container/storage/mount';
export * from './workload/container/storage/on-file-change';
export * from './workload/container/storage/secret-file';
export * from './workload/container/namespaces';
export * from './workload/container/placement-constraint';
export type { PlacementOptions } from './workload/container/placement-options';
export * from './workload/container/networking/network-mode';
export type { ContainerNetworkOptions, NetworkAttachmentOptions } from './workload/container/networking/network-options';
export { Port, Protocol } from './workload/container/networking/port';
export type { PortMapping } from './workload/container/networking/port-mapping';
export type { ContainerProcessOptions } from './workload/container/process/process-options';
export type { ContainerResourceOptions, DiskLimit, Ulimit } from './workload/container/resource-options';
export * from './workload/container/process/restart-policy';
export type { ContainerSecurityOptions, Device } from './workload/container/security-options';
export type { ContainerStorageOptions } from './workload/container/storage/storage-options';

export * from './front/front';
export * from './front/front-port-options';
export * from './front/front-props';
export * from './front/front-server';

export * from './host/container-host';
export * from './host/container-hosts';
export * from './host/nested-host';
export * from './host/nested-host-props';
export * from './host/nested/nested-access';
export * from './host/ssh-host';
export * from './host/ssh-host-props';
export * from './host/container-hosts-options';
export * from './host/container-host-options';
export * from './host/host-facts';
export type { SharedFolder } from './host/shared-folder';

export * from './vch/dedicated-host-props';
export * from './vch/density';
export * from './vch/port-range';
export * from './vch/registry';
export * from './vch/shares';
export * from './vch/signature-key';
export * from './vch/virtual-container-host';
export * from './vch/virtual-container-host-props';
export type { VirtualHostVolumeOptions } from './vch/virtual-host-volume-options';
export * from './vch/volume-store';

export * from './clones/clone-set';
export * from './clones/clone-set-options';
export * from './clones/clone-set-props';
export * from './clones/fork';
export * from './clones/rolling-update';

export * from './pool/host-pool';
export * from './pool/host-pool-props';

export * from './kubernetes/clone-set-scaling';
export * from './kubernetes/ingress-options';
export * from './kubernetes/kubernetes-cluster';
export * from './kubernetes/kubernetes-cluster-props';
export * from './kubernetes/kubernetes-connection';
export * from './kubernetes/service-type';

export * from './swarm/port-publishing';
export * from './swarm/service-discovery';
export * from './swarm/swarm-cluster';
export * from './swarm/swarm-cluster-props';

export * from './vsphere/allocation';
export * from './vsphere/compute';
export * from './vsphere/customization';
export * from './vsphere/customization-options';
export * from './vsphere/host';
export * from './vsphere/host-pool';
export * from './vsphere/host-pool-props';
export * from './vsphere/host-props';
export * from './vsphere/machine/disk';
export * from './vsphere/machine/guest-options';
export * from './vsphere/machine/hardware-options';
export * from './vsphere/machine/machine-options';
export * from './vsphere/machine/network-interface';
export * from './vsphere/objects';
export * from './vsphere/resource-pool';
export * from './vsphere/resource-pool-props';
export * from './vsphere/shares';
export * from './vsphere/snapshot';
export * from './vsphere/snapshot-props';
export * from './vsphere/source';
export * from './vsphere/source-options';
export * from './vsphere/template';
export * from './vsphere/values';
export * from './vsphere/vcenter';
export * from './vsphere/vcenter-props';
export * from './vsphere/virtual-container-host';
export * from './vsphere/virtual-container-host-props';
export * from './vsphere/virtual-machine';
