import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TerraformStack, ISynthesisSession } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { SourceFile } from './source-file';

/**
 * A source file, copied into the stack's own folder when the stack is synthesized, so that the folder applies on another machine.
 *
 * @internal
 */
export class StagedFile extends Construct {
  private readonly stack: TerraformStack;
  private readonly versions: string;

  /**
   * @param scope the image that it makes
   * @param id its id within the scope
   * @param source what to copy
   * @param fileName the name of the copy
   * @param companions texts to write beside it, by file name
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly source: SourceFile,
    private readonly fileName: string,
    private readonly companions: Record<string, string> = {},
  ) {
    super(scope, id);
    this.stack = TerraformStack.of(this);
    this.versions = posix.join('assets', this.stack.getLogicalId(this.node));
    addCustomSynthesis(this, { onSynthesize: (session) => this.copy(session) });
  }

  /** The folder of the copy as Terraform finds it. It changes with the content. */
  public get folder(): string {
    return `\${path.module}/${this.versions}/${this.source.hash}`;
  }

  /** The copy as Terraform finds it. It changes with the content. */
  public get path(): string {
    return `${this.folder}/${this.fileName}`;
  }

  private copy(session: ISynthesisSession): void {
    const versions = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory, this.versions);
    const folder = join(versions, this.source.hash);
    mkdirSync(folder, { recursive: true });
    for (const version of readdirSync(versions)) {
      if (version !== this.source.hash) rmSync(join(versions, version), { recursive: true });
    }
    const target = join(folder, this.fileName);
    // The folder is named by the content, so what is there is right.
    if (!existsSync(target)) {
      const unfinished = `${target}.new`;
      this.source.writeTo(unfinished);
      renameSync(unfinished, target);
    }
    for (const [name, text] of Object.entries(this.companions)) writeFileSync(join(folder, name), text);
  }
}
