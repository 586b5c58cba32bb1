import { attempt, run } from '../run';

/** The addresses that an engine of the set-up's own uses: a /16 of the private range for it alone. */
export interface AddressRange {
  /** Of the default bridge, with its prefix length. */
  readonly bridge: string;
  /** What networks get their addresses from: a /24 each. */
  readonly pool: string;
}

/**
 * The bridge that the engine's default network stands on. Engines that share a machine need one each: by default all
 * take `docker0`. Interface names have at most 15 characters.
 */
export function bridgeName(id: string): string {
  return `berth-${id}`;
}

/** A range that nothing on this machine routes to. */
export async function freeRange(): Promise<AddressRange> {
  const routes = await run('ip', ['-4', 'route']);
  for (let second = 201; second < 250; second++) {
    if (!routes.includes(` 10.${second}.`) && !routes.startsWith(`10.${second}.`) && !routes.includes(`\n10.${second}.`)) {
      return { bridge: `10.${second}.0.1/24`, pool: `10.${second}.128.0/17` };
    }
  }
  throw new Error('No free range of addresses between 10.201.0.0 and 10.249.0.0: `ip -4 route` shows what uses them');
}

/** Makes the bridge, or does nothing where it is there. */
export async function addBridge(name: string, address: string): Promise<void> {
  if ((await attempt('ip', ['link', 'show', 'dev', name])).exitCode !== 0) await run('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
  await run('ip', ['address', 'replace', address, 'dev', name]);
  await run('ip', ['link', 'set', 'dev', name, 'up']);
}

/** The bridges that stand in a range: the engine's own, and those of its networks where it was killed and could not remove them. */
export async function bridgesIn({ bridge }: AddressRange): Promise<string[]> {
  const prefix = bridge.split('.').slice(0, 2).join('.');
  const addresses = await run('ip', ['-oneline', '-4', 'address', 'show', 'type', 'bridge']);
  return addresses.split('\n').filter((line) => line.includes(` inet ${prefix}.`)).map((line) => line.split(/\s+/)[1]!);
}

export async function removeBridge(name: string): Promise<void> {
  await run('ip', ['link', 'delete', 'dev', name, 'type', 'bridge']);
}
