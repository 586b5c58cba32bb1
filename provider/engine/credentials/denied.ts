import { Found } from './credentials';
import { DOCKER_HUB } from './registry';

const DENIED = /denied|unauthorized|no basic auth credentials|authentication required|incorrect username or password|invalid username\/password/i;

/** Whether a registry refused, as the engine tells it. */
export function isDenied(message: string): boolean {
  return DENIED.test(message);
}

/** What was shown to the registry that refused, without any secret, and what to do. */
export function deniedAdvice({ registry, credentials, origin }: Found): string {
  const name = registry === DOCKER_HUB ? 'Docker Hub (docker.io)' : `The registry ${registry}`;
  if (credentials === undefined) {
    return `${name} was asked without credentials (looked for in ${origin}). Check the image's name; where it is not for everybody, give a \`registry_auth\` block with \`address = "${registry}"\`, \`username\` and \`password\` to the provider, or log in with \`docker login${registry === DOCKER_HUB ? '' : ` ${registry}`}\`.`;
  }
  const who = credentials.username ? `as the user "${credentials.username}"` : 'with a token';
  return `${name} was asked ${who} (from ${origin}). Check the image's name, that the password or token is right and has not expired, and that it gives the right to pull this repository.`;
}
