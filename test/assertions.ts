import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { Backend, BaseImage, ContainerHost, Container, ContainerOptions } from '../src';

type Attributes = Record<string, any>;

/** A bundle of the provider that is quick to copy: what is tested with it is where it goes. */
export function fakeBundle(version = '1.2.3'): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bundle-'));
  writeFileSync(join(folder, `terraform-provider-docker_v${version}.cjs`), '#!/usr/bin/env node\n');
  return folder;
}

const bundle = fakeBundle();

/** A stack named `stack` in an app of its own. */
export function testStack(options: { backend?: Backend; providerFolder?: string } = {}): TerraformStack {
  const app = Testing.app({ context: { 'berth:providerFolder': options.providerFolder ?? bundle } });
  options.backend?.use(app);
  return new TerraformStack(app, 'stack');
}

/** A host with the id `Host` in a stack of its own. */
export function testHost(options: { backend?: Backend } = {}): ContainerHost {
  return ContainerHost.fromEnvironment(testStack(options), 'Host');
}

/** An image for tests that are about something else. */
export const anImage = BaseImage.fromRegistry('busybox:1.36');

/** A stack as it is synthesized: aspects, validations and annotations have run. */
export class Synthesized {
  /** Synthesizes a stack, or the stack around a construct, as an app does. */
  public static of(construct: { node: { scopes: unknown[] } }): Synthesized {
    const stack = construct.node.scopes.find((scope) => TerraformStack.isStack(scope)) as TerraformStack;
    return new Synthesized(Testing.fullSynth(stack), stack.node.id);
  }

  /** The stack's own folder. */
  public readonly folder: string;
  public readonly json: Attributes;

  private constructor(private readonly outdir: string, private readonly stackId: string) {
    this.folder = join(outdir, 'stacks', stackId);
    this.json = withoutMetadata(JSON.parse(readFileSync(join(this.folder, 'cdk.tf.json'), 'utf8')));
  }

  /** The resources of a type, by their addresses. */
  public resources(type: string): Record<string, Attributes> {
    return this.json.resource?.[type] ?? {};
  }

  /** The only resource of a type. */
  public resource(type: string): Attributes {
    const found = Object.values(this.resources(type));
    expect(found).toHaveLength(1);
    return found[0];
  }

  /** The addresses of all resources. */
  public get addresses(): string[] {
    const resources: Record<string, object> = this.json.resource ?? {};
    return Object.entries(resources).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)).sort();
  }

  /** The warnings, each with the path of its construct. */
  public get warnings(): string[] {
    const manifest = JSON.parse(readFileSync(join(this.outdir, 'manifest.json'), 'utf8'));
    const annotations: Array<{ constructPath: string; level: string; message: string }> = manifest.stacks[this.stackId].annotations;
    return annotations.filter(({ level }) => level === '@cdktf/warn').map(({ constructPath, message }) => `[${constructPath}] ${message}`);
  }
}

/** The only container of a stack with one, as it is synthesized. */
export function containerWith(options: Partial<ContainerOptions>, backend?: Backend): Attributes {
  return Synthesized.of(addTo(testHost({ backend }), options)).resource('docker_container');
}

/** Adds a container with the id `Web`. */
export function addTo(host: ContainerHost, options: Partial<ContainerOptions> = {}): Container {
  return host.addContainer('Web', { image: anImage, ...options });
}

/** The message of what a function throws. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('It was expected to be refused, and was not.');
}

/** The problems for which synthesis refuses a stack, one a line, without the words that cdktf puts around them. */
export function refusals(construct: { node: { scopes: unknown[] } }): string[] {
  return refusal(() => Synthesized.of(construct)).split('\n').map((line) => line.trim()).filter((line) => line.startsWith('['));
}

function withoutMetadata(value: any): any {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, each]) => [key, withoutMetadata(each)]));
}
