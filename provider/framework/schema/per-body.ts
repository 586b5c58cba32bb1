import { Body } from './schema';

/** Memoizes a function of a body: a schema never changes, and each call from Terraform needs the results many times. */
export function perBody<T extends NonNullable<unknown>>(derive: (body: Body) => T): (body: Body) => T {
  const results = new WeakMap<Body, T>();
  return (body) => {
    let result = results.get(body);
    if (result === undefined) {
      result = derive(body);
      results.set(body, result);
    }
    return result;
  };
}
