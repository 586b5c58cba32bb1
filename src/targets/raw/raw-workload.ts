import { TerraformResource } from 'cdktf';
import { PolicyModel } from '../../model/policy';
import { DescribedContainer } from '../../shared/controls/reader';
import { LimitedSchema } from '../../shared/controls/row';
import { ControlName } from '../../shared/controls/table';

/** A Terraform resource that runs a container, or gives containers access to the host, whoever defined it. */
export interface RawWorkload {
  readonly resource: TerraformResource;
  /** The schema of the resource, if it has fewer arguments than a container of Berth's own provider. */
  readonly schema?: LimitedSchema;
  /** The only controls that it decides, if it is not a container itself. */
  readonly only?: readonly ControlName[];
  /** Returns whether it shares the engine's default network with containers of others, as far as that is known. */
  isOnSharedNetwork?(): boolean;
  /** Describes it as it will be synthesized, overrides included, with the attributes of a container. */
  describe(): DescribedContainer;
  /** Adds labels, and the isolation policy if there is one, to what is synthesized. */
  show(labels: { readonly [name: string]: string }, policy: PolicyModel | undefined): void;
}
