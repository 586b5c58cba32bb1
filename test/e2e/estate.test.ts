import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import getPort from 'get-port';
import { docker } from './engine/docker';
import { schemaProvider } from './schema-provider/bundle';
import { TEST_STATE } from './support/engine';
import { ExampleStack } from './support/example';
import { onEngine } from './support/on-engine';
import { run } from './support/run';
import { installProvider } from './support/workspace';
import { visit } from '../../dev/demo/shop-page';
import { provideEngine } from '../../dev/engine/provide-engine';
import { provideImages } from '../../dev/images/provide-images';
import { waitUntil } from '../../dev/machine/wait-until';
import { EstateProps } from '../../examples/estate/estate';
import { EngineEstate, KubernetesEstate, VSphereEstate } from '../../examples/estate/stacks';

/*
 * One description on an engine, where it is applied, and for Kubernetes and vSphere, where a real Terraform plans it by the schemas of the
 * real providers. test/e2e/swarm/estate.hosts.ts applies it on a swarm.
 */

const NAME = 'e2e-estate';
const JOBS = 200;
const folder = mkdtempSync(join(tmpdir(), `${NAME}-`));
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl test';
/** What a template of vSphere has. */
const DECIDED = {
  vsphere_virtual_machine: { default_ip_address: '10.0.0.5', disks: [{ size: 20, thin_provisioned: true, eagerly_scrub: false }] },
};
let port: number;

/** Defines the estate on some host. */
type Define = (app: App, props: EstateProps) => TerraformStack;

function synthesized(define: Define): ExampleStack {
  const app = new App({ outdir: folder });
  const { node: { id } } = define(app, { port, workers: 4, jobs: JOBS, color: 'blue' });
  app.synth();
  return new ExampleStack(folder, id);
}

/** Returns what a container of the engine printed last. */
async function lastLine(container: string): Promise<string> {
  return (await docker.getContainer(`${NAME}-${container}`).logs({ stdout: true, tail: 1 })).subarray(8).toString().trim();
}

beforeAll(async () => {
  await provideImages(await provideEngine(TEST_STATE), TEST_STATE, ['redis:7.0', 'node:18-slim', 'nginx:1.22']);
  port = await getPort();
}, 600_000);

afterAll(() => rmSync(folder, { recursive: true }));

test('on an engine, both virtual container hosts do their work, and one reaches only the queue of the other', async () => {
  const stack = synthesized((app, props) => new EngineEstate(app, NAME, props));
  await stack.terraform('init');
  await stack.terraform('apply', '-auto-approve');
  expect(await stack.terraform('plan', '-detailed-exitcode')).toContain('No changes.');

  expect(await visit(`http://localhost:${port}`)).toBeGreaterThan(0);
  await waitUntil('all jobs are done', async () => (await lastLine('batch-dispatcher')).startsWith(`${JOBS} of ${JOBS} done`), 120);
  await waitUntil('the report sees them', async () => (await lastLine('sales-report')) === `${JOBS}`);
  const { HostConfig: { ReadonlyRootfs: isReadOnly, CgroupParent: parent } } = await docker.getContainer(`${NAME}-batch-queue`).inspect();
  expect({ isReadOnly, parent }).toEqual({ isReadOnly: true, parent: expect.stringContaining(`${NAME}-batch`) });

  await stack.terraform('destroy', '-auto-approve');
  expect(await onEngine(NAME)).toEqual([]);
}, 600_000);

test.each<[string, string, Define, string[]]>([
  ['Kubernetes', 'kubernetes-provider-2.38.0.json', (app, props) => new KubernetesEstate(app, 'kubernetes', props),
    ['kubernetes_namespace_v1', 'kubernetes_deployment_v1', 'kubernetes_network_policy_v1', 'kubernetes_resource_quota_v1']],
  ['vSphere', 'vsphere-provider-2.15.0.json', (app, props) => (
    new VSphereEstate(app, 'vsphere', { ...props, userKey: KEY, hostKey: KEY })), ['vsphere_virtual_machine', 'docker_container']],
])('for %s, Terraform accepts the same description', async (_, schema, define, types) => {
  const stack = synthesized(define);
  installProvider(stack.folder, await schemaProvider(schema, DECIDED));
  await stack.terraform('init');
  expect(await run('terraform', ['validate'], { cwd: stack.folder })).toContain('Success!');
  const text = readFileSync(join(stack.folder, 'cdk.tf.json'), 'utf8');
  const { variable = {} } = JSON.parse(text) as { readonly variable?: object };
  const values = Object.keys(variable).map((name) => ['-var', `${name}=${name === 'key_file' ? '/key' : name}`]).flat();
  const plan = await stack.terraform('plan', ...values);
  types.forEach((type) => expect(plan).toContain(type));
}, 300_000);
