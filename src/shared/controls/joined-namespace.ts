import { NAMESPACE_OF } from './namespaces';

const SHARED = 'container:';

/** The namespaces that containers can share: attributes, and fields of the Engine API. */
export const NAMESPACES = [['network_mode', 'NetworkMode'], ['pid_mode', 'PidMode'], ['ipc_mode', 'IpcMode']] as const;

/** Returns the name or id of the container whose namespace a mode shares (`container:<name or id>`), or undefined for any other mode. */
export function ownerOf(mode: unknown): string | undefined {
  return typeof mode === 'string' && mode.startsWith(SHARED) ? mode.slice(SHARED.length) : undefined;
}

/** Whether a mode gives the host's namespace. */
export function isOfHost(attribute: (typeof NAMESPACES)[number][0], mode: unknown): boolean {
  return typeof mode === 'string' && NAMESPACE_OF[attribute](mode) === 'host';
}
