import { SharedFolder } from './host-path';

/** A container as `docker_container` describes it: as a stack defines it, as Terraform plans it, or as the engine shows it. */
export type DescribedContainer = { readonly [attribute: string]: unknown };

export interface ObserveOptions {
  /** Returns whether a value is known only after apply. */
  readonly isUnknown: (value: unknown) => boolean;
  /** The path of the socket on which the host's engine listens, if it is known. */
  readonly engineSocket?: string;
  /** The folders that the host shares with containers. @default - none */
  readonly sharedFolders?: readonly SharedFolder[];
  /** The folders in which the host's engine keeps its files, if they are known. */
  readonly engineFolders?: readonly string[];
}

/** How the value of one control is read from a container, and the only attributes that this depends on. */
export interface Observation<T> {
  readonly attributes: readonly string[];
  read(container: Reader<string>): T;
}

/** Reads a value from some attributes, and from no others: the compiler checks it. */
export function readFrom<const A extends string, T>(attributes: readonly A[], read: (container: Reader<A>) => T): Observation<T> {
  return { attributes, read };
}

/** Thrown when a value is read that is known only after apply. */
const NOT_KNOWN = Symbol('not known');

/** Calls a function that reads a container; returns `otherwise` if a value is known only after apply. */
export function ifKnown<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (thrown) {
    if (thrown === NOT_KNOWN) return otherwise;
    throw thrown;
  }
}

/** Reads attributes of a container. Each method throws `NOT_KNOWN` if it would have to return a value that is known only after apply. */
export class Reader<in A extends string> {
  constructor(private readonly container: DescribedContainer, public readonly options: ObserveOptions) {}

  /** Returns an attribute's value, or undefined if it is not set. */
  public get(name: A): unknown {
    return this.known(this.container[name] ?? undefined);
  }

  public text(name: A): string {
    return String(this.get(name) ?? '');
  }

  /** Returns a mode. Of one that begins like `container:`, it does not matter whether the rest is known. */
  public mode(name: A): string {
    const { [name]: mode } = this.container;
    return typeof mode === 'string' && /^container:/.test(mode) ? mode : this.text(name);
  }

  public isTrue(name: A): boolean {
    // Terraform converts these texts.
    return [true, 'true', '1'].includes(this.get(name) as never);
  }

  /**
   * Returns the elements of a list, a set or repeated blocks. Parts of an element may be unknown. A single block may be written
   * without a list.
   */
  public elements(name: A): unknown[] {
    const value = this.container[name] ?? [];
    if (this.options.isUnknown(value)) throw NOT_KNOWN;
    return Array.isArray(value) ? value : [value];
  }

  public blocks(name: A): Array<Record<string, unknown>> {
    const blocks = this.elements(name);
    if (blocks.some(this.options.isUnknown)) throw NOT_KNOWN;
    return blocks as Array<Record<string, unknown>>;
  }

  public known<T>(value: T): T {
    if (containsUnknown(value, this.options.isUnknown)) throw NOT_KNOWN;
    return value;
  }
}

/** Returns whether a value, or a part of it, is known only after apply. */
export function containsUnknown(value: unknown, isUnknown: ObserveOptions['isUnknown']): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((part) => containsUnknown(part, isUnknown));
}

export function isPrivileged(container: Reader<'privileged'>): boolean {
  return container.isTrue('privileged');
}

/**
 * Returns the value of a security option, which is written `key=value` or `key:value`: "" for an option without a value, and
 * undefined if the option is not given.
 */
export function securityOption(container: Reader<'security_opts'>, key: string): string | undefined {
  const options = container.elements('security_opts').map((each) => String(container.known(each)).trim());
  const matching = options.filter((each) => each.toLowerCase().startsWith(key) && ['', '=', ':'].includes(each.charAt(key.length)));
  return matching.length === 0 ? undefined : matching[matching.length - 1]!.slice(key.length + 1);
}
