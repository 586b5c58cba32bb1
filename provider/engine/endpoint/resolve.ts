import * as path from 'node:path';
import { Address, DEFAULT_ADDRESS, endpointAt, Located, parseAddress } from './address';
import { configFolder, contextEndpoint, currentContext, DEFAULT_CONTEXT, Environment, NamedContext } from './context';
import { ConnectingProgram, Endpoint, TERRAFORM, TlsMaterials } from './endpoint';
import { ConnectionSettings, materialOf } from './settings';
import { sshWay } from './ssh-settings';
import { materials, readCertificateFolder } from './tls';
import { DiagnosticError } from '../../diagnostics/diagnostics';

/**
 * Resolves the engine's address, in the same order as the Docker CLI:
 *
 * 1. `host`, or `context`, of the configuration (validation rejects both together);
 * 2. `DOCKER_HOST`;
 * 3. `DOCKER_CONTEXT`;
 * 4. the current context in Docker's `config.json` (`docker context use`);
 * 5. `unix:///var/run/docker.sock`.
 *
 * A context has its own certificates, or none. For an address from `host` or `DOCKER_HOST`, the certificates come from
 *
 * 1. `ca_material`, `cert_material` and `key_material` (or their variables), or `cert_path`, of the configuration;
 * 2. the files in `DOCKER_CERT_PATH`, or in Docker's configuration folder, if `DOCKER_TLS_VERIFY` has any value.
 *
 * Without any of these, the connection uses no TLS. Sockets and SSH do not use certificates.
 */
export function resolveEndpoint(
  settings: ConnectionSettings, environment: Environment, program: ConnectingProgram = TERRAFORM,
): Endpoint {
  return { ...resolve(find(settings, environment, program), settings, environment), ...(program !== TERRAFORM && { program }) };
}

function resolve(source: Located | NamedContext, settings: ConnectionSettings, environment: Environment): Endpoint {
  if ('name' in source) {
    rejectCertificates(source, settings);
    return contextEndpoint(source, environment, sshWay(settings));
  }
  const address = parseAddress(source);
  return endpointAt(source, address, tlsOf(address, source, settings, environment), sshWay(settings));
}

function find(settings: ConnectionSettings, environment: Environment, program: ConnectingProgram): Located | NamedContext {
  if (settings.host !== undefined) return { address: settings.host, origin: program.host, path: ['host'] };
  if (settings.context !== undefined && settings.context !== DEFAULT_CONTEXT) {
    return { name: settings.context, origin: program.context, path: ['context'] };
  }
  if (environment.DOCKER_HOST) return { address: environment.DOCKER_HOST, origin: 'the variable DOCKER_HOST' };
  const byDefault = { address: DEFAULT_ADDRESS, origin: 'Docker\'s default' };
  if (settings.context === DEFAULT_CONTEXT) return byDefault;
  const context: NamedContext | undefined = environment.DOCKER_CONTEXT
    ? { name: environment.DOCKER_CONTEXT, origin: 'the variable DOCKER_CONTEXT' }
    : currentContext(environment);
  return context === undefined || context.name === DEFAULT_CONTEXT ? byDefault : context;
}

/** Returns the attribute that configures certificates, for messages. */
function certificateAttribute(settings: ConnectionSettings): string | undefined {
  const { ca_material: ca, cert_material: cert, key_material: key, cert_path: folder } = settings;
  if (ca !== undefined) return 'ca_material';
  if (cert !== undefined || key !== undefined) return 'cert_material';
  return folder === undefined ? undefined : 'cert_path';
}

function rejectCertificates({ name, origin }: NamedContext, settings: ConnectionSettings): void {
  const attribute = certificateAttribute(settings);
  if (attribute === undefined) return;
  throw new DiagnosticError({
    summary: `\`${attribute}\` can't be used with the Docker context "${name}"`,
    detail: `The context is set by ${origin}, and has its own certificates. `
      + `Remove \`${attribute}\`, or set the engine's address with \`host\`.`,
    path: [attribute],
  });
}

function tlsOf(
  address: Address, { address: shown, origin }: Located, settings: ConnectionSettings, environment: Environment,
): TlsMaterials | undefined {
  const { cert_path: folder } = settings;
  const attribute = certificateAttribute(settings);
  if (address.kind !== 'tcp') {
    if (attribute === undefined) return undefined;
    throw new DiagnosticError({
      summary: `Certificates can't be used with ${address.kind === 'unix' ? 'a socket' : 'SSH'}`,
      detail: `The engine's address is ${shown}, from ${origin}. Remove \`${attribute}\`, or use an address of the form tcp://host:port.`,
      path: [attribute],
    });
  }
  if (folder !== undefined) {
    return readCertificateFolder({ folder: expand(folder, environment), origin: '`cert_path` of the provider', path: ['cert_path'] });
  }
  const texts = {
    ca: materialOf('ca_material', settings, environment),
    cert: materialOf('cert_material', settings, environment),
    key: materialOf('key_material', settings, environment),
  };
  if (Object.values(texts).some((text) => text !== undefined)) return materials(texts, true);
  if (!environment.DOCKER_TLS_VERIFY) return undefined;
  return readCertificateFolder(environment.DOCKER_CERT_PATH
    ? { folder: environment.DOCKER_CERT_PATH, origin: 'the variable DOCKER_CERT_PATH' }
    : { folder: configFolder(environment), origin: 'the variable DOCKER_TLS_VERIFY, without DOCKER_CERT_PATH' });
}

/** Expands `~` to the home folder: people write it in configurations, but no shell expands it there. */
function expand(folder: string, { HOME }: Environment): string {
  return HOME && /^~(\/|$)/.test(folder) ? path.join(HOME, folder.slice(1)) : folder;
}
