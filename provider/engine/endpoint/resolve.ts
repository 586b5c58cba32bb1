import * as path from 'node:path';
import { Address, DEFAULT_ADDRESS, endpointAt, Located, parseAddress } from './address';
import { configFolder, contextEndpoint, currentContext, DEFAULT_CONTEXT, Environment, NamedContext } from './context';
import { Endpoint, TlsMaterials } from './endpoint';
import { ConnectionSettings, materialOf } from './settings';
import { materials, readCertificateFolder } from './tls';
import { DiagnosticError } from '../../diagnostics/diagnostics';

/**
 * Finds the engine, in the order in which Docker's own command line does:
 *
 * 1. `host`, or `context`, of the configuration (both at once are refused before);
 * 2. `DOCKER_HOST`;
 * 3. `DOCKER_CONTEXT`;
 * 4. the current context of Docker's `config.json` (`docker context use`);
 * 5. `unix:///var/run/docker.sock`.
 *
 * A context brings its own certificates, or none. An address of `host` or `DOCKER_HOST` is connected to over TLS with
 *
 * 1. `ca_material`, `cert_material` and `key_material`, or `cert_path`, of the configuration, the texts also by variables;
 * 2. where `DOCKER_TLS_VERIFY` is set to anything, the files of `DOCKER_CERT_PATH`, or of Docker's configuration folder;
 *
 * and without TLS where there is neither. A socket and SSH have no use for certificates.
 */
export function resolveEndpoint(settings: ConnectionSettings, environment: Environment): Endpoint {
  const found = find(settings, environment);
  if ('name' in found) {
    refuseCertificates(found, settings);
    return contextEndpoint(found, environment, settings.ssh_opts ?? []);
  }
  const address = parseAddress(found);
  return endpointAt(found, address, tlsOf(address, found, settings, environment), settings.ssh_opts ?? []);
}

function find(settings: ConnectionSettings, environment: Environment): Located | NamedContext {
  if (settings.host !== undefined) return { address: settings.host, origin: '`host` of the provider', path: ['host'] };
  if (settings.context !== undefined && settings.context !== DEFAULT_CONTEXT) return { name: settings.context, origin: '`context` of the provider', path: ['context'] };
  if (environment.DOCKER_HOST) return { address: environment.DOCKER_HOST, origin: 'the variable DOCKER_HOST' };
  const byDefault = { address: DEFAULT_ADDRESS, origin: 'Docker\'s default' };
  if (settings.context === DEFAULT_CONTEXT) return byDefault;
  const context: NamedContext | undefined = environment.DOCKER_CONTEXT
    ? { name: environment.DOCKER_CONTEXT, origin: 'the variable DOCKER_CONTEXT' }
    : currentContext(environment);
  return context === undefined || context.name === DEFAULT_CONTEXT ? byDefault : context;
}

/** The certificates of the configuration, by the attribute that a message points at. */
function certificateAttribute(settings: ConnectionSettings): string | undefined {
  const { ca_material: ca, cert_material: cert, key_material: key, cert_path: folder } = settings;
  if (ca !== undefined) return 'ca_material';
  if (cert !== undefined || key !== undefined) return 'cert_material';
  return folder === undefined ? undefined : 'cert_path';
}

function refuseCertificates({ name, origin }: NamedContext, settings: ConnectionSettings): void {
  const attribute = certificateAttribute(settings);
  if (attribute === undefined) return;
  throw new DiagnosticError({
    summary: `\`${attribute}\` can't be used with the Docker context "${name}"`,
    detail: `The context is named by ${origin}, and has certificates of its own. Leave \`${attribute}\` out, or name the engine with \`host\`.`,
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
      summary: `Certificates are of no use with ${address.kind === 'unix' ? 'a socket' : 'SSH'}`,
      detail: `The engine's address is ${shown}, from ${origin}. Leave \`${attribute}\` out, or name the engine by tcp://host:port.`,
      path: [attribute],
    });
  }
  if (folder !== undefined) return readCertificateFolder({ folder: expand(folder, environment), origin: '`cert_path` of the provider', path: ['cert_path'] });
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

/** `~` as a shell has it: people write it in configurations, where no shell sees it. */
function expand(folder: string, { HOME }: Environment): string {
  return HOME && /^~(\/|$)/.test(folder) ? path.join(HOME, folder.slice(1)) : folder;
}
