import { Construct } from 'constructs';
import { RegistryProvider } from '../targets/l1/registry-provider';

/** The arguments of the provider `vmware/vsphere`. */
export interface VSphereProviderArguments {
  readonly vsphere_server: string;
  readonly user: string;
  readonly password: string;
  readonly allow_unverified_ssl?: boolean;
  readonly api_timeout?: number;
  readonly vim_keep_alive?: number;
  readonly persist_session?: boolean;
}

/**
 * The Terraform provider of a vCenter.
 *
 * @internal
 */
export class VSphereProvider extends RegistryProvider {
  constructor(scope: Construct, id: string, settings: VSphereProviderArguments, alias?: string) {
    super(scope, id, { type: 'vsphere', source: 'vmware/vsphere', versions: '~> 2.15' }, settings, alias);
  }
}
