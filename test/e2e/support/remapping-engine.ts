import Docker from 'dockerode';
import { runInMachine } from './user-mode-linux';
import { waitUntil } from '../../../dev/machine/wait-until';

const PORT = 2377;
const BRIDGE = 'remapped';
const DATA = '/var/lib/docker/remapped';
const FILES = '/run/remapped';

const START = `
mkdir -p ${DATA} ${FILES}/data
# Root of a container gets to the data, and not to those of the other engine above them.
mount --bind ${DATA} ${FILES}/data
ip link add ${BRIDGE} type bridge
ip address add 10.213.249.1/24 dev ${BRIDGE}
ip link set ${BRIDGE} up
setsid dockerd --host tcp://127.0.0.1:${PORT} --tls=false --userns-remap default --bridge ${BRIDGE} --iptables=false --ip6tables=false \\
  --data-root ${FILES}/data --exec-root ${FILES}/exec --pidfile ${FILES}/pid </dev/null >${FILES}/log 2>&1 &
`;

const STOP = `
pid=$(cat ${FILES}/pid)
kill $pid
while [ -e /proc/$pid ]; do sleep 0.2; done
ip link delete ${BRIDGE}
umount ${FILES}/data
rm -r ${FILES} ${DATA}
`;

/**
 * A second engine in the machine in user-mode Linux that the tests run on: one that remaps users. It does not interfere with the first one:
 * it has its own bridge and no firewall rules.
 */
export class RemappingEngine {
  public static readonly PORT = PORT;

  public static async start(): Promise<RemappingEngine> {
    const engine = new RemappingEngine();
    await runInMachine(START);
    await waitUntil('the engine answers', () => engine.docker.ping().then(() => true, () => false));
    return engine;
  }

  public readonly address = `tcp://127.0.0.1:${PORT}`;
  public readonly docker = new Docker({ socketPath: undefined, protocol: 'http', host: '127.0.0.1', port: PORT });

  private constructor() {}

  public async remove(): Promise<void> {
    await runInMachine(STOP);
  }
}
