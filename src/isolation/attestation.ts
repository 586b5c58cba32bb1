import { TerraformResource, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { describeResource } from './described';

/** The arguments of `docker_isolation`. */
export interface AttestationConfig {
  /** What to attest, asked when the stack is synthesized: by then all of it is there. */
  readonly containers: () => TerraformResource[];
  readonly directory: string;
  readonly probe: boolean;
  readonly provider?: TerraformProvider;
}

/**
 * The resource `docker_isolation`, which only Berth's provider has, and so no binding.
 *
 * @internal
 */
export class Attestation extends TerraformResource {
  constructor(scope: Construct, id: string, private readonly config: AttestationConfig) {
    super(scope, id, {
      terraformResourceType: 'docker_isolation',
      terraformGeneratorMetadata: { providerName: 'docker' },
      provider: config.provider,
    });
  }

  public toTerraform(): any {
    const containers = this.config.containers();
    // What is attested is what was there at that time: a container that changes is attested anew.
    this.addOverride('lifecycle.replace_triggered_by', containers.map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`));
    this.addOverride('container', containers.map((container) => {
      const { name, isolation_policy } = describeResource(container);
      return { id: container.getStringAttribute('id'), name, isolation_policy };
    }));
    return super.toTerraform();
  }

  protected synthesizeAttributes(): { [name: string]: unknown } {
    const { directory, probe } = this.config;
    return { directory, probe };
  }
}
