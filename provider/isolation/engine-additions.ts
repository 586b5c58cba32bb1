import Dockerode from 'dockerode';
import { EngineFacts } from './engine-facts';
import { canonicalSecurityOption } from '../engine/canonical/security-option';

type Inspect = Dockerode.ContainerInspectInfo;

/** Returns a container without what the engine added to its configuration: its owner chose that for all, or it follows from the rest. */
export function withoutEngineAdditions(inspect: Inspect, { defaultLogDriver }: EngineFacts): Inspect {
  const own = withoutDisabledLabel(inspect);
  const { LogConfig: log } = own.HostConfig as { LogConfig?: { Type?: string } | null };
  return log?.Type === defaultLogDriver ? { ...own, HostConfig: { ...own.HostConfig, LogConfig: { ...log, Type: '' } } } as Inspect : own;
}

/** Returns a container without the SELinux option that the engine adds because of a host namespace or the privileged mode. */
export function withoutDisabledLabel(inspect: Inspect): Inspect {
  if (!hasDisabledLabel(inspect)) return inspect;
  const { HostConfig: host } = inspect;
  const options = ((host.SecurityOpt ?? []) as string[]).filter((option) => canonicalSecurityOption(option) !== 'label=disable');
  return { ...inspect, HostConfig: { ...host, SecurityOpt: options } };
}

/** Whether the engine turns SELinux off for a container. */
export function hasDisabledLabel({ HostConfig: host }: Inspect): boolean {
  return disablesLabel({ privileged: host.Privileged, pid_mode: host.PidMode, ipc_mode: host.IpcMode });
}

/** Whether the engine turns SELinux off for a container with these attributes (moby, daemon/create.go, `generateSecurityOpt`). */
export function disablesLabel({ privileged, pid_mode: pid, ipc_mode: ipc }: { readonly [attribute: string]: unknown }): boolean {
  return privileged === true || pid === 'host' || ipc === 'host';
}
