import { resolve } from 'node:path';
import { Body, isKnown, listOf, providerOf, readFile, resourcesOf } from './file';
import { riskySshOptions } from './ssh-options';
import { resolveEndpoint } from '../../provider/engine/endpoint/resolve';
import { ConnectionSettings, connectionSettings } from '../../provider/engine/endpoint/settings';
import { Engine } from '../../provider/engine/engine';
import { BERTH } from '../command/engine-command';
import { Io } from '../command/io';

/** An engine of a stack, and the images that the stack has on it. */
export interface StackHost {
  /** Undefined if only Terraform knows its address or its certificates. */
  readonly settings?: ConnectionSettings;
  /** The address of its provider in Terraform: `docker`, or `docker.<alias>`. */
  readonly provider: string;
  /** Its name, if it is one of several engines of the provider. */
  readonly engine?: string;
  /** What people call it: its provider, and its name. */
  readonly title: string;
  /** Whether environment variables apply to it, as they do to the engine of a provider, and not to its named ones. */
  readonly takesEnvironment: boolean;
  readonly images: readonly string[];
  /** Those of its `ssh_opts` that may run programs on this machine. */
  readonly riskySshOptions: readonly string[];
}

/** Reads the engines of a synthesized stack, and what images from registries they need. */
export function readHosts(folder: string, environment: Io['environment']): StackHost[] {
  const file = readFile(folder);
  const images = resourcesOf(file, 'docker_image');
  return listOf(file.provider?.docker).flatMap(({ engine, registry_auth: _, ...own }) => {
    const provider = typeof own.alias === 'string' ? `docker.${own.alias}` : 'docker';
    const on = (name?: string) => images.filter((image) => providerOf(image) === provider && image.engine === name);
    const named = listOf(engine).map((block) => ({
      ...hostOf(folder, block, {}, on(String(block.name))),
      provider,
      engine: String(block.name),
      title: `engine "${String(block.name)}" of provider ${provider}`,
      takesEnvironment: false,
    }));
    // A provider with named engines need not have one of its own.
    const isUsed = named.length === 0 || own.host !== undefined || own.context !== undefined;
    const unnamed = { ...hostOf(folder, own, environment, on()), provider, title: `provider ${provider}`, takesEnvironment: true };
    return [...(isUsed ? [unnamed] : []), ...named];
  });
}

function hostOf(
  folder: string, block: Body, environment: Io['environment'], images: readonly Body[],
): Pick<StackHost, 'settings' | 'images' | 'riskySshOptions'> {
  const names = images.flatMap(({ name, build }) => (typeof name === 'string' && build === undefined && isKnown(name) ? [name] : []));
  // Those of a variable of the environment are the user's own.
  const risky = riskySshOptions(connectionSettings(block).ssh_opts ?? []);
  const settings = isKnown(block) && { settings: inFolder(folder, connectionSettings(block, environment)) };
  return { images: names, riskySshOptions: risky, ...settings };
}

/** Terraform runs in the stack's folder, to which paths are relative. */
function inFolder(folder: string, settings: ConnectionSettings): ConnectionSettings {
  return settings.cert_path === undefined ? settings : { ...settings, cert_path: resolve(folder, settings.cert_path) };
}

/** The variables that say where an engine is, and how to connect to it. */
const CONNECTION = /^DOCKER_(HOST|CONTEXT|TLS_VERIFY|CERT_PATH|\w+_MATERIAL|SSH_OPTS)$/;

/** Returns the engine of a host. */
export function connect(io: Io, settings: ConnectionSettings, takesEnvironment: boolean): Engine {
  const variables = Object.entries(io.environment).filter(([name]) => takesEnvironment || !CONNECTION.test(name));
  return new Engine(() => resolveEndpoint(settings, Object.fromEntries(variables), BERTH));
}

/** Returns why the program does not connect to a host of a stack, and what to do about it. Undefined if it does. */
export function obstacle(
  { settings, riskySshOptions: risky }: Pick<StackHost, 'settings' | 'riskySshOptions'>, trustsSshOptions: boolean,
): { readonly text: string; readonly fix?: string } | undefined {
  if (settings === undefined) return { text: 'Only Terraform knows its address or its certificates' };
  if (risky.length === 0 || trustsSshOptions) return undefined;
  return {
    text: `\`ssh_opts\` of the stack may run programs on this machine: ${risky.join(', ')}`,
    fix: 'Read them. If you trust the stack, use --trust-ssh-opts.',
  };
}
