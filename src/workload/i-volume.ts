import { IConstruct } from 'constructs';
import { IContainerHost } from '../engine/i-container-host';

/**
 * A volume that containers can mount: a `Volume` of the stack, or one that exists on the engine.
 */
export interface IVolume extends IConstruct {
  /**
   * The host of the volume.
   */
  readonly host: IContainerHost;

  /**
   * The name of the volume on the engine. A token.
   */
  readonly name: string;
}
