import { Volume as VolumeResource, VolumeConfig } from '@cdktf/provider-docker/lib/volume';
import { Construct } from 'constructs';
import { BerthError, throwIfAny } from '../private/berth-error';
import { Inventory } from './inventory/inventory';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { effectiveFor } from '../isolation/effective-policy';
import { pathProblems } from '../isolation/policy-check';
import { defaultName } from '../private/default-name';
import { literal, literals } from '../private/literal';
import { checkName } from '../private/names';
import { isKnown } from '../private/tokens';

/**
 * How a volume is made.
 */
export interface VolumeOptions {
  /**
   * Its name on the engine.
   *
   * @default - made from the construct's path
   */
  readonly name?: string;

  /**
   * The volume driver.
   *
   * @default "local"
   */
  readonly driver?: string;

  /**
   * Options of the driver.
   *
   * @default - none
   */
  readonly driverOptions?: { [name: string]: string };

  /**
   * Labels on the volume.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * Whether Terraform refuses any plan that would destroy the volume, and with it what is in it.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * How a volume is made, and on which host.
 */
export interface VolumeProps extends VolumeOptions {
  /**
   * The host that it is on.
   */
  readonly host: IContainerHost;
}

/**
 * A volume of one host: what is written to it outlives the containers that mount it.
 */
export class Volume extends Construct {
  /**
   * The host that it is on.
   */
  public readonly host: IContainerHost;

  /**
   * Its name on the engine: a token, by which Terraform knows that what uses it comes after it.
   */
  public readonly name: string;

  /**
   * The Terraform resource: the way out for what has no prop here.
   */
  public readonly resource: VolumeResource;

  /** @internal */
  public readonly _givenName: string;

  /**
   * @param scope where it belongs
   * @param id its id within the scope
   * @param props how it is made
   */
  constructor(scope: Construct, id: string, props: VolumeProps) {
    super(scope, id);
    throwIfAny([...checkStack(props.host, 'A volume', this), ...checkName('volume', props.name), ...checkBind(this, props)], this);
    this.host = props.host;
    this._givenName = props.name ?? defaultName(this);
    this.resource = new VolumeResource(this, 'Resource', this._toTerraform(props));
    this.name = this.resource.name;
    Inventory.of(props.host).addVolume(this);
  }

  /** @internal */
  public _toTerraform(props: VolumeProps): VolumeConfig {
    return {
      provider: props.host._placement.explicitProvider,
      name: this._givenName,
      driver: props.driver ?? 'local',
      driverOpts: props.driverOptions && literals(props.driverOptions),
      labels: props.labels && Object.entries(props.labels).map(([label, value]) => ({ label, value: literal(value) })),
      lifecycle: props.preventDestroy ? { preventDestroy: true } : undefined,
    };
  }
}

/** The local driver can bind a path of the host by its options, which is a bind mount under another name. */
function checkBind(volume: Volume, { driverOptions = {}, host }: VolumeProps): BerthError[] {
  const { device, type, o = '' } = driverOptions;
  const isBind = isKnown(device) && device.startsWith('/') && (type === 'none' || o.split(',').some((option) => /^r?bind$/.test(option)));
  return isBind ? pathProblems(device, o.split(',').includes('ro'), effectiveFor(volume, host), host) : [];
}
