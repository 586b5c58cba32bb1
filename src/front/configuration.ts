import { LAST_LINE } from './front-script';
import { FrontServer } from './front-server';
import { isKnown } from '../private/tokens';
import { Duration } from '../units/duration';

/** A port of a front. */
export interface FrontPort {
  readonly port: number;
  /** Produces the servers at synthesis. */
  readonly servers: () => readonly FrontServer[];
  /** The lines that make it a port for its protocol. */
  readonly protocol: readonly string[];
}

/** What concerns all ports of a front. */
export interface FrontSettings {
  readonly drainTimeout: Duration;
  readonly cpus?: number;
}

/** Requests that change nothing can be sent twice (RFC 9110, section 9.2.1), so they are if a server ends before it answers. */
const RETRIES = [
  'retry-on conn-failure empty-response',
  'http-request disable-l7-retry unless METH_GET',
];

/** A limit for a front none of whose servers accepts connections. */
const MOST_RETRIES = 100;

/** Returns the lines for HTTP. */
export function httpLines({ healthPath, responseTimeout = Duration.minutes(1) }: HttpSettings): string[] {
  return [
    'mode http',
    // An idle connection can't be used while its server closes it: a request that can't be sent twice would be lost.
    'option http-server-close',
    // A client can't know that an idle connection is about to be closed: it is told with the next response.
    'option idle-close-on-response',
    ...RETRIES,
    'http-request set-header X-Forwarded-For %[src]',
    'http-request set-header X-Forwarded-Proto http',
    ...(healthPath === undefined ? [] : ['option httpchk', `http-check send meth GET uri ${healthPath} ver HTTP/1.1 hdr Host front`]),
    'timeout client 1m',
    'timeout http-request 10s',
    'timeout http-keep-alive 1m',
    `timeout server ${milliseconds(responseTimeout)}`,
    'timeout tunnel 1h',
  ];
}

/** Returns the lines for TCP. */
export function tcpLines({ idleTimeout = Duration.hours(1) }: TcpSettings): string[] {
  return ['mode tcp', `timeout client ${milliseconds(idleTimeout)}`, `timeout server ${milliseconds(idleTimeout)}`];
}

interface HttpSettings { readonly healthPath?: string; readonly responseTimeout?: Duration }
interface TcpSettings { readonly idleTimeout?: Duration }

/**
 * Returns the configuration of HAProxy.
 *
 * HAProxy takes each server for healthy until its first check. So after a reload, requests also go to servers that don't exist, fail to
 * connect, and are sent to the next one, up to as many times as there are servers. The first failure marks a server as down until a check
 * succeeds, so no request tries a server twice.
 */
export function configuration(ports: readonly FrontPort[], { drainTimeout, cpus = 1 }: FrontSettings): string {
  return [
    ...section('global', [
      `hard-stop-after ${milliseconds(drainTimeout)}`,
      ...(isKnown(cpus) ? [`nbthread ${Math.max(1, Math.ceil(cpus))}`] : []),
    ]),
    ...section('resolvers names', ['parse-resolv-conf']),
    ...section('defaults', [
      'option redispatch 1',
      'timeout connect 2s',
      'default-server check inter 1s fastinter 200ms fall 2 rise 1 observe layer4 error-limit 1 on-error mark-down '
        + 'init-addr libc,none resolvers names resolve-opts allow-dup-ip',
    ]),
    ...ports.flatMap(listen),
    LAST_LINE,
    '',
  ].join('\n');
}

function listen({ port, servers, protocol }: FrontPort): string[] {
  const all = servers();
  return section(`listen port-${port}`, [
    `bind :${port}`,
    ...protocol,
    `retries ${Math.min(Math.max(3, all.length), MOST_RETRIES)}`,
    ...all.map((server, index) => `server server-${index + 1} ${server}`),
  ]);
}

function section(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.map((line) => `  ${line}`), ''];
}

function milliseconds(duration: Duration): string {
  return `${duration.toMilliseconds()}ms`;
}
