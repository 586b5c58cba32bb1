import { spawn, ChildProcess } from 'node:child_process';
import { NetworkNamespace } from '../support/network-namespace';
import { attempt, run } from '../support/run';

const NAME = 'berth-outside';
const SERVER = 'require("node:http").createServer((_, answer) => answer.end("outside"))'
  + '.listen(8080, "0.0.0.0", () => console.log("listens"))';

/**
 * A machine beyond the host, simulated by a network namespace that is reached through the host. Also answers at the
 * address of a cloud's metadata service.
 */
export class Outside {
  /** The host's address on the link. Both addresses are from a range reserved for documentation, so no machine has them. */
  public static readonly HOST = '203.0.113.1';
  public static readonly ADDRESS = '203.0.113.2';
  public static readonly METADATA = '169.254.169.254';
  public static readonly PORT = 8080;

  public static async create(): Promise<Outside> {
    await attempt('ip', ['link', 'delete', NAME]);
    const namespace = await NetworkNamespace.create(NAME);
    await run('ip', ['link', 'add', NAME, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', NAME]);
    await run('ip', ['address', 'add', `${Outside.HOST}/30`, 'dev', NAME]);
    await run('ip', ['link', 'set', 'dev', NAME, 'up']);
    await namespace.run('ip', ['address', 'add', `${Outside.ADDRESS}/30`, 'dev', 'eth0']);
    await namespace.run('ip', ['address', 'add', `${Outside.METADATA}/32`, 'dev', 'eth0']);
    await namespace.run('ip', ['link', 'set', 'dev', 'eth0', 'up']);
    await run('ip', ['route', 'add', `${Outside.METADATA}/32`, 'via', Outside.ADDRESS]);
    const server = spawn('nsenter', [`--net=/run/netns/${NAME}`, process.execPath, '-e', SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve, reject) => server.on('error', reject).stdout.once('data', resolve));
    return new Outside(namespace, server);
  }

  private constructor(private readonly namespace: NetworkNamespace, private readonly server: ChildProcess) {}

  /** Removes the machine. The host's routes to it disappear with its interface. */
  public async remove(): Promise<void> {
    this.server.kill();
    await attempt('ip', ['link', 'delete', NAME]);
    await this.namespace.remove();
  }
}
