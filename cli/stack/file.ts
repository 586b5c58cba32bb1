import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noStack } from './errors';

/** A block of a synthesized stack. */
export interface Body { readonly [name: string]: unknown }

/** The file with the configuration of a synthesized stack. */
export const FILE = 'cdk.tf.json';

/** A reference or a template, whose value Terraform computes. */
const EXPRESSION = /[$%]\{/;

/** Reads the configuration of a synthesized stack. */
export function readFile(folder: string): { readonly provider?: Body; readonly resource?: Body } {
  const file = join(folder, FILE);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Body;
  } catch (error) {
    throw noStack(file, error);
  }
}

/** Returns the resources of a type, by any name. */
export function resourcesOf({ resource }: { readonly resource?: Body }, type: string): Body[] {
  return Object.values((resource?.[type] ?? {}) as { readonly [id: string]: Body });
}

/** Returns the blocks of one kind. In JSON, a single one need not be in a list. */
export function listOf(blocks: unknown): readonly Body[] {
  if (blocks === undefined) return [];
  return (Array.isArray(blocks) ? blocks : [blocks]) as readonly Body[];
}

/** Whether a value does not depend on anything that only Terraform computes. */
export function isKnown(value: unknown): boolean {
  return !EXPRESSION.test(JSON.stringify(value));
}

/** Returns the address of a resource's provider: `docker`, or `docker.<alias>`. */
export function providerOf(resource: Body): string {
  return typeof resource.provider === 'string' ? resource.provider : 'docker';
}
