import { TerraformStack } from 'cdktf';
import { Container, ContainerOptions, IContainerHost, Network, NetworkOptions, Volume, VolumeOptions } from '../../src';
import { Synthesized, anImage, testStack } from '../assertions';

/** A host under test. */
export interface HostUnderTest {
  readonly host: IContainerHost;
  /** Another host on the same engine. */
  readonly neighbour: IContainerHost;
}

/** Makes a host in a stack. */
export type MakeHost = (stack: TerraformStack) => HostUnderTest;

/** A host under test, and how messages name it. */
export interface Subject extends HostUnderTest {
  readonly stack: TerraformStack;
  /** The path of the host. */
  readonly path: string;
  readonly enginePath: string;
}

export function subjectOf(make: MakeHost): Subject {
  const stack = testStack();
  const { host, neighbour } = make(stack);
  return { stack, host, neighbour, path: host.node.path, enginePath: host._placement.engine.node.path };
}

export const containerOn = (host: IContainerHost, id: string, options: Partial<ContainerOptions> = {}) =>
  new Container(host._placement.scope, id, { image: anImage, ...options, host });
export const networkOn = (host: IContainerHost, id: string, options: NetworkOptions = {}) =>
  new Network(host._placement.scope, id, { ...options, host });
export const volumeOn = (host: IContainerHost, id: string, options: VolumeOptions = {}) =>
  new Volume(host._placement.scope, id, { ...options, host });

export const attributesOf = ({ resource }: Container) =>
  Synthesized.of(TerraformStack.of(resource)).resources('docker_container')[resource.friendlyUniqueId];
export const addressOf = ({ resource }: Container | Network | Volume) =>
  `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
