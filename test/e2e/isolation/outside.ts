import { spawn, ChildProcess } from 'node:child_process';
import { NetworkNamespace } from '../support/network-namespace';
import { attempt, run } from '../support/run';

const NAME = 'berth-outside';
const SERVER = 'require("node:http").createServer((_, answer) => answer.end("outside")).listen(8080, "0.0.0.0", () => console.log("listens"))';

/** A machine beyond the host, which answers there and as a cloud's metadata service: a network namespace to which the host is the way. */
export class Outside {
  /** The host's address on the way there. These are of a range for examples, and so of no machine. */
  static readonly HOST = '203.0.113.1';
  static readonly ADDRESS = '203.0.113.2';
  static readonly METADATA = '169.254.169.254';
  static readonly PORT = 8080;

  static async create(): Promise<Outside> {
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

  /** Takes it away, and with its interface the host's routes to it. */
  async remove(): Promise<void> {
    this.server.kill();
    await attempt('ip', ['link', 'delete', NAME]);
    await this.namespace.remove();
  }
}
