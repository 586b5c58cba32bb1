/** Attributes of a Terraform resource by their names, as in Terraform's JSON syntax. */
export type Attributes = { readonly [name: string]: unknown };

/** How a value of a model and attributes follow from each other. */
export interface Row<Model, Value, A = Attributes> {
  /** The attributes that it writes. Several rows may write parts of a list or a map. */
  readonly attributes: readonly string[];
  /** Returns the attributes for a value. Attributes without a value may be undefined. */
  write(value: Value, model: Model): Partial<A>;
  /** Returns the value for attributes: undefined if they leave it to the image or the engine. */
  read(attributes: Attributes): Value | undefined;
}

/** A row for each value of a model. */
export type Rows<Model, A = Attributes> = { readonly [K in keyof Model]-?: Row<Model, Model[K], A> };

/** Returns the attributes for a model. */
export function writeRows<Model extends object>(rows: Rows<Model, object>, model: Model): Attributes {
  const names = Object.keys(rows) as Array<keyof Model>;
  return merged(names.map((name) => rows[name].write(model[name], model)));
}

/** Returns the values of a model for attributes. */
export function readRows<Model extends object>(rows: Rows<Model, object>, attributes: Attributes): Partial<Model> {
  const names = Object.keys(rows) as Array<keyof Model>;
  return Object.fromEntries(names.map((name) => [name, rows[name].read(attributes)])) as Partial<Model>;
}

/** Combines what several rows write: lists are joined, maps are merged, and undefined attributes are omitted. */
export function merged(parts: readonly object[]): Attributes {
  const all: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined) continue;
      const before = all[name];
      if (before === undefined) all[name] = value;
      else if (Array.isArray(before)) all[name] = [...before, ...value as unknown[]];
      else all[name] = { ...before as object, ...value as object };
    }
  }
  return all;
}
