import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { configuration, FrontPort, httpLines, tcpLines } from './configuration';
import { duplicateServer, frontNeedsBerth, frontWithoutPorts, invalidHealthPath, portOfFrontTaken, portWithoutServers } from './errors';
import { FrontHttpOptions, FrontPortOptions, FrontTcpOptions } from './front-port-options';
import { FrontProps } from './front-props';
import { CONFIGURATION_PATH, FRONT_SCRIPT, HEALTH_COMMAND, SCRIPT_PATH } from './front-script';
import { FrontServer } from './front-server';
import { Backend } from '../backend/backend';
import { IsolationPolicy } from '../isolation/isolation-policy';
import { BerthError, throwIfAny } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { durationOutOfRange } from '../private/errors';
import { isKnown, matchedByTerraform } from '../private/tokens';
import { Duration } from '../units/duration';
import { Connections, IConnectable } from '../workload/container/connections';
import { Container } from '../workload/container/container';
import { checkPortNumber } from '../workload/container/networking/port';
import { HealthCheck } from '../workload/container/process/health-check';
import { RestartPolicy } from '../workload/container/process/restart-policy';
import { OnFileChange } from '../workload/container/storage/on-file-change';

/** Any user: HAProxy needs no file of its own. */
const USER = '65532:65532';

/** HAProxy counts milliseconds in 31 bits. */
const LONGEST = Duration.days(24);

/** The characters that mean nothing in HAProxy's configuration, of those that a path and a query can have. */
const HEALTH_PATH = '^/[0-9A-Za-z_.~/?&=+:@,;%-]*$';

/**
 * One address for a service that has several servers: a reverse proxy, HAProxy, in a container. It runs under `IsolationPolicy.RESTRICTED`.
 *
 * A change of the servers is applied while the front runs, without a lost or refused connection. Terraform waits until the new
 * configuration is in force, and fails if HAProxy refuses it. Then the one before stays in force. A new port replaces the container, and
 * so interrupts all connections. Needs `Backend.BERTH`.
 *
 * A server that stops gets no more requests. A request whose connection fails goes to another server, and so does a request with GET or
 * HEAD that a server has not begun to answer. Other requests may change something, and are never sent twice.
 *
 * @example
 * const front = new Front(stack, 'front', { host, image: BaseImage.fromRegistry('haproxy:3.0') });
 * front.addHttp(8_080, {
 *   servers: [FrontServer.of('10.0.0.5', 20_000), FrontServer.of('10.0.0.6', 20_000)],
 *   healthPath: '/health',
 *   hostIp: '0.0.0.0',
 * });
 * front.addTcp(5_432, { servers: [FrontServer.of('10.0.0.7', 5_432)] });
 */
export class Front extends Construct implements IConnectable {
  /**
   * The container that HAProxy runs in.
   */
  public readonly container: Container;

  private readonly ports: FrontPort[] = [];

  /**
   * @param scope the parent construct
   * @param id the construct's id within the scope
   * @param props the host, the image and the limits of the front
   */
  constructor(scope: Construct, id: string, props: FrontProps) {
    super(scope, id);
    requireProps('FrontProps', props, this);
    const { host, image, drainTimeout = Duration.minutes(10), memory, cpus } = props;
    throwIfAny([
      ...(host.backend === Backend.KREUZWERKER ? [frontNeedsBerth(`${host.backend}`)] : []),
      ...checkTimeout('drainTimeout', drainTimeout),
    ], this);
    this.container = new Container(this, 'Proxy', {
      host,
      image,
      memory,
      cpus,
      isolation: IsolationPolicy.RESTRICTED,
      user: USER,
      entryPoint: ['sh', SCRIPT_PATH],
      init: true,
      stopSignal: 'SIGUSR1',
      restart: RestartPolicy.ALWAYS,
      files: [
        { path: SCRIPT_PATH, content: FRONT_SCRIPT },
        {
          path: CONFIGURATION_PATH,
          content: Lazy.stringValue({ produce: () => configuration(this.ports, { drainTimeout, cpus }) }),
        },
      ],
      onFileChange: OnFileChange.UPLOAD,
      healthCheck: HealthCheck.shell(HEALTH_COMMAND, { interval: Duration.seconds(2), startPeriod: Duration.seconds(10) }),
    });
    this.node.addValidation({ validate: () => this.problems().map(({ detail }) => detail) });
  }

