import { loginOf } from './login';
import { registryAt } from './registry';
import { DiagnosticError } from '../../diagnostics/diagnostics';
import { Environment } from '../endpoint/context';

/** Refuses `registry_auth` blocks that contradict each other or themselves. Values may be null or not known yet. */
export function validateRegistryAuth(blocks: unknown, environment: Environment): void {
  const listed = (Array.isArray(blocks) ? blocks : []).filter((block): block is Record<string, unknown> => typeof block === 'object' && block !== null);
  const problems = [...namedTwice(listed), ...halfPairs(listed, environment)];
  if (problems.length > 0) throw new DiagnosticError(...problems.map((problem) => ({ ...problem, path: ['registry_auth'] })));
}

function namedTwice(blocks: readonly Record<string, unknown>[]) {
  const registries = blocks.flatMap(({ address }) => typeof address === 'string' ? [registryAt(address)] : []);
  return [...new Set(registries.filter((registry, index) => registries.indexOf(registry) !== index))].map((registry) => ({
    summary: `Two \`registry_auth\` blocks are for the registry ${registry}`,
    detail: 'A registry is shown one user. Leave one of the blocks out; for two users, use two configurations of the provider (`alias`).',
  }));
}

function halfPairs(blocks: readonly Record<string, unknown>[], environment: Environment) {
  return blocks.flatMap((block) => {
    const { username, password } = loginOf(block, environment);
    if ((username === undefined) === (password === undefined)) return [];
    const { address } = block;
    const [there, missing, variable] = password === undefined ? ['username', 'password', 'DOCKER_REGISTRY_PASS'] : ['password', 'username', 'DOCKER_REGISTRY_USER'];
    return [{
      summary: `\`registry_auth\`${typeof address === 'string' ? ` for "${address}"` : ''} has \`${there}\` without \`${missing}\``,
      detail: `A registry is shown both. Give \`${missing}\` (or the variable ${variable}) too, or leave both out: the credentials are then those of \`config_file_content\`, \`config_file\` or Docker's own config.json.`,
    }];
  });
}
