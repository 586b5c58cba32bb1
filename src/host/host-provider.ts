import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Backend } from '../backend/backend';
import { ProviderInstallation } from '../backend/provider-installation';
import { ProviderSettings } from '../engine/provider-settings';
import { RegistryCredentials } from '../engine/registry-credentials';
import { resolveTokens } from '../private/tokens';
import { HostProvider } from '../targets/docker/host-provider';

/** Adds a Terraform provider to a scope, the stack's default if it is the first one. */
export function addProvider(
  scope: Construct,
  id: string,
  connection: ProviderSettings,
  credentials: { readonly [registry: string]: RegistryCredentials },
): HostProvider {
  const alias = ProviderInstallation.in(TerraformStack.of(scope), Backend._for(scope), scope).nextAlias(scope);
  const { sshHostKey, sshJumpHost, sshJumpHostKey, sshJumpIdentityFile, mayBeSuspended, ...standard } = connection;
  const provider = new DockerProvider(scope, id, { ...standard, alias });
  const registryAuth = RegistryCredentials._blocks(credentials);
  // The class of the provider lacks attributes that only berth/docker has.
  const others = {
    ssh_host_key: sshHostKey,
    ssh_jump_host: sshJumpHost,
    ssh_jump_host_key: sshJumpHostKey,
    ssh_jump_identity_file: sshJumpIdentityFile,
    may_be_suspended: mayBeSuspended,
  };
  for (const [name, value] of Object.entries(others)) if (value !== undefined) provider.addOverride(name, value);
  if (registryAuth.length > 0) provider.addOverride('registry_auth', registryAuth);
  return { provider, explicit: alias === undefined ? undefined : provider, isMade: () => refersToResources(provider) };
}

/** Whether a provider has the address or the keys of what the stack makes. A variable is no such thing. */
function refersToResources(provider: TerraformProvider): boolean {
  return JSON.stringify(resolveTokens(provider, provider.toTerraform())).replace(/\$\{var\.[\w-]+\}/g, '').includes('${');
}
