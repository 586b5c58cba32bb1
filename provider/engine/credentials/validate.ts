import { loginOf } from './login';
import { NAMED_VARIABLES } from './named-variables';
import { registryAt } from './registry';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Environment } from '../endpoint/context';

/** Reports `registry_auth` blocks that conflict or are incomplete. Values may be null or unknown. */
export function validateRegistryAuth(blocks: unknown, environment: Environment): void {
  const listed = (Array.isArray(blocks) ? blocks : [])
    .filter((block): block is Record<string, unknown> => typeof block === 'object' && block !== null);
  const problems = [...duplicates(listed), ...twoSources(listed), ...incompleteLogins(listed, environment)];
  if (problems.length > 0) throw new DiagnosticError(...problems.map((problem) => ({ ...problem, path: ['registry_auth'] })));
}

function duplicates(blocks: readonly Record<string, unknown>[]) {
  const registries = blocks.flatMap(({ address }) => typeof address === 'string' ? [registryAt(address)] : []);
  return [...new Set(registries.filter((registry, index) => registries.indexOf(registry) !== index))].map((registry) => ({
    summary: `Two \`registry_auth\` blocks are for the registry ${registry}`,
    detail: 'A registry can have only one block. Remove one of them. For two users, use two provider configurations (`alias`).',
  }));
}

function twoSources(blocks: readonly Record<string, unknown>[]) {
  return blocks.flatMap((block) => NAMED_VARIABLES.filter(([part, name]) => block[part] && block[name]).map(([part, name]) => ({
    summary: `\`registry_auth\`${forRegistry(block)} has both \`${part}\` and \`${name}\``,
    detail: `\`${name}\` names an environment variable that has the ${part}. Remove one of them.`,
  })));
}

function forRegistry({ address }: Record<string, unknown>): string {
  return typeof address === 'string' ? ` for "${address}"` : '';
}

function incompleteLogins(blocks: readonly Record<string, unknown>[], environment: Environment) {
  return blocks.flatMap((block) => {
    // Whether the variables are set only matters for those who access the registry.
    const named = NAMED_VARIABLES.flatMap(([part, name]) => block[name] ? [[part, block[name]]] : []);
    const { username, password } = loginOf({ ...block, ...Object.fromEntries(named) as object }, environment);
    if ((username === undefined) === (password === undefined)) return [];
    const [present, missing, variable] = password === undefined
      ? ['username', 'password', 'DOCKER_REGISTRY_PASS']
      : ['password', 'username', 'DOCKER_REGISTRY_USER'];
    return [{
      summary: `\`registry_auth\`${forRegistry(block)} has \`${present}\` without \`${missing}\``,
      detail: `A login needs both. Set \`${missing}\` (or the variable ${variable}) too, or remove both: `
        + 'the credentials then come from `config_file_content`, `config_file` or Docker\'s own config.json.',
    }];
  });
}
