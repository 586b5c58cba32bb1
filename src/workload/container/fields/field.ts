import { IContainerHost } from '../../../engine/i-container-host';
import { Attributes } from '../../../model/attributes';
import { ContainerModel } from '../../../model/container';
import { BerthError } from '../../../private/berth-error';
import { literal, unescaped } from '../../../private/literal';
import { Controls } from '../../../shared/controls/table';
import { Dialect } from '../../../targets/dialect';
import { ContainerAttributes } from '../../../targets/docker/generated/container';
import { ContainerProps } from '../container-options';

/** The fields that have a prop of the same name. */
type PropName = keyof ContainerModel & keyof ContainerProps;

/**
 * One setting of a container: how its prop, its value in the model and its Terraform attributes follow from each other.
 *
 * An attribute that several fields write is a list, to which each field contributes its elements.
 */
export interface Field<P, M> {
  /** What messages call the setting, instead of the name of its prop. */
  readonly title?: string;
  /** The attributes that it writes. */
  readonly attributes: readonly string[];
  /** The attributes that it writes instead for a back end that lacks those. */
  readonly orElse?: readonly string[];
  /** What to do on a back end that lacks both, instead of leaving the prop out. */
  readonly onOtherBackends?: string;
  /** What to do on a host that is no cluster, for a field that only a cluster keeps. */
  readonly onlyInClusters?: string;

  /** Converts the prop to the value in the model. */
  toModel(prop: P, host: IContainerHost): M;
  /** Converts the value in the model to the prop. */
  toProp(value: NonNullable<M>): P;
  /**
   * Returns the value for a prop that is not given.
   *
   * @param requested what the isolation policies ask for
   * @param model the model with the props that are given
   */
  byDefault?(requested: Controls, model: ContainerModel, dialect: Dialect): M;
  /** Adds parts of the default to a prop that is given. */
  merge?(given: NonNullable<M>, byDefault: NonNullable<M>): M;
  /** Returns what is wrong with a value. */
  check?(value: NonNullable<M>, model: ContainerModel, host: IContainerHost): BerthError[];
  /** Returns the attributes for a value. Attributes without a value may be undefined. */
  write(value: M, model: ContainerModel, dialect: Dialect): Partial<ContainerAttributes>;
  /** Returns the value for attributes: undefined if they leave it to the image or the engine. */
  read(attributes: Attributes): M | undefined;
}

export type FieldOf<K extends keyof ContainerModel> = Field<K extends PropName ? NonNullable<ContainerProps[K]> : never, ContainerModel[K]>;

/** A table with some fields of a container. */
export type FieldTable<K extends keyof ContainerModel> = { readonly [Name in K]: FieldOf<Name> };

/** The conversions for a field whose value in the model is the prop itself. */
export const AS_GIVEN = { toModel: <T>(prop: T): T => prop, toProp: <T>(value: T): T => value };

/** A field whose prop, value and attribute are the same. */
export function plain<T, M extends T | undefined = T | undefined>(attribute: keyof ContainerAttributes): Field<T, M> {
  return {
    toModel: (prop) => prop as NonNullable<M>,
    toProp: (value) => value as T,
    attributes: [attribute],
    write: (value) => ({ [attribute]: value }),
    read: (attributes) => attributes[attribute] as M | undefined,
  };
}

/** A list of texts in which Terraform must not interpolate anything. */
export function literalTexts(attribute: 'command' | 'entrypoint'): Field<string[], string[] | undefined> {
  return {
    ...AS_GIVEN,
    attributes: [attribute],
    write: (value) => ({ [attribute]: value?.map(literal) }),
    read: (attributes) => (attributes[attribute] as string[] | undefined)?.map(unescaped),
  };
}
