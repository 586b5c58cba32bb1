import { PluginConfig } from './plugin';

/** Something that a plugin asks for on the machine of the engine, as the engine names it. */
export interface Privilege {
  readonly Name: string;
  readonly Value?: readonly string[] | null;
}

/** Returns the privileges of a plugin that is installed, as an engine finds out what one asks for. */
export function privilegesOf(config: PluginConfig): Privilege[] {
  const { Network: network, IpcHost: ipc, PidHost: pid, Mounts: mounts, Linux: linux } = config;
  const one = (Name: string, ...Value: readonly string[]) => ({ Name, Value });
  const present = (texts: ReadonlyArray<string | null | undefined>) => texts.filter((text) => typeof text === 'string');
  return [
    ...['', 'null', 'bridge'].includes(network?.Type ?? '') ? [] : [one('network', network!.Type!)],
    ...ipc ? [one('host ipc namespace', 'true')] : [],
    ...pid ? [one('host pid namespace', 'true')] : [],
    ...present((mounts ?? []).map(({ Source: source }) => source)).map((source) => one('mount', source)),
    ...present((linux?.Devices ?? []).map(({ Path: path }) => path)).map((path) => one('device', path)),
    ...linux?.AllowAllDevices ? [one('allow-all-devices', 'true')] : [],
    ...linux?.Capabilities?.length ? [one('capabilities', ...linux.Capabilities)] : [],
  ];
}

/**
 * Returns the privileges that are not granted, each with all its values.
 *
 * @param granted  the granted values by the name of the privilege
 */
export function missingPrivileges(asked: readonly Privilege[], granted: ReadonlyMap<string, readonly string[]>): Privilege[] {
  return asked.filter(({ Name: name, Value: values }) => {
    const allowed = granted.get(name);
    return allowed === undefined || (values ?? []).some((value) => !allowed.includes(value));
  });
}
