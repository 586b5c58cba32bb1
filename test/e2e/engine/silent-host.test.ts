import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { SOCKET } from './docker';
import { workspacePerTest } from '../support/workspace-per-test';

const PREFIX = 'e2e-silent';
const ALIVE = `unix://${SOCKET}`;
/** More than terraform's default parallelism of ten. */
const COUNT = 25;

const workspaceWith = workspacePerTest(PREFIX);

/** A host that accepts connections and never answers. */
class SilentHost {
  public static async start(): Promise<SilentHost> {
    const host = new SilentHost();
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  /** The number of connections so far. */
  public get connections(): number {
    return this.sockets.length;
  }

  private readonly sockets: Socket[] = [];
  private readonly server: Server = createServer((socket) => this.sockets.push(socket));

  public get address(): string {
    return `tcp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public stop(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

let silent: SilentHost;

beforeEach(async () => {
  silent = await SilentHost.start();
});

afterEach(() => silent.stop());

/** Containers on a host that may be down, and one on another host. */
function stack(host: string): object {
  const container = { image: 'busybox:latest', command: ['true'], network_mode: 'none', start: false, must_run: false };
  return {
    provider: { docker: [{ host }, { alias: 'alive', host: ALIVE }] },
    resource: {
      docker_container: {
        down: { ...container, count: COUNT, name: `${PREFIX}-\${count.index}` },
        up: { ...container, name: `${PREFIX}-up`, provider: 'docker.alive' },
      },
    },
  };
}

test('waits only once for a host that never answers, and reports the error for each resource', async () => {
  const terraform = await workspaceWith(stack(ALIVE));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  terraform.configure(stack(silent.address));
  const { ok, diagnostics } = await terraform.plan();
  expect(ok).toBe(false);
  expect(silent.connections).toBe(1);
  expect(diagnostics.map(({ address }) => address).sort()).toEqual(
    [...Array(COUNT).keys()].map((index) => `docker_container.down[${index}]`).sort(),
  );
  for (const { summary, detail } of diagnostics) {
    expect(summary).toBe('Could not connect to the Docker Engine: no answer within 30 s');
    expect(detail).toContain(`The Docker Engine at ${silent.address} (\`host\` of the provider)`);
  }
  terraform.configure(stack(ALIVE));
  expect((await terraform.plan()).changes).toEqual([]);
});
