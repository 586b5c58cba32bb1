import { Managed } from './managed';
import { containerPerTest } from './managed-per-test';
import { docker, forget, makeImage } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';

const PREFIX = 'e2e-image-name';
const NAME = `${PREFIX}:one`;

let container: Managed;
let proxy: EngineProxy;
/** The images, of which the first has the name. */
let image: string;
let other: string;

containerPerTest(PREFIX, () => undefined);

beforeEach(async () => {
  proxy = await EngineProxy.start();
  container = new Managed('docker_container', proxy.address);
  image = await makeImage(NAME, 'one');
  other = await makeImage(`${PREFIX}:other`, 'other');
});

afterEach(async () => {
  await container.destroy();
  proxy.stop();
  await forget(NAME, `${PREFIX}:two`, `${PREFIX}:other`, image, other);
});

const config = () => ({ name: `${PREFIX}-own`, image, command: ['sleep', '1000'], destroy_grace_seconds: 0 });
const moveName = () => docker.getImage(other).tag({ repo: PREFIX, tag: 'one' });

/** Does something once, after the provider has asked for the names of the image and before the engine creates the container. */
function beforeCreation(act: () => Promise<unknown>): void {
  let isDone = false;
  proxy.before = (request) => {
    if (isDone || !request.startsWith('POST /containers/create')) return undefined;
    isDone = true;
    return act();
  };
}

/** Returns what `docker ps` shows as the image, and the id of the image. */
async function images(): Promise<[shown: string, actual: string]> {
  const [listed] = await docker.listContainers({ all: true, filters: { id: [container.id] } });
  return [listed!.Image, listed!.ImageID];
}

test('`docker ps` shows the name of an image that is configured by id, and no plan depends on that name', async () => {
  await container.apply(config());
  expect(container.warnings).toEqual([]);
  expect(await images()).toEqual([NAME, image]);
  expect(container.values.image).toBe(image);
  expect(await container.plan(config())).toEqual({ action: 'none', changed: [] });

  await moveName();
  expect(await images()).toEqual([image, image]);
  expect(await container.plan(config())).toEqual({ action: 'none', changed: [] });
  expect((await container.plan({ ...config(), image: other })).changed).toEqual(['image']);
});

test('a name that another image has got in the meantime is noticed, and the container has the configured image', async () => {
  beforeCreation(moveName);
  await container.apply(config());
  expect(container.warnings).toEqual([{
    severity: 'warning',
    summary: `The image name "${NAME}" was given to another image while container "${PREFIX}-own" was created`,
    detail: `The name was that of ${image}, as configured, and is now that of ${other}. The container was created again, by the id of its `
      + 'image. If one of its volumes was empty, the engine may have filled it with files of the other image: look into its volumes.',
    path: ['image'],
  }]);
  expect(await images()).toEqual([image, image]);
  expect(await docker.listContainers({ all: true, filters: { name: [PREFIX] } })).toHaveLength(1);
  expect(await container.plan(config())).toEqual({ action: 'none', changed: [] });
});

test('the id is used if the image has lost its name in the meantime', async () => {
  // Another name keeps the image on the engine.
  await docker.getImage(image).tag({ repo: PREFIX, tag: 'two' });
  beforeCreation(() => docker.getImage(NAME).remove());
  await container.apply(config());
  expect(container.warnings).toEqual([]);
  expect((await docker.getContainer(container.id).inspect()).Config.Image).toBe(image);
});
