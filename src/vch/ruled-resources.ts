import { Aspects, TerraformElement, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { isRuled, RuledObject, ruledObject, showRules } from '../targets/raw/ruled-objects';

/** The resources that have the rules of a virtual container host. */
const ruled = new WeakSet<TerraformElement>();

/** The resources of a virtual container host. */
export class RuledResources {
  private readonly all: TerraformElement[] = [];

  /** Adds a resource that has the rules already. */
  public add(resource: TerraformElement): void {
    ruled.add(resource);
    this.all.push(resource);
  }

  /**
   * Adds resources in a scope that no construct of Berth made.
   *
   * @param rules  what they show, if resources show rules
   */
  public adopt(scope: Construct, rules?: string): void {
    Aspects.of(scope).add({
      visit: (node) => {
        if (!isRuled(node) || ruled.has(node)) return;
        if (rules !== undefined) showRules(node, rules);
        this.add(node);
      },
    });
  }

  /** What the resources make, as they will be synthesized. */
  public get objects(): RuledObject[] {
    return this.all.filter((each): each is TerraformResource => isRuled(each)).map(ruledObject);
  }
}
