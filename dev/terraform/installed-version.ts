import execa from 'execa';
import { gte } from 'semver';
import { SetupError } from '../console/setup-error';
import { which } from '../machine/which';

/** The oldest version that the examples support. */
const LOWEST = '1.2.0';

const HOW_TO_INSTALL = `How to install it:
  macOS             brew tap hashicorp/tap && brew install hashicorp/tap/terraform
  Debian, Ubuntu    add HashiCorp's package source (https://developer.hashicorp.com/terraform/install#linux),
                    then: sudo apt-get install terraform
  anything else     download the program from https://developer.hashicorp.com/terraform/install into a folder of your PATH
Then run this command again.`;

/** Returns the version of the installed Terraform. Fails with instructions for the installation if it is missing or too old. */
export async function installedTerraform(): Promise<string> {
  if (which('terraform') === undefined) {
    throw new SetupError(`Terraform is not installed: no \`terraform\` on the PATH. Version ${LOWEST} or newer is needed`, HOW_TO_INSTALL);
  }
  const { stdout } = await execa('terraform', ['version', '-json']);
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string };
  if (!gte(version, LOWEST)) throw new SetupError(`Terraform ${version} is too old: version ${LOWEST} or newer is needed`, HOW_TO_INSTALL);
  return version;
}
