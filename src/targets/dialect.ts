/** Which attributes the resource of a container has, for the back end that applies it. */
export interface Dialect {
  has(attribute: string): boolean;
}
