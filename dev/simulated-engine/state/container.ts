import { Json } from '../settings/json';
import { Mount } from '../settings/mounts';
import { Settings } from '../settings/settings';

export type Status = 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'removing';
export type Health = 'starting' | 'healthy' | 'unhealthy';

/** A container's place in a network. */
export interface Endpoint {
  readonly network: string;
  /** What was requested: `IPAMConfig`, `Aliases`, `DriverOpts`. */
  readonly request: Json;
  /** Set since the container first ran in the network. */
  networkId: string;
  aliases: readonly string[] | null;
  /** As a number. 0 while the container does not run, and in a network without addresses. */
  address: number;
}

/** A port of a container, and the port of the host at which it is published. */
export interface Published {
  readonly port: string;
  /** Empty for all addresses, IPv4 and IPv6. */
  readonly ip: string;
  readonly hostPort: number;
}

/**
 * A container, with no more than what can't be told from something else: there may be 100,000 of them in one process. Moments are in
 * milliseconds, 0 for never.
 */
export interface Container {
  readonly id: string;
  name: string;
  readonly imageId: string;
  readonly created: number;
  readonly config: Settings;
  host: Settings;
  readonly mounts: readonly Mount[];
  /** The volumes that were created for it without a name. */
  readonly anonymous: readonly string[];
  endpoints: Endpoint[];
  published: readonly Published[];
  status: Status;
  pid: number;
  exitCode: number;
  error: string;
  started: number;
  finished: number;
  restarts: number;
  health: Health | undefined;
  /** How many health checks have run since the start, and how many of them failed, the last ones in a row. */
  checks: number;
  failures: number;
}

export function isRunning({ status }: Container): boolean {
  return status === 'running' || status === 'paused';
}

/** The beginning of a container's id, which is its host name and its alias unless it has others. */
export function shortId({ id }: Pick<Container, 'id'>): string {
  return id.slice(0, 12);
}
