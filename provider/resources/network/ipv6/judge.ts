/** How many addresses a message lists. */
const LISTED = 4;

/** The settings of a network that decide what its containers may reach. */
export interface Settings {
  /** Whether the network has no access to the outside. */
  readonly internal: boolean;
  /** Whether its containers may reach each other. */
  readonly peers: boolean;
}

/** What the probes saw over IPv6. */
export interface Seen {
  /** Whether a container on the network reached one on another network. */
  readonly reachedOther: boolean;
  readonly reachedFromOther: boolean;
  readonly reachedPeer: boolean;
  readonly reachedFromHost: boolean;
  /** The addresses of the host at which a service of the host answered a container on the network. */
  readonly hostAnsweredAt: readonly string[];
  /** The addresses of the network's bridge on the host. */
  readonly bridgeAddresses: readonly string[];
}

/** Something that a network lets through and should not. */
export interface Leak {
  readonly what: string;
  /** Whether the engine has to filter IPv6 to stop it. The bridge of an internal network must have no IPv6 address instead. */
  readonly needs: 'filter' | 'isolated bridge';
}

/** Returns what a network lets through over IPv6 and should not. */
export function leaksIn(seen: Seen, { internal, peers }: Settings): Leak[] {
  const filter: readonly (string | false)[] = [
    seen.reachedOther && 'A container on it reached a container on another network.',
    seen.reachedFromOther && 'A container on another network reached a container on it.',
    seen.reachedPeer && !peers && 'Two containers on it reached each other, although `enable_icc` is false.',
  ];
  const bridge: readonly (string | false)[] = internal ? [
    seen.reachedFromHost && 'The host reached a container on it, although it is internal.',
    seen.hostAnsweredAt.length > 0
      && `A container on it reached a service of the host at ${some(seen.hostAnsweredAt)}, although it is internal.`,
    seen.bridgeAddresses.length > 0
      && `Its bridge has an IPv6 address (${some(seen.bridgeAddresses)}), through which the host and its containers reach each other, `
      + 'although it is internal.',
  ] : [];
  const leaks = (needs: Leak['needs'], found: readonly (string | false)[]) =>
    found.flatMap((what) => what === false ? [] : [{ what, needs }]);
  return [...leaks('filter', filter), ...leaks('isolated bridge', bridge)];
}

/** Lists the first few addresses: a host has one for each of its networks. */
function some(addresses: readonly string[]): string {
  const more = addresses.length - LISTED;
  return more > 0 ? `${addresses.slice(0, LISTED).join(', ')} and ${more} more` : addresses.join(', ');
}
