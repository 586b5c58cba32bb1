import { TerraformMetaArguments } from 'cdktf';
import { RenderedMetaArguments } from './meta-arguments';

/** The arguments of a generated resource or data source. */
export interface GeneratedConfig<A extends object> extends TerraformMetaArguments {
  /** Returns the attributes, with their names in Terraform. It is called at each synthesis, when the stack is complete. */
  readonly attributes: () => A;
  /** Returns further meta-arguments, like `attributes`. */
  readonly metaArguments?: () => RenderedMetaArguments;
}

/** Returns the arguments that all types have, without the attributes. */
export function metaArgumentsOf({ dependsOn, count, provider, lifecycle, forEach, provisioners, connection }: TerraformMetaArguments) {
  return { dependsOn, count, provider, lifecycle, forEach, provisioners, connection };
}
