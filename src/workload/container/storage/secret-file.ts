import { TerraformElement, TerraformStack, TerraformVariable } from 'cdktf';
import { secretNotSensitive, secretWithDefault } from './errors';
import { SecretFileModel } from '../../../model/container';
import { requireProps } from '../../../private/check-props';
import { secretNoVariable } from '../../../private/errors';

/** The first version of Terraform that has write-only attributes. */
const WRITE_ONLY_SINCE = '>= 1.11';

/**
 * Options of a secret file.
 */
export interface SecretFileOptions {
  /**
   * The permissions of the file, as an octal number of four digits.
   *
   * @default "0444", as for the secrets of Docker Swarm
   */
  readonly mode?: string;

  /**
   * The numeric user and group that own the file, as in "1000:1000". A user alone stands for the group with the same number, too.
   *
   * @default "0:0"
   */
  readonly owner?: string;

  /**
   * Any text. Terraform doesn't store the secret, so it doesn't notice that the secret changed. A change of the version replaces the
   * container, which then gets the new secret.
   *
   * @default "1"
   */
  readonly version?: string;
}

/**
 * A secret that a container gets as a file before it starts. Terraform stores it in neither its plans nor its state, which needs Terraform
 * 1.11 or newer and `Backend.BERTH`. The engine keeps the file until the container is removed, and in no image.
 *
 * With an older Terraform or with `Backend.KREUZWERKER`, use `files` with the value of a sensitive variable. Terraform then stores the
 * secret in its plans and its state.
 *
 * @example
 * const token = new TerraformVariable(stack, 'token', { type: 'string', sensitive: true });
 * host.addContainer('web', {
 *   image: BaseImage.fromRegistry('nginx:1.27'),
 *   secrets: [SecretFile.fromVariable(token, '/run/secrets/token')],
 * });
 */
export class SecretFile {
  /**
   * Returns a secret file with the value of a variable. Makes the variable ephemeral, so that Terraform stores its value nowhere, and the
   * stack require Terraform 1.11. An ephemeral variable can't be used for anything that Terraform stores, such as `environment` or `files`.
   * Set it for `plan` and for `apply`, for example as `TF_VAR_token`.
   *
   * Throws an error if the variable is not sensitive, or has a default, which would be in the synthesized stack.
   *
   * @param variable a sensitive variable of the container's stack
   * @param path the absolute path of the file in the container, as in "/run/secrets/token"
   * @param options the permissions and the version of the file
   */
  public static fromVariable(variable: TerraformVariable, path: string, options: SecretFileOptions = {}): SecretFile {
    requireProps('SecretFileOptions', options);
    // In plain JavaScript, it may be the secret itself.
    if (!TerraformElement.isTerraformElement(variable)) throw secretNoVariable(`The \`variable\` of the secret file "${path}"`);
    if (variable.sensitive !== true) throw secretNotSensitive(path, variable);
    if (variable.default !== undefined) throw secretWithDefault(path, variable);
    variable.addOverride('ephemeral', true);
    TerraformStack.of(variable).addOverride('terraform.required_version', WRITE_ONLY_SINCE);
    const { mode = '0444', owner = '0:0', version = '1' } = options;
    const whole = /^\d+$/.test(owner) ? `${owner}:${owner}` : owner;
    return new SecretFile({ variable, path, content: variable.stringValue, mode, owner: whole, version });
  }

  /**
   * @internal
   */
  public static _of(model: SecretFileModel): SecretFile {
    return new SecretFile(model);
  }

  private constructor(
    /**
     * @internal
     */
    public readonly _model: SecretFileModel,
  ) {}
}
