import { TerraformResource, TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';
import { describeResource } from './described';

/** The arguments of `docker_isolation`. */
export interface AttestationConfig {
  /** Returns the containers to attest. It is called at synthesis, when the stack is complete. */
  readonly containers: () => TerraformResource[];
  readonly directory: string;
  readonly probe: boolean;
  readonly provider?: TerraformProvider;
}

/**
 * The resource `docker_isolation`. Only Berth's provider has it, so there are no bindings for it.
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
    // An attestation holds for the containers of its time, so a change of a container triggers a new one.
    this.addOverride(
      'lifecycle.replace_triggered_by',
      containers.map(({ terraformResourceType, friendlyUniqueId }) => `${terraformResourceType}.${friendlyUniqueId}`),
    );
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
