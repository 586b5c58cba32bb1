import { IResolvable } from 'cdktf';

/** The value of an attribute or a block: known, or a token of cdktf. */
export type Value<T> = T | IResolvable;
