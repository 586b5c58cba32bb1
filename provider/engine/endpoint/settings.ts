import { parseAddress, shownAddress } from './address';
import { DEFAULT_CONTEXT, Environment } from './context';
import { SSH_TEXTS, SshSettings, sshProblems } from './ssh-settings';
import { DiagnosticError, Diagnostic } from '../../diagnostics/diagnostics';

/** The attributes of the provider that configure the connection to the engine. */
export interface ConnectionSettings extends SshSettings {
  readonly host?: string;
  readonly context?: string;
  readonly ca_material?: string;
  readonly cert_material?: string;
  readonly key_material?: string;
  readonly cert_path?: string;
}

const TEXTS = [
  'host', 'context', 'ca_material', 'cert_material', 'key_material', 'cert_path', ...SSH_TEXTS,
] as const satisfies readonly (keyof ConnectionSettings)[];

const MATERIALS = ['ca_material', 'cert_material', 'key_material'] as const;

/** The variables that kreuzwerker/docker uses if the attribute is not set. */
const MATERIAL_VARIABLES = {
  ca_material: 'DOCKER_CA_MATERIAL', cert_material: 'DOCKER_CERT_MATERIAL', key_material: 'DOCKER_KEY_MATERIAL',
} as const;

/** Returns the text of a certificate or a key, from the configuration or else from the environment. */
export function materialOf(
  name: keyof typeof MATERIAL_VARIABLES, settings: ConnectionSettings, environment: Environment,
): string | undefined {
  return settings[name] ?? (environment[MATERIAL_VARIABLES[name]] || undefined);
}

type Problem = Omit<Diagnostic, 'severity'>;

/**
 * Reads the settings from a configuration, in which values may be null or unknown. Empty strings, and null elements of
 * `ssh_opts`, count as not set, so that a Terraform variable can leave an attribute unset. If `ssh_opts` is not set, it comes from
 * the variable DOCKER_SSH_OPTS, as with kreuzwerker/docker.
 */
export function connectionSettings(config: { readonly [name: string]: unknown }, environment: Environment = {}): ConnectionSettings {
  const texts = TEXTS.flatMap((name) => {
    const value = config[name];
    return typeof value === 'string' && value !== '' ? [[name, value] as const] : [];
  });
  const configured = config.ssh_opts ?? environment.DOCKER_SSH_OPTS?.split(/\s+/).filter(Boolean);
  const options: readonly unknown[] = Array.isArray(configured) ? configured.filter((option) => option !== null) : [];
  const isSet = options.length > 0 && options.every((option) => typeof option === 'string');
  return { ...Object.fromEntries(texts), ...(isSet ? { ssh_opts: options as readonly string[] } : {}) };
}

/** Reports all settings that contradict each other. Reads no files and makes no connection. */
export function validateSettings(
  settings: ConnectionSettings, environment: Environment = {}, isUnknown: (name: keyof ConnectionSettings) => boolean = () => false,
): void {
  const problems = [
    ...badHost(settings),
    ...twoEngines(settings),
    ...twoSourcesOfTls(settings),
    ...halfPair(settings, environment, isUnknown),
    ...notPem(settings),
    ...sshProblems(settings, isUnknown),
  ];
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

function badHost({ host }: ConnectionSettings): Problem[] {
  if (host === undefined) return [];
  try {
    parseAddress({ address: host, origin: '`host` of the provider', path: ['host'] });
    return [];
  } catch (error) {
    if (error instanceof DiagnosticError) return [...error.diagnostics];
    throw error;
  }
}

function namesOfSet(settings: ConnectionSettings, names: readonly (keyof ConnectionSettings)[]): string[] {
  return names.filter((name) => settings[name] !== undefined).map((name) => `\`${name}\``);
}

function twoEngines(settings: ConnectionSettings): Problem[] {
  const [host, context] = [settings.host, settings.context];
  if (context === undefined || context === DEFAULT_CONTEXT && host === undefined) return [];
  const certificates = namesOfSet(settings, [...MATERIALS, 'cert_path']);
  return [
    ...(host === undefined ? [] : [{
      summary: '`host` and `context` can\'t be set together',
      detail: `\`host\` is "${shownAddress(host)}", and the context "${context}" has its own host. Remove one of them.`,
      path: ['context'],
    }]),
    ...(certificates.length === 0 ? [] : [{
      summary: `${certificates.join(', ')} can't be used with \`context\``,
      detail: `The context "${context}" has its own certificates. Remove these, or set the engine's address with \`host\`.`,
      path: ['context'],
    }]),
  ];
}

function twoSourcesOfTls(settings: ConnectionSettings): Problem[] {
  const materials = namesOfSet(settings, MATERIALS);
  return settings.cert_path === undefined || materials.length === 0 ? [] : [{
    summary: `\`cert_path\` can't be set together with ${materials.join(', ')}`,
    detail: 'Set the certificates either as a folder (`cert_path`) or as text (`ca_material`, `cert_material`, `key_material`). '
      + 'Remove one of the two.',
    path: ['cert_path'],
  }];
}

function halfPair(
  settings: ConnectionSettings, environment: Environment, isUnknown: (name: keyof ConnectionSettings) => boolean,
): Problem[] {
  const [cert, key] = [materialOf('cert_material', settings, environment), materialOf('key_material', settings, environment)];
  if ((cert === undefined) === (key === undefined) || isUnknown('cert_material') || isUnknown('key_material')) return [];
  const [present, missing] = cert === undefined ? ['key_material', 'cert_material'] as const : ['cert_material', 'key_material'] as const;
  // A variable may be meant for another engine, so it is not an error here. If it is used, the connection fails.
  if (settings[present] === undefined) return [];
  return [{
    summary: `\`${present}\` is set without \`${missing}\``,
    detail: `A client certificate needs its key. Set \`${missing}\` (or the variable ${MATERIAL_VARIABLES[missing]}) too, `
      + 'or remove both if the engine requires no client certificate.',
    path: [present],
  }];
}

function notPem(settings: ConnectionSettings): Problem[] {
  return MATERIALS.filter((name) => settings[name] !== undefined && !settings[name].includes('-----BEGIN ')).map((name) => ({
    summary: `\`${name}\` is not PEM text`,
    detail: `It contains no line that starts with "-----BEGIN". Set the content of the file and not its name: \`${name} = file("...")\`.`,
    path: [name],
  }));
}
