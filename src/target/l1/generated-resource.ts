import { TerraformMetaArguments, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { toHcl, toJson } from './render';
import { TypeSchema } from './schema';

/** The arguments of a generated resource or data source. */
export interface GeneratedConfig<A extends object> extends TerraformMetaArguments {
  /** Returns the attributes, with their names in Terraform. It is called at each synthesis, when the stack is complete. */
  readonly attributes: () => A;
}

/**
 * A Terraform resource whose attributes are read at synthesis, so they follow whatever they are computed from.
 *
 * @internal
 */
export class GeneratedResource<A extends object> extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly schema: TypeSchema, private readonly config: GeneratedConfig<A>) {
    super(scope, id, {
      ...metaArgumentsOf(config),
      terraformResourceType: schema.type,
      terraformGeneratorMetadata: { providerName: schema.provider },
    });
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return toJson(this.schema, this.config.attributes());
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHcl(this.schema, this.config.attributes());
  }
}

/** Returns the arguments that all types have, without the attributes. */
export function metaArgumentsOf({ dependsOn, count, provider, lifecycle, forEach, provisioners, connection }: TerraformMetaArguments) {
  return { dependsOn, count, provider, lifecycle, forEach, provisioners, connection };
}
