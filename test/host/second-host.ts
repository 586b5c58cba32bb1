import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { Backend, IContainerHost } from '../../src';
import { Placement } from '../../src/engine/placement';
import { Target } from '../../src/targets/target';

/** A part of another host: on the same engine and in its address range, but with a scope, names, images and policies of its own. */
export class HostPart extends Construct implements IContainerHost {
  public readonly address: string;
  public readonly backend: Backend;
  public readonly provider: TerraformProvider;
  public readonly _placement: Placement;

  /**
   * @param whole the other host
   * @param id the id on the other host
   * @param target what the workloads of this part become, by default the same as those of the other host
   */
  constructor(whole: IContainerHost, id: string, target: Target = whole._placement.target) {
    super(whole._placement.scope, id);
    this.address = whole.address;
    this.backend = whole.backend;
    this.provider = whole.provider;
    this._placement = { ...whole._placement, scope: this, target };
  }
}
