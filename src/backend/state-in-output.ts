import { isAbsolute, relative, resolve } from 'node:path';
import { Annotations, App, Aspects, IAspect, TerraformBackend, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';

/**
 * Warns of a stack whose state is in the folder that synthesis writes. A stack with another id gets another folder, so Terraform would no
 * longer find the state.
 *
 * @internal
 */
export class StateInOutput implements IAspect {
  /** Watches a stack, once. */
  public static warn(stack: TerraformStack): void {
    Aspects.of(stack).add(new StateInOutput());
  }

  private isReported = false;

  public visit(node: IConstruct): void {
    if (!TerraformBackend.isBackend(node) || this.isReported) return;
    const stack = TerraformStack.of(node);
    const path = (node.toTerraform() as { terraform?: { backend?: { local?: { path?: unknown } } } }).terraform?.backend?.local?.path;
    if (typeof path !== 'string' || path.includes('${') || !isWithinOutput(path, stack)) return;
    this.isReported = true;
    Annotations.of(stack).addWarning(`The state of this stack is in the folder that synthesis writes: "${path}". It is lost when that `
      + 'folder is removed, or when the stack gets another id. Leave the LocalBackend out, so that cdktf keeps the state beside your app, '
      + 'or use a path outside of the folder or a remote backend.');
  }
}

/** A relative path begins at the stack's folder, where Terraform runs. */
function isWithinOutput(path: string, stack: TerraformStack): boolean {
  const output = resolve(App.of(stack).outdir);
  const fromOutput = relative(output, resolve(output, 'stacks', stack.node.id, path));
  return !fromOutput.startsWith('..') && !isAbsolute(fromOutput);
}
