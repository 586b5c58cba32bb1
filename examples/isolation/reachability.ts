import { BaseImage, Container, ContainerHost, NetworkLevel, Port, ContainerOptions, NetworkOptions } from 'cdktf-berth';
import { Construct } from 'constructs';

/** The port of each container, which serves its own id at `/id`. */
export const LISTENS_ON = 8080;

/** The image of all containers: it can listen and connect. */
const IMAGE = BaseImage.fromRegistry('busybox:latest');

/** The containers of one tenant. */
class Group extends Construct {
  public readonly containers: Container[] = [];

  constructor(private readonly host: ContainerHost, id: string) {
    super(host, id);
  }

  public add(id: string, options: Partial<ContainerOptions> = {}): Container {
    const container = new Container(this, id, {
      host: this.host,
      image: IMAGE,
      init: true,
      command: ['httpd', '-f', '-p', `${LISTENS_ON}`, '-h', '/srv'],
      files: [{ path: '/srv/id', content: `${this.node.id}-${id}` }],
      ...options,
    });
    this.containers.push(container);
    return container;
  }

  /** Adds two containers on their own network. */
  public addPair(id: string, level: NetworkLevel, options: NetworkOptions = {}): [Container, Container] {
    const network = this.host.addNetwork(`${this.node.id}-${id}`, { level, ...options });
    return [this.add(`${id}1`, { networks: [network] }), this.add(`${id}2`, { networks: [network] })];
  }
}

/** Three groups of containers on one host, with every kind of connection and every network level. */
export class Neighbourhood {
  public readonly containers: readonly Container[];

  constructor(host: ContainerHost) {
    const shop = new Group(host, 'shop');
    const [web, app, db] = ['web', 'app', 'db'].map((id) => shop.add(id)) as [Container, Container, Container];
    web.connections.allowTo(app, Port.tcp(LISTENS_ON));
    web.connections.allowFromHost(Port.tcp(LISTENS_ON));
    app.connections.allowTo(db, Port.tcp(LISTENS_ON));
    app.connections.allowInternet();
    shop.add('batch').connections.isolate();
    shop.add('idle');

    const walls = new Group(host, 'walls');
    walls.addPair('closed', NetworkLevel.CLOSED);
    walls.addPair('outbound', NetworkLevel.OUTBOUND);
    const [published] = walls.addPair('published', NetworkLevel.PUBLISHED);
    published.addPort({ containerPort: LISTENS_ON, hostIp: '0.0.0.0' });

    const rooms = new Group(host, 'rooms');
    const [peer] = rooms.addPair('peers', NetworkLevel.PEERS);
    const [open, other] = rooms.addPair('open', NetworkLevel.OPEN);
    peer.connections.allowTo(open, Port.tcp(LISTENS_ON));
    other.connections.allowFromHost(Port.tcp(LISTENS_ON));

    this.containers = [shop, walls, rooms].flatMap(({ containers }) => containers);
  }
}
