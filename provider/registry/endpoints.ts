import { RegistryEndpoint } from './client';
import { matchesRegistry } from '../../src/shared/virtual-host/registry-pattern';
import { findCredentials } from '../engine/credentials/find';
import { DOCKER_HUB, registryAt } from '../engine/credentials/registry';
import { Engine, EngineInfo } from '../engine/engine';

type RegistryConfig = NonNullable<EngineInfo['RegistryConfig']>;

/** Where the images of Docker Hub are. */
export const DOCKER_HUB_ADDRESS = 'https://registry-1.docker.io';

/**
 * Returns where a registry answers, in the order in which an engine asks: the mirrors of Docker Hub before itself, and without TLS only a
 * registry that the engine lists as insecure.
 *
 * @param registry  as names of images begin with it, such as `registry.example.com:5000`
 */
export async function endpointsOf(engine: Engine, registry: string): Promise<readonly RegistryEndpoint[]> {
  const { RegistryConfig: config } = await engine.info();
  return Promise.all(addressesOf(registry, config ?? {}).map(async (address) => (
    { address, login: await findCredentials(engine.registryAuth, registryAt(address), process.env) })));
}

/** Returns the mirrors from which an engine gets images of Docker Hub, as URLs. */
export function mirrorsIn({ Mirrors: mirrors, IndexConfigs: configs }: RegistryConfig): readonly string[] {
  return [...new Set([...mirrors ?? [], ...configs?.[DOCKER_HUB]?.Mirrors ?? []])];
}

function addressesOf(registry: string, config: RegistryConfig): readonly string[] {
  if (registry === DOCKER_HUB) return [...mirrorsIn(config), DOCKER_HUB_ADDRESS];
  return isInsecure(registry, config) ? [`https://${registry}`, `http://${registry}`] : [`https://${registry}`];
}

/** Whether an engine accepts a registry without TLS, by its configuration. */
export function isInsecure(registry: string, { IndexConfigs: configs, InsecureRegistryCIDRs: subnets }: RegistryConfig): boolean {
  const byAddress = registry.replace(/^localhost(?=:|$)/, '127.0.0.1');
  return configs?.[registry]?.Secure === false || (subnets ?? []).some((subnet) => matchesRegistry(subnet, byAddress));
}
