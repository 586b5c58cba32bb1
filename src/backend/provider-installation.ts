import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TerraformStack, ISynthesisSession } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct, IConstruct } from 'constructs';
import { Backend } from './backend';
import { withLockedProvider, withoutLockedProvider } from './lock-file';
import { findProviderBundle, ProviderBundle } from './provider-bundle';
import { REGISTRY, SOURCE } from '../shared/provider';

const ID = 'ProviderInstallation';
const PLATFORMS = ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64'];

/** Context that names another folder with a bundled provider, to try a build of it that is not the package's. */
const FOLDER_CONTEXT = 'berth:providerFolder';

/**
 * The back end of one stack, whatever the number of its hosts: what the stack requires of Terraform, and, for Berth's own provider, the
 * provider itself beside `cdk.tf.json`, where `terraform init` looks without being told.
 *
 * @internal
 */
export class ProviderInstallation extends Construct {
  /** The installation of a stack, made for its first host. */
  public static in(stack: TerraformStack, backend: Backend): ProviderInstallation {
    return (stack.node.tryFindChild(ID) as ProviderInstallation | undefined) ?? new ProviderInstallation(stack, backend);
  }

  private readonly bundle?: ProviderBundle;
  private hosts = 0;

  private constructor(private readonly stack: TerraformStack, backend: Backend) {
    super(stack, ID);
    if (backend.source === SOURCE) this.bundle = findProviderBundle(this.node.tryGetContext(FOLDER_CONTEXT));
    stack.addOverride('terraform.required_providers.docker', { source: backend.source, version: this.bundle?.version ?? backend._version });
    addCustomSynthesis(this, { onSynthesize: (session) => this.install(session) });
  }

  /** The alias of a further host: the first one is the default, so that a stack with one host reads as anyone would write it. */
  public nextAlias(host: IConstruct): string | undefined {
    this.hosts += 1;
    return this.hosts === 1 ? undefined : this.stack.getLogicalId(host.node);
  }

  private install(session: ISynthesisSession): void {
    const folder = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory);
    const versions = join(folder, 'terraform.d', 'plugins', REGISTRY, SOURCE);
    removeOtherVersions(versions, this.bundle?.version);
    if (this.bundle) {
      for (const platform of PLATFORMS) writeExecutable(join(versions, this.bundle.version, platform, this.bundle.fileName), this.bundle.content);
    }
    this.lock(join(folder, '.terraform.lock.hcl'));
  }

  private lock(path: string): void {
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

/** Writes a file in one step, and only if it differs: Terraform may be running the one that is there. */
function writeExecutable(path: string, content: Buffer): void {
  if (!existsSync(path) || !readFileSync(path).equals(content)) {
    mkdirSync(dirname(path), { recursive: true });
    const unfinished = `${path}.new`;
    writeFileSync(unfinished, content);
    renameSync(unfinished, path);
  }
  // Whatever the user's mask is, and whatever brought the folder here.
  chmodSync(path, 0o755);
}
