import { TerraformStack } from 'cdktf';
import { BaseImage, ContainerHost, VirtualContainerHost, VirtualContainerHostOptions } from '../../src';
import { Synthesized, refusals, testHost } from '../assertions';

export const NAME = 'blue';
export const IMAGE = BaseImage.fromRegistry('registry.example.com/api:1');

export function blueOn(host: ContainerHost, options: VirtualContainerHostOptions = {}): VirtualContainerHost {
  return new VirtualContainerHost(host.node.scope!, 'Blue', { host, name: NAME, ...options });
}
export const blueWith = (options: VirtualContainerHostOptions = {}) => blueOn(testHost(), options);
export const poolOf = (vch: VirtualContainerHost) => Synthesized.of(vch).resource('docker_resource_pool');
export const containerIn = (vch: VirtualContainerHost) => Synthesized.of(vch).resource('docker_container');
export const problemsOf = (vch: VirtualContainerHost) => refusals(TerraformStack.of(vch));
