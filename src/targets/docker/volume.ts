import { Volume as VolumeResource, VolumeConfig } from '@cdktf/provider-docker/lib/volume';
import { Construct } from 'constructs';
import { DataVolume } from './generated/data-volume';
import { VOLUME_SCHEMA } from './generated/volume';
import { rendered } from './rendered-resource';
import { VOLUME_ROWS } from './volume-rows';
import { writeRows } from '../../model/attributes';
import { VolumeModel } from '../../model/volume';
import { Rendered } from '../target';

const DockerVolume = rendered<VolumeConfig, VolumeResource>(VolumeResource, VOLUME_SCHEMA);

/** Adds a `docker_volume`. */
export function addVolume(scope: Construct, model: VolumeModel, provider: VolumeConfig['provider']): Rendered {
  const resource = new DockerVolume(scope, 'Resource', { provider, name: model.name }, {
    attributes: () => writeRows(VOLUME_ROWS, model),
    metaArguments: () => ({ lifecycle: model.preventDestroy ? { preventDestroy: true } : undefined }),
  });
  return { resource, name: resource.name, id: resource.id };
}

/** Adds a data source `docker_volume`, and returns its name. */
export function findVolume(scope: Construct, name: string, provider: VolumeConfig['provider']): string {
  return new DataVolume(scope, 'Data', { provider, attributes: () => ({ name }) }).getStringAttribute('name');
}
