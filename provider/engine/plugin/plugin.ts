interface Settable {
  readonly Name?: string;
  /** The fields that can be set. */
  readonly Settable?: readonly string[] | null;
}

export interface PluginMount extends Settable {
  readonly Source?: string | null;
}

export interface PluginDevice extends Settable {
  readonly Path?: string | null;
}

/** What a plugin itself says: what it needs, and the initial values of its settings. */
export interface PluginConfig {
  readonly Network?: { readonly Type?: string } | null;
  readonly IpcHost?: boolean;
  readonly PidHost?: boolean;
  readonly Linux?: {
    readonly AllowAllDevices?: boolean;
    readonly Capabilities?: readonly string[] | null;
    readonly Devices?: readonly PluginDevice[] | null;
  } | null;
  readonly Mounts?: readonly PluginMount[] | null;
  readonly Env?: ReadonlyArray<Settable & { readonly Value?: string | null }> | null;
  readonly Args?: Settable & { readonly Value?: readonly string[] | null } | null;
}

/** A plugin, as the engine reports it. */
export interface InspectedPlugin {
  readonly Id: string;
  /** The name on the engine, with its tag. */
  readonly Name: string;
  readonly Enabled: boolean;
  /** The name in the registry. */
  readonly PluginReference?: string;
  readonly Config: PluginConfig;
  /** The values of its settings. */
  readonly Settings: {
    readonly Env?: readonly string[] | null;
    readonly Args?: readonly string[] | null;
    readonly Mounts?: readonly PluginMount[] | null;
    readonly Devices?: readonly PluginDevice[] | null;
  };
}
