import { Body, Block } from './schema';
import { Type } from '../value/type';

/**
 * The JavaScript type of a known value of a Terraform type. A number that JavaScript can't represent becomes the nearest
 * one. If resource code returns that nearest number, the state keeps the original digits.
 */
export type Known<T> =
  T extends 'string' ? string
    : T extends 'number' ? number
      : T extends 'bool' ? boolean
        : T extends readonly ['list' | 'set', infer E] ? Known<E>[]
          : T extends readonly ['map', infer E] ? { [key: string]: Known<E> }
            : T extends readonly ['object', infer F] ? { [K in keyof F]: Known<F[K]> | null }
              : T extends Type ? unknown : never;

type BlockModel<B extends Block> = B['nesting'] extends 'single' ? Model<B> | null : Model<B>[];

/** The values of a body, all known: the type of a resource's state, inferred from its schema. */
export type Model<B extends Body> =
  { -readonly [K in keyof B['attributes']]: Known<B['attributes'][K]['type']> | null }
  & (B['blocks'] extends object ? { -readonly [K in keyof B['blocks']]: BlockModel<B['blocks'][K]> } : unknown);
