import { FoundCredentials } from './credentials';
import { DOCKER_HUB } from './registry';

const DENIED = new RegExp([
  'denied', 'unauthorized', 'no basic auth credentials', 'authentication required',
  'incorrect username or password', 'invalid username/password',
].join('|'), 'i');

/** Whether the engine reports that a registry denied access. */
export function isDenied(message: string): boolean {
  return DENIED.test(message);
}

/** Describes which credentials the registry rejected, without any secret, and what to do next. */
export function deniedAdvice({ registry, credentials, userVariable, origin }: FoundCredentials): string {
  const name = registry === DOCKER_HUB ? 'Docker Hub (docker.io)' : `The registry ${registry}`;
  if (credentials === undefined) {
    const login = registry === DOCKER_HUB ? 'docker login' : `docker login ${registry}`;
    return `${name} was accessed without credentials (searched in ${origin}). Check the image's name. If it needs a login, `
      + `add a \`registry_auth\` block with \`address = "${registry}"\`, \`username\` and \`password\` to the provider `
      + `(\`registryCredentials\` of a ContainerHost), or log in with \`${login}\`.`;
  }
  const user = userVariable === undefined ? `"${credentials.username}"` : `in ${userVariable}`;
  const who = credentials.username ? `as the user ${user}` : 'with a token';
  return `${name} was accessed ${who} (from ${origin}). Check the image's name, that the password or token is correct and has not expired, `
    + 'and that it grants access to this repository.';
}
