import { Address4 } from 'ip-address';

/** The IPv4 addresses of a network. */
export class Subnet {
  public readonly cidr: string;
  public readonly prefix: number;
  public readonly gateway: string;
  private readonly first: number;
  private readonly size: number;
  private readonly used = new Set<number>();
  /** No address below this one is free. */
  private lowest: number;

  constructor(cidr: string, gateway?: string) {
    const parsed = new Address4(cidr);
    this.cidr = cidr;
    this.prefix = parsed.subnetMask;
    this.first = numberOf(parsed.startAddress());
    this.size = 2 ** (32 - this.prefix);
    this.gateway = gateway ?? textOf(this.first + 1);
    this.lowest = this.first + 1;
    this.used.add(numberOf(new Address4(this.gateway)));
  }

  public overlaps(other: Subnet): boolean {
    return this.first < other.first + other.size && other.first < this.first + this.size;
  }

  /** Takes an address, or the lowest that is free. Returns undefined if it is taken, or if none is left. */
  public take(wanted?: string): number | undefined {
    if (wanted !== undefined) {
      const address = numberOf(new Address4(wanted));
      if (this.used.has(address)) return undefined;
      this.used.add(address);
      return address;
    }
    for (let address = this.lowest; address < this.first + this.size - 1; address++) {
      if (this.used.has(address)) continue;
      this.used.add(address);
      this.lowest = address + 1;
      return address;
    }
    return undefined;
  }

  public release(address: number): void {
    this.used.delete(address);
    this.lowest = Math.min(this.lowest, address);
  }
}

/** Returns the text of an address. */
export function textOf(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
}

/** Returns the MAC address that the engine makes from an address. */
export function macOf(address: number): string {
  const parts = textOf(address).split('.').map((each) => Number(each).toString(16).padStart(2, '0'));
  return ['02', '42', ...parts].join(':');
}

function numberOf(address: Address4): number {
  return Number(address.bigInt());
}
