import { Volume as VolumeResource, VolumeConfig } from '@cdktf/provider-docker/lib/volume';
import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct, IConstruct, Node } from 'constructs';
import { DataVolume } from './generated/data-volume';
import { VOLUME_SCHEMA } from './generated/volume';
import { rendered } from './rendered-resource';
import { addressOf } from './resources';
import { VOLUME_ROWS } from './volume-rows';
import { writeRows } from '../../model/attributes';
import { ContainerModel } from '../../model/container';
import { VolumeModel } from '../../model/volume';
import { Rendered } from '../target';

const DockerVolume = rendered<VolumeConfig, VolumeResource>(VolumeResource, VOLUME_SCHEMA);

/** Adds a `docker_volume`. */
export function addVolume(scope: Construct, model: VolumeModel, provider: VolumeConfig['provider']): Rendered {
  const { formerly } = model;
  const resource = new DockerVolume(scope, 'Resource', { provider, name: model.name }, {
    attributes: () => writeRows(VOLUME_ROWS, model),
    movedFrom: () => (formerly === undefined ? undefined : earlierId(TerraformStack.of(scope), `${formerly}/Resource`)),
    metaArguments: () => ({ lifecycle: model.preventDestroy ? { preventDestroy: true } : undefined }),
  });
  return { resource, name: resource.name, id: resource.id };
}

/**
 * Returns what tells Terraform that a volume of a container is replaced: the engine doesn't remove a volume that a container uses. A
 * volume that stays with its data is never replaced.
 */
export function replacedVolumes(scope: Construct, { mounts }: ContainerModel): string[] {
  const isReplaced = ({ resource, _model: { preventDestroy, retainAs } }: VolumeOfStack) => (
    !preventDestroy && retainAs === undefined && TerraformStack.of(resource) === TerraformStack.of(scope));
  const volumes = mounts.flatMap((mount) => mount.type === 'volume' && isVolumeOfStack(mount.volume) ? [mount.volume] : []);
  // Not the resource as a whole: it also changes in place.
  return [...new Set(volumes.filter(isReplaced).map((volume) => `${addressOf(volume)}.id`))];
}

type VolumeOfStack = IConstruct & { readonly resource: TerraformResource; readonly _model: VolumeModel };

/** Whether a volume is described by a stack. One that exists already has no description. */
function isVolumeOfStack(volume: IConstruct | undefined): volume is VolumeOfStack {
  return volume !== undefined && '_model' in volume;
}

/** Adds a data source `docker_volume`. */
export function findVolume(scope: Construct, name: string, provider: VolumeConfig['provider']): DataVolume {
  return new DataVolume(scope, 'Data', { provider, attributes: () => ({ name }) });
}

/** Returns the id in Terraform of a resource that had a path, or undefined if it was in another stack. */
function earlierId(stack: TerraformStack, path: string): string | undefined {
  const prefix = `${stack.node.path}/`;
  if (!path.startsWith(prefix)) return undefined;
  // cdktf derives the id from the ids of the scopes, and asks for nothing else of a node.
  const scopes = [stack, ...path.slice(prefix.length).split('/').map((id) => ({ node: { id } }))];
  return stack.getLogicalId({ scopes, tryGetContext: (key: string) => stack.node.tryGetContext(key) as unknown } as unknown as Node);
}
