import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformStack, ISynthesisSession } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct, IConstruct } from 'constructs';
import { Backend } from './backend';
import { severalBackends } from './errors';
import { withLockedProvider, withoutLockedProvider } from './lock-file';
import { findProviderBundle, ProviderBundle } from './provider-bundle';
import { StateInOutput } from './state-in-output';
import { REGISTRY, SOURCE } from '../shared/provider';

const ID = 'ProviderInstallation';
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

/** The context key for the folder of another provider bundle, such as a build under test. */
const FOLDER_CONTEXT = 'berth:providerFolder';

/**
 * Installs the Terraform provider of a stack, once for all hosts in it.
 *
 * It adds the provider to `required_providers`. For Berth's own provider it also writes the provider next to `cdk.tf.json`, into
 * `terraform.d/plugins`, where `terraform init` finds it without configuration, and locks it in `.terraform.lock.hcl`.
 *
 * @internal
 */
export class ProviderInstallation extends Construct {
  /** Returns the installation of a stack for a new host. The first host of the stack creates it. */
  public static in(stack: TerraformStack, backend: Backend, host: IConstruct): ProviderInstallation {
    const there = stack.node.tryFindChild(ID) as ProviderInstallation | undefined;
    if (there && there.backend !== backend) throw severalBackends(host, `${backend}`, `${there.backend}`);
    return there ?? new ProviderInstallation(stack, backend);
  }

  private readonly bundle?: ProviderBundle;
  private hosts = 0;

  private constructor(private readonly stack: TerraformStack, private readonly backend: Backend) {
    super(stack, ID);
    if (backend.source === SOURCE) this.bundle = findProviderBundle(this.node.tryGetContext(FOLDER_CONTEXT));
    stack.addOverride('terraform.required_providers.docker', { source: backend.source, version: this.bundle?.version ?? backend._version });
    StateInOutput.warn(stack);
    addCustomSynthesis(this, { onSynthesize: (session) => this.install(session) });
  }

  /**
   * Returns the provider alias for a new host. The first host has none and uses the default provider, so that a stack with one host looks
   * like a hand-written configuration.
   */
  public nextAlias(host: IConstruct): string | undefined {
    this.hosts += 1;
    return this.hosts === 1 ? undefined : this.stack.getLogicalId(host.node);
  }

  private install(session: ISynthesisSession): void {
    const folder = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory);
    const versions = join(folder, 'terraform.d', 'plugins', REGISTRY, SOURCE);
    removeOtherVersions(versions, this.bundle?.version);
    if (this.bundle) {
      const { version, fileName, content } = this.bundle;
      for (const platform of PLATFORMS) writeExecutable(join(versions, version, platform, fileName), content);
    }
    this.updateLockFile(join(folder, '.terraform.lock.hcl'));
  }

  private updateLockFile(path: string): void {
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const address = `${REGISTRY}/${SOURCE}`;
    const after = this.bundle
      ? withLockedProvider(before, { address, version: this.bundle.version, hashes: [this.bundle.packageHash] })
      : withoutLockedProvider(before, address);
    if (after !== before) writeFileSync(path, after);
  }
}

function removeOtherVersions(versions: string, kept: string | undefined): void {
  if (!existsSync(versions)) return;
  for (const version of readdirSync(versions)) {
    if (version !== kept) rmSync(join(versions, version), { recursive: true });
  }
}

/** Writes a file atomically, and only if its content differs: Terraform may be running the existing file. */
function writeExecutable(path: string, content: Buffer): void {
  if (!existsSync(path) || !readFileSync(path).equals(content)) {
    mkdirSync(dirname(path), { recursive: true });
    const temporary = `${path}.new`;
    writeFileSync(temporary, content);
    renameSync(temporary, path);
  }
  // The umask may have removed permissions, and so may a copy of the folder.
  chmodSync(path, 0o755);
}
