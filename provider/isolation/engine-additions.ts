import Dockerode from 'dockerode';
import { EngineFacts } from './engine-facts';
import { areLocalLogOptions, areModestLogOptions, LOCAL_LOG_DRIVERS } from '../../src/shared/controls/log-driver';
import { canonicalSecurityOption } from '../engine/canonical/security-option';

type Inspect = Dockerode.ContainerInspectInfo;

interface LogConfig {
  readonly Type?: string;
  readonly Config?: Readonly<Record<string, string>> | null;
}

/**
 * Returns a container without what the engine added to its configuration: its owner chose that for all, or it follows from the rest. Of
 * the default log driver, the engine adds the options to those of the container, so both are left out. The limit of swap is left out
 * where the kernel has none.
 */
export function withoutEngineAdditions(inspect: Inspect, { defaultLogDriver, limitsSwap }: EngineFacts): Inspect {
  const own = withoutDisabledLabel(inspect);
  const swap = !limitsSwap && own.HostConfig.MemorySwap === -1 ? { MemorySwap: 0 } : {};
  const log = logConfigOf(own).Type === defaultLogDriver ? { LogConfig: { Type: '', Config: {} } } : {};
  return { ...own, HostConfig: { ...own.HostConfig, ...swap, ...log } };
}

/**
 * Returns whether the options of a container's log driver set an address or a large buffer, but may be those that the owner of the engine
 * chose for its default driver. An engine does not report them.
 */
export function mayLogAsEngineDoes(inspect: Inspect, { defaultLogDriver }: EngineFacts): boolean {
  const { Type: type, Config: options } = logConfigOf(inspect);
  const isLocal = LOCAL_LOG_DRIVERS.includes(defaultLogDriver) || areLocalLogOptions(options);
  return type === defaultLogDriver && !(isLocal && areModestLogOptions(options));
}

function logConfigOf({ HostConfig: host }: Inspect): LogConfig {
  return (host as { LogConfig?: LogConfig | null }).LogConfig ?? {};
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
