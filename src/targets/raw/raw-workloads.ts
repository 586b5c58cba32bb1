import { TerraformResource } from 'cdktf';
import { rawDockerWorkload } from './docker';
import { RawWorkload } from './raw-workload';

/** Returns the workload of a resource, or undefined if the resource runs no container. */
export function rawWorkload(resource: TerraformResource): RawWorkload | undefined {
  return rawDockerWorkload(resource);
}
