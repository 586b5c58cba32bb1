import execa from 'execa';

/** The addresses of an own engine: a /16 of the private range. */
export interface AddressRange {
  /** The address of the default bridge, with its prefix length. */
  readonly bridge: string;
  /** The range that networks get a /24 each from. */
  readonly pool: string;
}

/**
 * Returns the name of the bridge of the engine's default network. Engines on one machine need a bridge each, but all use
 * `docker0` by default. Interface names have at most 15 characters.
 */
export function bridgeName(id: string): string {
  return `berth-${id}`;
}

/** Returns a range that nothing on this machine routes to. */
export async function freeRange(): Promise<AddressRange> {
  const { stdout: routes } = await execa('ip', ['-4', 'route']);
  for (let second = 201; second < 250; second++) {
    if (!new RegExp(`(^| )10\\.${second}\\.`, 'm').test(routes)) return { bridge: `10.${second}.0.1/24`, pool: `10.${second}.128.0/17` };
  }
  throw new Error('No free range of addresses between 10.201.0.0 and 10.249.0.0: `ip -4 route` shows what uses them');
}

/** Creates a bridge unless it exists, and sets its address. */
export async function addBridge(name: string, address: string): Promise<void> {
  const { exitCode } = await execa('ip', ['link', 'show', 'dev', name], { reject: false });
  if (exitCode !== 0) await execa('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
  await execa('ip', ['address', 'replace', address, 'dev', name]);
  await execa('ip', ['link', 'set', 'dev', name, 'up']);
}

/** Returns the bridges in a range: the engine's own, and those of its networks if it was killed and could not remove them. */
export async function bridgesIn({ bridge }: AddressRange): Promise<string[]> {
  const prefix = bridge.split('.').slice(0, 2).join('.');
  const { stdout: addresses } = await execa('ip', ['-oneline', '-4', 'address', 'show', 'type', 'bridge']);
  return addresses.split('\n').filter((line) => line.includes(` inet ${prefix}.`)).map((line) => line.split(/\s+/)[1]!);
}

export async function removeBridge(name: string): Promise<void> {
  await execa('ip', ['link', 'delete', 'dev', name, 'type', 'bridge']);
}
