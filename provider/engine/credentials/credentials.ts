/** What a registry is shown, in the words of the Engine API (`AuthConfig`). */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  /** Stands for the user and the password, where the registry gave one for them. */
  readonly identitytoken?: string;
  readonly registrytoken?: string;
  readonly serveraddress: string;
}

/** What was found for a registry. */
export interface Found {
  readonly registry: string;
  /** Missing where it is asked as anybody. */
  readonly credentials?: Credentials;
  /** Where the credentials come from or were looked for, for messages: without any secret. */
  readonly origin: string;
}

/** One `registry_auth` block of the provider. */
export interface RegistryAuth {
  readonly address: string;
  readonly username?: string | null;
  readonly password?: string | null;
  readonly auth_disabled?: boolean | null;
  readonly config_file?: string | null;
  readonly config_file_content?: string | null;
}
