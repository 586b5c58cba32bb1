import { ContainerModel } from '../../model/container';
import { literal } from '../../private/literal';
import { hasPlaceholder, PLACEHOLDERS } from '../../shared/clones';

/** The variables from which Kubernetes fills in what differs between clones. */
export const CLONE_NAME = 'BERTH_CLONE_NAME';
export const CLONE_INDEX = 'BERTH_CLONE_INDEX';

/** Where Kubernetes has the values of these variables. The index is that of a pod in a StatefulSet (1.28 and newer). */
export const CLONE_FIELDS: { readonly [variable: string]: string } = {
  [CLONE_NAME]: 'metadata.name',
  [CLONE_INDEX]: 'metadata.labels[\'apps.kubernetes.io/pod-index\']',
};

/** What Kubernetes would change: `$(…)` refers to a variable, and `$$` stands for one `$`. A placeholder becomes such a reference. */
const DOLLARS = /\$+(?=\(|\{\{clone\.)|\${2,}(?!\{TfToken\[)/g;

/** Returns a text in which neither Kubernetes nor Terraform fills in anything but tokens. */
export function verbatim(text: string): string {
  return literal(escaped(text));
}

/** Returns a text of a command or a variable, in which Kubernetes fills in the placeholders of clones. */
export function podText(text: string): string {
  return literal(escaped(text).replaceAll(PLACEHOLDERS.name, () => `$(${CLONE_NAME})`)
    .replaceAll(PLACEHOLDERS.index, () => `$(${CLONE_INDEX})`));
}

function escaped(text: string): string {
  return text.replace(DOLLARS, (dollars) => dollars.repeat(2));
}

/** Returns whether a text has the number from 1, which Kubernetes can't calculate. */
export function hasNumber(text: string): boolean {
  return text.includes(PLACEHOLDERS.number);
}

/** Returns the variables that the texts of a container need, in the order in which they have to be declared. */
export function cloneVariables(model: ContainerModel): string[] {
  const texts = podTexts(model);
  return [
    ...texts.some((text) => text.includes(PLACEHOLDERS.name)) ? [CLONE_NAME] : [],
    ...texts.some((text) => text.includes(PLACEHOLDERS.index)) ? [CLONE_INDEX] : [],
  ];
}

/** Returns whether a set of clones has to be a StatefulSet: its clones have an index, or volumes of their own. */
export function hasOrdinals(model: ContainerModel): boolean {
  const isOwn = ({ mounts }: ContainerModel) => mounts.some((mount) => mount.type === 'volume' && hasPlaceholder(mount.source));
  return podTexts(model).some((text) => text.includes(PLACEHOLDERS.index)) || isOwn(model);
}

function podTexts({ command = [], entryPoint = [], environment }: ContainerModel): string[] {
  return [...command, ...entryPoint, ...Object.values(environment)];
}
