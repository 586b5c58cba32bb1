const SHARED = 'container:';

/** The attributes of the namespaces that may be another container's, and where the engine has them. */
export const NAMESPACES = [['network_mode', 'NetworkMode'], ['pid_mode', 'PidMode'], ['ipc_mode', 'IpcMode']] as const;

/** The name or id of the container whose namespace a mode makes use of: `container:<name or id>`. Nothing for any other mode. */
export function ownerOf(mode: unknown): string | undefined {
  return typeof mode === 'string' && mode.startsWith(SHARED) ? mode.slice(SHARED.length) : undefined;
}
