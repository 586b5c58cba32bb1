import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { throwIfAny } from '../private/berth-error';
import { requireProps } from '../private/check-props';

/**
 * The containers that an isolation report covers, and where it is written.
 */
export interface IsolationReportProps {
  /**
   * The host whose containers are attested: all containers that the stack has on it, including the clones of sets, and raw
   * `docker_container` and `docker_clone_set` resources, also those with `count` or `for_each`.
   */
  readonly host: IContainerHost;

  /**
   * The folder for the report, on the machine that runs Terraform. A relative path is relative to the folder where Terraform runs.
   *
   * @default - "isolation/", followed by the ids of the constructs around the report and its own id, joined by hyphens
   */
  readonly directory?: string;

  /**
   * Whether to check what is in force, and not only what is configured. For this, the provider runs a program on the host for a
   * moment. The program sees all processes and can only read. It is removed afterwards.
   *
   * @default true
   */
  readonly probe?: boolean;
}

/**
 * An attestation of the containers of a host. For each container and each `Control`, it shows what the policy asks for, what is
 * configured, and what is in force, as the kernel reports it while the container runs.
 *
 * An apply fails if a container is weaker than its policy, and lists the controls. Each later plan attests again, and reports
 * what has become weaker. The report is written as `isolation.json`, `isolation.txt` and, for auditors, `isolation.html`. It
 * contains the results of the CIS Docker Benchmark (section 5) and of the Pod Security Standards, and all exemptions with their
 * reasons.
 */
export class IsolationReport extends Construct {
  /**
   * The folder of the report.
   */
  public readonly directory: string;

  /**
   * The path of the report as JSON. Terraform knows it after the report is written.
   */
  public readonly jsonPath: string;

  /**
   * The path of the report as an HTML page. Terraform knows it after the report is written.
   */
  public readonly htmlPath: string;

  /**
   * The Terraform resource: the escape hatch for arguments without a prop.
   */
  public readonly resource: TerraformResource;

  /**
   * @param scope the scope in which to define it
   * @param id its id within the scope
   * @param props the host, and where the report is written
   */
  constructor(scope: Construct, id: string, props: IsolationReportProps) {
    super(scope, id);
    requireProps('IsolationReportProps', props, this);
    const { host } = props;
    throwIfAny(checkStack(host, 'An isolation report', this), this);
    const { stack, target } = host._placement;
    const ids = this.node.path.split('/').slice(stack.node.scopes.length - 1);
    this.directory = props.directory ?? `isolation/${ids.join('-')}`;
    this.resource = target.addIsolationReport(this, { directory: this.directory, probe: props.probe ?? true }).resource;
    const written = this.resource.getStringAttribute('directory');
    this.jsonPath = `${written}/isolation.json`;
    this.htmlPath = `${written}/isolation.html`;
  }
}
