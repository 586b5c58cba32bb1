import { SshHostKey } from '../../../src/shared/ssh-host-key';

/** The certificates of a TLS connection. The certificate and the key are PEM text. */
export interface TlsMaterials {
  /** The certificate authority that verifies the engine's certificate. @default - the authorities that Node trusts */
  readonly ca?: string;
  /** The client certificate and its key, for an engine that requires one (`dockerd --tlsverify`). */
  readonly cert?: string;
  readonly key?: string;
  /** Whether to verify the engine's certificate. Only a Docker context can turn this off (`SkipTLSVerify`). */
  readonly verify: boolean;
}

/** An engine's socket on another machine, reached with the system's `ssh`. */
export interface SshTarget {
  readonly kind: 'ssh';
  /** A host name, an address, or an alias from `~/.ssh/config`. */
  readonly host: string;
  /** @default - the default of `ssh`: its configuration, or 22 */
  readonly port?: number;
  /** @default - the default of `ssh`: its configuration, or the user who runs terraform */
  readonly user?: string;
  /** The engine's socket on that machine. */
  readonly socketPath: string;
  /** Additional arguments of `ssh` (`ssh_opts`). */
  readonly options: readonly string[];
  /** The keys of which the machine must show one. @default - those in files that `ssh` knows */
  readonly hostKeys?: readonly SshHostKey[];
  /** The machine through which the other one is reached. @default - none, or that of the configuration of `ssh` */
  readonly jumpHost?: SshJumpHost;
}

/** A machine that passes the connection to another one on, and can't read it. */
export interface SshJumpHost {
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  readonly hostKeys: readonly SshHostKey[];
  /** The file with the key to log in with. @default - the default of `ssh` */
  readonly identityFile?: string;
}

/** How `ssh` connects, whatever the address is. */
export type SshWay = Pick<SshTarget, 'options' | 'hostKeys' | 'jumpHost'>;

/** The program that connects, for messages about what to change. */
export interface ConnectingProgram {
  readonly name: string;
  /** How its user sets the address. */
  readonly host: string;
  /** How its user selects a context. */
  readonly context: string;
  /** All ways to set the address. */
  readonly ways: string;
}

/** The provider, which Terraform runs. */
export const TERRAFORM: ConnectingProgram = {
  name: 'terraform',
  host: '`host` of the provider',
  context: '`context` of the provider',
  ways: '`host` of the provider, the variable DOCKER_HOST, or a context',
};

/** A resolved address of an engine, with everything that a connection needs. */
export interface Endpoint {
  /**
   * The address for messages: `unix:///var/run/docker.sock`, `tcp://10.0.0.5:2376`, `ssh://user@host`. Never contains a
   * secret.
   */
  readonly address: string;
  /** Where the address was configured, so that a reader knows what to change: "`host` of the provider". */
  readonly origin: string;
  /** @default TERRAFORM */
  readonly program?: ConnectingProgram;
  readonly target:
    | { readonly kind: 'unix'; readonly socketPath: string }
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: TlsMaterials }
    | SshTarget;
}
