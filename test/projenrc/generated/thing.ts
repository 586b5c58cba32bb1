// Generated from the schema of example/example by `npx projen generate:l1`. Do not edit.
import { Construct } from 'constructs';
import { GeneratedConfig } from '../../../src/targets/l1/generated-config';
import { GeneratedResource } from '../../../src/targets/l1/generated-resource';
import { TypeSchema } from '../../../src/targets/l1/schema';
import { Value } from '../../../src/targets/l1/value';

/**
 * The arguments of the resource `example_thing`.
 */
export interface ThingAttributes {
  /**
   * A text. *\/ ends no comment.
   */
  readonly text: Value<string>;

  readonly amount?: Value<number>;

  /**
   * The argument `flag`.
   *
   * @deprecated by the provider
   */
  readonly flag?: Value<boolean>;

  readonly anything?: Value<unknown>;

  /**
   * A secret that is in no state.
   */
  readonly secret?: Value<string>;

  readonly texts?: Value<readonly string[]>;

  readonly amounts?: Value<readonly number[]>;

  readonly flags?: Value<ReadonlyArray<Value<boolean>>>;

  readonly labels?: Value<{ readonly [key: string]: string }>;

  readonly lists?: Value<ReadonlyArray<readonly string[]>>;

  readonly pair?: Value<readonly [string, Value<boolean>]>;

  readonly object?: Value<ThingObject>;

  readonly objects?: Value<readonly ThingObjects[]>;

  readonly object_map?: Value<{ readonly [key: string]: ThingObjectMap }>;

  readonly nested_single?: Value<ThingNestedSingle>;

  readonly nested_list?: Value<readonly ThingNestedList[]>;

  readonly nested_set?: Value<readonly ThingNestedSet[]>;

  readonly nested_map?: Value<{ readonly [key: string]: ThingNestedMap }>;

  readonly single?: Value<ThingSingle>;

  readonly group?: Value<ThingGroup>;

  readonly list?: Value<readonly ThingList[]>;

  /**
   * The only block of its kind.
   */
  readonly only: Value<ThingOnly>;

  readonly set: Value<readonly ThingSet[]>;

  readonly map?: Value<{ readonly [key: string]: ThingMap }>;

  readonly list_deeper?: Value<readonly ThingListDeeper2[]>;
}

/**
 * The attribute `object`, or an element of it.
 */
export interface ThingObject {
  readonly needed: Value<string>;
  readonly free?: Value<number>;
}

/**
 * The attribute `objects`, or an element of it.
 */
export interface ThingObjects {
  readonly name?: Value<string>;
  readonly inner?: Value<ThingObjectsInner>;
}

/**
 * The attribute `objects.inner`, or an element of it.
 */
export interface ThingObjectsInner {
  readonly name: Value<string>;
}

/**
 * The attribute `object_map`, or an element of it.
 */
export interface ThingObjectMap {
  readonly name: Value<string>;
}

/**
 * The attribute `nested_single`, or an element of it.
 */
export interface ThingNestedSingle {
  readonly name: Value<string>;
}

/**
 * The attribute `nested_list`, or an element of it.
 */
export interface ThingNestedList {
  readonly name: Value<string>;
}

/**
 * The attribute `nested_set`, or an element of it.
 */
export interface ThingNestedSet {
  readonly name: Value<string>;
}

/**
 * The attribute `nested_map`, or an element of it.
 */
export interface ThingNestedMap {
  readonly name: Value<string>;
}

/**
 * The block `single`.
 */
export interface ThingSingle {
  readonly name: Value<string>;
}

/**
 * The block `group`.
 */
export interface ThingGroup {
  readonly name: Value<string>;
}

/**
 * The block `list`.
 */
export interface ThingList {
  readonly name: Value<string>;
  readonly deeper?: Value<readonly ThingListDeeper[]>;
}

/**
 * The block `list.deeper`.
 */
export interface ThingListDeeper {
  readonly name: Value<string>;
}

/**
 * The block `only`.
 */
export interface ThingOnly {
  readonly name: Value<string>;
}

/**
 * The block `set`.
 */
export interface ThingSet {
  readonly name: Value<string>;
}

/**
 * The block `map`.
 */
export interface ThingMap {
  readonly name: Value<string>;
}

/**
 * The block `list_deeper`.
 */
export interface ThingListDeeper2 {
}

/**
 * The types of the arguments of the resource `example_thing`.
 */
export const THING_SCHEMA: TypeSchema = {
  provider: 'example',
  type: 'example_thing',
  attributes: {
    text: 'string',
    amount: 'number',
    flag: 'bool',
    anything: 'dynamic',
    secret: 'string',
    texts: ['list', 'string'],
    amounts: ['set', 'number'],
    flags: ['list', 'bool'],
    labels: ['map', 'string'],
    lists: ['list', ['list', 'string']],
    pair: ['tuple', ['string', 'bool']],
    object: ['object', { needed: 'string', free: 'number' }],
    objects: ['list', ['object', { name: 'string', inner: ['object', { name: 'string' }] }]],
    object_map: ['map', ['object', { name: 'string' }]],
    nested_single: ['object', { name: 'string' }],
    nested_list: ['list', ['object', { name: 'string' }]],
    nested_set: ['set', ['object', { name: 'string' }]],
    nested_map: ['map', ['object', { name: 'string' }]],
  },
  blocks: {
    single: { nesting: 'single', attributes: { name: 'string' } },
    group: { nesting: 'group', attributes: { name: 'string' } },
    list: { nesting: 'list', attributes: { name: 'string' }, blocks: { deeper: { nesting: 'set', attributes: { name: 'string' } } } },
    only: { nesting: 'list', attributes: { name: 'string' } },
    set: { nesting: 'set', attributes: { name: 'string' } },
    map: { nesting: 'map', attributes: { name: 'string' } },
    list_deeper: { nesting: 'list', attributes: {} },
  },
};

/**
 * The resource `example_thing`. A thing with everything that a schema can have.
 *
 * @internal
 */
export class Thing extends GeneratedResource<ThingAttributes> {
  constructor(scope: Construct, id: string, config: GeneratedConfig<ThingAttributes>) {
    super(scope, id, THING_SCHEMA, config);
  }
}
