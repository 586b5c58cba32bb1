import { Json } from '../settings/json';
import { EngineState } from '../state/engine-state';
import { configOfImage, Image } from '../state/images';

/** Returns an image as a list shows it. @param containers how many containers it has, -1 if nobody counted */
export function listedImage(image: Image, containers: number): Json {
  const { Id: id, RepoTags: tags, RepoDigests: digests, Created: created, Size: size } = image;
  const orNull = (values: readonly string[] | null | undefined) => (values?.length ? values : null);
  return {
    Containers: containers,
    Created: Math.floor(Date.parse(created) / 1000),
    Id: id,
    Labels: configOfImage(image).Labels ?? null,
    ParentId: '',
    RepoDigests: orNull(digests),
    RepoTags: orNull(tags),
    SharedSize: containers === -1 ? -1 : 0,
    Size: size,
    VirtualSize: size,
  };
}

/** Counts the containers of each image, by its id. */
export function containersByImage(state: EngineState): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { imageId } of state.containers.all()) counts.set(imageId, (counts.get(imageId) ?? 0) + 1);
  return counts;
}
