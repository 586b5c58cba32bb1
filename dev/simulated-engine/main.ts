import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { Latencies } from './server/latency';
import { SimulatedEngine } from './simulated-engine';
import { imageNamed } from './state/images';
import { output } from '../console/output';

const HELP = `Starts simulated engines in one process, until it is interrupted.

  npx tsx dev/simulated-engine/main.ts --hosts 100 --folder /tmp/hosts

  --folder   where the sockets are made: host-0.sock, host-1.sock …
  --hosts    how many engines (default: 1)
  --image    a name of an image that each of them has; can be repeated (default: busybox:latest)
  --fast     operations take no time, instead of the time that they take on a real engine`;

/** How much the heap may grow until garbage is collected, in percent. Node would let it grow by several times on a big machine. */
const HEAP_GROWTH = 30;

async function main(): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  const { values: { folder, hosts, image, fast, help } } = parseArgs({
    options: {
      folder: { type: 'string' },
      hosts: { type: 'string', default: '1' },
      image: { type: 'string', multiple: true, default: ['busybox:latest'] },
      fast: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (help || folder === undefined) return output.line(HELP);
  mkdirSync(folder, { recursive: true });
  const latency = fast ? {} : JSON.parse(readFileSync(join(__dirname, 'latencies.json'), 'utf8')) as Latencies;
  const images = image.map((name) => imageNamed(name));
  const engines = await Promise.all(Array.from({ length: Number(hosts) }, (_, index) => (
    SimulatedEngine.start({ socket: join(folder, `host-${index}.sock`), images, latency, name: `host-${index}` }))));
  const stop = () => { void Promise.all(engines.map((engine) => engine.stop())).then(() => process.exit(0)); };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  output.line(`${engines.length} engines are ready: ${engines[0]!.address} …`);
}

void main();
