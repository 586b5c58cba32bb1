import { createHash } from 'node:crypto';
import { authorize } from './authorization';
import { AccessDenied, denied, noAnswer, otherContent, RegistryError, unexpectedStatus } from './errors';
import { readBody } from './read-body';
import { FoundCredentials } from '../engine/credentials/credentials';
import { deniedAdvice } from '../engine/credentials/denied';

/** The most bytes of a manifest, as registries limit it. */
const MOST_OF_MANIFEST = 4 * 1024 * 1024;

/** The manifests and indexes that the provider reads. */
const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json', 'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

/** Where a registry answers, and how to log in there. */
export interface RegistryEndpoint {
  /** Its address: `https://registry.example.com`. */
  readonly address: string;
  readonly login: FoundCredentials;
}

/**
 * A client of the API of registries, by the OCI Distribution Specification. Each failure is a `RegistryError`.
 *
 * It uses Node's `fetch`, which sends no credentials to where a registry redirects, and takes further certificate authorities from
 * NODE_EXTRA_CA_CERTS.
 */
export class RegistryClient {
  private readonly base: URL;
  /** The values of the header `Authorization` by what they are for. */
  private readonly authorizations = new Map<string, string>();

  /** @param signal  ends all requests */
  constructor(private readonly endpoint: RegistryEndpoint, private readonly signal: AbortSignal) {
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

  /**
   * Returns the content with a digest, or undefined if the registry does not have it.
   *
   * @param digest  of SHA-256
   * @param most    the most bytes that are read
   */
  public async blob(repository: string, digest: string, most: number): Promise<Buffer | undefined> {
    const content = await this.get(repository, `blobs/${digest}`, most, '*/*');
    if (content !== undefined && `sha256:${createHash('sha256').update(content).digest('hex')}` !== digest) throw otherContent(digest);
    return content;
  }

  /** Returns the index of the manifests that refer to another one, or undefined if there are none. */
  public async referrers(repository: string, digest: string): Promise<Buffer | undefined> {
    const index = await this.get(repository, `referrers/${digest}`, MOST_OF_MANIFEST, MANIFESTS);
    // Registries before version 1.1 of the specification have it at a tag, which whoever pushes one keeps up to date.
    return index ?? this.manifest(repository, digest.replace(':', '-'));
  }

  private async get(repository: string, path: string, most: number, accept: string): Promise<Buffer | undefined> {
    try {
      const response = await this.authorized(new URL(`/v2/${repository}/${path}`, this.base), `repository:${repository}:pull`, { accept });
      if (response.ok) return await readBody(response, most);
      await response.body?.cancel();
      if (response.status === 404) return undefined;
      throw response.status === 401 || response.status === 403 ? new AccessDenied() : unexpectedStatus(response.status);
    } catch (error) {
      if (error instanceof AccessDenied) throw denied(deniedAdvice(this.endpoint.login));
      throw error instanceof RegistryError ? error : noAnswer(error);
    }
  }

  private async authorized(url: URL, scope: string, headers: { readonly [name: string]: string }): Promise<Response> {
    const { signal } = this;
    const send = (authorization: string | undefined) => (
      fetch(url, { signal, headers: { ...headers, ...authorization && { authorization } } }));
    const response = await send(this.authorizations.get(scope));
    const challenge = response.headers.get('www-authenticate');
    if (response.status !== 401 || challenge === null || this.authorizations.has(scope)) return response;
    await response.body?.cancel();
    const authorization = await authorize(this.base, challenge, scope, this.endpoint.login.credentials, signal);
    this.authorizations.set(scope, authorization);
    return send(authorization);
  }
}
