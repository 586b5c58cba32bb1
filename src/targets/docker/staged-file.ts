import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { TerraformStack, ISynthesisSession } from 'cdktf';
import { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
import { Construct } from 'constructs';
import { ImageFile } from '../../model/image';

/**
 * A copy of an image's source, a file or a folder, in the folder of the stack. Synthesis writes it, so that the folder can be applied on
 * another machine.
 *
 * @internal
 */
export class StagedFile extends Construct {
  private readonly stack: TerraformStack;
  /** The folder of all versions of the copy, relative to the folder of the stack. */
  private readonly versionsPath: string;

  /**
   * @param scope the image that is made from the copy
   * @param id the id in the scope
   * @param source the file or folder to copy
   * @param fileName the name of the copy
   * @param textFiles more files to write next to the copy: their texts by file name
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly source: ImageFile,
    private readonly fileName: string,
    private readonly textFiles: Record<string, string> = {},
  ) {
    super(scope, id);
    this.stack = TerraformStack.of(this);
    this.versionsPath = posix.join('assets', this.stack.getLogicalId(this.node));
    addCustomSynthesis(this, { onSynthesize: (session) => this.synthesize(session) });
  }

  /** The folder of the copy, as an expression for Terraform. The path changes when the content changes. */
  public get folder(): string {
    return `\${path.module}/${this.versionsPath}/${this.source.hash}`;
  }

  /** The path of the copy, as an expression for Terraform. It changes when the content changes. */
  public get path(): string {
    return `${this.folder}/${this.fileName}`;
  }

  private synthesize(session: ISynthesisSession): void {
    const versions = join(session.outdir, session.manifest.forStack(this.stack).workingDirectory, this.versionsPath);
    const folder = join(versions, this.source.hash);
    mkdirSync(folder, { recursive: true });
    for (const version of readdirSync(versions)) {
      if (version !== this.source.hash) rmSync(join(versions, version), { recursive: true });
    }
    const target = join(folder, this.fileName);
    // The name of the folder is the hash of the content, so an existing file is up to date.
    if (!existsSync(target)) {
      const temporary = `${target}.new`;
      // An interrupted synthesis leaves it, and a folder can't be written over another one.
      rmSync(temporary, { recursive: true, force: true });
      this.source.writeTo(temporary);
      renameSync(temporary, target);
    }
    for (const [name, text] of Object.entries(this.textFiles)) writeFileSync(join(folder, name), text);
  }
}
