import { statSync } from 'node:fs';
import { Endpoint } from './endpoint/endpoint';
import { sshAdvice } from './ssh/advice';

/** A failure, and all that is known of it. */
export interface Failure {
  readonly cause: unknown;
  readonly message: string;
  readonly statusCode?: number;
  readonly endpoint: Endpoint;
}

/** What to do next about a failure whose cause is well known, or nothing. */
export function adviceFor(failure: Failure): string | undefined {
  if (failure.statusCode !== undefined) return answered(failure);
  switch (failure.endpoint.target.kind) {
    case 'unix': return unixSocket(failure) ?? brokenOff(failure);
    case 'tcp': return network(failure) ?? tls(failure) ?? brokenOff(failure);
    case 'ssh': return sshAdvice(failure.endpoint.target, failure.cause);
  }
}

/** Codes as Node gives them, also those of the several addresses that one name stands for. */
function codesOf(cause: unknown): readonly string[] {
  const own = (cause as { code?: unknown } | undefined)?.code;
  const inner = cause instanceof AggregateError ? cause.errors.flatMap(codesOf) : [];
  return typeof own === 'string' ? [own, ...inner] : inner;
}

function unixSocket({ cause, endpoint }: Failure): string | undefined {
  const codes = codesOf(cause);
  const path = endpoint.target.kind === 'unix' ? endpoint.target.socketPath : '';
  if (codes.includes('ENOENT')) {
    return `There is no socket at ${path}. Start the engine, or name the one that runs: \`host\` of the provider, the variable DOCKER_HOST, or a context.`;
  }
  // Of what is no socket, Linux says that it refuses connections.
  if (codes.includes('ENOTSOCK') || codes.includes('ECONNREFUSED') && !isSocket(path)) {
    return `${path} is no socket, but a file or a folder. Name the engine's socket; where it is to be this one, remove that (a container that mounts a socket which is not there makes a folder of its name) and start the engine anew.`;
  }
  if (codes.includes('ECONNREFUSED')) {
    return `The socket ${path} is there, but no engine listens on it. Start the engine (for example \`systemctl start docker\`).`;
  }
  if (codes.includes('EACCES') || codes.includes('EPERM')) {
    return `This user may not open ${path}. Run terraform as a user who may: usually a member of the group that owns the socket (\`docker\`).`;
  }
  return undefined;
}

/** The engine, or what is in front of it, ended in the middle of a call. */
function brokenOff({ cause }: Failure): string | undefined {
  return codesOf(cause).some((code) => ['ECONNRESET', 'EPIPE'].includes(code))
    ? 'The connection was closed before the answer was there, so it may be done or not: see to it that the engine runs, and plan again.'
    : undefined;
}

function isSocket(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isSocket() ?? true;
}

function network({ cause, endpoint }: Failure): string | undefined {
  const codes = codesOf(cause);
  if (codes.includes('ECONNREFUSED')) {
    return `Nothing listens at ${endpoint.address}. Check the port (2375 is usual without TLS, 2376 with it), and that the engine was started with \`-H tcp://...\`.`;
  }
  if (codes.some((code) => ['ENOTFOUND', 'EAI_AGAIN'].includes(code))) return `The name in ${endpoint.address} does not resolve. Check its spelling, and the name servers of this machine.`;
  if (codes.some((code) => ['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code))) {
    return `There is no way to ${endpoint.address} from this machine. Check routes, firewalls, and that the machine is up.`;
  }
  return undefined;
}

/** Ways in which the two sides disagree about TLS, each with the side that has to change. */
const TLS_CAUSES: readonly { readonly code: RegExp; readonly advice: string }[] = [
  {
    code: /UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|SELF_SIGNED|CERT_SIGNATURE_FAILURE/,
    advice: 'The engine\'s certificate was not issued by the authority given. Give the one that signed it: `ca_material`, or `ca.pem` in `cert_path`.',
  },
  {
    code: /ERR_TLS_CERT_ALTNAME_INVALID/,
    advice: 'The engine\'s certificate was issued for another name. Use a name or address that it holds, or issue it anew with this one as a subject alternative name.',
  },
  { code: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, advice: 'The engine\'s certificate is not valid today. Issue it anew, or set the clock of this machine.' },
  {
    code: /CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|ALERT/,
    advice: 'The engine refused the client\'s certificate, or was given none. Give one that its authority signed: `cert_material` and `key_material`, or `cert.pem` and `key.pem` in `cert_path`.',
  },
  {
    code: /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|EPROTO/,
    advice: 'The engine does not speak TLS on this port. Leave out the certificates (and DOCKER_TLS_VERIFY), or name the port that does.',
  },
  {
    code: /KEY_VALUES_MISMATCH|ERR_OSSL/,
    advice: 'The client\'s certificate and key could not be used. Check that both are PEM and belong together.',
  },
];

function tls({ cause, message }: Failure): string | undefined {
  const subject = [...codesOf(cause), message.toUpperCase().replaceAll(' ', '_')].join(' ');
  return TLS_CAUSES.find(({ code }) => code.test(subject))?.advice;
}

function answered({ statusCode, message }: Failure): string | undefined {
  if (statusCode === 400 && /HTTP request to an HTTPS server/i.test(message)) {
    return 'The engine speaks TLS on this port. Give certificates: `ca_material`, `cert_material` and `key_material`, or `cert_path`.';
  }
  if (statusCode === 401 || statusCode === 403) {
    return 'The engine, or a proxy in front of it, forbids this. Ask whoever runs it for leave, or name another endpoint.';
  }
  if (statusCode !== undefined && statusCode >= 300 && statusCode < 400) {
    return 'That points to another address, as an engine does for a name that nothing can have. Check the name; and that the endpoint is an engine\'s, and not that of another server.';
  }
  return undefined;
}
