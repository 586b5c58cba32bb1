import { TerraformResource } from 'cdktf';
import { attributesOf } from './docker';
import { blocksOf } from '../../private/expressions';

/** An engine, as a resource on it names it. */
export interface NamedEngine {
  /** The name of the host in the set. */
  readonly name: string;
  /** Undefined for the default provider. */
  readonly provider?: string;
  readonly engine?: string;
}

const engines = new WeakMap<TerraformResource, readonly NamedEngine[]>();

/** Records the engines of the hosts of a clone set by the providers of the hosts: the set itself names them by a provider of its own. */
export function setCloneEngines(resource: TerraformResource, hosts: readonly NamedEngine[]): void {
  engines.set(resource, hosts);
}

/** Returns the engines of the hosts of a clone set, as resources on them name them. */
export function cloneEngines(resource: TerraformResource): readonly NamedEngine[] {
  const { host, provider } = attributesOf(resource);
  return engines.get(resource) ?? blocksOf(host).map(({ name, engine }) => ({ name, provider, engine }) as NamedEngine);
}
