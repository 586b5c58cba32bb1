import { ChildProcess, spawn } from 'node:child_process';
import { NamespacedEngine } from '../../support/namespaced-engine';
import { NetworkNamespace } from '../../support/network-namespace';

const server = (answer: string) => `require("node:http").createServer((_, response) => response.end("${answer}"))`
  + `.listen(${Surroundings.PORT}, "::", () => console.log("listens"))`;

/** A service of an engine's host on all its IPv6 addresses, and another machine that is reached through the host. */
export class Surroundings {
  public static readonly PORT = 9090;
  /** An address of the host that no network of the engine has. */
  public static readonly HOST = 'fd00:ffff::1';
  public static readonly OUTSIDE = 'fd00:ffff::2';
  /** The subnets of the tests' networks, to which the other machine has a route. */
  public static readonly NETWORKS = 'fd6b:6572:7468';

  /** @param name  the name of the engine's namespace */
  public static async create(engine: NamespacedEngine, name: string): Promise<Surroundings> {
    const outside = await NetworkNamespace.create(`${name}-out`);
    await engine.host.run('ip', ['link', 'add', 'uplink', 'type', 'veth', 'peer', 'name', 'eth0', 'netns', `${name}-out`]);
    await engine.host.run('ip', ['address', 'add', `${Surroundings.HOST}/64`, 'dev', 'uplink', 'nodad']);
    await outside.run('ip', ['address', 'add', `${Surroundings.OUTSIDE}/64`, 'dev', 'eth0', 'nodad']);
    await engine.host.run('ip', ['link', 'set', 'dev', 'uplink', 'up']);
    await outside.run('ip', ['link', 'set', 'dev', 'eth0', 'up']);
    await outside.run('ip', ['route', 'add', `${Surroundings.NETWORKS}::/48`, 'via', Surroundings.HOST]);
    const servers = await Promise.all([listen(name, 'host'), listen(`${name}-out`, 'outside')]);
    return new Surroundings(outside, servers);
  }

  private constructor(private readonly outside: NetworkNamespace, private readonly servers: readonly ChildProcess[]) {}

  public async remove(): Promise<void> {
    this.servers.forEach((each) => each.kill());
    await this.outside.remove();
  }
}

async function listen(namespace: string, answer: string): Promise<ChildProcess> {
  const args = [`--net=/run/netns/${namespace}`, process.execPath, '-e', server(answer)];
  const started = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => started.on('error', reject).stdout.once('data', resolve));
  return started;
}
