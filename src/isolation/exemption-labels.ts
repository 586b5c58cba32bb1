import { blocksOf } from '../private/expressions';
import { ExemptControl } from '../shared/controls/document';
import { reasonProblem } from '../shared/controls/reason';
import { CONTROLS, ControlName } from '../shared/controls/table';
import { EXEMPTION_LABEL } from '../shared/own-labels';

/** Returns the labels by which a container shows its exemptions. */
export function exemptionLabels(exemptions: readonly ExemptControl[]): { [name: string]: string } {
  return Object.fromEntries(exemptions.map(({ control, reason }) => [`${EXEMPTION_LABEL}${control}`, reason]));
}

/** Reads exemptions from the labels of a resource. */
export function exemptionsByLabel(labels: unknown): ExemptControl[] {
  return blocksOf(labels).flatMap(({ label, value }) => {
    const control = String(label).slice(EXEMPTION_LABEL.length);
    // Without a reason that can be read, the label exempts from nothing.
    const isExemption = String(label).startsWith(EXEMPTION_LABEL) && Object.hasOwn(CONTROLS, control)
      && reasonProblem(String(value)) === undefined;
    return isExemption ? [{ control: control as ControlName, reason: String(value) }] : [];
  });
}
