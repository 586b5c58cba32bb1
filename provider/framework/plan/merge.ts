import { createHash } from 'node:crypto';
import { Path } from '../../diagnostics/diagnostics';
import { ConfiguredRecord } from '../private-state';
import { invariantViolations } from './invariants';
import { bodyType } from '../schema/body-type';
import { canonicalBody, sameAttribute } from '../schema/canonical';
import { align, matches } from '../schema/match';
import { Attribute, Block, Body } from '../schema/schema';
import { attributesOf, blocksOf, isBody, isComputed, isStable, knownBlocks } from '../schema/walk';
import { valueKey } from '../value/compare';
import { emptyObject } from '../value/convert';
import { ObjectValue, Unknown, Value } from '../value/value';

/** One attribute of the plan: the input of its plan modifiers, and where to change its planned value. */
export interface PlannedAttribute {
  readonly attribute: Attribute;
  readonly path: Path;
  readonly config: Value;
  readonly prior: Value;
  /** The object that contains the planned value, under `name`. */
  readonly parent: { [name: string]: Value };
  readonly name: string;
}

export interface Merged {
  readonly planned: { [name: string]: Value };
  readonly attributes: readonly PlannedAttribute[];
  readonly configured: ConfiguredRecord;
}

/** The position of a block of a list, in the prior state and in the plan. */
interface ListPosition {
  readonly from: number | undefined;
  readonly to: number;
  readonly spelling: Spelling;
}

export interface MergeRequest {
  readonly body: Body;
  /** With defaults. */
  readonly config: ObjectValue;
  readonly prior: ObjectValue | null;
  readonly record: ConfiguredRecord | undefined;
  /** Whether the plan differs from the prior state. If so, computed values that are not stable become unknown. */
  readonly changing: boolean;
}

/**
 * Which spelling a planned value has if configuration and prior state mean the same:
 * - `prior`: the whole block means the same, so it keeps the prior spelling.
 * - `same`: each attribute that means the same keeps the prior spelling.
 * - `config`: the configured spelling, since the block has moved and Terraform rejects the spelling from another position.
 */
type Spelling = 'prior' | 'same' | 'config';

/** Where a body is in the resource, and what was configured in it before. */
interface BodyContext {
  readonly path: Path;
  /** The path under which the planned body is recorded. Undefined within a set, whose blocks are recorded as a whole. */
  readonly key: string | undefined;
  readonly spelling: Spelling;
  /** Whether the attribute was configured when the resource was last applied. */
  wasConfigured(name: string): boolean;
}

/**
 * Merges configuration and prior state into a plan. A configured value keeps the prior spelling if that means the same.
 * A computed value that is not configured keeps its prior value.
 */
export function merge(request: MergeRequest): Merged {
  return new Merge(request).run();
}

class Merge {
  private readonly attributes: PlannedAttribute[] = [];
  private readonly paths: string[] = [];
  private readonly elements: { [path: string]: readonly string[] } = {};
  private readonly recordedPaths: ReadonlySet<string>;

  constructor(private readonly request: MergeRequest) {
    this.recordedPaths = new Set(request.record?.paths);
  }

  public run(): Merged {
    const { body, config, prior } = this.request;
    const planned = this.body(body, config, prior, {
      path: [], key: '', spelling: 'same', wasConfigured: (name) => this.recordedPaths.has(name),
    });
    return { planned, attributes: this.attributes, configured: { paths: this.paths, elements: this.elements } };
  }

  private body(body: Body, config: ObjectValue, prior: ObjectValue | null, context: BodyContext): { [name: string]: Value } {
    const planned = emptyObject<Value>();
    for (const [name, attribute] of attributesOf(body)) {
      const configured = config[name] ?? null;
      planned[name] = this.attribute(attribute, configured, prior, name, context);
      this.attributes.push({
        attribute, path: [...context.path, name], config: configured, prior: prior?.[name] ?? null, parent: planned, name,
      });
      if (context.key !== undefined && configured !== null && isRecorded(attribute)) {
        this.paths.push(context.key + name);
      }
    }
    for (const [name, block] of blocksOf(body)) {
      planned[name] = this.blocks(block, config[name] ?? null, prior?.[name] ?? null, name, context);
    }
    return planned;
  }

  private attribute(attribute: Attribute, configured: Value, prior: ObjectValue | null, name: string, context: BodyContext): Value {
    const before = prior?.[name] ?? null;
    if (configured === null && isComputed(attribute)) {
      const removed = isRecorded(attribute) && before !== null && context.wasConfigured(name);
      if (attribute.nullUnlessConfigured && (prior === null || removed)) {
        return null;
      }
      return prior === null || removed || (this.request.changing && !isStable(attribute)) ? Unknown.PLAIN : before;
    }
    if (context.spelling === 'prior') {
      return before;
    }
    const keepsSpelling = context.spelling === 'same' && configured !== null && before !== null
      && sameAttribute(attribute, configured, before);
    return keepsSpelling ? before : configured;
  }

