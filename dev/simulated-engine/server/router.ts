import findMyWay, { Handler as AnyHandler, HTTPMethod, HTTPVersion } from 'find-my-way';
import { Route } from './route';
import { containerRoutes } from '../routes/containers';
import { imageRoutes } from '../routes/images';
import { networkRoutes } from '../routes/networks';
import { systemRoutes } from '../routes/system';
import { volumeRoutes } from '../routes/volumes';

/** A request that the engine knows. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** All simulated engines share it. */
const router = findMyWay({ maxParamLength: 1000 });
const unused: AnyHandler<HTTPVersion.V1> = () => undefined;
for (const route of [...containerRoutes, ...imageRoutes, ...networkRoutes, ...systemRoutes, ...volumeRoutes]) {
  router.on(route.method, route.path, unused, route);
}

/** Finds the route of a request. @param path without the version of the API */
export function match(method: string, path: string): Match | undefined {
  const found = router.find((method === 'HEAD' ? 'GET' : method) as HTTPMethod, path);
  if (found === null) return undefined;
  return { route: found.store as Route, params: found.params as Record<string, string>, query: found.searchParams };
}
