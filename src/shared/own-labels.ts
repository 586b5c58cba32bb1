import { VIRTUAL_HOST_LABEL } from './virtual-host/rules';

/** How a label begins that exempts a container from an isolation control. */
export const EXEMPTION_LABEL = 'berth.exemption.';

/** How the labels begin by which the provider knows what it made: clones, locks, probes, notes, volumes that a destroy left. */
export const OWN_LABELS = 'berth.';

/** Which labels a stack may give, for messages. */
export const ALLOWED_LABELS = `a name that does not begin with "${OWN_LABELS}", except "${VIRTUAL_HOST_LABEL}" and `
  + `"${EXEMPTION_LABEL}CONTROL"`;

/** Whether only the provider gives a label. A stack that gives it would make its own things look like those of another one. */
export function isOwnLabel(label: string): boolean {
  return label.startsWith(OWN_LABELS) && label !== VIRTUAL_HOST_LABEL && !label.startsWith(EXEMPTION_LABEL);
}
