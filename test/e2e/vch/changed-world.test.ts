import { BLUE, BLUE_LABELS, blueContainer, rules } from './blue';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';
import { EngineProxy } from '../support/engine-proxy';
import { onEngine } from '../support/on-engine';
import { workspacePerTest } from '../support/workspace-per-test';

/* What is judged, and is something else when the engine creates the container. */

const workspaceWith = workspacePerTest(BLUE);
const IMAGE = `${BLUE}-moved`;
let proxy: EngineProxy;
beforeEach(async () => { proxy = await EngineProxy.start(); });
afterEach(() => proxy.stop());

/** Does something when the engine gets the request to create the container. */
function atCreation(work: () => Promise<unknown>): void {
  let done: Promise<unknown> | undefined;
  proxy.before = (request) => (/^POST \/containers\/create\?name=vch-blue-web(&|$)/.test(request) ? done ??= work() : undefined);
}

const stack = (container: object, more: object = {}) => ({
  provider: { docker: { host: proxy.address } }, resource: { docker_container: { web: blueContainer('web', container) }, ...more },
});

test('a volume that is removed in between is not made anew, without a label and a size', async () => {
  const name = `${BLUE}-data`;
  const volume = { name, labels: BLUE_LABELS, driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=4m' }, virtual_host: rules() };
  const made = await workspaceWith({ resource: { docker_volume: { data: volume } } });
  expect(await made.apply()).toMatchObject({ ok: true });
  atCreation(() => docker.getVolume(name).remove());
  const workspace = await workspaceWith(stack({ volumes: [{ volume_name: name, container_path: '/data' }] }));
  expect((await workspace.apply()).diagnostics).toMatchObject([{
    severity: 'error', detail: expect.stringContaining(`The volume "${name}" is of no virtual container host.`) as string,
  }]);
  expect(await onEngine(BLUE)).toEqual([]);
});

test.each([
  ['of another virtual container host', `LABEL ${VIRTUAL_HOST_LABEL}=vch-red`],
  ['with a volume of its own', 'VOLUME /data'],
])('an image whose name is given to one %s in between is not used', async (_which, changes) => {
  const { id } = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await docker.getContainer(id).commit({ repo: `${IMAGE}-other`, tag: '1', changes });
  await docker.getContainer(id).remove();
  await docker.getImage('busybox:latest').tag({ repo: IMAGE, tag: '1' });
  try {
    atCreation(() => docker.getImage(`${IMAGE}-other:1`).tag({ repo: IMAGE, tag: '1' }));
    const workspace = await workspaceWith(stack({ image: `${IMAGE}:1` }));
    expect((await workspace.apply()).diagnostics).toMatchObject([{
      severity: 'error', summary: `The image "${IMAGE}:1" became another one while container "${BLUE}-web" was created`,
    }]);
    expect(await onEngine(BLUE)).toEqual([]);
  } finally {
    for (const image of [`${IMAGE}:1`, `${IMAGE}-other:1`]) await docker.getImage(image).remove({ force: true });
  }
});
