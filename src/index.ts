export * from './units/duration';
export * from './units/size';

export * from './backend/backend';
export * from './host/container-host';
export * from './host/container-host-options';
export * from './engine/endpoint';
export * from './engine/tls';

export * from './image/base-image';
export * from './image/host-image';
export * from './image/image-options';
export type { ImageConfig } from './image/image-config';

export * from './isolation/capability';
export { Control } from './isolation/generated/control';
export * from './isolation/exemption';
export { HostPaths, NamespaceSharing } from './isolation/isolation-levels';
export type { IsolationControls } from './isolation/generated/isolation-controls';
export * from './isolation/isolation-policy';
export * from './isolation/isolation-report';
export * from './isolation/runtime';
export * from './isolation/seccomp-profile';

export * from './workload/container/connections';
export * from './workload/container/container';
export * from './workload/container/container-options';
export type { ContainerLifecycleOptions } from './workload/container/lifecycle';
export type { ContainerNetworkOptions, NetworkAttachmentOptions } from './workload/container/networking';
export type { ContainerProcessOptions } from './workload/container/process';
export * from './workload/container/namespaces';
export type { ContainerResourceOptions, DiskLimit, Ulimit } from './workload/container/resources';
export type { ContainerSecurityOptions, Device } from './workload/container/security';
export type { ContainerStorageOptions } from './workload/container/storage';
export type { ContainerFile } from './workload/container/file';
export * from './workload/container/health-check';
export * from './workload/container/log-driver';
export * from './workload/container/mount';
export * from './workload/network';
export * from './workload/network-level';
export * from './workload/container/network-mode';
export { Port, Protocol } from './workload/container/port';
export type { PortMapping } from './workload/container/port-mapping';
export * from './workload/container/restart-policy';
export * from './workload/volume';
