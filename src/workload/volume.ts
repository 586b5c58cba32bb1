import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { notFormerly, volumeNotRetained } from './errors';
import { ExistingVolume, ExistingVolumeProps } from './existing-volume';
import { IVolume } from './i-volume';
import { Inventory } from './inventory/inventory';
import { withOwner } from './owner-label';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { objectName } from '../engine/object-name';
import { effectiveFor } from '../isolation/effective-policy';
import { pathProblems } from '../isolation/policy-check';
import { RemovalPolicy } from '../model/removal-policy';
import { VolumeModel } from '../model/volume';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';
import { checkLabels, checkName } from '../private/names';
import { isKnown } from '../private/tokens';
import { HostPath } from '../shared/controls/host-path';
import { hostPathsOfVolume, withKnownValues } from '../shared/controls/volume-path';

/**
 * Options of a volume.
 */
export interface VolumeOptions {
  /**
   * The name of the volume on the engine.
   *
   * @default - derived from the construct's path
   */
  readonly name?: string;

  /**
   * The volume driver.
   *
   * @default "local"
   */
  readonly driver?: string;

  /**
   * Options of the driver, such as `type`, `o` and `device` of the local driver. A volume that binds a path of the host must meet the
   * isolation policies around it, as a bind mount must.
   *
   * @default - none
   */
  readonly driverOptions?: { [name: string]: string };

  /**
   * Labels of the volume.
   *
   * @default - none
   */
  readonly labels?: { [name: string]: string };

  /**
   * What becomes of the volume and its data when its resource is destroyed, or the construct is removed from the stack.
   *
   * With `RemovalPolicy.RETAIN`, the destroy reports that the volume was kept. A later apply uses it again if the construct has the same
   * path, name, driver, options and labels. A plan that would replace the volume is refused, except with `-replace` or after
   * `terraform taint`: the volume then stays as well, and is used again. `Backend.KREUZWERKER` can't keep a volume: set this to
   * `RemovalPolicy.DESTROY`, or set `preventDestroy`.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The path of the construct before it was renamed or moved, such as `store/host/data`. The volume then keeps its name and its data: its
   * state moves to the new address (a `moved` block), and a volume that a destroy kept under the old path is used again. Keep this for as
   * long as the volume exists.
   *
   * @default - the construct always had this path
   */
  readonly formerly?: string;

  /**
   * Whether Terraform rejects every plan that would destroy the volume's resource.
   *
   * @default false
   */
  readonly preventDestroy?: boolean;
}

/**
 * Properties of a volume.
 */
export interface VolumeProps extends VolumeOptions {
  /**
   * The host of the volume.
   */
  readonly host: IContainerHost;
}

/**
 * A volume of a host. Its data outlives the containers that mount it.
 *
 * @example
 * const data = host.addVolume('Data');
 * container.addMount(Mount.volume(data, '/var/lib/postgresql/data'));
 */
export class Volume extends Construct implements IVolume {
  /**
   * Returns a volume that exists on the engine: one of another stack, say, or one that `docker volume create` made. The stack neither
   * changes nor removes it.
   *
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host and name of the volume
   *
   * @example
   * const models = Volume.fromName(host, 'Models', { host, name: 'models' });
   * container.addMount(Mount.volume(models, '/models', { readOnly: true }));
   */
  public static fromName(scope: Construct, id: string, props: ExistingVolumeProps): IVolume {
    return new ExistingVolume(scope, id, props);
  }

  /**
   * The host of the volume.
   */
  public readonly host: IContainerHost;

  /**
   * The name of the volume on the engine. A token, so Terraform creates the volume before whatever uses the name.
   */
  public readonly name: string;

  /**
   * The Terraform resource: the escape hatch for settings that have no prop.
   */
  public readonly resource: TerraformResource;

  /** @internal */
  public readonly _model: VolumeModel;

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host and options of the volume
   */
  constructor(scope: Construct, id: string, props: VolumeProps) {
    super(scope, id);
    requireProps('VolumeProps', props, this);
    const { formerly } = props;
    throwIfAny([...checkStack(props.host, 'A volume', this), ...checkName('volume', props.name), ...checkLabels(props.labels),
      ...checkBind(this, props),
      ...checkRemoval(props), ...checkFormerly(this, formerly)], this);
    this.host = props.host;
    const path = formerly ?? this.node.path;
    this._model = {
      name: objectName(this.host, path, props.name),
      driver: props.driver ?? 'local',
      driverOptions: props.driverOptions,
      labels: withOwner(props.labels, props.host),
      retainAs: props.removalPolicy !== RemovalPolicy.DESTROY && props.host._placement.target.canRetainVolumes ? path : undefined,
      formerly,
      preventDestroy: props.preventDestroy ?? false,
    };
    const { resource, name } = props.host._placement.target.addVolume(this, this._model);
    this.resource = resource;
    this.name = name;
    Inventory.of(props.host).addVolume(this);
  }

  /**
   * Whether it shows a path of the host that a container can write to.
   *
   * @internal
   */
  public get _bindsForWriting(): boolean {
    return pathsOf(this._model).some(({ readOnly }) => !readOnly);
  }
}

/** Returns the paths of the host that a volume shows: such a volume is a bind mount under another name. */
function pathsOf({ driver, driverOptions = {} }: Pick<VolumeProps, 'driver' | 'driverOptions'>): HostPath[] {
  return hostPathsOfVolume({ driver, options: withKnownValues(driverOptions, isKnown) });
}

function checkFormerly({ node }: Volume, formerly: string | undefined): BerthError[] {
  const isPath = formerly === undefined || (isKnown(formerly) && formerly.split('/').length > 1 && formerly.split('/').every(Boolean));
  return isPath && formerly !== node.path ? [] : [notFormerly(formerly!, node.path)];
}

/** On a back end that can't keep a volume, the author has to choose. */
function checkRemoval({ host, removalPolicy, preventDestroy = false }: VolumeProps): BerthError[] {
  const isChosen = removalPolicy === RemovalPolicy.DESTROY || preventDestroy || host._placement.target.canRetainVolumes;
  return isChosen ? [] : [volumeNotRetained(`${host.backend}`)];
}

/** Checks the paths of the host that a volume shows. */
function checkBind(volume: Volume, props: VolumeProps): BerthError[] {
  return pathsOf(props).flatMap((path) => pathProblems(path, effectiveFor(volume, props.host), props.host));
}
