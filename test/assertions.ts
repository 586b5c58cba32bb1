import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformStack, Testing } from 'cdktf';
import { Backend, BaseImage, ContainerHost, ContainerHostOptions, Container, ContainerOptions } from '../src';

type Attributes = Record<string, any>;

/** Returns a folder with a small bundle of the provider. It is quick to copy, for tests of where the bundle ends up. */
export function fakeBundle(version = '1.2.3'): string {
  const folder = mkdtempSync(join(tmpdir(), 'berth-bundle-'));
  writeFileSync(join(folder, `terraform-provider-docker_v${version}.cjs`), '#!/usr/bin/env node\n');
  return folder;
}

const bundle = fakeBundle();

/** Returns a stack named `stack` in its own app. */
export function testStack(options: { backend?: Backend; providerFolder?: string } = {}): TerraformStack {
  const app = Testing.app({ context: { 'berth:providerFolder': options.providerFolder ?? bundle } });
  options.backend?.use(app);
  return new TerraformStack(app, 'stack');
}

/** Returns a host with the id `Host` in its own stack. */
export function testHost({ backend, ...options }: { backend?: Backend } & ContainerHostOptions = {}): ContainerHost {
  return ContainerHost.fromEnvironment(testStack({ backend }), 'Host', options);
}

/** The image for tests that are not about images. */
export const anImage = BaseImage.fromRegistry('busybox:1.36');

/** The synthesized output of a stack, after all aspects and validations. */
export class Synthesized {
  /** Synthesizes the stack of a construct like an app does. */
  public static of(construct: { node: { scopes: unknown[] } }): Synthesized {
    const stack = construct.node.scopes.find((scope) => TerraformStack.isStack(scope)) as TerraformStack;
    return new Synthesized(Testing.fullSynth(stack), stack.node.id);
  }

  /** The folder of the stack. */
  public readonly folder: string;
  public readonly json: Attributes;

  private constructor(private readonly outdir: string, private readonly stackId: string) {
    this.folder = join(outdir, 'stacks', stackId);
    this.json = withoutMetadata(JSON.parse(readFileSync(join(this.folder, 'cdk.tf.json'), 'utf8')));
  }

  /** Leaves out the resources that do not have some attributes, such as those on another host. */
  public having(attributes: object): Synthesized {
    const isOurs = (resource: Attributes) => Object.entries(attributes).every(([name, value]) => resource[name] === value);
    const resource = Object.entries<Record<string, Attributes>>(this.json.resource ?? {}).map(([type, named]) => [
      type, Object.fromEntries(Object.entries(named).filter(([, each]) => isOurs(each))),
    ]);
    return Object.assign(Object.create(Synthesized.prototype) as Synthesized, this, {
      json: { ...this.json, resource: Object.fromEntries(resource) },
    });
  }

  /** Returns the resources of a type, by name. */
  public resources(type: string): Record<string, Attributes> {
    return this.json.resource?.[type] ?? {};
  }

  /** Returns the only resource of a type. */
  public resource(type: string): Attributes {
    const found = Object.values(this.resources(type));
    expect(found).toHaveLength(1);
    return found[0];
  }

  /** The sorted addresses of all resources. */
  public get addresses(): string[] {
    const resources: Record<string, object> = this.json.resource ?? {};
    return Object.entries(resources).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)).sort();
  }

  /** The warnings, each after the path of its construct. */
  public get warnings(): string[] {
    const manifest = JSON.parse(readFileSync(join(this.outdir, 'manifest.json'), 'utf8'));
    const annotations: Array<{ constructPath: string; level: string; message: string }> = manifest.stacks[this.stackId].annotations;
    return annotations.filter(({ level }) => level === '@cdktf/warn').map(({ constructPath, message }) => `[${constructPath}] ${message}`);
  }
}

/** Returns the synthesized container of a stack with one container. */
export function containerWith(options: Partial<ContainerOptions>, backend?: Backend): Attributes {
  return Synthesized.of(addTo(testHost({ backend }), options)).resource('docker_container');
}

/** Adds a container with the id `Web` to a host. */
export function addTo(host: ContainerHost, options: Partial<ContainerOptions> = {}): Container {
  return host.addContainer('Web', { image: anImage, ...options });
}

/** Returns the message of the error that a function throws. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('Expected an error, but nothing was thrown.');
}

/** Returns the problems for which synthesis fails, without the text that cdktf adds around them. */
export function refusals(construct: { node: { scopes: unknown[] } }): string[] {
  return refusal(() => Synthesized.of(construct)).split('\n').map((line) => line.trim()).filter((line) => line.startsWith('['));
}

function withoutMetadata(value: any): any {
  if (Array.isArray(value)) return value.map(withoutMetadata);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '//').map(([key, each]) => [key, withoutMetadata(each)]));
}
