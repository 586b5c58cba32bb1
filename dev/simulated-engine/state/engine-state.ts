import { EventEmitter } from 'node:events';
import { Container } from './container';
import { Containers } from './containers';
import { Events } from './events';
import { HostPorts } from './host-ports';
import { Image, Images } from './images';
import { Networks } from './networks';
import { Volumes } from './volumes';
import { objectOf } from '../settings/json';
import { field } from '../settings/settings';

/** What is on an engine. */
export class EngineState {
  public readonly containers = new Containers();
  public readonly networks = new Networks();
  public readonly events = new Events();
  public readonly ports = new HostPorts();
  public readonly volumes = new Volumes(({ name, driver }) => this.events.emit('volume', 'create', name, { driver }));
  public readonly images: Images;
  /** Tells of containers that ended (`exit:<id>`), and that are gone (`gone:<id>`). */
  public readonly changes = new EventEmitter().setMaxListeners(0);
  /** Is aborted when the engine stops. */
  public readonly stopped = new AbortController();
  private lastPid = 1000;

  constructor(public readonly id: string, images: readonly Image[]) {
    this.images = new Images(images);
  }

  public nextPid(): number {
    this.lastPid += 1;
    return this.lastPid;
  }

  /** Emits an event of a container, with its labels. */
  public emit(container: Container, action: string, more: Readonly<Record<string, string>> = {}): void {
    const labels = objectOf(field(container.config, 'Labels')) as Record<string, string>;
    const image = String(field(container.config, 'Image'));
    this.events.emit('container', action, container.id, { ...labels, image, name: container.name, ...more });
  }

  /** Runs something later, unless the engine stops. */
  public later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      if (!this.stopped.signal.aborted) work();
    }, milliseconds);
    timer.unref();
  }
}
