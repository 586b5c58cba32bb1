import { run, which } from './run';
import { SetupError } from './say';

/** The oldest Terraform that the example is made for. */
const LOWEST: readonly [number, number] = [1, 5];

const HOW_TO_INSTALL = `How to install it:
  macOS             brew tap hashicorp/tap && brew install hashicorp/tap/terraform
  Debian, Ubuntu    add HashiCorp's package source (https://developer.hashicorp.com/terraform/install#linux),
                    then: sudo apt-get install terraform
  anything else     download one program, https://developer.hashicorp.com/terraform/install, into a folder of your PATH
Then run this command again.`;

/** The version of the Terraform that is installed. Fails, and says how to install it, where it is missing or too old. */
export async function findTerraform(): Promise<string> {
  const lowest = LOWEST.join('.');
  if (which('terraform') === undefined) {
    throw new SetupError(`Terraform is not installed: no \`terraform\` on the PATH. Version ${lowest} or newer is needed`, HOW_TO_INSTALL);
  }
  const { terraform_version: version } = JSON.parse(await run('terraform', ['version', '-json'])) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < LOWEST[0] || (major === LOWEST[0] && minor < LOWEST[1])) {
    throw new SetupError(`Terraform ${version} is too old: version ${lowest} or newer is needed`, HOW_TO_INSTALL);
  }
  return version;
}
