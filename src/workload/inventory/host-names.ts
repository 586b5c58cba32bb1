import { ContainerText } from './texts';

/** A host name that a text contains, and the port that follows it, if one does. */
export interface UsedHost {
  readonly name: string;
  readonly port?: string;
}

/** After `//` or `@`, as in a URL. What is before `@` is a user. */
const IN_URL = /(?:\/\/|@)([a-z0-9][\w.-]*)(?::(\d+))?(?=[:/?#,;\s"']|$)(?![^/\s]*@)/gi;
/** Before a port. */
const BEFORE_PORT = /(?<![\w.\/@:-])([a-z][\w.-]*):(\d{2,5})(?![\w.:])/gi;
/** The names of environment variables whose value is a host. */
const HOST_VARIABLE = /^environment\.(?:.*_)?(?:HOST|HOSTNAME|SERVER|ADDRESS|ADDR|ENDPOINT)$/i;

/** Returns the host names that a text contains, as far as its form shows that they are some. */
export function hostsIn({ prop, text }: ContainerText): UsedHost[] {
  const found = [IN_URL, BEFORE_PORT].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name, port]) => ({ name, port })));
  return HOST_VARIABLE.test(prop) ? [...found, { name: text }] : found;
}
