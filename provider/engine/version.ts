import { Endpoint } from './endpoint/endpoint';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** The newest version of the Engine API whose answers this provider was written for (Docker 27.0). */
export const NEWEST_API_VERSION = '1.47';

/** The oldest that has all that this provider asks for (Docker 20.10). */
export const OLDEST_API_VERSION = '1.41';

/** What an engine says of itself. */
export interface EngineVersion {
  /** The API version that is spoken with it: the lower of the newest that both sides know. */
  readonly apiVersion: string;
  /** Of the engine itself: `20.10.24`. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
}

/** Settles which version of the API is spoken, from the engine's answer to `GET /version`. */
export function negotiateVersion(answer: unknown, endpoint: Endpoint): EngineVersion {
  const { ApiVersion, MinAPIVersion, Version, Os, Arch } = (answer ?? {}) as Record<string, unknown>;
  if (typeof ApiVersion !== 'string' || !/^\d+\.\d+$/.test(ApiVersion)) {
    throw new DiagnosticError({
      summary: `${endpoint.address} does not answer as a Docker Engine does`,
      detail: `GET /version of ${endpoint.address} (${endpoint.origin}) gave no \`ApiVersion\`. Check that the address and the port are those of a Docker Engine, and that no proxy answers in its place.`,
    });
  }
  const engine = `The engine at ${endpoint.address} (${endpoint.origin}) is ${typeof Version === 'string' ? `version ${Version}` : 'of a version it does not tell'}`;
  if (compareApiVersions(ApiVersion, OLDEST_API_VERSION) < 0) {
    throw new DiagnosticError({
      summary: `The Docker Engine is too old: it speaks API ${ApiVersion}, and at least ${OLDEST_API_VERSION} is needed`,
      detail: `${engine}. Upgrade it to Docker Engine 20.10 or newer.`,
    });
  }
  if (typeof MinAPIVersion === 'string' && compareApiVersions(MinAPIVersion, NEWEST_API_VERSION) > 0) {
    throw new DiagnosticError({
      summary: `The Docker Engine is too new: it speaks API ${MinAPIVersion} or newer, and this provider at most ${NEWEST_API_VERSION}`,
      detail: `${engine}. Use a newer release of this provider, or let the engine accept older clients (DOCKER_MIN_API_VERSION in its environment).`,
    });
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    apiVersion: compareApiVersions(ApiVersion, NEWEST_API_VERSION) < 0 ? ApiVersion : NEWEST_API_VERSION,
    version: text(Version),
    os: text(Os),
    arch: text(Arch),
  };
}

/** Negative where the first is older, positive where it is newer: by numbers, since 1.9 is older than 1.41. */
export function compareApiVersions(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
