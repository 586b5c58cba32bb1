import { Engine } from '../../../../provider/engine/engine';
import { EngineError } from '../../../../provider/engine/errors';

interface Made {
  readonly parent: string;
  /** Whether it has `OomKillDisable`. */
  readonly waits?: boolean;
  /** Whether the engine tells nothing about it, since it starts or ends. */
  readonly isSilent?: boolean;
  state: 'running' | 'paused' | 'restarting' | 'exited';
}

interface Note {
  readonly Name: string;
  readonly Driver: string;
  readonly Labels: Readonly<Record<string, string>>;
}

/** An engine whose containers can be paused, and which has volumes. */
export class PausedEngine {
  public readonly notes = new Map<string, Note>();
  /** The requests that changed something. */
  public readonly changes: string[] = [];
  /** Called before each change. It may throw, or do what somebody else does at that moment. */
  public before: ((change: string) => void) | undefined;

  /** @param containers  by their names, which are also their ids */
  constructor(public readonly containers: Record<string, Made>) {}

  public get states(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.containers).map(([name, { state }]) => [name, state]));
  }

  public get engine(): Engine {
    const ask = (what: string, work: (docker: unknown) => Promise<unknown>) => work(this.docker).catch((error: unknown) => {
      throw new EngineError(what, { address: 'tcp://engine', origin: 'a test', target: { kind: 'tcp' } } as never, error);
    });
    const read = (what: string, path: string, check: (answer: unknown) => unknown) => (
      ask(what, async () => check(this.inspect(path.split('/')[2]!))));
    const version = () => Promise.resolve({ isPodman: false });
    return { ask, read, version, call: ask, endpoint: { address: 'tcp://engine' } } as unknown as Engine;
  }

  private get docker(): object {
    const change = (text: string, work: () => void) => Promise.resolve().then(() => {
      this.before?.(text);
      this.changes.push(text);
      work();
    });
    return {
      listContainers: () => Promise.resolve(Object.entries(this.containers).map(([id, { state }]) => ({ Id: id, State: state }))),
      getContainer: (id: string) => ({
        pause: () => change(`pause ${id}`, () => this.move(id, 'running', 'paused')),
        unpause: () => change(`unpause ${id}`, () => this.move(id, 'paused', 'running')),
      }),
      listVolumes: () => Promise.resolve({ Volumes: [...this.notes.values()] }),
      createVolume: (note: Note) => change(`create ${note.Name}`, () => this.notes.set(note.Name, note)),
      getVolume: (name: string) => ({ remove: () => change(`remove ${name}`, () => this.notes.delete(name)) }),
    };
  }

  private inspect(id: string): object {
    const { parent, state, waits = false, isSilent = false } = this.containers[id]!;
    if (isSilent) throw new Error('no answer within 5 s');
    const [isRunning, isPaused] = [state !== 'exited', state === 'paused'];
    return {
      Id: id,
      Name: `/${id}`,
      Image: 'sha256:1',
      State: { Running: isRunning, Paused: isPaused, Status: state },
      Config: {},
      HostConfig: { CgroupParent: parent, OomKillDisable: waits },
      NetworkSettings: {},
    };
  }

  private move(id: string, from: Made['state'], to: Made['state']): void {
    const container = this.containers[id];
    if (container === undefined) throw failure(404, `No such container: ${id}`);
    if (container.state === to) throw failure(409, `Container ${id} is already ${to}`);
    if (container.state === 'exited') throw failure(409, `Container ${id} is not running`);
    if (container.state !== from) throw failure(409, `Container ${id} is restarting, wait until the container is running`);
    container.state = to;
  }
}

function failure(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode, json: { message } });
}
