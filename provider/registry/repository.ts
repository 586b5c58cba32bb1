import { registryOf } from '../../src/shared/virtual-host/registry-pattern';
import { DOCKER_HUB } from '../engine/credentials/registry';
import { Reference } from '../engine/reference';

/** An image in its registry. */
export interface Located {
  /** As names of images begin with it: `registry.example.com:5000`. */
  readonly registry: string;
  /** The path of its repository there: `team/app`. */
  readonly repository: string;
  /** A digest or a tag. */
  readonly reference: string;
}

/** Returns where the image with a name is. */
export function located({ repository, tag = 'latest', digest }: Reference): Located {
  const registry = registryOf(repository);
  return { registry, repository: pathIn(registry, repository), reference: digest ?? tag };
}

/** Returns the path of a repository in its registry. On Docker Hub, images without an owner belong to `library`. */
function pathIn(registry: string, repository: string): string {
  if (registry !== DOCKER_HUB) return repository.slice(repository.indexOf('/') + 1);
  return repository.includes('/') ? repository : `library/${repository}`;
}
