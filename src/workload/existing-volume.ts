import { Construct } from 'constructs';
import { IVolume } from './i-volume';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { checkName } from '../private/names';

/**
 * Properties of a volume that exists on the engine.
 */
export interface ExistingVolumeProps {
  /**
   * The host of the volume.
   */
  readonly host: IContainerHost;

  /**
   * The name of the volume on the engine. If the engine has no such volume, the plan fails. With `Backend.KREUZWERKER`, which can't find
   * volumes, the engine creates an empty one instead.
   */
  readonly name: string;
}

/** A volume that exists on the engine. The stack neither changes nor removes it. */
export class ExistingVolume extends Construct implements IVolume {
  public readonly host: IContainerHost;
  public readonly name: string;

  constructor(scope: Construct, id: string, props: ExistingVolumeProps) {
    super(scope, id);
    requireProps('ExistingVolumeProps', props, this);
    const { host, name } = props;
    throwIfAny([...checkStack(host, 'A volume', this), ...checkName('volume', name)], this);
    this.host = host;
    this.name = host._placement.target.findVolume(this, name);
  }
}
