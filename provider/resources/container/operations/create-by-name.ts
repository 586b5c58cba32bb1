import { createOnEngine } from './create-on-engine';
import { requireContainer } from './inspect';
import { removeAtOnce } from './stop';
import { Created } from '../../../engine/create-container';
import { Engine } from '../../../engine/engine';
import { digestsOf, inspectImage, namesOf } from '../../../engine/inspect';
import { ApplyContext } from '../../../framework/resource';
import { CreateBody, Inspect } from '../fields/fact';
import { ContainerModel, schema } from '../fields/schema';

type CreateContext = Pick<ApplyContext<Engine, typeof schema>, 'client' | 'warn'>;

interface Creation extends Created {
  /** What the engine reports about the container, if it was asked. */
  readonly inspect?: Inspect;
}

/**
 * Creates a container. If its image is configured by id, creates it by a name of that image, which `docker ps` then shows instead of the
 * id. The name may refer to another image by now, so this verifies the image of the container. If it is not the configured one, creates
 * the container again, by the id.
 */
export async function createByName(context: CreateContext, body: CreateBody, desired: ContainerModel, mark: string): Promise<Creation> {
  const { client: engine } = context;
  const image = body.Image!;
  const name = await nameOf(engine, image);
  if (name === undefined) return createOnEngine(engine, body, desired, mark);
  const created = await createOnEngine(engine, body, desired, mark, name);
  const { Id: id } = created;
  const inspect = await requireContainer(engine, id, desired).catch(async (error: unknown) => {
    await removeAtOnce(engine, id, desired);
    throw error;
  });
  if (inspect.Image === image) return { ...created, inspect };
  await removeAtOnce(engine, id, desired);
  warnOfMovedName(context, name, inspect, desired);
  return createOnEngine(engine, body, desired, mark);
}

/** Returns a name or a digest reference of an image that is given by its id, or undefined if the engine knows none. */
async function nameOf(engine: Engine, image: string): Promise<string | undefined> {
  if (!/^sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  // Many containers have the same image. The name is verified after the creation, so an old answer does no harm.
  const inspect = await inspectImage(engine, image, { lasting: true }).catch(() => undefined);
  return inspect && [...[...namesOf(inspect)].sort(), ...digestsOf(inspect)].find((name) => !name.includes('<none>'));
}

function warnOfMovedName(
  { warn }: CreateContext, name: string, { Image: other }: Inspect, { name: container, image }: ContainerModel,
): void {
  warn({
    summary: `The image name "${name}" was given to another image while container "${container}" was created`,
    detail: `The name was that of ${image}, as configured, and is now that of ${other}. The container was created again, by the id of its `
      + 'image. If one of its volumes was empty, the engine may have filled it with files of the other image: look into its volumes.',
    path: ['image'],
  });
}
