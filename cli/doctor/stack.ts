import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noStack } from './errors';
import { riskySshOptions } from './ssh-options';
import { ConnectionSettings, connectionSettings } from '../../provider/engine/endpoint/settings';
import { Io } from '../command/io';

/** An engine of a stack, and the images that the stack has on it. */
export interface StackHost {
  /** Undefined if only Terraform knows its address or its certificates. */
  readonly settings?: ConnectionSettings;
  /** The provider, as in Terraform: `docker`, or `docker.<alias>`; and the name of one of several engines. */
  readonly title: string;
  /** Whether environment variables apply to it, as they do to the engine of a provider, and not to its named ones. */
  readonly takesEnvironment: boolean;
  readonly images: readonly string[];
  /** Those of its `ssh_opts` that may run programs on this machine. */
  readonly riskySshOptions: readonly string[];
}

interface Body { readonly [name: string]: unknown }

const FILE = 'cdk.tf.json';

/** A reference or a template, whose value Terraform computes. */
const EXPRESSION = /[$%]\{/;

/** Reads the engines of a synthesized stack, and what images from registries they need. */
export function readStack(folder: string, environment: Io['environment']): StackHost[] {
  const { provider, resource } = parse(folder);
  const images = Object.values((resource?.docker_image ?? {}) as { readonly [id: string]: Body });
  return listOf(provider?.docker).flatMap(({ engine, registry_auth: _, ...own }) => {
    const address = typeof own.alias === 'string' ? `docker.${own.alias}` : 'docker';
    const on = (name?: string) => images.filter((image) => (image.provider ?? 'docker') === address && image.engine === name);
    const named = listOf(engine).map((block) => ({
      ...hostOf(folder, block, {}, on(String(block.name))), title: `engine "${String(block.name)}" of provider ${address}`,
    }));
    // A provider with named engines need not have one of its own.
    const isUsed = named.length === 0 || own.host !== undefined || own.context !== undefined;
    const unnamed = { ...hostOf(folder, own, environment, on()), title: `provider ${address}` };
    return [...(isUsed ? [{ ...unnamed, takesEnvironment: true }] : []), ...named.map((each) => ({ ...each, takesEnvironment: false }))];
  });
}

function hostOf(
  folder: string, block: Body, environment: Io['environment'], images: readonly Body[],
): Pick<StackHost, 'settings' | 'images' | 'riskySshOptions'> {
  const names = images.flatMap(({ name, build }) => (
    typeof name === 'string' && build === undefined && !EXPRESSION.test(name) ? [name] : []));
  const isKnown = !EXPRESSION.test(JSON.stringify(block));
  // Those of a variable of the environment are the user's own.
  const risky = riskySshOptions(connectionSettings(block).ssh_opts ?? []);
  return { images: names, riskySshOptions: risky, ...(isKnown && { settings: inFolder(folder, connectionSettings(block, environment)) }) };
}

function parse(folder: string): { readonly provider?: Body; readonly resource?: Body } {
  const file = join(folder, FILE);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Body;
  } catch (error) {
    throw noStack(file, error);
  }
}

/** Terraform runs in the stack's folder, to which paths are relative. */
function inFolder(folder: string, settings: ConnectionSettings): ConnectionSettings {
  return settings.cert_path === undefined ? settings : { ...settings, cert_path: resolve(folder, settings.cert_path) };
}

function listOf(blocks: unknown): readonly Body[] {
  if (blocks === undefined) return [];
  return (Array.isArray(blocks) ? blocks : [blocks]) as readonly Body[];
}
