import { Path } from '../../diagnostics/diagnostics';
import { Type } from '../value/type';
import { Value } from '../value/value';

/** Refuses a value that is wrong, and says what is right. It is never asked about a null or an unknown value. */
export interface Validator {
  /** What is allowed, as the reference documentation says it: "at least 6 MiB". */
  readonly description: string;
  /** The complaint (what was given, what is allowed, what to do), or nothing. */
  check(value: Value): string | undefined;
}

/** What a plan modifier may look at: one attribute, as configured, as recorded, and as planned so far. */
export interface PlanModifierRequest {
  readonly path: Path;
  readonly config: Value;
  readonly prior: Value;
  readonly planned: Value;
  /** The resource is being created: there is no prior state. */
  readonly creating: boolean;
}

/** Changes the planned value of one attribute, within what Terraform allows: a configured value stays as it is. */
export interface PlanModifier {
  readonly description: string;
  modify(request: PlanModifierRequest): { readonly planned?: Value; readonly requiresReplace?: boolean };
}

/**
 * One attribute of a schema, as data.
 *
 * An attribute is `required`, `optional`, `computed`, or `optional` and `computed`: the last may be configured and is
 * decided by the resource where it is not.
 */
export interface Attribute<T extends Type = Type> {
  readonly type: T;
  readonly description: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  /** Terraform hides the value wherever it prints it. */
  readonly sensitive?: boolean;
  /** Why not to use it any more, and what to use instead. */
  readonly deprecated?: string;
  /** Planned where the configuration has nothing. The attribute is computed on the wire, as Terraform asks. */
  readonly default?: Value;
  readonly validators?: readonly Validator[];
  readonly planModifiers?: readonly PlanModifier[];
  /** A change, removal included, replaces the resource. Without it, `update` makes the change live. */
  readonly requiresReplace?: boolean;
  /** How a change is made, for the reference: where the resource's own `plan` decides, and neither of the two above says it. */
  readonly change?: string;
  /**
   * Brings every spelling of a value that means the same to one form ("1.50" and "1.5", `NET_ADMIN` and `CAP_NET_ADMIN`):
   * two spellings of one form are no difference, in a plan or after a read. Asked about known values only, never null.
   */
  readonly canonical?: (value: Value) => Value;
  /**
   * For a computed attribute: its value stands when something else changes, so a plan keeps it instead of calling it
   * unknown. The default is true where the attribute is also optional, and false where it is only computed.
   */
  readonly stable?: boolean;
}

export interface Attributes { readonly [name: string]: Attribute }
export interface Blocks { readonly [name: string]: Block }

/** What an author writes between braces: attributes and nested blocks. */
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
  /** Any difference within, or in the number of blocks, replaces the resource. */
  readonly requiresReplace?: boolean;
  /** As for an attribute. */
  readonly change?: string;
  /**
   * The order of the blocks of a list means something. Without it, the same blocks in another order are no difference,
   * and a block that differs from all that were there is a new one: what is computed in it is not known. (Where there can
   * be but one block, that one has changed.)
   */
  readonly ordered?: boolean;
  /**
   * A block that is there and was not written is a difference, also where none was written: something outside may have
   * added it. Without it, nothing written means nothing compared.
   */
  readonly exhaustive?: boolean;
  /** As for an attribute: brings one whole block (an object) to the one form in which it is compared. */
  readonly canonical?: (value: Value) => Value;
}

/** The schema of a provider, a resource or a data source. */
export interface Schema extends Body {
  readonly description: string;
  /** Of a resource: raised with a change that old state must be upgraded for. */
  readonly version?: number;
}
