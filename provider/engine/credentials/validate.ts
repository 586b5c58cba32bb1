import { loginOf } from './login';
import { registryAt } from './registry';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Environment } from '../endpoint/context';

/** Reports `registry_auth` blocks that conflict or are incomplete. Values may be null or unknown. */
export function validateRegistryAuth(blocks: unknown, environment: Environment): void {
  const listed = (Array.isArray(blocks) ? blocks : [])
    .filter((block): block is Record<string, unknown> => typeof block === 'object' && block !== null);
  const problems = [...duplicates(listed), ...incompleteLogins(listed, environment)];
  if (problems.length > 0) throw new DiagnosticError(...problems.map((problem) => ({ ...problem, path: ['registry_auth'] })));
}

function duplicates(blocks: readonly Record<string, unknown>[]) {
  const registries = blocks.flatMap(({ address }) => typeof address === 'string' ? [registryAt(address)] : []);
  return [...new Set(registries.filter((registry, index) => registries.indexOf(registry) !== index))].map((registry) => ({
    summary: `Two \`registry_auth\` blocks are for the registry ${registry}`,
    detail: 'A registry can have only one block. Remove one of them. For two users, use two provider configurations (`alias`).',
  }));
}

function incompleteLogins(blocks: readonly Record<string, unknown>[], environment: Environment) {
  return blocks.flatMap((block) => {
    const { username, password } = loginOf(block, environment);
    if ((username === undefined) === (password === undefined)) return [];
    const { address } = block;
    const [present, missing, variable] = password === undefined
      ? ['username', 'password', 'DOCKER_REGISTRY_PASS']
      : ['password', 'username', 'DOCKER_REGISTRY_USER'];
    return [{
      summary: `\`registry_auth\`${typeof address === 'string' ? ` for "${address}"` : ''} has \`${present}\` without \`${missing}\``,
      detail: `A login needs both. Set \`${missing}\` (or the variable ${variable}) too, or remove both: `
        + 'the credentials then come from `config_file_content`, `config_file` or Docker\'s own config.json.',
    }];
  });
}
