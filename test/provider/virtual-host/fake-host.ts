import { IncomingMessage } from 'node:http';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { FakeEngine } from '../engine/fake-engine';

/** A container on the fake engine. */
export interface FakeContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Created: string;
  readonly State: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** An engine in memory that creates, lists and removes containers and images, as far as quotas need it. */
export class FakeHost {
  public readonly containers = new Map<string, FakeContainer>();
  public readonly images = new Set<string>();
  public volumes: object[] = [];
  /** The control group in which the containers are. */
  public pool = '';
  /** Its clock, in milliseconds. */
  public now = Date.parse('2026-01-01T00:00:00Z');
  public readonly engine = new FakeEngine();
  private count = 0;

  public async start(): Promise<this> {
    this.engine.answer = (request, response) => {
      const { status, body } = this.answer(request.method ?? '', new URL(request.url ?? '', 'http://engine'), request);
      void body.then((text) => {
        response.statusCode = status();
        response.setHeader('Content-Type', 'application/json').end(text === undefined ? undefined : JSON.stringify(text));
      });
    };
    await this.engine.start();
    return this;
  }

  /** Adds a container of a virtual container host. */
  public add(name: string, host: string, state = 'running'): string {
    return this.create(name, { [VIRTUAL_HOST_LABEL]: host }, state)!;
  }

  public create(name: string, labels: Readonly<Record<string, string>>, state = 'created'): string | undefined {
    if ([...this.containers.values()].some((each) => each.Name === name)) return undefined;
    const id = `c${this.count += 1}`;
    this.containers.set(id, { Id: id, Name: name, Created: new Date(this.now).toISOString(), State: state, Labels: labels });
    return id;
  }

  public pause(id: string): void {
    this.containers.set(id, { ...this.containers.get(id)!, State: 'paused' });
  }

  public remove(id: string): boolean {
    return this.containers.delete(id);
  }

  public named(name: string): FakeContainer | undefined {
    return [...this.containers.values()].find((each) => each.Name === name);
  }

  private answer(method: string, url: URL, request: IncomingMessage): { status: () => number; body: Promise<unknown> } {
    let status = 200;
    const fail = (code: number) => {
      status = code;
      return { message: `status ${code}` };
    };
    const route = async (): Promise<unknown> => {
      const [, kind = '', id = ''] = /^\/v[^/]*\/(\w+)(?:\/(.*?))?(?:\/json)?$/.exec(decodeURIComponent(url.pathname)) ?? [];
      const text = await read(request);
      if (kind === 'info') return { SystemTime: new Date(this.now).toISOString() };
      if (kind === 'volumes') return this.volume(method, id, text, fail);
      if (kind === 'images') return this.image(method, id, url, fail);
      if (method === 'POST') {
        const { Labels: labels } = JSON.parse(text) as { Labels: Record<string, string> };
        const created = this.create(url.searchParams.get('name')!, labels);
        return created === undefined ? fail(409) : { Id: created };
      }
      if (method === 'DELETE') {
        if (!this.remove(id)) return fail(404);
        status = 204;
        return undefined;
      }
      if (id === '' || id === 'json') {
        return [...this.containers.values()].filter(({ Labels: labels }) => VIRTUAL_HOST_LABEL in labels)
          .map(({ Id, Name: name, State, Labels }) => ({ Id, State, Labels, Names: [`/${name}`] }));
      }
      const found = this.containers.get(id) ?? this.named(id);
      if (found === undefined) return fail(404);
      return {
        ...found,
        Image: 'i1',
        State: { Running: false },
        Config: { Labels: found.Labels },
        HostConfig: { CgroupParent: this.pool },
        NetworkSettings: {},
      };
    };
    const body = route();
    return { status: () => status, body };
  }

  private volume(method: string, id: string, text: string, fail: (code: number) => unknown): unknown {
    if (method === 'POST') {
      const { DriverOpts: Options, ...created } = JSON.parse(text) as { readonly DriverOpts: object };
      this.volumes.push({ ...created, Options });
      return created;
    }
    if (id === '') return { Volumes: this.volumes };
    return this.volumes.find((volume) => (volume as { readonly Name: string }).Name === id) ?? fail(404);
  }

  private image(method: string, id: string, url: URL, fail: (code: number) => unknown): unknown {
    if (method === 'POST') {
      this.images.add(`${url.searchParams.get('repo')}:${url.searchParams.get('tag')}`);
      return { status: 'sha256:1' };
    }
    if (method === 'DELETE') return this.images.delete(id) ? [] : fail(404);
    return this.images.has(id) ? { Id: 'i1' } : fail(404);
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
