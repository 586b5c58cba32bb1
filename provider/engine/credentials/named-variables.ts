import { RegistryAuth } from './credentials';
import { registryAt } from './registry';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Environment } from '../endpoint/context';

/** Each part of a login, and the attribute with the name of the environment variable that has it. */
export const NAMED_VARIABLES = [['username', 'username_env'], ['password', 'password_env']] as const;

/** Returns the names of the environment variables of a `registry_auth` block. */
export function variablesOf(block: RegistryAuth): string[] {
  return NAMED_VARIABLES.flatMap(([, name]) => block[name] || []);
}

/** Returns a block with the values of the environment variables that it names. Throws an error for each that is not set. */
export function withVariables(block: RegistryAuth, environment: Environment): RegistryAuth {
  const missing = NAMED_VARIABLES.filter(([, name]) => block[name] && !environment[block[name]]);
  if (missing.length > 0) {
    throw new DiagnosticError(...missing.map(([part, name]) => ({
      summary: `The environment variable ${block[name]} is not set`,
      detail: `The provider takes the ${part} for the registry ${registryAt(block.address)} from it, as \`${name}\` of `
        + '`registry_auth` says. Set it for the process that runs terraform, for the plan and for the apply. '
        + 'An empty variable counts as not set.',
    })));
  }
  const values = NAMED_VARIABLES.flatMap(([part, name]) => block[name] ? [[part, environment[block[name]]]] : []);
  return { ...block, ...Object.fromEntries(values) as object };
}
