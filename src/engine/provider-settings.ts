import { DockerProviderConfig } from '@cdktf/provider-docker/lib/provider';
import { SshPins } from './ssh-pins';

/** The settings of a provider that say how it reaches an engine. Those that its bindings lack, only berth/docker has. */
export interface ProviderSettings extends DockerProviderConfig, SshPins {
  /** Whether the engine may be suspended, and then does not answer. @default false */
  readonly mayBeSuspended?: boolean;
}
