import { Fn, TerraformLocal } from 'cdktf';
import { Construct } from 'constructs';
import { cisChecks } from './cis-benchmark';
import { CisCheck, CisStatus } from './cis-check';
import { daemonJson } from './daemon-json';
import { userDataTooLarge } from './errors';
import { HostBootstrapProps } from './host-bootstrap-props';
import { HostModel, hostModel } from './host-model';
import { propProblems } from './prop-problems';
import { cloudConfig } from './render/cloud-config';
import { shellScript } from './render/shell-script';
import { sections } from './sections';
import { throwIfAny } from '../private/berth-error';
import { requireArguments, requireProps } from '../private/check-props';
import { Size } from '../units/size';

/** The smallest limit of a large cloud: that of Amazon EC2. */
const SMALLEST_LIMIT = Size.kibibytes(16);

/**
 * What a cloud allows as user data.
 */
export interface CloudInitOptions {
  /**
   * The largest user data that the cloud takes. What Terraform computes, such as a certificate from a file, is not counted.
   *
   * @default Size.kibibytes(16), the limit of Amazon EC2
   */
  readonly maxSize?: Size;
}

/**
 * What turns a bare Linux machine into a container host: the engine with its configuration, runtimes, users, a firewall, kernel settings
 * and auditing. It becomes user data for cloud-init, or a shell script for a machine that runs already. Neither has a template of Terraform
 * in it, except for certificates, so both can be used in a stack and without one.
 *
 * @example
 * const bootstrap = new HostBootstrap({
 *   engine: EnginePackage.dockerCe('28.5.1'),
 *   users: [{ name: 'deploy', authorizedKeys: ['ssh-ed25519 AAAA… deploy'], usesEngine: true }],
 * });
 * const script = bootstrap.toShellScript();
 */
export class HostBootstrap {
  private readonly model: HostModel;

  /**
   * Describes a container host. Throws an error that lists all props that are wrong.
   *
   * @param props what the machine becomes
   */
  constructor(props: HostBootstrapProps = {}) {
    requireProps('HostBootstrapProps', props);
    throwIfAny(propProblems(props));
    this.model = hostModel(props);
  }

  /**
   * Returns user data for cloud-init (`#cloud-config`), which runs the script at the machine's first start.
   *
   * Throws an error if it is larger than the cloud allows.
   *
   * @param options what the cloud allows
   */
  public toCloudInit(options: CloudInitOptions = {}): string {
    requireProps('CloudInitOptions', options);
    const text = cloudConfig(this.toShellScript());
    const { maxSize = SMALLEST_LIMIT } = options;
    const size = Buffer.byteLength(text);
    if (size > maxSize.toBytes()) throw userDataTooLarge(size, maxSize.toBytes());
    return text;
  }

  /**
   * Returns the user data for cloud-init as Terraform compresses it with gzip and encodes it in Base64, to about a third of its size. Pass
   * it to an argument that takes Base64, such as `user_data_base64` of `aws_instance`. cloud-init unpacks it.
   *
   * @param scope the scope of a local value with the text
   * @param id the id of the local value within the scope
   */
  public toCompressedCloudInit(scope: Construct, id: string): string {
    requireArguments({ id: ['string', id] }, scope);
    // cdktf refuses texts with quotation marks as arguments of functions.
    const local = new TerraformLocal(scope, id, cloudConfig(this.toShellScript()));
    return Fn.base64gzip(local.asString);
  }

  /**
   * Returns a script in POSIX sh, which root runs. A second run changes nothing, and says so. A run with other props changes what differs;
   * it removes nothing that is no longer described.
   */
  public toShellScript(): string {
    return shellScript({
      installer: this.model.family._facts.installer, comments: this.comments(), sections: sections(this.model),
    });
  }

  /**
   * Returns the engine's configuration, as it is in `/etc/docker/daemon.json`.
   */
  public daemonJson(): { [name: string]: any } {
    return { ...daemonJson(this.model) };
  }

  /**
   * What the host makes of the checks in sections 1 to 3 of the CIS Docker Benchmark 1.6.
   */
  public get cisChecks(): CisCheck[] {
    return cisChecks(this.model);
  }

  /**
   * The checks of the CIS Docker Benchmark that the host does not pass, with the reasons.
   */
  public get deviations(): CisCheck[] {
    return this.cisChecks.filter(({ status }) => status === CisStatus.OFF);
  }

  /**
   * Who may use the engine over ssh, and at which port.
   *
   * @internal
   */
  public get _login(): { readonly users: readonly string[]; readonly port: number } {
    const users = this.model.users.filter(({ usesEngine }) => usesEngine === true).map(({ name }) => name);
    return { users, port: this.model.sshPort };
  }

  private comments(): string[] {
    return [
      `Turns a machine with ${this.model.family} into a container host.`,
      '',
      ...[...this.model.off].map(([each, reason]) => `Off: HostDefault.${each.name}: ${reason}`),
      ...this.deviations.map(({ id, title, reason }) => `CIS Docker Benchmark ${id} does not pass (${title}): ${reason}`),
    ];
  }
}
