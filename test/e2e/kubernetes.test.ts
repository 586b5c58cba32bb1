import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { schemaProvider } from './schema-provider/bundle';
import { TestedProvider } from './support/workspace';
import { workspacePerTest } from './support/workspace-per-test';
import { Everything } from '../kubernetes/stacks/everything';

/*
 * A real Terraform judges stacks by the schema of the real Kubernetes provider, behind which is nothing.
 */

const workspaceWith = workspacePerTest();
const folder = mkdtempSync(join(tmpdir(), 'berth-kubernetes-'));
let kubernetes: TestedProvider;

beforeAll(async () => {
  kubernetes = await schemaProvider('kubernetes-provider-2.38.0.json');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Returns a stack in Terraform's JSON syntax, without what the workspace says itself: the version of the provider, and a back end. */
function synthesized(define: (stack: TerraformStack) => void): object {
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, 'estate');
  define(stack);
  app.synth();
  const text = readFileSync(join(folder, 'stacks/estate/cdk.tf.json'), 'utf8');
  const { terraform: _versions, ...rest } = JSON.parse(text) as { readonly terraform: object };
  return rest;
}

test('one of everything is valid, is applied, and is planned again without a change', async () => {
  const stack = synthesized((scope) => void new Everything(scope));
  const workspace = await workspaceWith(stack, { provider: kubernetes, env: { TF_VAR_password: 'secret-of-the-test' } });
  expect(await workspace.apply()).toMatchObject({ ok: true, diagnostics: [] });
  expect(await workspace.plan()).toMatchObject({ ok: true, diagnostics: [], changes: [] });
  expect(readFileSync(join(workspace.folder, 'terraform.tfstate'), 'utf8')).not.toContain('secret-of-the-test');
  expect(await workspace.destroy()).toMatchObject({ ok: true });
});
