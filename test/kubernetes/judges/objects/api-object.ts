/*
 * The objects of the Kubernetes API, as JSON.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject { readonly [name: string]: Json | undefined }

export interface Labels { readonly [name: string]: string }

/** The part of an object's metadata that a client sends. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** An object of the Kubernetes API. Its other fields depend on its kind. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** What is wrong with an object. */
export interface Problem {
  /** The object, such as `Deployment shop/web`. */
  readonly object: string;
  /** The field, such as `spec.template.spec.containers[0].image`. */
  readonly path: string;
  readonly message: string;
}

const CLUSTER_SCOPED = new Set([
  'ClusterRole', 'ClusterRoleBinding', 'Namespace', 'Node', 'PersistentVolume', 'PriorityClass', 'RuntimeClass', 'StorageClass',
]);

/** Returns whether the objects of a kind belong to a namespace. */
export function isNamespaced(kind: string): boolean {
  return !CLUSTER_SCOPED.has(kind);
}

/** Returns the namespace of an object, or undefined if its kind has none. */
export function namespaceOf({ kind, metadata }: ApiObject): string | undefined {
  return isNamespaced(kind) ? metadata.namespace ?? 'default' : undefined;
}

/** Names an object, such as `Deployment shop/web`. */
export function nameOf(object: ApiObject): string {
  const { kind, metadata } = object;
  const name = metadata.name ?? `${metadata.generateName ?? '?'}*`;
  return isNamespaced(kind) ? `${kind} ${namespaceOf(object)}/${name}` : `${kind} ${name}`;
}

/** Returns whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the objects of a kind. The caller knows the type of its fields. */
export function ofKind<Fields>(objects: readonly ApiObject[], kind: string): Array<ApiObject & Fields> {
  return objects.filter((each) => each.kind === kind) as Array<ApiObject & Fields>;
}
