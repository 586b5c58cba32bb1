import { listedImage } from '../answers/images';
import { Filters } from '../server/filters';
import { ok, Route } from '../server/route';
import { configOfImage } from '../state/images';

const FILTERS = ['before', 'dangling', 'label', 'reference', 'since'];

/** The requests about images, of which there are always the same. */
export const imageRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/images/json',
    operation: 'list-images',
    handler: ({ state, query }) => {
      const filters = Filters.parse(query.filters, FILTERS);
      const found = state.images.all.filter((image) => filters.hasLabels(configOfImage(image).Labels)
        && filters.some('dangling', (each) => ['1', 'true'].includes(each) === !image.RepoTags?.length)
        && filters.some('reference', (each) => (image.RepoTags ?? []).some((tag) => isNamed(tag, each))));
      return ok(found.map((image) => listedImage(image, -1)));
    },
  },
  {
    method: 'GET',
    // The name of an image may contain slashes.
    path: '/images/*',
    operation: 'inspect-image',
    handler: ({ state, params }) => ok(state.images.get(params['*']!.replace(/\/json$/, ''))),
  },
];

/** Whether a name matches a reference with wildcards, which may leave out the tag. */
function isNamed(tag: string, reference: string): boolean {
  const escaped = (text: string) => text.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '[^/]*').replace(/\?/g, '[^/]');
  return new RegExp(`^${escaped(reference)}(:[^/]*)?$`).test(tag);
}
