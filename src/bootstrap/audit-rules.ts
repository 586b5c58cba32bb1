import { dirname } from 'node:path';
import { DEDICATED_FOLDER, HostModel } from './host-model';

/** A file that the CIS Docker Benchmark wants to be watched, with the number of its check. */
interface Watched {
  readonly id: string;
  readonly title: string;
  readonly path: (model: HostModel) => string;
}

/** Debian and Ubuntu have the engine's programs in another folder than all other packages. */
const programFolder = ({ packages }: HostModel) => dirname(packages.program);

export const WATCHED: readonly Watched[] = [
  { id: '1.1.3', title: 'the engine', path: ({ packages }) => packages.program },
  { id: '1.1.4', title: '/run/containerd', path: () => '/run/containerd' },
  { id: '1.1.5', title: '/var/lib/docker', path: () => '/var/lib/docker' },
  { id: '1.1.6', title: '/etc/docker', path: () => '/etc/docker' },
  { id: '1.1.7', title: 'docker.service', path: () => '/usr/lib/systemd/system/docker.service' },
  { id: '1.1.8', title: 'containerd.sock', path: () => '/run/containerd/containerd.sock' },
  { id: '1.1.9', title: 'docker.socket', path: () => '/usr/lib/systemd/system/docker.socket' },
  { id: '1.1.10', title: '/etc/default/docker', path: () => '/etc/default/docker' },
  { id: '1.1.11', title: '/etc/docker/daemon.json', path: () => '/etc/docker/daemon.json' },
  { id: '1.1.12', title: '/etc/containerd/config.toml', path: () => '/etc/containerd/config.toml' },
  { id: '1.1.13', title: '/etc/sysconfig/docker', path: () => '/etc/sysconfig/docker' },
  { id: '1.1.14', title: 'containerd', path: () => '/usr/bin/containerd' },
  { id: '1.1.15', title: 'containerd-shim', path: () => '/usr/bin/containerd-shim' },
  { id: '1.1.16', title: 'containerd-shim-runc-v1', path: () => '/usr/bin/containerd-shim-runc-v1' },
  { id: '1.1.17', title: 'containerd-shim-runc-v2', path: () => '/usr/bin/containerd-shim-runc-v2' },
  { id: '1.1.18', title: 'runc', path: (model) => `${programFolder(model)}/runc` },
];

/** The files of which a family of distributions has only one. */
const ENVIRONMENT_FILES: readonly string[] = ['/etc/default/docker', '/etc/sysconfig/docker'];

/** Whether the engine of a family of distributions reads a file. */
export function isOfFamily({ family }: HostModel, path: string): boolean {
  return !ENVIRONMENT_FILES.includes(path) || family._facts.environmentFile === path;
}

/** Returns the rules with which the kernel records who changes a file of the engine. Records of all reads would fill the disk. */
export function auditRules(model: HostModel): string {
  const paths = [
    ...WATCHED.map(({ path }) => path(model)).filter((path) => isOfFamily(model, path)),
    ...(model.dedicatedEngines.length === 0 ? [] : [DEDICATED_FOLDER]),
  ];
  return `${paths.map((path) => `-w ${path} -p wa -k docker`).join('\n')}\n`;
}
