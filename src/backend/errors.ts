import { IConstruct } from 'constructs';
import { BerthError } from '../private/berth-error';

export const backendChosenTooLate = (scope: IConstruct, host: string) => new BerthError('BACKEND_CHOSEN_TOO_LATE',
  `The back end must be chosen before the first container host: "${host}" already exists. Call use() before you create it.`, scope);

export const severalBackends = (host: IConstruct, own: string, other: string) => new BerthError('SEVERAL_BACKENDS',
  `A stack has one back end: this host would use ${own}, but the hosts before it use ${other}. `
  + 'Call use() on the whole stack, or put the host into another stack.', host);

export const bundleMissing = (folder: string) => new BerthError('PROVIDER_BUNDLE_MISSING',
  `The bundled provider is missing: no terraform-provider-docker_v<version>.cjs in ${folder}. In a checkout, run \`npm run bundle\`. `
  + 'For a package from the npm registry, install it again. Or use Backend.KREUZWERKER.');

export const severalBundles = (folder: string, names: readonly string[]) => new BerthError('SEVERAL_PROVIDER_BUNDLES',
  `There must be exactly one bundled provider in ${folder}; found: ${names.map((name) => `"${name}"`).join(', ')}. `
  + 'In a checkout, run `npm run bundle`, which removes all others.');

export const notOnThisBackend = (what: string, backend: string, next: string) => new BerthError('NOT_ON_THIS_BACKEND',
  `${what} is not supported by the back end ${backend}: ${next}.`);
