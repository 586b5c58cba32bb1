import { Json } from './json';

/**
 * One half of what a container was created with (`Config` or `HostConfig`), kept compactly. Most containers of a test are equal but for a
 * few fields, so the others are one object for all of them.
 */
export interface Settings {
  /** The fields that are equal in many containers. Containers with equal ones share the object. */
  readonly shared: Json;
  /** The fields that usually differ from container to container. */
  readonly own: Json;
}

/** The fields that usually differ: names, addresses, and what has the number of a clone in it. */
const OWN = new Set(['Env', 'Labels', 'Hostname', 'ContainerIDFile', 'PortBindings']);

const interned = new Map<string, Json>();

/** Returns one object for all that are equal. */
export function intern<T extends object>(value: T): T {
  const key = JSON.stringify(value);
  const known = interned.get(key);
  if (known !== undefined) return known as T;
  interned.set(key, value as Json);
  return value;
}

export function compact(fields: Json): Settings {
  const part = (isOwn: boolean) => Object.fromEntries(Object.entries(fields).filter(([name]) => OWN.has(name) === isOwn));
  return { shared: intern(part(false)), own: part(true) };
}

export function expand({ shared, own }: Settings): Json {
  return { ...shared, ...own };
}

export function field(settings: Settings, name: string): unknown {
  return OWN.has(name) ? settings.own[name] : settings.shared[name];
}
