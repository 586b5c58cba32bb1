import { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { Managed } from '../../../e2e/resources/managed';
import { FakeEngine } from '../../engine/fake-engine';

export type Json = Record<string, unknown>;

/** What a look at the service shows. */
export interface Look {
  readonly update?: { readonly State: string; readonly Message?: string };
  readonly status?: { readonly RunningTasks?: number; readonly DesiredTasks?: number; readonly CompletedTasks?: number };
  readonly iteration?: number;
  readonly tasks?: readonly Json[];
}

/** A task on a node, of the specification that the service has. */
export function task(ID: string, state: string, more: Json = {}): Json {
  const { Err, Message = state, ExitCode, NodeID = 'n1', ...rest } = more;
  return {
    ID,
    ServiceID: 's1',
    NodeID,
    Slot: 1,
    DesiredState: 'running',
    ...rest,
    Status: {
      State: state,
      Message,
      Timestamp: '2024-01-01T00:00:00Z',
      ...Err === undefined ? {} : { Err },
      ...ExitCode === undefined ? {} : { ContainerStatus: { ContainerID: `c-${ID}`, ExitCode } },
    },
  };
}

export function node(ID: string, Hostname: string, State = 'ready'): Json {
  return { ID, Version: { Index: 1 }, Spec: {}, Description: { Hostname }, Status: { State } };
}

/** An engine that keeps one service, and shows whatever a test says about its tasks. */
export class FakeSwarm {
  public readonly engine = new FakeEngine();
  public spec: Json | undefined;
  /** What the looks since the last change show, one after the other. The last one stays. */
  public looks: readonly Look[] = [{}];
  public nodes: readonly Json[] = [node('n1', 'one')];
  public containers: Json[] = [];
  public endpoint: Json = {};
  public networks: readonly Json[] = [];
  /** The configuration of the image that the manager has, if it has one. */
  public image: Json | undefined;
  public output = '';
  public warnings: readonly string[] = [];
  /** How many updates are refused as those of a former version. */
  public outOfSequence = 0;
  /** The bodies and the decoded credentials of all requests that change something. */
  public readonly changes: { readonly request: string; readonly body: Json | undefined; readonly auth: unknown }[] = [];
  /** When updates were sent. */
  public readonly moments: number[] = [];
  private version = 1;
  private seen = 0;
  private next: readonly Look[] | undefined;

  /** Changes the service when an update arrives, as a rollback does. */
  public afterUpdate: (spec: Json) => Json = (spec) => spec;

  public async start(): Promise<this> {
    await this.engine.start();
    this.engine.answer = (request, response) => {
      this.respond(request, response).catch((error: unknown) => response.writeHead(500).end(JSON.stringify({ message: String(error) })));
    };
    return this;
  }

  public get address(): string {
    return `tcp://127.0.0.1:${this.engine.port}`;
  }

  public managed(): Managed {
    return new Managed('docker_service', this.address);
  }

  /** Says what the looks show from now on. */
  public show(...looks: readonly Look[]): void {
    this.looks = looks;
    this.seen = 0;
  }

  /** Says what the looks show once the service has changed. */
  public showAfterChange(...looks: readonly Look[]): void {
    this.next = looks;
  }

  private get look(): Look {
    return this.looks[Math.min(Math.max(this.seen - 1, 0), this.looks.length - 1)] ?? {};
  }

  private get service(): Json {
    const { update, status, iteration } = this.look;
    return {
      ID: 's1',
      Version: { Index: this.version },
      Spec: this.spec,
      Endpoint: this.endpoint,
      ...update && { UpdateStatus: update },
      ...status && { ServiceStatus: status },
      ...iteration === undefined ? {} : { JobStatus: { JobIteration: { Index: iteration } } },
    };
  }

  private get tasks(): Json[] {
    return (this.look.tasks ?? []).map((each) => ({ Spec: this.spec?.TaskTemplate, ...each }));
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://engine');
    const path = url.pathname.replace(/^\/v[\d.]+/, '');
    const method = request.method!;
    const answer = (body: unknown, status = 200) => void response.writeHead(status).end(status === 204 ? undefined : JSON.stringify(body));
    const notFound = () => answer({ message: `${path} not found` }, 404);
    if (method !== 'GET') {
      const body = method === 'POST' ? await json(request).catch(() => undefined) as Json | undefined : undefined;
      const header = request.headers['x-registry-auth'];
      const auth: unknown = typeof header === 'string' ? JSON.parse(Buffer.from(header, 'base64').toString()) : undefined;
      this.changes.push({ request: `${method} ${path}`, body, auth });
      return this.change(method, path, body, answer);
    }
    if (path === '/services') {
      this.seen += 1;
      return answer(this.spec === undefined ? [] : [this.service]);
    }
    if (path.startsWith('/services/')) return this.spec === undefined ? notFound() : answer(this.service);
    if (path === '/tasks') return answer(this.tasks);
    if (path === '/nodes') return answer(this.nodes);
    if (path === '/info') return answer({ Swarm: { LocalNodeState: 'active', NodeID: 'n1', ControlAvailable: true } });
    if (path === '/containers/json') return answer(this.containers);
    if (path.endsWith('/logs')) return void response.end(framed(this.output));
    if (path.startsWith('/images/')) return this.image === undefined ? notFound() : answer({ Id: 'sha256:a', Config: this.image });
    const network = this.networks.find(({ Id, Name }) => path === `/networks/${Id as string}` || path === `/networks/${Name as string}`);
    return network === undefined ? notFound() : answer(network);
  }

  private change(method: string, path: string, body: Json | undefined, answer: (body: unknown, status?: number) => void): void {
    if (method === 'DELETE') {
      if (path.startsWith('/containers/')) this.containers = this.containers.filter(({ Id }) => `/containers/${Id as string}` !== path);
      else this.spec = undefined;
      return answer(undefined, 204);
    }
    if (path === '/services/create') {
      this.spec = body;
      this.seen = 0;
      return answer({ ID: 's1', Warnings: this.warnings }, 201);
    }
    this.moments.push(performance.now());
    if (this.outOfSequence > 0) {
      this.outOfSequence -= 1;
      return answer({ message: 'rpc error: code = Unknown desc = update out of sequence' }, 500);
    }
    this.spec = this.afterUpdate(body!);
    this.version += 1;
    this.show(...this.next ?? this.looks);
    this.next = undefined;
    return answer({ Warnings: this.warnings });
  }
}

function framed(text: string): Buffer {
  const header = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(Buffer.byteLength(text), 4);
  return text === '' ? Buffer.alloc(0) : Buffer.concat([header, Buffer.from(text)]);
}

/** Starts one before each test of a file, and stops it after. */
export function fakeSwarm(): { current: FakeSwarm } {
  const holder = {} as { current: FakeSwarm };
  beforeEach(async () => { holder.current = await new FakeSwarm().start(); });
  afterEach(() => holder.current.engine.stop());
  return holder;
}
