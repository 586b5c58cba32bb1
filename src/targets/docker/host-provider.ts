import { TerraformProvider } from 'cdktf';
import { areOnOneEngine } from '../raw/engine-of';
import { VirtualHostShare } from '../target';

/** A provider of a host, and how its resources name it. */
export interface HostProvider {
  readonly provider: TerraformProvider;
  /** The provider, or undefined if it is the stack's default. */
  readonly explicit: TerraformProvider | undefined;
  /** The name of the host's engine, if the provider has several. */
  readonly engine?: string;
  /** The virtual container host for which resources are rendered. */
  readonly virtualHost?: VirtualHostShare;
  /** Returns whether the stack makes the host, so that everything on it depends on other resources. Known when the stack is complete. */
  readonly isMade: () => boolean;
}

/** Returns whether a resource with these attributes is on a host. */
export function isOn({ provider, engine }: HostProvider, attributes: { readonly [name: string]: unknown }): boolean {
  return areOnOneEngine(attributes, { provider: provider.fqn, engine });
}
