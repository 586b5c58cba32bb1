import { Endpoint } from './endpoint/endpoint';
import { EngineError } from './errors';
import { DiagnosticError } from '../diagnostics/diagnostics';

/** The newest version of the Engine API that this provider supports (Docker 28.0). */
export const NEWEST_API_VERSION = '1.48';

/** The oldest version of the Engine API with everything that this provider needs (Docker 20.10). */
export const OLDEST_API_VERSION = '1.41';

/** The message of an error for an answer that is not JSON. */
export const NOT_JSON = 'the answer is not JSON';

/** The name of Podman's component in its answer to `GET /version`. */
const PODMAN = 'Podman Engine';

/** The engine's answer to `GET /version`. */
export interface EngineVersion {
  /** The negotiated API version: the lower of the newest versions that both sides support. */
  readonly apiVersion: string;
  /** The newest API version that the engine supports. */
  readonly ownApiVersion: string;
  /** The engine's own version: `20.10.24`. */
  readonly version: string;
  readonly os: string;
  readonly arch: string;
  /** Whether it is Podman, which serves Docker's API, too. */
  readonly isPodman: boolean;
}

/** Negotiates the API version from the engine's answer to `GET /version`. */
export function negotiateVersion(answer: unknown, endpoint: Endpoint): EngineVersion {
  const { ApiVersion, MinAPIVersion, Version, Os, Arch, Components: components } = (answer ?? {}) as Record<string, unknown>;
  if (typeof ApiVersion !== 'string' || !/^\d+\.\d+$/.test(ApiVersion)) throw noEngine(endpoint, 'returned no `ApiVersion`');
  const release = typeof Version === 'string' ? `has version ${Version}` : 'does not report its version';
  const engine = `The engine at ${endpoint.address} (${endpoint.origin}) ${release}`;
  if (compareApiVersions(ApiVersion, OLDEST_API_VERSION) < 0) {
    throw new DiagnosticError({
      summary: `The Docker Engine is too old: it supports the API up to ${ApiVersion}, but this provider needs ${OLDEST_API_VERSION}`,
      detail: `${engine}. Upgrade it to Docker Engine 20.10 or newer.`,
    });
  }
  if (typeof MinAPIVersion === 'string' && compareApiVersions(MinAPIVersion, NEWEST_API_VERSION) > 0) {
    throw new DiagnosticError({
      summary: `The Docker Engine is too new: it needs API ${MinAPIVersion}, but this provider supports up to ${NEWEST_API_VERSION}`,
      detail: `${engine}. Use a newer version of this provider, or configure the engine to accept older clients `
        + '(DOCKER_MIN_API_VERSION in its environment).',
    });
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    apiVersion: compareApiVersions(ApiVersion, NEWEST_API_VERSION) < 0 ? ApiVersion : NEWEST_API_VERSION,
    ownApiVersion: ApiVersion,
    version: text(Version),
    os: text(Os),
    arch: text(Arch),
    isPodman: Array.isArray(components) && components.some((each: { Name?: unknown } | null) => each?.Name === PODMAN),
  };
}

/** Returns the error to report for a failed `GET /version`: a clearer one if the answer can't be that of an engine. */
export function versionFailed(error: unknown, endpoint: Endpoint): unknown {
  if (!(error instanceof EngineError)) return error;
  if (error.engineMessage === NOT_JSON) return noEngine(endpoint, 'returned something other than JSON');
  // Every engine answers this request. A proxy in front of an engine may deny it (401, 403), or not reach the engine (5xx).
  return [404, 405, 410].includes(error.statusCode ?? 0) ? noEngine(endpoint, `answered with status ${error.statusCode}`) : error;
}

function noEngine({ address, origin }: Endpoint, answer: string): DiagnosticError {
  return new DiagnosticError({
    summary: `${address} does not answer like a Docker Engine`,
    detail: `GET /version of ${address} (${origin}) ${answer}. Check that the address and the port are those of a Docker Engine `
      + '(usually 2375 without TLS and 2376 with TLS), and that no proxy answers instead.',
  });
}

/**
 * Compares two API versions by their numbers, since 1.9 is older than 1.41: negative if the first is older, positive if
 * it is newer.
 */
export function compareApiVersions(one: string, other: string): number {
  const [major = 0, minor = 0] = one.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split('.').map(Number);
  return major - otherMajor || minor - otherMinor;
}
