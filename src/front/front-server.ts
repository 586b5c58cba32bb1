import { Fn, Tokenization } from 'cdktf';
import { invalidServerAddress } from './errors';
import { throwIfAny } from '../private/berth-error';
import { checkHostname } from '../private/names';
import { isKnown, matchedByTerraform } from '../private/tokens';
import { ipVersion } from '../shared/ip';
import { checkPortNumber } from '../workload/container/networking/port';

/** What an address consists of. Terraform's function fails on any other text, such as one with further lines for the configuration. */
const AFTER_APPLY = '^[0-9A-Za-z.:_-]+$';

/** What a host name can't end in, so that a mistyped IP address is none. */
const ENDS_IN_NUMBER = /(^|\.)\d+$/;

/**
 * A server behind a front: an address and a port at which the front's container reaches it. The server need not exist yet, and may be gone
 * for a while.
 *
 * @example
 * front.addHttp(8_080, { servers: [FrontServer.of('10.0.0.5', 20_000), FrontServer.of('10.0.0.6', 20_000)] });
 */
export class FrontServer {
  /**
   * Returns a server. Throws an error if the address is neither an IP address nor a host name, or if the port is not from 1 to 65535.
   *
   * @param address an IP address or a host name; the address of a host or the name of a container may be known only after apply
   * @param port the port, from 1 to 65535
   */
  public static of(address: string, port: number): FrontServer {
    throwIfAny([
      ...(isKnown(address) && !isAddress(address) ? [invalidServerAddress(address)] : []),
      ...checkPortNumber('The port of a server', port),
    ]);
    return new FrontServer(address, port);
  }

  private constructor(
    /**
     * The address of the server.
     */
    public readonly address: string,
    /**
     * The port of the server.
     */
    public readonly port: number,
  ) {}

  /**
   * Returns the address and the port, such as `10.0.0.5:20000`. If one is known only after apply, Terraform refuses any other text.
   */
  public toString(): string {
    const address = matchedByTerraform(this.address, AFTER_APPLY);
    const port = isKnown(this.port) ? this.port : Fn.tonumber(Tokenization.stringifyNumber(this.port));
    return `${address}:${port}`;
  }
}

function isAddress(text: string): boolean {
  return ipVersion(text) !== undefined || !ENDS_IN_NUMBER.test(text) && checkHostname('address', text).length === 0;
}
