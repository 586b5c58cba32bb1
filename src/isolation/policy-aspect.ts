import { Aspects, type IAspect, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Holds a policy against what a stack ends up with.
 *
 * @internal
 */
export class PolicyAspect implements IAspect {
  /** Installs it on a stack, once. */
  public static on(stack: TerraformStack): void {
    const aspects = Aspects.of(stack);
    if (!aspects.all.some(aspect => aspect instanceof PolicyAspect)) aspects.add(new PolicyAspect());
  }

  public visit(_node: IConstruct): void {}
}
