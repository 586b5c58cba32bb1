import { statSync } from 'node:fs';
import { TooLong } from './connection/answers';
import { ForeignLink } from './connection/unix-agent';
import { Endpoint, TERRAFORM } from './endpoint/endpoint';
import { sshAdvice } from './ssh/advice';

/** A failure of a call to an engine. */
export interface Failure {
  readonly cause: unknown;
  readonly message: string;
  readonly statusCode?: number;
  readonly endpoint: Endpoint;
}

/** What to do next if an engine that may be suspended does not answer. */
export const IF_SUSPENDED = 'The engine may be suspended with its resource pool. Resume that first: set `suspended = false`, and apply.';

/** Returns what to do next about a failure with a well-known cause, or nothing. */
export function adviceFor(failure: Failure): string | undefined {
  if (failure.cause instanceof TooLong) {
    return 'No Docker Engine sends that much. Find out what answers at this address: something else may listen there in its place.';
  }
  if (failure.statusCode !== undefined) return adviceForAnswer(failure);
  switch (failure.endpoint.target.kind) {
    case 'unix': return unixSocket(failure) ?? connectionClosed(failure);
    case 'tcp': return network(failure) ?? tls(failure) ?? connectionClosed(failure);
    case 'ssh': return sshAdvice(failure.endpoint.target, failure.cause);
  }
}

/** Returns Node's error codes, including those of every address that was tried if a name resolves to several. */
function codesOf(cause: unknown): readonly string[] {
  const own = (cause as { code?: unknown } | undefined)?.code;
  const inner = cause instanceof AggregateError ? cause.errors.flatMap(codesOf) : [];
  return typeof own === 'string' ? [own, ...inner] : inner;
}

function unixSocket({ cause, endpoint }: Failure): string | undefined {
  if (cause instanceof ForeignLink) {
    return 'Whoever made the link would choose the engine. A link is followed only if it and its folder belong to root or to the user that '
      + 'runs this. Remove the link, or configure the path that is meant.';
  }
  const codes = codesOf(cause);
  const { program = TERRAFORM } = endpoint;
  const path = endpoint.target.kind === 'unix' ? endpoint.target.socketPath : '';
  if (codes.includes('ENOENT')) {
    return `There is no socket at ${path}. Start the engine, or configure the address of the one that is running: `
      + `set ${program.ways}.`;
  }
  // If the file is not a socket, Linux reports that the connection was refused.
  if (codes.includes('ENOTSOCK') || codes.includes('ECONNREFUSED') && !isSocket(path)) {
    return `${path} is a file or a folder, not a socket. Configure the path of the engine's socket. If this is the right path, remove `
      + 'what is there and restart the engine. (A container that mounts a missing socket makes Docker create a folder of that name.)';
  }
  if (codes.includes('ECONNREFUSED')) {
    return `The socket ${path} exists, but no engine listens on it. Start the engine (for example \`systemctl start docker\`).`;
  }
  if (codes.includes('EACCES') || codes.includes('EPERM')) {
    return `The current user is not allowed to open ${path}. Run ${program.name} as a user with access: `
      + 'usually a member of the group that owns the socket (`docker`).';
  }
  return undefined;
}

/** Returns the advice if the engine, or a proxy in front of it, closed the connection during a call. */
function connectionClosed({ cause }: Failure): string | undefined {
  return codesOf(cause).some((code) => ['ECONNRESET', 'EPIPE'].includes(code))
    ? 'The connection was closed before the answer arrived, so the operation may or may not have been done. '
      + 'Check that the engine is running, and plan again.'
    : undefined;
}

function isSocket(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isSocket() ?? true;
}

function network({ cause, endpoint }: Failure): string | undefined {
  const codes = codesOf(cause);
  if (codes.includes('ECONNREFUSED')) {
    return `Nothing listens at ${endpoint.address}. Check the port (usually 2375 without TLS and 2376 with TLS), `
      + 'and that the engine was started with `-H tcp://...`.';
  }
  if (codes.some((code) => ['ENOTFOUND', 'EAI_AGAIN'].includes(code))) {
    return `The host name in ${endpoint.address} does not resolve. Check its spelling and this machine's name servers.`;
  }
  if (codes.some((code) => ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code))) {
    return `This machine cannot reach ${endpoint.address}. Check the routes and firewalls, and that the other machine is running.`;
  }
  return undefined;
}

/** Known causes of TLS failures, each with what to change and on which side. */
const TLS_CAUSES: readonly { readonly code: RegExp; readonly advice: string }[] = [
  {
    code: /UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|SELF_SIGNED|CERT_SIGNATURE_FAILURE/,
    advice: 'The engine\'s certificate was not signed by the configured certificate authority. '
      + 'Set the authority that signed it: `ca_material`, or `ca.pem` in `cert_path`.',
  },
  {
    code: /ERR_TLS_CERT_ALTNAME_INVALID/,
    advice: 'The engine\'s certificate was issued for another name. Use a name or address that the certificate contains, '
      + 'or reissue it with this one as a subject alternative name.',
  },
  {
    code: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    advice: 'The engine\'s certificate has expired or is not valid yet. Reissue it, or correct this machine\'s clock.',
  },
  {
    code: /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|ALERT/,
    advice: 'The engine rejected the client certificate, or did not receive one. Set a certificate that the engine\'s authority signed: '
      + '`cert_material` and `key_material`, or `cert.pem` and `key.pem` in `cert_path`.',
  },
  {
    code: /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|EPROTO/,
    advice: 'The engine does not use TLS on this port. Remove the certificates (and DOCKER_TLS_VERIFY), or set the port that uses TLS.',
  },
  {
    code: /KEY_VALUES_MISMATCH|ERR_OSSL/,
    advice: 'The client certificate and key could not be used. Check that both are in PEM format and belong together.',
  },
];

function tls({ cause, message }: Failure): string | undefined {
  const subject = [...codesOf(cause), message.toUpperCase().replaceAll(' ', '_')].join(' ');
  return TLS_CAUSES.find(({ code }) => code.test(subject))?.advice;
}

function adviceForAnswer({ statusCode, message }: Failure): string | undefined {
  if (statusCode === 400 && /HTTP request to an HTTPS server/i.test(message)) {
    return 'The engine uses TLS on this port. Set the certificates: `ca_material`, `cert_material` and `key_material`, or `cert_path`.';
  }
  if (statusCode === 401 || statusCode === 403) {
    return 'The engine, or a proxy in front of it, denied this. Ask its administrator for access, or configure another endpoint.';
  }
  if (statusCode !== undefined && statusCode >= 300 && statusCode < 400) {
    return 'The answer is a redirect, which an engine sends for a name that no object can have. '
      + 'Check the name, and that the endpoint is a Docker Engine and not another server.';
  }
  return undefined;
}
