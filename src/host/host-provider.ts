import { DockerProvider, DockerProviderConfig } from '@cdktf/provider-docker/lib/provider';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Backend } from '../backend/backend';
import { ProviderInstallation } from '../backend/provider-installation';
import { RegistryCredentials } from '../engine/registry-credentials';
import { HostProvider } from '../targets/docker/host-provider';

/** Adds a Terraform provider to a scope, the stack's default if it is the first one. */
export function addProvider(
  scope: Construct, id: string, connection: DockerProviderConfig, credentials: { readonly [registry: string]: RegistryCredentials },
): HostProvider {
  const alias = ProviderInstallation.in(TerraformStack.of(scope), Backend._for(scope), scope).nextAlias(scope);
  const provider = new DockerProvider(scope, id, { ...connection, alias });
  const registryAuth = RegistryCredentials._blocks(credentials);
  // The class of the provider lacks attributes that only berth/docker has.
  if (registryAuth.length > 0) provider.addOverride('registry_auth', registryAuth);
  return { provider, explicit: alias === undefined ? undefined : provider };
}
