import { docker, forget, imageId, makeImage } from '../engine/docker';
import { Workspace } from '../support/workspace';
import { workspacePerTest } from '../support/workspace-per-test';

const REPOSITORY = 'e2e-tag';
const SOURCE = `${REPOSITORY}/source:1`;
const OTHER = `${REPOSITORY}/other:1`;
const TARGET = `${REPOSITORY}/target:1`;

const workspaceWith = workspacePerTest(REPOSITORY);

/** The images of `SOURCE` and `OTHER`. */
let first: string;
let other: string;

beforeEach(async () => {
  first = await makeImage(SOURCE, 'first');
  other = await makeImage(OTHER, 'other');
});

afterEach(() => forget(first, other));

const tagOf = (body: string) => `
  resource "docker_tag" "one" {
    ${body}
  }`;

const both = (source = SOURCE, target = TARGET) => tagOf(`source_image = "${source}"\n target_image = "${target}"`);

async function applied(configuration: string): Promise<Workspace> {
  const terraform = await workspaceWith(configuration);
  expect(await terraform.apply()).toMatchObject({ ok: true, diagnostics: [] });
  return terraform;
}

async function actions(terraform: Workspace): Promise<readonly (readonly string[])[]> {
  const plan = await terraform.plan();
  expect(plan).toMatchObject({ ok: true });
  return plan.changes.map(({ change }) => change.actions);
}

test('is created, plans no change in any spelling, and only its name is destroyed', async () => {
  const terraform = await applied(both());
  expect(await imageId(TARGET)).toBe(first);
  expect((await terraform.state())['docker_tag.one']).toEqual({
    engine: null,
    id: `${SOURCE}.${TARGET}`,
    source_image: SOURCE,
    target_image: TARGET,
    source_image_id: first,
    virtual_host: null,
    tag_triggers: null,
  });
  expect(await actions(terraform)).toEqual([]);
  terraform.configure(both(`docker.io/${SOURCE}`, `docker.io/${TARGET}`));
  expect(await actions(terraform)).toEqual([]);

  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await imageId(TARGET)).toBeUndefined();
  expect(await imageId(SOURCE)).toBe(first);
});

const moveToOther = (name: 'source' | 'target') => docker.getImage(other).tag({ repo: `${REPOSITORY}/${name}`, tag: '1' });

test.each([
  ['that was moved to another image', () => moveToOther('target'), 'update', () => first],
  ['that was removed', () => docker.getImage(TARGET).remove(), 'create', () => first],
  ['whose source was moved to another image', () => moveToOther('source'), 'update', () => other],
])('detects and repairs a tag %s outside Terraform', async (_, outside, action, expected) => {
  const terraform = await applied(both());
  await outside();
  expect(await actions(terraform)).toEqual([[action]]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await imageId(TARGET)).toBe(expected());
  expect(await actions(terraform)).toEqual([]);
});

test('another source moves the tag, and the old source keeps its own name', async () => {
  const terraform = await applied(both());
  terraform.configure(both(OTHER));
  expect(await actions(terraform)).toEqual([['update']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect([await imageId(TARGET), await imageId(SOURCE)]).toEqual([other, first]);
  expect((await terraform.state())['docker_tag.one']).toMatchObject({ id: `${OTHER}.${TARGET}`, source_image_id: other });
  expect(await actions(terraform)).toEqual([]);
});

test('another target replaces the tag', async () => {
  const terraform = await applied(both());
  terraform.configure(both(SOURCE, `${REPOSITORY}/target:2`));
  expect(await actions(terraform)).toEqual([['delete', 'create']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect([await imageId(TARGET), await imageId(`${REPOSITORY}/target:2`)]).toEqual([undefined, first]);
});

test('changed triggers move the tag again', async () => {
  const triggered = (value: string) => tagOf(`source_image = "${SOURCE}"\n target_image = "${TARGET}"\n tag_triggers = ["${value}"]`);
  const terraform = await applied(triggered('one'));
  terraform.configure(triggered('two'));
  expect(await actions(terraform)).toEqual([['update']]);
  expect(await terraform.applyLastPlan()).toMatchObject({ ok: true });
  expect(await actions(terraform)).toEqual([]);
});

test('an image without another name is kept when its tag is destroyed', async () => {
  const terraform = await applied(both());
  await docker.getImage(SOURCE).remove();
  expect(await actions(terraform)).toEqual([]);
  expect(await terraform.destroy()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await imageId(TARGET)).toBeUndefined();
  expect((await docker.getImage(first).inspect()).RepoTags).toEqual([]);
});

test('plans no change after an import by name, for any name of the source', async () => {
  await docker.getImage(first).tag({ repo: `${REPOSITORY}/target`, tag: '1' });
  const terraform = await workspaceWith(both());
  await terraform.terraform('import', '-input=false', 'docker_tag.one', TARGET);
  expect(await actions(terraform)).toEqual([]);
  terraform.configure(both(OTHER));
  expect(await actions(terraform)).toEqual([['update']]);
});

test('reports a source that does not exist, and says what to do', async () => {
  const { ok, diagnostics } = await (await workspaceWith(both(`${REPOSITORY}/none:1`))).apply();
  expect(ok).toBe(false);
  expect(diagnostics).toMatchObject([{
    summary: `The engine has no image "${REPOSITORY}/none:1"`, detail: expect.stringContaining('`docker_image`') as string,
  }]);
});
