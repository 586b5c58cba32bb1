import { Environment } from '../endpoint/context';

/** User and password of a `registry_auth` block, in which values may be null or unknown. */
export interface Login<T> {
  readonly username?: T;
  readonly password?: T;
}

type Block<T> = { readonly [name in 'username' | 'password' | 'config_file' | 'config_file_content']?: T | null };

/**
 * Returns the user and the password of a block. If the block has only one of them, the other comes from its variable
 * (DOCKER_REGISTRY_USER or DOCKER_REGISTRY_PASS, as with kreuzwerker/docker). If the block has neither of them and no
 * configuration file, both come from the variables, if both are set. A single variable is ignored, because it is probably
 * meant for something else.
 */
export function loginOf<T>(block: Block<T>, { DOCKER_REGISTRY_USER, DOCKER_REGISTRY_PASS }: Environment): Login<T | string> {
  const own = { ...set('username', block.username), ...set('password', block.password) };
  const other = { ...set('username', DOCKER_REGISTRY_USER), ...set('password', DOCKER_REGISTRY_PASS) };
  if (Object.keys(own).length > 0) return { ...other, ...own };
  return block.config_file || block.config_file_content || Object.keys(other).length < 2 ? {} : other;
}

function set<T>(name: string, value: T | null | undefined): { [name: string]: T } {
  return value === null || value === undefined || value === '' ? {} : { [name]: value };
}
