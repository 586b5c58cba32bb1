import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { definedIn } from './defined';

/** A provider that Terraform downloads from its registry. */
export interface ProviderSource {
  /** What its resource types begin with, such as `vsphere`. */
  readonly type: string;
  /** Its source address, such as `vmware/vsphere`. */
  readonly source: string;
  /** The versions that have the schema from which its resources were generated. */
  readonly versions: string;
}

/**
 * A configuration of a provider that Terraform downloads from its registry.
 *
 * @internal
 */
export class RegistryProvider extends TerraformProvider {
  /**
   * @param settings the arguments of the provider. A map is a token (`Lazy`), since cdktf writes names of members in lower case
   * @param ownAlias the name by which resources select it, if the stack has several
   */
  constructor(
    scope: Construct, id: string, { type, source, versions }: ProviderSource, private readonly settings: object,
    private readonly ownAlias?: string,
  ) {
    super(scope, id, {
      terraformResourceType: type,
      terraformProviderSource: source,
      terraformGeneratorMetadata: { providerName: type, providerVersionConstraint: versions },
    });
  }

  public get alias(): string | undefined {
    return this.ownAlias;
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    return definedIn(this.settings);
  }

  protected synthesizeHclAttributes(): { [name: string]: unknown } {
    return definedIn(this.settings);
  }
}
