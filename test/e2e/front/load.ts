import { Agent, request } from 'node:http';

/** What one client sent. */
export interface Sent {
  readonly answered: number;
  /** What became of each request that was not answered with the status 200. */
  readonly lost: readonly string[];
}

type Method = 'GET' | 'POST';

export interface LoadOptions {
  readonly method: Method;
  readonly keepAlive: boolean;
}

/** Clients that send requests without pause, each after the answer to the one before. */
export class Load {
  /** Starts two clients of each kind: with and without a connection that stays, of requests that may and may not be sent twice. */
  public static start(url: string, methods: readonly Method[] = ['GET', 'POST']): Load {
    const kinds = methods.flatMap((method) => [true, false].map((keepAlive) => ({ method, keepAlive })));
    return new Load(url, [...kinds, ...kinds]);
  }

  private running = true;
  private readonly ended: Promise<Sent[]>;

  private constructor(url: string, clients: readonly LoadOptions[]) {
    this.ended = Promise.all(clients.map((options) => this.send(url, options)));
  }

  /** Lets all clients end, and returns what they have sent together. */
  public async stop(): Promise<Sent> {
    this.running = false;
    const all = await this.ended;
    return { answered: all.reduce((sum, { answered }) => sum + answered, 0), lost: all.flatMap(({ lost }) => lost) };
  }

  private async send(url: string, { method, keepAlive }: LoadOptions): Promise<Sent> {
    const agent = new Agent({ keepAlive, maxSockets: 1 });
    const lost: string[] = [];
    let answered = 0;
    while (this.running) {
      const result = await send(url, method, agent).then(({ status }) => `status ${status}`, ({ message }: Error) => message);
      if (result === 'status 200') answered += 1;
      else lost.push(`${method} ${keepAlive ? 'kept alive' : 'alone'}: ${result}`);
    }
    agent.destroy();
    return { answered, lost };
  }
}

/** Sends one request and reads the answer to its end. */
export function send(url: string, method = 'GET', agent?: Agent): Promise<{ readonly status?: number; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => { body += chunk; });
      response.on('end', () => resolve({ status: response.statusCode, body })).on('error', reject);
    });
    sent.on('error', reject).end(method === 'POST' ? 'order' : undefined);
  });
}

/** Sends requests without pause during an action, and returns those that are lost. */
export async function lostDuring(
  url: string, action: () => Promise<unknown>, methods?: readonly Method[],
): Promise<readonly string[]> {
  const load = Load.start(url, methods);
  let sent;
  try {
    await action();
  } finally {
    sent = await load.stop();
  }
  expect(sent.answered).toBeGreaterThan(100);
  return sent.lost;
}
