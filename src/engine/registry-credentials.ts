import { TerraformElement, TerraformStack, TerraformVariable } from 'cdktf';
import { credentialsOfAnotherStack, invalidRegistry, invalidVariableName, relativeConfigFile, unsafePassword } from './errors';
import { Backend } from '../backend/backend';
import { notOnThisBackend } from '../backend/errors';
import { BerthError } from '../private/berth-error';
import { secretNoVariable } from '../private/errors';
import { isKnown } from '../private/tokens';

/** In capital letters, so that hardly any password looks like one. */
const VARIABLE_NAME = /^([A-Z_][A-Z0-9_]*|TF_VAR_\w+)$/;

const REGISTRY = /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(:\d+)?$/;

/**
 * The names of the environment variables with the credentials for a registry.
 */
export interface RegistryEnvironment {
  /**
   * The name of the variable that has the user name, such as "REGISTRY_USER".
   */
  readonly username: string;

  /**
   * The name of the variable that has the password or token, such as "REGISTRY_PASSWORD".
   */
  readonly password: string;
}

/**
 * The Terraform variables with the credentials for a registry.
 */
export interface RegistryVariables {
  /**
   * The variable that has the user name.
   */
  readonly username: TerraformVariable;

  /**
   * The variable that has the password or token. It must be sensitive, and have no default.
   */
  readonly password: TerraformVariable;
}

/** A block `registry_auth` of the provider, without its address. */
interface RegistryAuth {
  readonly username?: string;
  readonly password?: string;
  readonly username_env?: string;
  readonly password_env?: string;
  readonly config_file?: string;
}

/**
 * Where the provider finds the credentials for a registry. The synthesized stack has only names and paths, and Terraform's state nothing.
 *
 * Without any, the provider uses those of `docker login` on the machine that runs Terraform, with its credential helpers.
 *
 * @example
 * ContainerHost.fromEnvironment(stack, 'host', {
 *   registryCredentials: {
 *     'registry.example.com': RegistryCredentials.fromEnvironment({ username: 'REGISTRY_USER', password: 'REGISTRY_PASSWORD' }),
 *   },
 * });
 */
export class RegistryCredentials {
  /**
   * Returns credentials in environment variables. The provider reads them when it accesses the registry, and fails if one is not set.
   * Needs `Backend.BERTH`.
   *
   * Throws an error if a name is not in capital letters, unless it begins with `TF_VAR_`.
   *
   * @param names the names of the variables, which have to be set where Terraform runs
   */
  public static fromEnvironment(names: RegistryEnvironment): RegistryCredentials {
    for (const part of ['username', 'password'] as const) {
      if (typeof names[part] !== 'string' || !VARIABLE_NAME.test(names[part])) throw invalidVariableName(part);
    }
    return new RegistryCredentials({ username_env: names.username, password_env: names.password }, []);
  }

  /**
   * Returns credentials in a file in the format that `docker login` writes, with the credential helpers that it names. The provider reads
   * it when it accesses the registry.
   *
   * Throws an error if the path is relative, since Terraform runs in another folder.
   *
   * @param path the path of the file on the machine that runs Terraform, absolute or beginning with `~/`. By default the file of the
   * `docker` command, unless the environment variables DOCKER_REGISTRY_USER and DOCKER_REGISTRY_PASS are set
   */
  public static fromDockerConfig(path?: string): RegistryCredentials {
    if (isKnown(path) && !/^(\/|~\/)/.test(path)) throw relativeConfigFile();
    return new RegistryCredentials(path === undefined ? {} : { config_file: path }, []);
  }

  /**
   * Returns credentials in Terraform variables of the host's stack. Terraform stores the values of variables in saved plans, but not in its
   * state.
   *
   * Throws an error if the variable of the password is not sensitive, or has a default, which would be in the synthesized stack.
   *
   * @param variables the variables
   */
  public static fromVariables(variables: RegistryVariables): RegistryCredentials {
    const { username, password } = variables;
    for (const part of ['username', 'password'] as const) {
      // In plain JavaScript, it may be the password itself.
      if (!TerraformElement.isTerraformElement(variables[part])) {
        throw secretNoVariable(`The \`${part}\` of RegistryCredentials.fromVariables()`);
      }
    }
    if (password.sensitive !== true || password.default !== undefined) throw unsafePassword(password);
    return new RegistryCredentials({ username: username.stringValue, password: password.stringValue }, [username, password]);
  }

  /**
   * Returns what is wrong with the credentials of a host.
   *
   * @internal
   */
  public static _check(
    byRegistry: { readonly [registry: string]: RegistryCredentials }, backend: Backend, stack: TerraformStack,
  ): BerthError[] {
    return Object.entries(byRegistry).flatMap(([registry, { block, variables }]) => [
      ...(isKnown(registry) && !REGISTRY.test(registry) ? [invalidRegistry(registry)] : []),
      ...variables.filter((variable) => TerraformStack.of(variable) !== stack)
        .map((variable) => credentialsOfAnotherStack(registry, variable, stack)),
      ...(backend === Backend.KREUZWERKER && block.password_env !== undefined
        ? [notOnThisBackend('RegistryCredentials.fromEnvironment()', `${backend}`,
          'use RegistryCredentials.fromVariables() or fromDockerConfig(), or use Backend.BERTH')]
        : []),
    ]);
  }

  /**
   * Returns the blocks `registry_auth` of the provider.
   *
   * @internal
   */
  public static _blocks(byRegistry: { readonly [registry: string]: RegistryCredentials }): object[] {
    return Object.entries(byRegistry).map(([address, { block }]) => ({ address, ...block }));
  }

  private constructor(private readonly block: RegistryAuth, private readonly variables: readonly TerraformVariable[]) {}
}
