import { Published } from './container';
import { arrayOf, Json, objectOf, textOf } from '../settings/json';

const EPHEMERAL = { first: 32768, last: 60999 };

/** The ports of the machine that containers have. */
export class HostPorts {
  private readonly used = new Set<string>();
  private next = EPHEMERAL.first;

  /**
   * Publishes the ports of a container. Only ports that it exposes are published.
   *
   * @param fail is called with the engine's words if a port is taken
   */
  public publish(config: Json, host: Json, fail: (message: string) => never): Published[] {
    const bindings = objectOf(host.PortBindings);
    const published: Published[] = [];
    for (const port of Object.keys(objectOf(config.ExposedPorts))) {
      const wanted = arrayOf<Json>(bindings[port]);
      const all = wanted.length === 0 && host.PublishAllPorts ? [{}] : wanted;
      for (const binding of all as readonly Json[]) {
        const ip = textOf(binding.HostIp);
        const hostPort = Number(textOf(binding.HostPort).split('-')[0]) || this.free(ip, port);
        const key = keyOf({ port, ip, hostPort });
        if (this.used.has(key)) {
          this.release(published);
          fail(`Bind for ${ip || '0.0.0.0'}:${hostPort} failed: port is already allocated`);
        }
        this.used.add(key);
        published.push({ port, ip, hostPort });
      }
    }
    return published;
  }

  public release(published: readonly Published[]): void {
    for (const each of published) this.used.delete(keyOf(each));
  }

  private free(ip: string, port: string): number {
    for (;;) {
      const hostPort = this.next;
      this.next = hostPort === EPHEMERAL.last ? EPHEMERAL.first : hostPort + 1;
      if (!this.used.has(keyOf({ port, ip, hostPort }))) return hostPort;
    }
  }
}

function keyOf({ port, ip, hostPort }: Published): string {
  return `${ip || '0.0.0.0'}:${hostPort}/${port.split('/')[1]}`;
}
