import { Attributes } from '../model/attributes';
import { ContainerModel } from '../model/container';
import { BerthError } from '../private/berth-error';
import { DescribedContainer } from '../shared/controls/reader';

/** Which attributes the resource of a container has, and how they are spelled, for the back end that applies it. */
export interface Dialect {
  /** The number of nodes on which a container can run. @default - the host is one machine */
  readonly nodes?: number;
  /** The limits that every container has, whatever it asks for, since its node gives them to all. @default - none */
  readonly ofEveryContainer?: { readonly processes?: number; readonly openFiles?: number };
  has(attribute: string): boolean;
  /** Returns attributes in the spelling that the provider reads back. Without it, every spelling is read back as it was written. */
  spell?(attributes: Attributes): Attributes;
  /** Returns an error for each field of a model, or for each of some fields, that the target can't keep. @default - none */
  problems?(model: ContainerModel, names?: readonly string[]): BerthError[];
  /** Returns what makes a model weaker than it looks, to be shown with the problems of its isolation. @default - nothing */
  explain?(model: ContainerModel): BerthError[];
  /** Describes what a model becomes as a container. @default - by the attributes of a `docker_container` */
  describe?(model: ContainerModel): DescribedContainer;
  /** Returns a warning for each value that has no spelling that is read back as it was written. */
  warnings?(attributes: Attributes): string[];
}
