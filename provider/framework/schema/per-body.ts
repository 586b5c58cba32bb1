import { Body } from './schema';

/** Memoizes a function of a body: a schema never changes, but each call from Terraform needs such results many times. */
export function perBody<T extends NonNullable<unknown>>(derive: (body: Body) => T): (body: Body) => T {
  const known = new WeakMap<Body, T>();
  return (body) => {
    let result = known.get(body);
    if (result === undefined) {
      result = derive(body);
      known.set(body, result);
    }
    return result;
  };
}
