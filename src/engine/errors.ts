import { TerraformElement } from 'cdktf';
import { IConstruct } from 'constructs';
import { BerthError } from '../private/berth-error';
import { SSH_HOST_KEY } from '../shared/ssh-host-key';

export const tcpNeedsAChoice = (given: string) => new BerthError('TCP_NEEDS_A_CHOICE',
  `"${given}" does not show whether the connection uses TLS. Use Endpoint.tcp(...) for TLS, `
  + 'or Endpoint.insecureTcp(...) if you trust every machine in the network.');

export const invalidEndpoint = (given: string) => new BerthError('INVALID_ENDPOINT',
  `"${given}" is not an address of an engine: it has no scheme. Write it as in "unix:///var/run/docker.sock".`);

export const hostOfAnotherStack = (what: string, host: string, stack: string) => new BerthError('HOST_OF_ANOTHER_STACK',
  `${what} must be in the stack of its host: it is in "${stack}", and ${host} is not. `
  + 'Create a ContainerHost in each stack, with the same endpoint.');

export const invalidVariableName = (part: string) => new BerthError('INVALID_VARIABLE_NAME',
  `The \`${part}\` of RegistryCredentials.fromEnvironment() must be the name of an environment variable in capital letters, such as `
  + `"REGISTRY_${part.toUpperCase()}", or one that begins with "TF_VAR_". What is given is not shown, since it may be a secret. `
  + 'Set the variable where Terraform runs, and pass its name.');

export const relativeConfigFile = () => new BerthError('RELATIVE_CONFIG_FILE',
  'RegistryCredentials.fromDockerConfig() needs the path of a file, absolute or beginning with "~/", such as "~/.docker/robot.json". What '
  + 'is given is not shown, since it may be the content of such a file. Pass a path.');

export const unsafePassword = ({ node, friendlyUniqueId }: TerraformElement) => new BerthError('UNSAFE_PASSWORD',
  `The variable "${node.id}" has the password for a registry, so it must be sensitive and have no default, which would be readable in the `
  + 'synthesized stack. Add `sensitive: true`, remove `default`, and set the variable where Terraform runs, as with '
  + `TF_VAR_${friendlyUniqueId}=….`);

export const credentialsOfAnotherStack = (registry: string, variable: IConstruct, stack: IConstruct) => new BerthError(
  'CREDENTIALS_OF_ANOTHER_STACK',
  `The credentials for the registry "${registry}" are in the variable ${variable.node.path}, which is not in the host's stack, `
  + `"${stack.node.path}". A stack can't pass a password to another one without storing it. Create a variable in the host's stack.`);

export const invalidRegistry = (given: string) => new BerthError('INVALID_REGISTRY',
  `"${given}" is not the address of a registry. Write it as at the start of image names, such as "registry.example.com:5000" or `
  + '"docker.io", in small letters, without a scheme and a path.');

export const invalidHostKey = (what: string, given: string) => new BerthError('INVALID_HOST_KEY',
  `${what} is not a public key: "${given}". Set it to ${SSH_HOST_KEY}.`);

export const privateHostKey = (what: string) => new BerthError('PRIVATE_HOST_KEY',
  `${what} is a private key, which is not shown. Set it to ${SSH_HOST_KEY}.`);
