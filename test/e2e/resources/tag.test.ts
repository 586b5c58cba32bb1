import { docker, forget, imageId } from '../engine/docker';
import { Workspace } from '../support/workspace';

const REPOSITORY = 'e2e-tag';
const SOURCE = `${REPOSITORY}/source:1`;
const TARGET = `${REPOSITORY}/target:1`;

let workspace: Workspace | undefined;

/** Two images of the test's own: `SOURCE`, and another. */
let first: string;
let other: string;

async function make(repo: string, tag: string, label: string): Promise<string> {
  const container = await docker.createContainer({ Image: 'busybox:latest', Cmd: ['true'] });
  await container.commit({ repo, tag, changes: `LABEL which=${label}` });
  await container.remove();
  return (await imageId(`${repo}:${tag}`))!;
}

async function cleanUp(): Promise<void> {
  const images = await docker.listImages({ filters: { reference: [`${REPOSITORY}/*`] } });
  await forget(...images.flatMap(({ RepoTags: names }) => names ?? []));
  for (const id of [first, other]) await docker.getImage(id).remove({ force: true }).catch(() => undefined);
}

beforeEach(async () => {
  first = await make(`${REPOSITORY}/source`, '1', 'first');
  other = await make(`${REPOSITORY}/other`, '1', 'other');
});

afterEach(async () => {
  await workspace?.remove();
  workspace = undefined;
  await cleanUp();
});

const tagOf = (body: string) => `
  resource "docker_tag" "one" {
    ${body}
  }`;

const both = (source = SOURCE, target = TARGET) => tagOf(`source_image = "${source}"\n target_image = "${target}"`);

async function applied(configuration: string): Promise<Workspace> {
  workspace = await Workspace.create(configuration);
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  return workspace;
}

async function actions(terraform: Workspace): Promise<readonly (readonly string[])[]> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return plan.changes.map(({ change }) => change.actions);
}

test('made, no change in any spelling, and only the name is destroyed', async () => {
  const terraform = await applied(both());
  expect(await imageId(TARGET)).toBe(first);
  expect((await terraform.state())['docker_tag.one']).toEqual({ id: `${SOURCE}.${TARGET}`, source_image: SOURCE, target_image: TARGET, source_image_id: first, tag_triggers: [] });
  expect(await actions(terraform)).toEqual([]);
  terraform.configure(both(`docker.io/${SOURCE}`, `docker.io/${TARGET}`));
  expect(await actions(terraform)).toEqual([]);

  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await imageId(TARGET)).toBeUndefined();
  expect(await imageId(SOURCE)).toBe(first);
});

test.each([
  ['moved to another image', async () => docker.getImage(other).tag({ repo: `${REPOSITORY}/target`, tag: '1' }), 'update', () => first],
  ['removed', async () => docker.getImage(TARGET).remove(), 'create', () => first],
  ['left behind by its source', async () => docker.getImage(other).tag({ repo: `${REPOSITORY}/source`, tag: '1' }), 'update', () => other],
])('%s outside: seen, and repaired', async (_, outside, action, expected) => {
  const terraform = await applied(both());
  await outside();
  expect(await actions(terraform)).toEqual([[action]]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await imageId(TARGET)).toBe(expected());
  expect(await actions(terraform)).toEqual([]);
});

test('another source moves the tag, and takes it from no other image', async () => {
  const terraform = await applied(both());
  terraform.configure(both(`${REPOSITORY}/other:1`));
  expect(await actions(terraform)).toEqual([['update']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect([await imageId(TARGET), await imageId(SOURCE)]).toEqual([other, first]);
  expect((await terraform.state())['docker_tag.one']).toMatchObject({ id: `${REPOSITORY}/other:1.${TARGET}`, source_image_id: other });
  expect(await actions(terraform)).toEqual([]);
});

test('another target replaces it', async () => {
  const terraform = await applied(both());
  terraform.configure(both(SOURCE, `${REPOSITORY}/target:2`));
  expect(await actions(terraform)).toEqual([['delete', 'create']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect([await imageId(TARGET), await imageId(`${REPOSITORY}/target:2`)]).toEqual([undefined, first]);
});

test('triggers that change move it again', async () => {
  const triggered = (value: string) => tagOf(`source_image = "${SOURCE}"\n target_image = "${TARGET}"\n tag_triggers = ["${value}"]`);
  const terraform = await applied(triggered('one'));
  terraform.configure(triggered('two'));
  expect(await actions(terraform)).toEqual([['update']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await actions(terraform)).toEqual([]);
});

test('an image that has no other name stays when its name is destroyed', async () => {
  const terraform = await applied(both());
  await docker.getImage(SOURCE).remove();
  expect(await actions(terraform)).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await imageId(TARGET)).toBeUndefined();
  expect((await docker.getImage(first).inspect()).RepoTags).toEqual([]);
});

test('imported by its name: the next plan is empty, whatever the source is called', async () => {
  await docker.getImage(first).tag({ repo: `${REPOSITORY}/target`, tag: '1' });
  workspace = await Workspace.create(both());
  await workspace.terraform('import', '-input=false', 'docker_tag.one', TARGET);
  expect(await actions(workspace)).toEqual([]);
  workspace.configure(both(`${REPOSITORY}/other:1`));
  expect(await actions(workspace)).toEqual([['update']]);
});

test('a source that the engine does not have is an error that says what to do', async () => {
  workspace = await Workspace.create(both(`${REPOSITORY}/none:1`));
  const { ok, diagnostics } = await workspace.apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{ summary: `The engine has no image "${REPOSITORY}/none:1"`, detail: expect.stringContaining('`docker_image`') as string }]);
});
