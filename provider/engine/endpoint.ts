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

/** Where an engine is: resolved from the configuration or the environment, and all that a connection needs. */
export interface Endpoint {
  /** As it is shown in messages: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`. Never holds a secret. */
  readonly address: string;
  /** Where the address comes from, in words that tell a reader what to change: "`host` of the provider configuration". */
  readonly origin: string;
  readonly target:
    | { readonly kind: 'unix'; readonly socketPath: string }
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsMaterials };
}
