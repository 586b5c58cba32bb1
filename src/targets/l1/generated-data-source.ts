import { TerraformDataSource } from 'cdktf';
import { Construct } from 'constructs';
import { GeneratedConfig, metaArgumentsOf } from './generated-config';
import { withRendered } from './meta-arguments';
import { toHcl, toJson } from './render';
import { TypeSchema } from './schema';

/**
 * A Terraform data source whose attributes are read at synthesis.
 *
 * @internal
 */
export class GeneratedDataSource<A extends object> extends TerraformDataSource {
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
