import { isOwnLabel } from '../../../../src/shared/own-labels';
import { DiagnosticError } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { refuseOwnLabels } from '../../shared/labels';
import { Mount } from '../fields/mounts';
import { ContainerModel } from '../fields/schema';

/** Throws if a container, or a volume that the engine creates for it, would have a label by which the provider knows what it made. */
export function refuseOwnLabelsOf({ labels, mounts }: Pick<ContainerModel, 'labels' | 'mounts'>): void {
  refuseOwnLabels(labels as Array<{ label: string }>);
  for (const { volume_options: options } of mounts as Mount[]) options.forEach((each) => refuseOwnLabels(each.labels, ['mounts']));
}

/** Throws if a container would inherit such a label from its image. */
export async function refuseOwnLabelsOfImage(engine: Engine, { name, image }: ContainerModel): Promise<void> {
  // What an id means does not change, and many containers have the same image.
  const inspect = await inspectImage(engine, image!, { lasting: image!.startsWith('sha256:') });
  const { Labels: labels } = (inspect?.Config ?? {}) as { readonly Labels?: Readonly<Record<string, string>> | null };
  const own = Object.keys(labels ?? {}).find(isOwnLabel);
  if (own === undefined) return;
  throw new DiagnosticError({
    summary: `Container "${name}" would inherit the label "${own}" from its image`,
    detail: `The provider knows what it made by such labels, so a container of "${image}" would look like one of its own. Build the image `
      + 'without this label. An image that was made of a container by `docker commit` has the labels of that container.',
    path: ['image'],
  });
}
