import { createHash } from 'node:crypto';
import { IncomingMessage } from 'node:http';
import { authorize } from './authorization';
import { AccessDenied, denied, noAnswer, otherContent, RegistryError, unexpectedStatus } from './errors';
import { asObject, objectIn, objectsIn } from './json';
import { readBody } from './read-body';
import { Call, send } from './transport';
import { DiagnosticError } from '../diagnostics/diagnostics';
import { FoundCredentials } from '../engine/credentials/credentials';
import { deniedAdvice } from '../engine/credentials/denied';

/** The most bytes of a manifest, as registries limit it. */
export const MOST_OF_MANIFEST = 4 * 1024 * 1024;

/** The most bytes that are read of what a registry says about a failure. */
const MOST_OF_FAILURE = 64 * 1024;

/** The types of manifests and indexes, in the formats of OCI and Docker. */
export const MANIFEST_TYPES = [
  'application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json',
] as const;
export const INDEX_TYPES = [
  'application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
] as const;
const MANIFESTS = [...MANIFEST_TYPES, ...INDEX_TYPES].join(', ');

/** Where a registry answers, and how to log in there. */
export interface RegistryEndpoint {
  /** Its address: `https://registry.example.com`. */
  readonly address: string;
  readonly login: FoundCredentials;
  /** Accepts any certificate. @default false */
  readonly skipsVerification?: boolean;
}

/** What is asked of a repository. */
export interface RegistryRequest extends Pick<Call, 'method' | 'headers' | 'body'> {
  /** What the login has to allow. @default pull */
  readonly actions?: 'pull' | 'pull,push' | 'pull,delete';
}

/** What a manifest or an index is, as others refer to it. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/**
 * A client of the API of registries, by the OCI Distribution Specification. Each failure is a `RegistryError`.
 *
 * It sends no credentials to where a registry redirects, and takes further certificate authorities from NODE_EXTRA_CA_CERTS.
 */
export class RegistryClient {
  private readonly base: URL;
  /** The values of the header `Authorization` by what they are for. */
  private readonly authorizations = new Map<string, string>();

  /** @param signal  ends all requests */
  constructor(public readonly endpoint: RegistryEndpoint, private readonly signal: AbortSignal) {
    this.base = new URL(endpoint.address);
  }

  /**
   * Returns a manifest, or undefined if the registry has none.
   *
   * @param repository  without the registry: `library/nginx`
   * @param reference   a tag or a digest
   */
  public manifest(repository: string, reference: string): Promise<Buffer | undefined> {
    return this.get(repository, `manifests/${reference}`, MOST_OF_MANIFEST, MANIFESTS);
  }

  /** Returns what a tag or a digest refers to, or undefined if the registry does not have it. */
  public async describe(repository: string, reference: string): Promise<Descriptor | undefined> {
    const answer = await this.request(repository, `manifests/${reference}`, { method: 'HEAD', headers: { accept: MANIFESTS } });
    answer.resume();
    if (answer.statusCode === 404) return undefined;
    // Some registries don't know HEAD. The GET says what else is wrong, with a reason.
    const { 'content-type': type, 'content-length': length, 'docker-content-digest': digest } = answer.headers;
    if (isSuccess(answer) && isDigest(digest) && type !== undefined && Number(length) > 0) {
      return { mediaType: type.split(';')[0]!.trim(), digest, size: Number(length) };
    }
    const content = await this.manifest(repository, reference);
    return content && { mediaType: mediaTypeOf(content) ?? type ?? MANIFEST_TYPES[0], digest: digestOf(content), size: content.length };
  }

  /**
   * Returns the content with a digest, or undefined if the registry does not have it.
   *
   * @param digest  of SHA-256
   * @param most    the most bytes that are read
   */
  public async blob(repository: string, digest: string, most: number): Promise<Buffer | undefined> {
    const content = await this.get(repository, `blobs/${digest}`, most, '*/*');
    if (content !== undefined && digestOf(content) !== digest) throw otherContent(digest);
    return content;
  }

  /** Returns the index of the manifests that refer to another one, or undefined if there are none. */
  public async referrers(repository: string, digest: string): Promise<Buffer | undefined> {
    const index = await this.get(repository, `referrers/${digest}`, MOST_OF_MANIFEST, MANIFESTS);
    // Registries before version 1.1 of the specification have it at a tag, which whoever pushes one keeps up to date.
    return index ?? this.manifest(repository, referrersTag(digest));
  }

