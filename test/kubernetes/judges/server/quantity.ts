/*
 * Quantities of resources, such as `500m` and `64Mi`.
 */

const SUFFIXES: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Returns a quantity as a number, or undefined if the text is none. */
export function quantity(text: string | number): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/.exec(String(text));
  if (match === null) return undefined;
  const [, digits, exponent = '', suffix] = match;
  return Number(`${digits}${exponent}`) * (suffix === undefined ? 1 : SUFFIXES[suffix]);
}
