import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { BLUE, BLUE_LABELS, blueContainer, rules } from './blue';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';
import { docker } from '../engine/docker';
import { BUSYBOX } from '../support/busybox';
import { workspacePerTest } from '../support/workspace-per-test';

const workspaceWith = workspacePerTest(BLUE);

/** More than the 16 MiB of an ordinary answer, in lists of all containers, and of all volumes. */
const [COUNT, SIZE] = [20, 1024 ** 2];

test('what others have on the engine does not keep a host from creating', async () => {
  const labels = { [VIRTUAL_HOST_LABEL]: 'vch-red', note: 'x'.repeat(SIZE) };
  for (let index = 0; index < COUNT; index += 1) {
    await docker.createContainer({ name: `${BLUE}red-${index}`, Image: BUSYBOX, Labels: labels });
    await docker.createVolume({ Name: `${BLUE}red-${index}`, Labels: labels });
  }
  const virtualHost = rules({ max_containers: 2, max_volumes: 2 });
  const workspace = await workspaceWith({
    resource: {
      docker_container: { web: blueContainer('web', { virtual_host: virtualHost }) },
      docker_volume: { data: { name: `${BLUE}-data`, labels: BLUE_LABELS, virtual_host: virtualHost } },
    },
    data: { docker_containers: { all: { depends_on: ['docker_container.web'] } } },
  });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
});

test('an image whose labels are long is not kept, and no container is made of one', async () => {
  // The engine accepts lines of up to 64 KiB in a Dockerfile.
  const label = 'x'.repeat(35_000);
  const workspace = await workspaceWith({
    resource: { docker_image: { web: { name: `${BLUE}-web:1`, build: { context: 'image' }, virtual_host: rules() } } },
  });
  mkdirSync(join(workspace.folder, 'image'));
  workspace.write('image/Dockerfile', `FROM scratch\nLABEL one=${label}\nLABEL two=${label}\nCMD ["/none"]\n`);
  const built = await workspace.apply();
  expect(built.ok).toBe(false);
  expect(JSON.stringify(built.diagnostics)).toContain('of which 69 KiB are `Labels`');
  expect(await docker.listImages({ filters: { reference: [`${BLUE}-web`] } })).toEqual([]);

  const { id } = await docker.createContainer({ Image: BUSYBOX, Cmd: ['true'], Labels: { one: label, two: label } });
  const image = `${BLUE}-other:1`;
  await docker.getContainer(id).commit({ repo: `${BLUE}-other`, tag: '1' });
  await docker.getContainer(id).remove();
  workspace.configure({ resource: { docker_container: { web: blueContainer('web', { image }) } } });
  const created = await workspace.apply();
  expect(created.ok).toBe(false);
  expect(JSON.stringify(created.diagnostics)).toContain('of which 69 KiB are `Labels`');
  await docker.getImage(image).remove();
});
