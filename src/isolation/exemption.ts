import { unreadableReason } from './errors';
import { Control } from './generated/control';
import { ExemptControl } from '../shared/controls/document';
import { reasonProblem } from '../shared/controls/reason';

/**
 * A control in which a container, or all containers in a scope, may be weaker than the policy, and why. The reason stays visible:
 * as the label `berth.exemption.<control>` on the container, in the plan, and in the isolation report.
 */
export class Exemption {
  /**
   * An exemption from one control.
   *
   * @param control the control
   * @param reason why it is needed, in a line of words, for readers of the plan
   */
  public static of(control: Control, reason: string): Exemption {
    return new Exemption(control, reason);
  }

  /**
   * Exemptions from all controls, for a container that is meant to be as powerful as its host.
   *
   * @param reason why it is needed, for readers of the plan
   */
  public static ofAll(reason: string): Exemption[] {
    return Control.all().map((control) => new Exemption(control, reason));
  }

  private constructor(
    /**
     * The control.
     */
    public readonly control: Control,
    /**
     * Why it is needed.
     */
    public readonly reason: string,
  ) {
    const problem = reasonProblem(reason);
    if (problem !== undefined) throw unreadableReason(control._name, problem);
  }

  /** @internal */
  public get _exempt(): ExemptControl {
    return { control: this.control._name, reason: this.reason };
  }
}
