import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The configuration that cdktf writes into the folder in which Terraform runs the provider. */
const SYNTHESIZED = 'cdk.tf.json';

/** In bytes: more than the configuration of a hundred thousand containers. */
const LARGEST = 512 * 1024 * 1024;

/** The id that constructs give to the resource that they become. */
const RESOURCE = /\/Resource$/;

interface Synthesized {
  readonly resource?: { readonly [type: string]: { readonly [name: string]: SynthesizedResource } };
}

interface SynthesizedResource {
  readonly 'name'?: unknown;
  /** What cdktf notes about each resource, and Terraform ignores. */
  readonly '//'?: { readonly metadata?: { readonly path?: unknown } };
}

/**
 * Returns the path of the construct that became a resource, or undefined without such a construct. Terraform does not tell a provider the
 * address of a resource, so its type and its name must be those of exactly one in the configuration.
 *
 * @param name  the attribute `name` of the resource
 * @param folder  the folder of the configuration
 */
export function constructPath(type: string, name: unknown, folder = process.cwd()): string | undefined {
  const named = Object.values(synthesizedIn(folder)?.resource?.[type] ?? {}).filter((resource) => resource.name === name);
  const path = named.length === 1 ? named[0]!['//']?.metadata?.path : undefined;
  return typeof path === 'string' ? path.replace(RESOURCE, '') : undefined;
}

/** The configurations by folder. None changes while a provider runs. */
const known = new Map<string, Synthesized | null>();

function synthesizedIn(folder: string): Synthesized | null {
  if (!known.has(folder)) known.set(folder, readSynthesized(folder));
  return known.get(folder)!;
}

function readSynthesized(folder: string): Synthesized | null {
  const file = join(folder, SYNTHESIZED);
  try {
    // A read of a named pipe or a device would not end.
    const stat = statSync(file);
    return stat.isFile() && stat.size <= LARGEST ? JSON.parse(readFileSync(file, 'utf8')) as Synthesized | null : null;
  } catch {
    // Not synthesized by cdktf. An error about that would hide the one that is reported.
    return null;
  }
}
