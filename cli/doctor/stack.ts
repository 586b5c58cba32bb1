import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { noStack } from './errors';
import { ConnectionSettings, connectionSettings } from '../../provider/engine/endpoint/settings';
import { Io } from '../command/io';

/** An engine of a stack, and the images that the stack has on it. */
export interface StackHost {
  /** Undefined if only Terraform knows its address or its certificates. */
  readonly settings?: ConnectionSettings;
  /** How the provider is called in Terraform: `docker`, or `docker.<alias>`. */
  readonly provider: string;
  readonly images: readonly string[];
}

interface Body { readonly [name: string]: unknown }

const FILE = 'cdk.tf.json';

/** A reference or a template, whose value Terraform computes. */
const EXPRESSION = /[$%]\{/;

/** Reads the providers of a synthesized stack, and what images from registries they need. */
export function readStack(folder: string, environment: Io['environment']): StackHost[] {
  const { provider, resource } = parse(folder);
  const images = Object.values((resource?.docker_image ?? {}) as { readonly [id: string]: Body });
  return listOf(provider?.docker).map((block) => {
    const name = typeof block.alias === 'string' ? `docker.${block.alias}` : 'docker';
    const own = images.filter((image) => (image.provider ?? 'docker') === name && image.build === undefined);
    const isKnown = !EXPRESSION.test(JSON.stringify({ ...block, registry_auth: undefined }));
    return {
      provider: name,
      images: own.flatMap((image) => typeof image.name === 'string' && !EXPRESSION.test(image.name) ? [image.name] : []),
      ...(isKnown && { settings: inFolder(folder, connectionSettings(block, environment)) }),
    };
  });
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
