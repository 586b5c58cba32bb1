import { Diagnostic, Path } from '../diagnostics/diagnostics';
import { Model } from './schema/model';
import { Schema } from './schema/schema';
import { ObjectValue, Value } from './value/value';

/** The input of every operation. */
export interface Context<Client> {
  /** What the provider's `configure` returned. */
  readonly client: Client;
  /** Aborted when Terraform asks the provider to stop (Ctrl-C). Operations in progress should finish, but start nothing new. */
  readonly signal: AbortSignal;
  /** Adds a warning to the result. */
  warn(warning: Omit<Diagnostic, 'severity'>): void;
}

/** The input of `create` and `update`. */
export interface ApplyContext<Client, S extends Schema> extends Context<Client> {
  /** Returns the configuration, with the write-only values, which are in no plan and no state. */
  configuration(): Model<S>;
  /**
   * Records what exists so far. If the operation then fails, Terraform keeps this state: after a creation as a tainted
   * resource, after an update as its partial result. Call it as soon as something exists that must not be lost.
   */
  record(state: Partial<Model<S>>): void;
}

/** The input of `read`. */
export interface ReadContext<Client> extends Context<Client> {
  /**
   * Whether this provider has not applied the resource yet: another provider wrote the state, or it was imported. Then nothing records
   * what was configured.
   */
  readonly isAdopted: boolean;
}

/** The input of a resource's own `plan`, for a resource whose attributes depend on each other. */
export interface PlanContext<Client> extends Omit<ReadContext<Client>, 'client'> {
  /** Undefined while the provider's own configuration is not known. */
  readonly client?: Client;
  /** The prior state, or null if the resource is being created. */
  readonly prior: { readonly [name: string]: Value } | null;
  readonly config: { readonly [name: string]: Value };
  /** The plan so far. Change computed values only; configured ones must stay as they are. */
  readonly planned: { [name: string]: Value };
  /** Plans a replacement of the resource because of a difference at this path. */
  requireReplace(path: Path): void;
}

/** The source of a `moved` block. */
export interface MoveSource {
  /** The source address of the provider that wrote the state. */
  readonly provider: string;
  readonly type: string;
  /** The schema version of the state. */
  readonly version: number;
  readonly state: Record<string, unknown>;
}

/**
 * One resource type, as data and functions. The functions return what actually exists, in the spelling of the remote
 * side. The framework compares canonical forms, and keeps the user's spelling if both mean the same. It also drops values
 * that are neither configured nor computed, so the functions can return everything that they read.
 */
export interface Resource<S extends Schema = Schema, Client = unknown> {
  /** The full name, such as `docker_network`. */
  readonly type: string;
  readonly schema: S;

  /** Functions that upgrade parsed state from schema version n to version n + 1, by n. */
  readonly upgrades?: { readonly [version: number]: (state: Record<string, unknown>) => Record<string, unknown> };

  /**
   * Converts parsed state of the current schema version that has an earlier format. For a schema whose version has to stay the same, since
   * another provider has it, too. Runs whenever a state is loaded, after the upgrades.
   */
  normalizeState?(state: Record<string, unknown>): Record<string, unknown>;

  /** Validates rules that span several attributes. Values may be unknown. Throws a `DiagnosticError`. */
  validate?(config: { readonly [name: string]: Value }): void;

  /** Modifies the plan of a creation or an update as the last step. May read from the remote side, but must not change it. */
  plan?(context: PlanContext<Client>): Promise<void> | void;

  /** Creates the resource as desired and returns what exists. Values that are only known after apply are null. */
  create(context: ApplyContext<Client, S>, desired: Model<S>): Promise<Model<S>>;

  /** Returns what exists, or undefined if the resource is gone. Must not change anything. */
  read(context: ReadContext<Client>, prior: Model<S>): Promise<Model<S> | undefined>;

  /** Updates the resource in place and returns what exists. Omit it if every change requires replacement. */
  update?(context: ApplyContext<Client, S>, desired: Model<S>, prior: Model<S>): Promise<Model<S>>;

  /** Deletes the resource. Succeeds if it is already gone. */
  delete(context: Context<Client>, prior: Model<S>): Promise<void>;

  /** Returns what exists under an id given to `terraform import`, or undefined. Omit it if import is not supported. */
  import?(context: Context<Client>, id: string): Promise<Model<S> | undefined>;

  /** Converts parsed state of another resource type, for a `moved` block. Returns undefined if that is not possible. */
  move?(source: MoveSource): Record<string, unknown> | undefined;
}

/** One data source type. */
export interface DataSource<S extends Schema = Schema, Client = unknown> {
  readonly type: string;
  readonly schema: S;
  validate?(config: { readonly [name: string]: Value }): void;
  read(context: Context<Client>, config: Model<S>): Promise<Model<S>>;
}

/** A provider, as `serve` makes it available to Terraform. */
export interface Provider<S extends Schema = Schema, Client = unknown> {
  readonly schema: S;
  readonly resources: readonly AnyResource<Client>[];
  readonly dataSources: readonly AnyDataSource<Client>[];
  /** Validates rules that span several attributes of the provider's own configuration. Values may be unknown. */
  validate?(config: { readonly [name: string]: Value }): void;
  /** Called if the configuration is wholly known. Must not connect, since many commands need no connection. */
  configure(config: Model<S>): Client;
  /** Called instead if the configuration is partly unknown until apply. Omit it if nothing can be done then. Must not connect. */
  configurePartly?(config: ObjectValue): Client;
}

/** A resource or data source of any schema. The parameter types of its functions are only checked where it is defined. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyResource<Client> = Resource<any, Client>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyDataSource<Client> = DataSource<any, Client>;

/** Returns the schema with its exact type, from which the type of the state is inferred. */
export function defineSchema<const S extends Schema>(schema: S): S {
  return schema;
}

