import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { GeneratedConfig, metaArgumentsOf } from './generated-config';
import { withRendered } from './meta-arguments';
import { toHcl, toJson } from './render';
import { TypeSchema } from './schema';

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

  public get terraformMetaArguments() {
    return withRendered(super.terraformMetaArguments, this.config?.metaArguments?.() ?? {});
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return toJson(this.schema, this.config.attributes());
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHcl(this.schema, this.config.attributes());
  }
}
