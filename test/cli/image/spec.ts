import { MinimalImageSpec } from '../../../src/shared/minimal-image';

/** Returns a description of an image as the library writes it, of an image of nothing but what is given. */
export function specOf(given: Partial<MinimalImageSpec>): MinimalImageSpec {
  return {
    platforms: ['linux/amd64'],
    packages: [],
    programs: [],
    files: [],
    folders: [],
    links: {},
    users: [],
    exclude: [],
    setuid: [],
    config: { User: '65532:65532' },
    ...given,
  };
}
