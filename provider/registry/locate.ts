import { RegistryClient, RegistryEndpoint } from './client';
import { DOCKER_HUB_ADDRESS, isInsecure } from './endpoints';
import { DOCKER_HUB } from '../engine/credentials/registry';

/** The subnets whose registries need no TLS, by the default of Docker Engine: those of this machine. */
const OWN = { InsecureRegistryCIDRs: ['127.0.0.0/8', '::1/128'] };

/** What is known about how to reach a registry. */
export interface Reach extends Omit<RegistryEndpoint, 'address'> {
  /** The addresses by which users name the registry, perhaps with `http://`. */
  readonly spellings: readonly string[];
  /** Whether an engine accepts the registry without TLS. @default - no engine is asked */
  readonly isInsecureForEngine?: () => Promise<boolean>;
}

/**
 * Returns where a registry answers, itself and no mirror of it. Without TLS, that is only a registry of this machine, one whose address is
 * written with `http://`, and one that an engine accepts so.
 *
 * @param registry  as names of images begin with it, such as `registry.example.com:5000`
 */
export async function locate(registry: string, reach: Reach, signal: AbortSignal): Promise<RegistryEndpoint> {
  const { spellings, isInsecureForEngine, ...endpoint } = reach;
  const at = (address: string) => ({ ...endpoint, address });
  const answers = (each: RegistryEndpoint) => new RegistryClient(each, signal).answers();
  if (registry === DOCKER_HUB) return at(DOCKER_HUB_ADDRESS);
  const [secure, plain] = [at(`https://${registry}`), at(`http://${registry}`)];
  if (spellings.some((each) => /^http:\/\//i.test(each.trim()))) return plain;
  if (!isInsecure(registry, OWN)) {
    // The engine is asked only where it matters: it may be gone.
    if (isInsecureForEngine === undefined || await answers(secure) || !await isInsecureForEngine()) return secure;
  }
  for (const each of [secure, plain]) if (await answers(each)) return each;
  // Its error says what is wrong.
  return secure;
}
