import { Diagnostic, Path } from '../diagnostics/diagnostics';
import { Model } from './schema/model';
import { Schema } from './schema/schema';
import { Value } from './value/value';

/** What every operation is given. */
export interface Context<Client> {
  /** What the provider's `configure` returned. */
  readonly client: Client;
  /** Aborted when Terraform asks the provider to stop (Ctrl-C): finish what is in flight, begin nothing new. */
  readonly signal: AbortSignal;
  /** Adds a warning to the answer. */
  warn(warning: Omit<Diagnostic, 'severity'>): void;
}

/** What `create` and `update` are given besides. */
export interface ApplyContext<Client, S extends Schema> extends Context<Client> {
  /**
   * Puts down what exists by now. If the operation then fails, this is what Terraform keeps: of a creation as a tainted
   * resource, of an update as the state it has got to. Call it as soon as something exists that must not be lost.
   */
  record(state: Partial<Model<S>>): void;
}

/** A plan in the making, for a resource whose attributes depend on each other. */
export interface PlanContext<Client> extends Omit<Context<Client>, 'client'> {
  /** Missing while the provider's own configuration is not known. */
  readonly client?: Client;
  /** The state before, or null when the resource is being created. */
  readonly prior: { readonly [name: string]: Value } | null;
  readonly config: { readonly [name: string]: Value };
  /** The plan so far. Change what is computed; leave what is configured. */
  readonly planned: { [name: string]: Value };
  /** A difference at this path replaces the resource. */
  requireReplace(path: Path): void;
}

/** What a `moved` block moves. */
export interface MoveSource {
  /** The source address of the provider that wrote the state. */
  readonly provider: string;
  readonly type: string;
  /** The version of the schema that the state is of. */
  readonly version: number;
  readonly state: Record<string, unknown>;
}

/**
 * One resource type, as data and functions. What the functions return is what *is* there, in the words of the other
 * side: the framework compares it with what was written, in one canonical form, and keeps the author's spelling where
 * both mean the same. Attributes that the author did not set and that are not computed are dropped there, so functions
 * report all they see.
 */
export interface Resource<S extends Schema = Schema, Client = unknown> {
  /** The full name: `docker_network`. */
  readonly type: string;
  readonly schema: S;

  /** State written under schema version n, as parsed JSON, brought to version n + 1. */
  readonly upgrades?: { readonly [version: number]: (state: Record<string, unknown>) => Record<string, unknown> };

  /** Rules over several attributes. Values may be unknown. Throws a `DiagnosticError`. */
  validate?(config: { readonly [name: string]: Value }): void;

  /** The last word on a plan, on an update or a creation. May look at the other side; changes nothing there. */
  plan?(context: PlanContext<Client>): Promise<void> | void;

  /** Makes it as desired (attributes left to the resource are null) and returns what is there. */
  create(context: ApplyContext<Client, S>, desired: Model<S>): Promise<Model<S>>;

  /** What is there, or nothing where it is gone. Never changes anything. */
  read(context: Context<Client>, prior: Model<S>): Promise<Model<S> | undefined>;

  /** Changes it live to what is desired and returns what is there. Missing where every change replaces. */
  update?(context: ApplyContext<Client, S>, desired: Model<S>, prior: Model<S>): Promise<Model<S>>;

  /** Removes it. Gone already is done. */
  delete(context: Context<Client>, prior: Model<S>): Promise<void>;

  /** What is there under an id given to `terraform import`, or nothing. Missing where it can't be imported. */
  import?(context: Context<Client>, id: string): Promise<Model<S> | undefined>;

  /** State of another resource type (of a `moved` block), as parsed JSON, brought to this type; or nothing where it can't be. */
  move?(source: MoveSource): Record<string, unknown> | undefined;
}

/** One data source type. */
export interface DataSource<S extends Schema = Schema, Client = unknown> {
  readonly type: string;
  readonly schema: S;
  validate?(config: { readonly [name: string]: Value }): void;
  read(context: Context<Client>, config: Model<S>): Promise<Model<S>>;
}

/** A provider: what `serve` answers Terraform with. */
export interface Provider<S extends Schema = Schema, Client = unknown> {
  readonly schema: S;
  readonly resources: readonly AnyResource<Client>[];
  readonly dataSources: readonly AnyDataSource<Client>[];
  /** Cross-attribute rules of the provider's own configuration. Values may be unknown. */
  validate?(config: { readonly [name: string]: Value }): void;
  /** Called once the configuration is wholly known. Must not connect: many commands need no connection. */
  configure(config: Model<S>): Client;
}

/** A resource or data source of whatever schema; the parameter types of its functions are only checked where it is defined. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyResource<Client> = Resource<any, Client>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDataSource<Client> = DataSource<any, Client>;

/** Gives a schema its exact type, from which the model of the state is inferred. */
export function defineSchema<const S extends Schema>(schema: S): S {
  return schema;
}

