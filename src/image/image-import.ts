import { TerraformResource, booleanToTerraform, listMapper, stringToTerraform, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

/** The arguments of `docker_image_import`. */
export interface ImageImportConfig {
  readonly name: string;
  /** The path of a tar archive with a root file system. */
  readonly rootFilesystem?: string;
  /** The path of a tar archive with an image. */
  readonly archive?: string;
  /** Dockerfile instructions that set the configuration of the image. */
  readonly changes?: string[];
  readonly platform?: string;
  readonly keepLocally?: boolean;
  readonly forceRemove?: boolean;
  readonly provider?: TerraformProvider;
}

/**
 * The resource `docker_image_import`. Only Berth's provider has it, so the bindings of the standard provider lack it.
 *
 * @internal
 */
export class ImageImport extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly config: ImageImportConfig) {
    super(scope, id, {
      terraformResourceType: 'docker_image_import',
      terraformGeneratorMetadata: { providerName: 'docker' },
      provider: config.provider,
    });
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    const { config } = this;
    return {
      name: stringToTerraform(config.name),
      root_filesystem: stringToTerraform(config.rootFilesystem),
      archive: stringToTerraform(config.archive),
      changes: listMapper(stringToTerraform, false)(config.changes?.length ? config.changes : undefined),
      platform: stringToTerraform(config.platform),
      keep_locally: booleanToTerraform(config.keepLocally),
      force_remove: booleanToTerraform(config.forceRemove),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    const attributes = Object.entries(this.synthesizeAttributes()).filter(([, value]) => value !== undefined);
    return Object.fromEntries(attributes.map(([name, value]) => {
      const storageClassType = Array.isArray(value) ? 'stringList' : typeof value;
      return [name, { value, isBlock: false, type: Array.isArray(value) ? 'list' : 'simple', storageClassType }];
    }));
  }
}
