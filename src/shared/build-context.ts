import dockerignore from '@balena/dockerignore';

/** The file in a build context that lists what the context leaves out. */
export const IGNORE_FILE = '.dockerignore';

/**
 * Terraform's own files: the state, its lock and its backups, the data folder and the lock file, and the providers beside a configuration.
 * They change while Terraform applies, so an image that depends on them would never settle, and the state contains secrets.
 */
export const TERRAFORM_FILES: readonly string[] = ['**/*.tfstate*', '**/.terraform*', '**/terraform.d'];

/** What a build context leaves out. All names are relative to its folder, with slashes. */
export interface ContextRules {
  excludes(name: string): boolean;
  /** Whether to look into a folder: its content may belong to the context even if the folder itself does not. */
  enters(folder: string): boolean;
}

// Loaded at first use: a start of the provider does not need it.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const library = () => require('@balena/dockerignore') as typeof dockerignore;

/** Returns the first line of a `.dockerignore` that is no pattern, such as "[a-", or undefined if there is none. */
export function invalidPattern(rules: string): string | undefined {
  return rules.split('\n').find((line) => {
    try {
      library()({ ignorecase: false }).add(line).ignores('a');
      return false;
    } catch {
      return true;
    }
  });
}

/**
 * Returns the rules of a build context. Each line of its `.dockerignore` must be a pattern.
 *
 * @param rules the text of its `.dockerignore`
 * @param dockerfile the name of its Dockerfile, which is always sent
 * @param defaults patterns to leave out unless a line of the `.dockerignore` re-includes them
 */
export function contextRules(rules: string, dockerfile: string, defaults: readonly string[] = TERRAFORM_FILES): ContextRules {
  const ignore = library()({ ignorecase: false }).add([...defaults, rules].join('\n'));
  // Always sent, as the Docker CLI does. The engine needs both, and excludes them from the build itself.
  const needed = [dockerfile, IGNORE_FILE];
  const isNeeded = (name: string) => needed.some((one) => one === name || one.startsWith(`${name}/`));
  const excludes = (name: string) => ignore.ignores(name) && !isNeeded(name);
  // Walks into an ignored folder only if a rule may re-include something in it.
  const prunes = !/^\s*!/m.test(rules);
  return { excludes, enters: (folder) => !prunes || !excludes(folder) };
}
