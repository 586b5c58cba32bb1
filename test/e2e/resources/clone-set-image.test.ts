import { docker } from '../engine/docker';
import { run } from '../support/run';
import { workspacePerTest } from '../support/workspace-per-test';

const NAME = 'e2e-set-image';
const IMAGE = 'e2e-image-of-set:latest';
const workspaceWith = workspacePerTest(NAME);

const CHANGES = [
  'ENV COLOR=blue', 'ENV SIZE=small', 'LABEL team=blue', 'EXPOSE 80', 'VOLUME /data', 'HEALTHCHECK --interval=9s --retries=2 CMD ["true"]',
];
beforeAll(() => run('sh', ['-ec', `docker export $(docker create --name e2e-image-of-set busybox:latest) | docker import ${
  CHANGES.map((change) => `--change '${change}'`).join(' ')} - ${IMAGE}; docker rm e2e-image-of-set`]));
afterAll(() => docker.getImage(IMAGE).remove({ force: true }));

const stack = (template: object) => ({
  resource: {
    docker_clone_set: {
      web: {
        name: NAME,
        replicas: 2,
        host: [{ name: 'here' }],
        template: [{ image: IMAGE, command: ['sleep', '1000'], must_run_for: 0, ...template }],
      },
    },
  },
});
const ids = async () => (await docker.listContainers({ filters: { name: [NAME] } })).map(({ Id: id }) => id).sort();

test.each<[string, object]>([
  ['a variable', { env: ['COLOR=blue'] }],
  ['a label', { labels: [{ label: 'team', value: 'blue' }] }],
  ['a published port', { ports: [{ internal: 80, external: 20_100 }] }],
  ['the program of a health check', { healthcheck: [{ test: ['CMD', 'true'] }] }],
  ['the program and the interval of a health check', { healthcheck: [{ test: ['CMD', 'true'], interval: '9s' }] }],
  ['everything', {
    env: ['SIZE=small', 'COLOR=blue'],
    labels: [{ label: 'team', value: 'blue' }],
    healthcheck: [{ test: ['CMD', 'true'], interval: '9s', retries: 2 }],
  }],
])('clones are as described if the template says what the image says, too: %s', async (_, template) => {
  const terraform = await workspaceWith(stack(template));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  const before = await ids();
  expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await ids()).toEqual(before);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
});

test('what only the image says is no difference, and what the template says otherwise is one', async () => {
  const terraform = await workspaceWith(stack({}));
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await terraform.plan()).toMatchObject({ ok: true, changes: [] });
  terraform.configure(stack({ env: ['COLOR=green'] }));
  expect((await terraform.plan()).changes).toMatchObject([{ change: { actions: ['update'] } }]);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
});
