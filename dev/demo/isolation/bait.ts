import { createServer, AddressInfo, Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import execa from 'execa';
import { BAIT } from '../../../examples/isolation/attempts';
import { which } from '../../machine/which';

const METADATA = '169.254.169.254';
const UNUSED = '169.254.77.77';

/** Targets for an attacker on the host: a service on all addresses, and one on the address of a cloud's metadata service. */
export class Bait {
  /** Whether this machine can be the host: this adds the metadata address to it, and removes it afterwards. */
  public static get isPossible(): boolean {
    return process.getuid?.() === 0 && which('ip') !== undefined;
  }

  public static async lay(): Promise<Bait> {
    const service = await listen('0.0.0.0', 0);
    // In a cloud, the real metadata service answers, and must not be replaced.
    return new Bait(service, await hasMetadataService() ? undefined : await startMetadataStandIn());
  }

  private constructor(private readonly service: Server, private readonly standIn: Server | undefined) {}

  /** `address:port` of the service at each address of the machine. */
  public get host(): string[] {
    const { port } = this.service.address() as AddressInfo;
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    return addresses.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => `${address}:${port}`);
  }

  /** `address:port` of the stand-in for the metadata service. Empty in a cloud, whose own service answers differently. */
  public get metadata(): string[] {
    return this.standIn === undefined ? [] : [`${METADATA}:80`];
  }

  public async remove(): Promise<void> {
    this.service.close();
    if (this.standIn === undefined) return;
    this.standIn.close();
    await execa('ip', ['address', 'delete', `${METADATA}/32`, 'dev', 'lo'], { reject: false });
  }
}

/** Returns whether there is a real metadata service. Some networks answer for every address, including an unused one. */
async function hasMetadataService(): Promise<boolean> {
  return await answers(METADATA) && !await answers(UNUSED);
}

async function answers(address: string): Promise<boolean> {
  try {
    await fetch(`http://${address}/`, { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  }
}

async function startMetadataStandIn(): Promise<Server> {
  await execa('ip', ['address', 'replace', `${METADATA}/32`, 'dev', 'lo']);
  return listen(METADATA, 80);
}

/** Answers every request. Open connections don't keep this process alive. */
function listen(address: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    socket.unref().on('error', () => undefined).once('data', () => socket.end(`${BAIT}\n`));
  });
  return new Promise((resolve, reject) => server.once('error', reject).listen(port, address, () => resolve(server)));
}
