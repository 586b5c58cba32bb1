import { Path } from '../../diagnostics/diagnostics';
import { Type } from '../value/type';
import { Value } from '../value/value';

/** Rejects invalid values and explains what is allowed. Never called with null or unknown values. */
export interface Validator {
  /** The allowed values, as in the reference documentation: "at least 6 MiB". */
  readonly description: string;
  /** Returns the problem (the value given, the values allowed, what to do next), or undefined if the value is valid. */
  check(value: Value): string | undefined;
}

/** The input of a plan modifier: one attribute in the configuration, in the prior state and in the plan so far. */
export interface PlanModifierRequest {
  readonly path: Path;
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
  /** The resource is being created: there is no prior state. */
  readonly creating: boolean;
}

/** Changes the planned value of one attribute, within Terraform's rules: a configured value must stay as it is. */
export interface PlanModifier {
  readonly description: string;
  modify(request: PlanModifierRequest): { readonly planned?: Value; readonly requiresReplace?: boolean };
}

/**
 * One attribute of a schema, as data.
 *
 * An attribute is `required`, `optional`, `computed`, or both `optional` and `computed`. In the last case the resource
 * decides the value if it is not configured.
 */
export interface Attribute<T extends Type = Type> {
  readonly type: T;
  readonly description: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  /** Terraform hides the value in its output. */
  readonly sensitive?: boolean;
  /** How a sensitive text is encoded, so that messages hide what it encodes, too. @default - not at all */
  readonly encoding?: 'base64';
  /**
   * Terraform passes the configured value to the provider, and keeps it in neither plan nor state, where it is always null. Needs
   * Terraform 1.11. Not in a block that is a set, which Terraform does not allow.
   */
  readonly writeOnly?: boolean;
  /**
   * A text, or a list or map of texts, in which people put secrets, although Terraform shows it. What looks like a secret in it is kept
   * out of messages. With "base64", a text is decoded before. With "address", only what looks like the secret of a URL is kept out:
   * messages have to name paths and revisions.
   */
  readonly mayHaveSecrets?: boolean | 'base64' | 'address';
  /** Why the attribute should no longer be used, and what to use instead. */
  readonly deprecated?: string;
  /** The planned value if none is configured. Sent to Terraform as a computed attribute, since only those may have a default. */
  readonly default?: Value;
  readonly validators?: readonly Validator[];
  readonly planModifiers?: readonly PlanModifier[];
  /** A change, including removal, replaces the resource. Otherwise `update` applies the change in place. */
  readonly requiresReplace?: boolean;
  /** For the reference documentation: how a change is applied if the resource's own `plan` decides that. */
  readonly change?: string;
  /**
   * Converts all values that mean the same to one form ("1.50" and "1.5", `NET_ADMIN` and `CAP_NET_ADMIN`). Two spellings
   * with the same form are not a difference, neither in a plan nor after a read. Never called with null or unknown values.
   */
  readonly canonical?: (value: Value) => Value;
  /**
   * For a computed attribute: the value does not change when other values do, so a plan keeps it instead of making it
   * unknown. The default is true if the attribute is also optional, and false if it is only computed.
   */
  readonly stable?: boolean;
  /**
   * For an attribute that is optional and computed: null in the state unless it is configured. For a value that the remote side chooses
   * at the creation and that can't change afterwards, so that there is nothing to detect. Only for attributes outside of blocks.
   */
  readonly nullUnlessConfigured?: boolean;
}

export interface Attributes { readonly [name: string]: Attribute }
export interface Blocks { readonly [name: string]: Block }

/** What is written between braces in HCL: attributes and nested blocks. */
export interface Body {
  readonly attributes: Attributes;
  readonly blocks?: Blocks;
}

/** A nested block. */
export interface Block extends Body {
  readonly nesting: 'single' | 'list' | 'set';
  readonly description: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly deprecated?: string;
  /** Any difference within the blocks, or in their number, replaces the resource. */
  readonly requiresReplace?: boolean;
  /** As for an attribute. */
  readonly change?: string;
  /**
   * Whether the order of the blocks of a list is significant. If not, the same blocks in another order are no difference,
   * and a block that matches no prior block is new, so its computed values are unknown. (If `maxItems` is 1, the single
   * block counts as changed instead.)
   */
  readonly ordered?: boolean;
  /**
   * Whether an observed block is a difference even if no block of this kind is configured, for example a block that was added
   * outside Terraform. Otherwise, observed blocks are ignored if none is configured.
   */
  readonly exhaustive?: boolean;
  /** As for an attribute: converts a whole block (an object) to the form in which it is compared. */
  readonly canonical?: (value: Value) => Value;
}

/** The schema of a provider, a resource or a data source. */
export interface Schema extends Body {
  readonly description: string;
  /** The version of a resource's schema. Increase it with a change for which old state must be upgraded. */
  readonly version?: number;
}