  /**
   * Sends a request about a repository, and returns the answer, whose body must be read or thrown away with `resume()`. Throws if access is
   * denied.
   *
   * @param path  below the repository, or where the registry wants it
   */
  public async request(repository: string, path: string | URL, request: RegistryRequest = {}): Promise<IncomingMessage> {
    const url = path instanceof URL ? path : new URL(`/v2/${repository}/${path}`, this.base);
    try {
      const answer = await this.authorized(url, `repository:${repository}:${request.actions ?? 'pull'}`, request);
      if (answer.statusCode !== 401 && answer.statusCode !== 403) return answer;
      answer.resume();
      throw new AccessDenied();
    } catch (error) {
      throw this.explained(error);
    }
  }

  /** As `request`, and throws if it did not succeed. */
  public async demand(repository: string, path: string | URL, request: RegistryRequest): Promise<IncomingMessage> {
    const answer = await this.request(repository, path, request);
    if (!isSuccess(answer)) throw await this.failureOf(answer);
    return answer;
  }

  /** Returns what is wrong by an answer. */
  public async failureOf(answer: IncomingMessage): Promise<RegistryError> {
    const content = await readBody(answer, MOST_OF_FAILURE).catch(() => undefined);
    return unexpectedStatus(answer.statusCode!, saidIn(content?.toString() ?? ''));
  }

  /** Whether something at the address is a registry. */
  public async answers(): Promise<boolean> {
    try {
      const answer = await send(new URL('/v2/', this.base), this.trust);
      answer.resume();
      return isSuccess(answer) || answer.statusCode === 401;
    } catch {
      return false;
    }
  }

  private get trust() {
    return { signal: this.signal, skipsVerification: this.endpoint.skipsVerification ?? false };
  }

  private async get(repository: string, path: string, most: number, accept: string): Promise<Buffer | undefined> {
    const answer = await this.request(repository, path, { headers: { accept } });
    if (answer.statusCode === 404) {
      answer.resume();
      return undefined;
    }
    if (!isSuccess(answer)) throw await this.failureOf(answer);
    try {
      return await readBody(answer, most);
    } catch (error) {
      throw this.explained(error);
    }
  }

  private async authorized(url: URL, scope: string, { method = 'GET', headers, body }: RegistryRequest): Promise<IncomingMessage> {
    const isOwn = url.origin === this.base.origin;
    const attempt = (authorization: string | undefined) => send(url, {
      ...this.trust, method, headers: { ...headers, ...authorization && { authorization } }, ...body !== undefined && { body },
    });
    const known = isOwn ? this.authorizations.get(scope) : undefined;
    const answer = await attempt(known);
    const { 'www-authenticate': challenge } = answer.headers;
    // A stream was read, so it can't be sent again.
    if (answer.statusCode !== 401 || challenge === undefined || !isOwn || body !== undefined && !Buffer.isBuffer(body)) return answer;
    answer.resume();
    // Also if there was one: a token expires.
    const authorization = await authorize(this.base, challenge, scope, this.endpoint.login.credentials, this.trust);
    if (authorization === known) throw new AccessDenied();
    this.authorizations.set(scope, authorization);
    return attempt(authorization);
  }

  private explained(error: unknown): unknown {
    if (error instanceof AccessDenied) return denied(deniedAdvice(this.endpoint.login));
    return error instanceof RegistryError || error instanceof DiagnosticError ? error : noAnswer(error);
  }
}

export function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The tag of the index of what refers to a manifest, in registries before version 1.1 of the specification. */
export function referrersTag(digest: string): string {
  return digest.replace(':', '-');
}

export function isSuccess({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode >= 200 && statusCode < 300;
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]+:[0-9a-f]{32,}$/.test(value);
}

function mediaTypeOf(manifest: Buffer): string | undefined {
  const { mediaType } = objectIn(manifest.toString());
  return typeof mediaType === 'string' ? mediaType : undefined;
}

/** Returns the first reason that a registry gives, as `CODE: message`. */
function saidIn(answer: string): string | undefined {
  const { code, message } = asObject(objectsIn(objectIn(answer).errors)[0]);
  return typeof code === 'string' ? [code, ...typeof message === 'string' && message !== '' ? [message] : []].join(': ') : undefined;
}
