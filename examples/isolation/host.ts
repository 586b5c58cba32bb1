import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { BAIT } from './attempts';
import { attempt, run, which } from '../setup/run';

const METADATA = '169.254.169.254';
const NOBODY = '169.254.77.77';

/** What an attacker may find on the host: a service on all of its addresses, and one on the address of a cloud's metadata service. */
export class Bait {
  /** Whether this machine can play the host: the address is added to it, and taken away again. */
  static get isPossible(): boolean {
    return process.getuid?.() === 0 && which('ip') !== undefined;
  }

  static async lay(): Promise<Bait> {
    const service = await listen('0.0.0.0', 0);
    // In a cloud the real one answers, and nothing may stand in its way.
    return new Bait(service, await isReal() ? undefined : await standInForMetadata());
  }

  private constructor(private readonly service: Server, private readonly standIn: Server | undefined) {}

  /** `address:port` of the service, at each address that the machine has. */
  get host(): string[] {
    const { port } = this.service.address() as AddressInfo;
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal);
    return addresses.map(({ address }) => `${address}:${port}`);
  }

  /** `address:port` of the metadata service, unless it is a cloud's own, which answers in words of its own. */
  get metadata(): string[] {
    return this.standIn === undefined ? [] : [`${METADATA}:80`];
  }

  async remove(): Promise<void> {
    this.service.close();
    if (this.standIn === undefined) return;
    this.standIn.close();
    await attempt('ip', ['address', 'delete', `${METADATA}/32`, 'dev', 'lo']);
  }
}

/** A network that answers for whatever is not there does so for another address, too. */
async function isReal(): Promise<boolean> {
  return await answers(METADATA) && !await answers(NOBODY);
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(`http://${address}/`, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  }
}

async function standInForMetadata(): Promise<Server> {
  await run('ip', ['address', 'replace', `${METADATA}/32`, 'dev', 'lo']);
  return listen(METADATA, 80);
}

/** Answers to whatever it is told, and keeps no process waiting for who tells it nothing. */
function listen(address: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    socket.unref().on('error', () => undefined).once('data', () => socket.end(`${BAIT}\n`));
  });
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, address, () => resolve(server)));
}
