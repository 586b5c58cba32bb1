/** The credentials for a registry, in the format of the Engine API (`AuthConfig`). */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  /** A token that the registry issued instead of user and password. */
  readonly identitytoken?: string;
  readonly registrytoken?: string;
  readonly serveraddress: string;
}

/** The result of a search for the credentials of a registry. */
export interface FoundCredentials {
  readonly registry: string;
  /** Missing if the registry is accessed anonymously. */
  readonly credentials?: Credentials;
  /** The name of the environment variable that has the user. Its value is not shown: whoever writes a stack can name any variable. */
  readonly userVariable?: string;
  /** Where the credentials come from, or where they were searched, for messages. Contains no secret. */
  readonly origin: string;
}

/** One `registry_auth` block of the provider. */
export interface RegistryAuth {
  readonly address: string;
  readonly username?: string | null;
  readonly password?: string | null;
  /** The name of the environment variable that has the user. */
  readonly username_env?: string | null;
  /** The name of the environment variable that has the password. */
  readonly password_env?: string | null;
  readonly auth_disabled?: boolean | null;
  readonly config_file?: string | null;
  readonly config_file_content?: string | null;
}
