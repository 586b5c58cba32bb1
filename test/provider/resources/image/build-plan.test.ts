import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Path } from '../../../../provider/diagnostics/diagnostics';
import { hashContext } from '../../../../provider/engine/image/build/context';
import { PlanContext } from '../../../../provider/framework/resource';
import { emptyObject } from '../../../../provider/framework/value/convert';
import { Unknown, Value } from '../../../../provider/framework/value/value';
import { planBuild, validateBuild } from '../../../../provider/resources/image/build-plan';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'berth-build-'));
  writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
  mkdirSync(join(folder, '.terraform'));
  writeFileSync(join(folder, '.terraform/environment'), 'default');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Plans the image of the folder on a state with a hash. */
async function planned(recorded: string): Promise<{ hash: Value; replaced: readonly Path[] }> {
  const replaced: Path[] = [];
  const build = [Object.assign(emptyObject<Value>(), { context: folder, dockerfile: 'Dockerfile', remote_context: '' })];
  const values: { [name: string]: Value } = { build, build_hash: recorded };
  await planBuild({
    prior: { ...values }, config: values, planned: values, requireReplace: (path: Path) => { replaced.push(path); },
  } as unknown as PlanContext<unknown>);
  return { hash: values.build_hash!, replaced };
}

test('an image whose hash an earlier version made with Terraform\'s files is not rebuilt until its context changes', async () => {
  const context = { folder, dockerfile: 'Dockerfile' };
  const earlier = await hashContext({ ...context, withTerraformFiles: true });
  expect(await planned(earlier)).toEqual({ hash: earlier, replaced: [] });
  writeFileSync(join(folder, 'app.js'), '1');
  expect(await planned(earlier)).toEqual({ hash: await hashContext(context), replaced: [['build_hash']] });
});

test('an image is not rebuilt when Terraform writes its own files', async () => {
  const hash = await hashContext({ folder, dockerfile: 'Dockerfile' });
  writeFileSync(join(folder, 'terraform.tfstate'), '{}');
  expect(await planned(hash)).toEqual({ hash, replaced: [] });
});

const config = (settings: object) => ({ build: [Object.assign(emptyObject<Value>(), { context: folder, ...settings })] });

test.each([
  ['additional_contexts', ['app=../app']],
  ['cache_to', ['type=local,dest=/tmp/cache']],
  ['provenance', 'mode=max'],
  ['sbom', 'true'],
])('refuses %s, which the engine\'s own builder does not support, and says what to do', (name, value) => {
  expect(() => validateBuild(config({ [name]: value }))).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({
      summary: `\`${name}\` of \`build\` needs BuildKit`,
      detail: expect.stringMatching(/Remove it, or build the image with `docker buildx build`[^]*`docker_image_import`/) as string,
      path: ['build'],
    })],
  }));
});

test('accepts what the engine\'s own builder does anyway, and what is not known yet', () => {
  const same = { use_legacy_builder: true, provenance: 'false', sbom: 'false', additional_contexts: [], cache_to: [], builder: 'default' };
  expect(() => validateBuild(config(same))).not.toThrow();
  expect(() => validateBuild(config({ provenance: Unknown.PLAIN, cache_to: Unknown.PLAIN }))).not.toThrow();
});

test('the builder "default" is the engine\'s own, and any other is refused', () => {
  expect(() => validateBuild(config({ builder: 'default' }))).not.toThrow();
  expect(() => validateBuild(config({ builder: 'mine' }))).toThrow('`builder` of `build` needs BuildKit');
});
