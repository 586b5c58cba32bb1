import { DockerProvider, DockerProviderConfig } from '@cdktf/provider-docker/lib/provider';
import { TerraformProvider, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Backend } from '../backend/backend';
import { ProviderInstallation } from '../backend/provider-installation';
import { RegistryCredentials } from '../engine/registry-credentials';
import { SshPins } from '../engine/ssh-pins';
import { resolveTokens } from '../private/tokens';
import { HostProvider } from '../targets/docker/host-provider';

/** Adds a Terraform provider to a scope, the stack's default if it is the first one. */
export function addProvider(
  scope: Construct,
  id: string,
  connection: DockerProviderConfig & SshPins,
  credentials: { readonly [registry: string]: RegistryCredentials },
): HostProvider {
  const alias = ProviderInstallation.in(TerraformStack.of(scope), Backend._for(scope), scope).nextAlias(scope);
  const { sshHostKey, sshJumpHost, sshJumpHostKey, sshJumpIdentityFile, ...standard } = connection;
  const provider = new DockerProvider(scope, id, { ...standard, alias });
  const registryAuth = RegistryCredentials._blocks(credentials);
  // The class of the provider lacks attributes that only berth/docker has.
  const pins = {
    ssh_host_key: sshHostKey, ssh_jump_host: sshJumpHost, ssh_jump_host_key: sshJumpHostKey, ssh_jump_identity_file: sshJumpIdentityFile,
  };
  for (const [name, value] of Object.entries(pins)) if (value !== undefined) provider.addOverride(name, value);
  if (registryAuth.length > 0) provider.addOverride('registry_auth', registryAuth);
  return { provider, explicit: alias === undefined ? undefined : provider, isMade: () => refersToResources(provider) };
}

/** Whether a provider has the address or the keys of what the stack makes. A variable is no such thing. */
function refersToResources(provider: TerraformProvider): boolean {
  return JSON.stringify(resolveTokens(provider, provider.toTerraform())).replace(/\$\{var\.[\w-]+\}/g, '').includes('${');
}
