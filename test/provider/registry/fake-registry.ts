import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { bundleFiles, MANIFEST_TYPE, SignatureFiles } from '../../cosign';

type Interceptor = (...call: Parameters<RequestListener>) => boolean;

/** A registry in memory, for what no real one can be made to do. */
export class FakeRegistry {
  /** Its manifests and blobs, by their paths: `/v2/app/manifests/1`. */
  public readonly contents = new Map<string, Buffer | string>();
  /** The requests so far: the method, the path and the header `Authorization`. */
  public readonly asked: string[] = [];
  /** Answers instead of the contents, if it returns true. */
  public intercept: Interceptor;
  private readonly server: Server;

  constructor() {
    this.intercept = () => false;
    this.server = createServer((request, response) => {
      const { method, url = '', headers } = request;
      this.asked.push([method, url, headers.authorization].filter((each) => each !== undefined).join(' '));
      if (this.intercept(request, response)) return;
      const content = this.contents.get(url);
      response.writeHead(content === undefined ? 404 : 200, { 'content-type': MANIFEST_TYPE }).end(content);
    });
  }

  public async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** `127.0.0.1:PORT`, as names of images begin with it. */
  public get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Stores signatures of an image. */
  public add(repository: string, digest: string, { manifest, blobs }: SignatureFiles): void {
    this.contents.set(`/v2/${repository}/manifests/${digest.replace(':', '-')}.sig`, manifest);
    for (const [blob, content] of blobs) this.contents.set(`/v2/${repository}/blobs/${blob}`, content);
  }

  /** Stores bundles that refer to an image, as a registry with the API for referrers has them, or at a tag. */
  public addBundles(repository: string, digest: string, files: ReturnType<typeof bundleFiles>, hasReferrers: boolean): void {
    const { manifest, manifests, blobs } = files;
    this.contents.set(`/v2/${repository}/${hasReferrers ? `referrers/${digest}` : `manifests/${digest.replace(':', '-')}`}`, manifest);
    for (const [each, content] of manifests) this.contents.set(`/v2/${repository}/manifests/${each}`, content);
    for (const [blob, content] of blobs) this.contents.set(`/v2/${repository}/blobs/${blob}`, content);
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
