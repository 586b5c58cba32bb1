/** What a TLS connection is made with. The certificate and the key are PEM text. */
export interface TlsMaterials {
  /** The authority that the engine's certificate is checked against. @default - those that Node trusts */
  readonly ca?: string;
  /** The client's certificate, shown to an engine that asks for one (`dockerd --tlsverify`), and its key. */
  readonly cert?: string;
  readonly key?: string;
  /** Whether the engine's certificate is checked: always, unless a Docker context says otherwise (`SkipTLSVerify`). */
  readonly verify: boolean;
}

/** An engine's socket on another machine, reached through the system's `ssh`. */
export interface SshTarget {
  readonly kind: 'ssh';
  /** A host's name, its address, or an alias of the user's own `~/.ssh/config`. */
  readonly host: string;
  /** @default - what `ssh` takes by itself: its configuration, else 22 */
  readonly port?: number;
  /** @default - what `ssh` takes by itself: its configuration, else the name of the user who runs terraform */
  readonly user?: string;
  /** The engine's socket on that machine. */
  readonly socketPath: string;
  /** Arguments for `ssh`, before all others. */
  readonly options: readonly string[];
}

/** Where an engine is: resolved from the configuration or the environment, and all that a connection needs. */
export interface Endpoint {
  /** As it is shown in messages: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`, `ssh://user@host`. Never holds a secret. */
  readonly address: string;
  /** Where the address comes from, in words that tell a reader what to change: "`host` of the provider configuration". */
  readonly origin: string;
  readonly target:
    | { readonly kind: 'unix'; readonly socketPath: string }
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsMaterials }
    | SshTarget;
}
