import { Body } from './schema';

/** What is derived of a schema once: it is asked for many times with each call of Terraform, and a schema never changes. */
export function perBody<T extends NonNullable<unknown>>(derive: (body: Body) => T): (body: Body) => T {
  const known = new WeakMap<Body, T>();
  return (body) => {
    let found = known.get(body);
    if (found === undefined) {
      found = derive(body);
      known.set(body, found);
    }
    return found;
  };
}
