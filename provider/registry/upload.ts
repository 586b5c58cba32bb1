import { Readable } from 'node:stream';
import { digestOf, isSuccess, RegistryClient } from './client';
import { noPlace } from './errors';

/** What a push may do. Reads use it, too, so that one login is enough. */
const PUSH = { actions: 'pull,push' } as const;

/** A content that manifests refer to by its digest. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** A manifest or an index, byte by byte: its digest is one of these bytes. */
export interface Manifest {
  readonly mediaType: string;
  readonly content: Buffer;
}

export async function hasBlob(client: RegistryClient, repository: string, digest: string): Promise<boolean> {
  const answer = await client.request(repository, `blobs/${digest}`, { ...PUSH, method: 'HEAD' });
  answer.resume();
  if (isSuccess(answer)) return true;
  if (answer.statusCode === 404) return false;
  throw await client.failureOf(answer);
}

/** Sends a blob as it is read. The registry refuses it if it has another digest. */
export async function uploadBlob(client: RegistryClient, repository: string, { digest, size }: Blob, content: Readable): Promise<void> {
  const started = await client.demand(repository, 'blobs/uploads/', { ...PUSH, method: 'POST', headers: { 'content-length': '0' } });
  started.resume();
  const place = placeOf(client.endpoint.address, repository, started.headers.location);
  place.searchParams.set('digest', digest);
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) };
  (await client.demand(repository, place, { ...PUSH, method: 'PUT', headers, body: content })).resume();
}

/** Sends a blob that is in memory, unless the registry has it. */
export async function ensureBlob(client: RegistryClient, repository: string, content: Buffer): Promise<Blob> {
  const blob = { digest: digestOf(content), size: content.length };
  if (!await hasBlob(client, repository, blob.digest)) await uploadBlob(client, repository, blob, Readable.from([content]));
  return blob;
}

/**
 * Stores a manifest.
 *
 * @param reference  a tag, which then refers to it, or its digest
 * @returns whether the registry lists it among what refers to its `subject`
 */
export async function putManifest(
  client: RegistryClient, repository: string, reference: string, { mediaType, content }: Manifest,
): Promise<boolean> {
  const headers = { 'content-type': mediaType, 'content-length': String(content.length) };
  const answer = await client.demand(repository, `manifests/${reference}`, { ...PUSH, method: 'PUT', headers, body: content });
  answer.resume();
  return answer.headers['oci-subject'] !== undefined;
}

/** Returns where a registry wants a blob. Behind a proxy, it may not know that others reach it over TLS. */
function placeOf(address: string, repository: string, location: string | undefined): URL {
  const base = new URL(`/v2/${repository}/blobs/uploads/`, address);
  if (location === undefined || !URL.canParse(location, base.href)) throw noPlace();
  const place = new URL(location, base);
  if (place.host === base.host) place.protocol = base.protocol;
  return place;
}
