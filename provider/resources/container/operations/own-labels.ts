import { isOwnLabel } from '../../../../src/shared/own-labels';
import { DiagnosticError, Path } from '../../../diagnostics/diagnostics';
import { Engine } from '../../../engine/engine';
import { inspectImage } from '../../../engine/inspect';
import { forkVariableIn, refuseForkVariables } from '../../shared/fork-variables';
import { refuseOwnLabels } from '../../shared/labels';
import { Mount } from '../fields/mounts';
import { ContainerModel } from '../fields/schema';

/**
 * Throws if a container, or a volume that the engine creates for it, would have a label by which the provider knows what it made, or a
 * variable by which a set makes forks.
 */
export function refuseOwnLabelsOf({ labels, mounts, env }: Pick<ContainerModel, 'labels' | 'mounts' | 'env'>): void {
  refuseForkVariables(env ?? [], ['env']);
  refuseOwnLabels(labels as Array<{ label: string }>);
  for (const { volume_options: options } of mounts as Mount[]) options.forEach((each) => refuseOwnLabels(each.labels, ['mounts']));
}

/** What has the image, and where that is configured. */
interface Owner { readonly what: 'Container' | 'Service'; readonly path: Path }

/** Throws if a container would inherit such a label or variable from its image, as far as the engine has it. */
export async function refuseOwnLabelsOfImage(
  engine: Engine, { name, image }: Pick<ContainerModel, 'name' | 'image'>, { what, path }: Owner = { what: 'Container', path: ['image'] },
): Promise<void> {
  // What an id means does not change, and many containers have the same image.
  const inspect = await inspectImage(engine, image!, { lasting: image!.startsWith('sha256:'), fresh: what === 'Service' });
  const { Labels: labels, Env: variables } = (inspect?.Config ?? {}) as {
    readonly Labels?: Readonly<Record<string, string>> | null; readonly Env?: readonly string[] | null;
  };
  const variable = forkVariableIn(variables ?? []);
  if (variable !== undefined) {
    throw new DiagnosticError({
      summary: `${what} "${name}" would inherit the environment variable "${variable}" from its image`,
      detail: `By such variables, a host gives a container the memory of another one. Build the image "${image}" without this variable.`,
      path,
    });
  }
  const own = Object.keys(labels ?? {}).find(isOwnLabel);
  if (own === undefined) return;
  throw new DiagnosticError({
    summary: `${what} "${name}" would inherit the label "${own}" from its image`,
    detail: `The provider knows what it made by such labels, so a container of "${image}" would look like one of its own. Build the image `
      + 'without this label. An image that was made of a container by `docker commit` has the labels of that container.',
    path,
  });
}