  private blocks(block: Block, config: Value, prior: Value, name: string, context: BodyContext): Value {
    const within = { ...context, path: [...context.path, name], key: context.key === undefined ? undefined : `${context.key}${name}.` };
    if (block.nesting === 'single') {
      if (!isBody(config)) {
        return config;
      }
      const wasConfigured = this.recordedUnder(within.key) ?? context.wasConfigured;
      const before = isBody(prior) ? prior : null;
      const matched = context.spelling !== 'config' && before !== null && matches(block, config, before, 'null');
      const spelling = matched ? spellingOf(block, config, before) : context.spelling;
      return this.body(block, config, before, { ...within, wasConfigured, spelling });
    }
    if (!Array.isArray(config)) {
      return config;
    }
    return block.nesting === 'set'
      ? this.set(block, knownBlocks(config), knownBlocks(prior), within)
      : this.list(block, knownBlocks(config), knownBlocks(prior), within);
  }

  private list(block: Block, config: readonly ObjectValue[], prior: readonly ObjectValue[], context: BodyContext): Value {
    const aligned = align(block, config, prior, 'null');
    const complete = config.length === prior.length && aligned.every((from) => from !== undefined);
    const permuted = complete && aligned.some((from, index) => from !== index);
    // Blocks within a block that has moved have no counterpart in the prior state at their own path.
    const moved = context.spelling === 'config';
    if (permuted && !moved) {
      const mark = { attributes: this.attributes.length, paths: this.paths.length };
      const planned = this.inPriorOrder(block, config, prior, aligned, context);
      // Terraform compares blocks by position, and rejects some plans whose blocks are not in the configured order.
      if (planned.every((element, index) => invariantViolations(block, config[index]!, prior[index]!, element).length === 0)) {
        return planned;
      }
      this.attributes.length = mark.attributes;
      this.paths.length = mark.paths;
    }
    // A block without a match in the prior state is a new one, unless its position identifies it.
    const positional = block.ordered === true || block.maxItems === 1;
    const taken = new Set(aligned);
    return config.map((element, index) => {
      const from = aligned[index] ?? (positional && index < prior.length && !taken.has(index) ? index : undefined);
      const same = aligned[index] === from;
      const spelling = moved || from !== index ? 'config' : same ? spellingOf(block, element, prior[from]!) : context.spelling;
      return this.element(block, element, from === undefined ? null : prior[from]!, context, { from, to: index, spelling });
    });
  }

  /** Plans blocks that were only reordered: keeps the order of the prior state, so that there is no difference. */
  private inPriorOrder(
    block: Block,
    config: readonly ObjectValue[],
    prior: readonly ObjectValue[],
    aligned: readonly (number | undefined)[],
    context: BodyContext,
  ): ObjectValue[] {
    const planned: ObjectValue[] = [];
    config.forEach((element, index) => {
      const from = aligned[index]!;
      planned[from] = this.element(block, element, prior[from]!, context, { from, to: from, spelling: 'prior' });
    });
    return planned;
  }

  private element(
    block: Block, config: ObjectValue, prior: ObjectValue | null, context: BodyContext, { from, to, spelling }: ListPosition,
  ): ObjectValue {
    const key = context.key === undefined ? undefined : `${context.key}${to}.`;
    const priorKey = context.key === undefined || from === undefined ? undefined : `${context.key}${from}.`;
    const wasConfigured = this.recordedUnder(priorKey) ?? context.wasConfigured;
    return this.body(block, config, prior, { path: [...context.path, to], key, spelling, wasConfigured });
  }

  private set(block: Block, config: readonly ObjectValue[], prior: readonly ObjectValue[], context: BodyContext): Value {
    const aligned = align(block, config, prior, 'null');
    const recorded = context.key !== undefined && hasRecorded(block) ? context.key.slice(0, -1) : undefined;
    const fingerprints = recorded === undefined ? [] : config.map((element) => fingerprint(block, element));
    if (recorded !== undefined) {
      this.elements[recorded] = fingerprints;
    }
    const before = recorded === undefined ? undefined : this.request.record?.elements[recorded];
    return config.map((element, index) => {
      const from = aligned[index];
      // A block that was not configured like this before may have had values that were removed from it.
      const rewritten = before !== undefined && !before.includes(fingerprints[index]!);
      return this.body(block, element, from === undefined ? null : prior[from]!, {
        path: context.path,
        key: undefined,
        spelling: from === undefined ? 'config' : 'prior',
        wasConfigured: context.key === undefined ? context.wasConfigured : () => rewritten,
      });
    });
  }

  private recordedUnder(key: string | undefined): ((name: string) => boolean) | undefined {
    return key === undefined ? undefined : (name) => this.recordedPaths.has(key + name);
  }
}

/** Returns the spelling of a block that means the same as before: the prior one if Terraform accepts it. */
function spellingOf(block: Block, config: ObjectValue, prior: ObjectValue): Spelling {
  return block.canonical === undefined || invariantViolations(block, config, prior, prior).length === 0 ? 'prior' : 'same';
}

/**
 * Whether to record that the attribute was configured. Without the record, a removal from the configuration would not be
 * detected, and the value would stay, since there is no default to return to.
 */
function isRecorded(attribute: Attribute): boolean {
  return attribute.computed === true && attribute.optional === true && attribute.default === undefined;
}

function hasRecorded(body: Body): boolean {
  return attributesOf(body).some(([, attribute]) => isRecorded(attribute)) || blocksOf(body).some(([, block]) => hasRecorded(block));
}

/** Returns a hash that tells differently configured blocks of a set apart, without storing their values. */
function fingerprint(block: Block, element: ObjectValue): string {
  return createHash('sha256').update(valueKey(bodyType(block), canonicalBody(block, element))).digest('base64url').slice(0, 16);
}
