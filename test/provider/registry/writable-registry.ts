import { IncomingMessage, ServerResponse } from 'node:http';
import { FakeRegistry } from './fake-registry';
import { RegistryClient } from '../../../provider/registry/client';
import { digestOf } from '../../cosign';

interface Stored {
  readonly type: string;
  readonly content: Buffer;
}

/** A registry in memory to which images can be pushed, with one repository. */
export class WritableRegistry extends FakeRegistry {
  public static readonly REPOSITORY = 'team/app';

  /** Manifests and indexes by digest. */
  public readonly manifests = new Map<string, Stored>();
  /** Digests by tag. */
  public readonly tags = new Map<string, string>();
  public readonly blobs = new Map<string, Buffer>();
  /** Whether it deletes a tag alone, an image by its digest, and lists its tags. */
  public deletes = { tags: false, digests: true };
  public listsTags = true;
  /** How many tags are on a page. */
  public pageSize = 100;
  /** Answers instead, if it returns true. */
  public before: (request: IncomingMessage, response: ServerResponse) => boolean;

  constructor() {
    super();
    this.before = () => false;
    this.intercept = (request, response) => {
      if (!this.before(request, response)) void this.answer(request, response);
      return true;
    };
  }

  public client(credentials?: { readonly username: string; readonly password: string }): RegistryClient {
    const login = { registry: this.host, origin: 'a test', ...credentials && { credentials: { serveraddress: '', ...credentials } } };
    return new RegistryClient({ address: `http://${this.host}`, login }, AbortSignal.timeout(30_000));
  }

  /** Stores a manifest, at a tag if there is one, and returns its digest. */
  public store(content: object, type: string, tag?: string): string {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = digestOf(bytes);
    this.manifests.set(digest, { type, content: bytes });
    if (tag !== undefined) this.tags.set(tag, digest);
    return digest;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://registry');
    const [, kind, reference = ''] = /^\/v2\/team\/app\/(manifests|blobs|tags|referrers)\/(.+)$/.exec(pathname) ?? [];
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    if (pathname === '/v2/') end(response, 200);
    else if (kind === 'tags') this.list(response, searchParams.get('last') ?? '');
    else if (kind === 'manifests') this.manifest(method, reference, body, request.headers['content-type'] ?? '', response);
    else if (kind === 'blobs') this.blob(method, reference, body, searchParams.get('digest'), response);
    else end(response, 404);
  }

  private list(response: ServerResponse, last: string): void {
    if (!this.listsTags) return end(response, 404);
    const rest = [...this.tags.keys()].sort().filter((tag) => tag > last);
    const page = rest.slice(0, this.pageSize);
    const isLast = rest.length === page.length;
    const link: Record<string, string> = isLast ? {} : { link: `</v2/team/app/tags/list?last=${page.at(-1)}>; rel="next"` };
    end(response, 200, JSON.stringify({ name: 'team/app', tags: page }), link);
  }

  private manifest(method: string, reference: string, body: Buffer, type: string, response: ServerResponse): void {
    const digest = this.tags.get(reference) ?? reference;
    const stored = this.manifests.get(digest);
    if (method === 'PUT') {
      const put = digestOf(body);
      this.manifests.set(put, { type, content: body });
      if (put !== reference) this.tags.set(reference, put);
      return end(response, 201);
    }
    if (method === 'DELETE') return this.remove(reference, response);
    if (stored === undefined) return end(response, 404);
    const headers = { 'content-type': stored.type, 'docker-content-digest': digest, 'content-length': String(stored.content.length) };
    end(response, 200, method === 'HEAD' ? undefined : stored.content, headers);
  }

  private remove(reference: string, response: ServerResponse): void {
    if (this.tags.has(reference)) {
      if (!this.deletes.tags) return end(response, 400, failure('DIGEST_INVALID', 'no digest'));
      this.tags.delete(reference);
      return end(response, 202);
    }
    if (!this.deletes.digests) return end(response, 405, failure('UNSUPPORTED', 'no deletes'));
    if (!this.manifests.delete(reference)) return end(response, 404);
    for (const [tag, digest] of this.tags) if (digest === reference) this.tags.delete(tag);
    end(response, 202);
  }

  private blob(method: string, reference: string, body: Buffer, digest: string | null, response: ServerResponse): void {
    if (method === 'HEAD') return end(response, this.blobs.has(reference) ? 200 : 404);
    if (method === 'POST') return end(response, 202, undefined, { location: '/v2/team/app/blobs/uploads/1?state=x' });
    if (method === 'PUT') {
      if (digestOf(body) !== digest) return end(response, 400, failure('DIGEST_INVALID', 'no match'));
      this.blobs.set(digest, body);
      return end(response, 201);
    }
    end(response, this.blobs.has(reference) ? 200 : 404, this.blobs.get(reference));
  }
}

function failure(code: string, message: string): string {
  return JSON.stringify({ errors: [{ code, message }] });
}

function end(response: ServerResponse, status: number, body?: string | Buffer, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end(body);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
