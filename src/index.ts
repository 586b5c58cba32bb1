export * from './duration';
export * from './size';

export * from './host/backend';
export * from './host/container-host';
export * from './host/container-host-options';
export * from './host/endpoint';
export * from './host/tls';

export * from './image/base-image';
export * from './image/host-image';
export * from './image/image-options';
export type { ImageConfig } from './image/image-config';

export * from './isolation/capability';
export { Control } from './isolation/control';
export * from './isolation/exemption';
export { HostPaths, NamespaceSharing } from './isolation/isolation-controls';
export type { IsolationControls } from './isolation/isolation-controls';
export * from './isolation/isolation-policy';
export * from './isolation/isolation-report';
export * from './isolation/runtime';
export * from './isolation/seccomp-profile';

export * from './workload/connections';
export * from './workload/container/container';
export * from './workload/container/container-options';
export type { ContainerLifecycleOptions } from './workload/container/lifecycle';
export type { ContainerNetworkOptions, NetworkAttachmentOptions } from './workload/container/networking';
export type { ContainerProcessOptions } from './workload/container/process';
export * from './workload/container/namespaces';
export type { ContainerResourceOptions, DiskLimit, Ulimit } from './workload/container/resources';
export type { ContainerSecurityOptions, Device } from './workload/container/security';
export type { ContainerStorageOptions } from './workload/container/storage';
export type { ContainerFile } from './workload/file';
export * from './workload/health-check';
export * from './workload/log-driver';
export * from './workload/mount';
export * from './workload/network';
export * from './workload/network-level';
export * from './workload/network-mode';
export { Port, Protocol } from './workload/port';
export type { PortMapping } from './workload/port-mapping';
export * from './workload/restart-policy';
export * from './workload/volume';
