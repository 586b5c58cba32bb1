/** The capabilities that Docker gives to a container by default (moby, oci/caps/defaults.go). */
export const ENGINE_CAPABILITIES = [
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID',
  'SETPCAP', 'SETUID', 'SYS_CHROOT',
] as const;

type EngineCapability = (typeof ENGINE_CAPABILITIES)[number];

/**
 * The capabilities that Berth gives to a container by default: those that ordinary images need to start as root and to switch to
 * a user.
 */
export const BASELINE_CAPABILITIES = engineCapabilitiesExcept('AUDIT_WRITE', 'MKNOD', 'NET_RAW');

/** The capabilities that a container may add under the profile "baseline" of the Pod Security Standards ("Capabilities"). */
export const POD_SECURITY_CAPABILITIES = engineCapabilitiesExcept('NET_RAW');

/** Returns the one spelling of a capability: in capitals, without `CAP_`. */
export function capabilityName(text: string): string {
  return text.trim().toUpperCase().replace(/^CAP_/, '');
}

function engineCapabilitiesExcept<const N extends EngineCapability>(...names: readonly N[]): ReadonlyArray<Exclude<EngineCapability, N>> {
  return ENGINE_CAPABILITIES.filter((name): name is Exclude<EngineCapability, N> => !names.includes(name as N));
}
