import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Path } from '../../../../provider/diagnostics/diagnostics';
import { hashContext } from '../../../../provider/engine/image/build/context';
import { PlanContext } from '../../../../provider/framework/resource';
import { emptyObject } from '../../../../provider/framework/value/convert';
import { Value } from '../../../../provider/framework/value/value';
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

test('the builder "default" is the engine\'s own, and any other is refused', () => {
  const config = (builder: string) => ({ build: [Object.assign(emptyObject<Value>(), { context: folder, builder })] });
  expect(() => validateBuild(config('default'))).not.toThrow();
  expect(() => validateBuild(config('mine'))).toThrow('`builder` of `build` needs BuildKit');
});