  /**
   * The network connections of the front: the networks on which it reaches servers of the same host by their names.
   */
  public get connections(): Connections {
    return this.container.connections;
  }

  /**
   * Adds a port for HTTP. The servers get the address of the client as `X-Forwarded-For`. What a client itself sends as such is removed.
   * Throws an error if the front listens on the port already.
   *
   * @param port the port on the host, from 1 to 65535
   * @param options the servers, and how they are checked
   */
  public addHttp(port: number, options: FrontHttpOptions): void {
    requireArguments({ port: ['number', port], options: ['FrontHttpOptions', options] }, this);
    throwIfAny(checkServers(port, options.servers), this);
    this._addHttp(port, options, () => options.servers);
  }

  /**
   * Adds a port for any protocol over TCP, such as TLS, which the servers end themselves. Throws an error if the front listens on the port
   * already.
   *
   * @param port the port on the host, from 1 to 65535
   * @param options the servers
   */
  public addTcp(port: number, options: FrontTcpOptions): void {
    requireArguments({ port: ['number', port], options: ['FrontTcpOptions', options] }, this);
    throwIfAny(checkServers(port, options.servers), this);
    this._addTcp(port, options, () => options.servers);
  }

  /**
   * Adds a port for HTTP whose servers are known only at synthesis.
   *
   * @internal
   */
  public _addHttp(port: number, options: Omit<FrontHttpOptions, 'servers'>, servers: () => readonly FrontServer[]): void {
    const { healthPath, responseTimeout } = options;
    throwIfAny([
      ...(isKnown(healthPath) && !new RegExp(HEALTH_PATH).test(healthPath) ? [invalidHealthPath(healthPath)] : []),
      ...checkTimeout('responseTimeout', responseTimeout),
    ], this);
    // A text that is known only after apply could have further lines for the configuration.
    const path = healthPath && matchedByTerraform(healthPath, HEALTH_PATH);
    this.add(options, { port, servers, protocol: httpLines({ healthPath: path, responseTimeout }) });
  }

  /**
   * Adds a port for TCP whose servers are known only at synthesis.
   *
   * @internal
   */
  public _addTcp(port: number, options: Omit<FrontTcpOptions, 'servers'>, servers: () => readonly FrontServer[]): void {
    throwIfAny(checkTimeout('idleTimeout', options.idleTimeout), this);
    this.add(options, { port, servers, protocol: tcpLines(options) });
  }

  /**
   * Returns the address of a port of the front as host name and port, such as `localhost:8080`. Throws an error if it has no such port.
   *
   * @param port the port on the host
   */
  public addressOf(port: number): string {
    return this.container.publishedAddress(port);
  }

  private add({ hostIp }: Pick<FrontPortOptions, 'hostIp'>, added: FrontPort): void {
    const { port } = added;
    const isTaken = this.ports.some((each) => each.port === port);
    throwIfAny([...checkPortNumber('The port of a front', port), ...(isTaken ? [portOfFrontTaken(port)] : [])], this);
    this.container.addPort({ containerPort: port, hostPort: port, hostIp });
    this.ports.push(added);
  }

  private problems(): BerthError[] {
    if (this.ports.length === 0) return [frontWithoutPorts()];
    return this.ports.flatMap(({ port, servers }) => checkServers(port, servers()));
  }
}

function checkServers(port: number, servers: readonly FrontServer[]): BerthError[] {
  const texts = servers.map(String).filter(isKnown);
  const repeated = texts.filter((text, index) => texts.indexOf(text) !== index);
  return [
    ...(servers.length === 0 ? [portWithoutServers(port)] : []),
    ...[...new Set(repeated)].map((text) => duplicateServer(port, text)),
  ];
}

function checkTimeout(name: string, timeout: Duration | undefined): BerthError[] {
  const milliseconds = timeout?.toMilliseconds();
  const isPossible = !isKnown(milliseconds) || milliseconds >= 1 && milliseconds <= LONGEST.toMilliseconds();
  return isPossible ? [] : [durationOutOfRange(`The \`${name}\` of a front`, `${timeout}`, `from 1 millisecond to ${LONGEST}`)];
}
