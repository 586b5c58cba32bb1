import { TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { Attestation } from './attestation';
import { isContainer } from './described';
import { notOnThisBackend } from '../backend/errors';
import { IContainerHost, checkStack } from '../engine/i-container-host';
import { throwIfAny } from '../private/berth-error';

/**
 * What an isolation report is about, and where it goes.
 */
export interface IsolationReportProps {
  /**
   * The host whose containers are attested: all that the stack has on it, raw `docker_container` resources too, unless Terraform multiplies them by
   * `count` or `for_each`.
   */
  readonly host: IContainerHost;

  /**
   * The folder for the report, on the machine that runs Terraform. A relative one is within the folder where Terraform runs.
   *
   * @default - "isolation/", and the ids of the constructs around the report and its own, joined by hyphens
   */
  readonly directory?: string;

  /**
   * Whether to look at what is in force, and not only at what is configured. For that, the provider runs a program on the host for a moment that sees
   * all processes there and can only read; nothing of it is left.
   *
   * @default true
   */
  readonly probe?: boolean;
}

/**
 * An attestation of the containers of a host: for each of them and each `Control`, what its policy asks for, what is configured, and what is in force, as
 * the kernel shows it while the container runs.
 *
 * An apply fails where a container is weaker than its policy, and says in what. Each later plan attests again, and reports what has become weaker. The
 * report is written as `isolation.json`, `isolation.txt` and, for auditors, `isolation.html`, with the results of the CIS Docker Benchmark (section 5) and of
 * the Pod Security Standards, and all exemptions with their reasons.
 */
export class IsolationReport extends Construct {
  /**
   * The folder of the report.
   */
  public readonly directory: string;

  /**
   * The path of the report as JSON, known to Terraform once the report is written.
   */
  public readonly jsonPath: string;

  /**
   * The path of the report as a page, known to Terraform once the report is written.
   */
  public readonly htmlPath: string;

  /**
   * The Terraform resource: the way out for what has no prop here.
   */
  public readonly resource: TerraformResource;

  /**
   * @param scope where it belongs
   * @param id its id within the scope
   * @param props what it is about
   */
  constructor(scope: Construct, id: string, props: IsolationReportProps) {
    super(scope, id);
    const { host } = props;
    throwIfAny([
      ...checkStack(host, 'An isolation report', this),
      ...(host.backend._can.isolationPolicy ? [] : [notOnThisBackend('An isolation report', `${host.backend}`, 'leave it out, or use Backend.BERTH')]),
    ], this);
    this.directory = props.directory ?? `isolation/${this.node.path.split('/').slice(host._placement.stack.node.scopes.length - 1).join('-')}`;
    this.resource = new Attestation(this, 'Resource', {
      containers: () => containersOn(host),
      directory: this.directory,
      probe: props.probe ?? true,
      provider: host._placement.explicitProvider,
    });
    const written = this.resource.getStringAttribute('directory');
    this.jsonPath = `${written}/isolation.json`;
    this.htmlPath = `${written}/isolation.html`;
  }
}

/** The containers that a stack has on a host, whoever made them. */
function containersOn(host: IContainerHost): TerraformResource[] {
  return host._placement.stack.node.findAll().filter((node): node is TerraformResource =>
    TerraformResource.isTerraformResource(node) && isContainer(node) && node.provider === host._placement.explicitProvider
    && node.count === undefined && node.forEach === undefined);
}
