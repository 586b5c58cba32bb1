import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, LocalBackend, TerraformOutput, TerraformStack } from 'cdktf';
import { schemaProvider } from './schema-provider/bundle';
import { plannedIn, validatedIn } from './support/judged';
import { run } from './support/run';
import { installProvider, ResourceChange, TestedProvider } from './support/workspace';
import {
  BaseImage, Size, VSphereAntiAffinity, VSphereCustomization, VSphereDiskController, VSphereFirmware, VSphereHost,
  VSphereHostPool, VSphereResourcePool, VSphereShares, VSphereSnapshot, VSphereSource, VSphereTpm,
  VSphereVirtualContainerHost, VSphereVirtualMachine,
} from '../../src';
import { MACHINE_FIELDS } from '../vsphere/machine-fields';
import { OTHER_KEY, World } from '../vsphere/machine-under-test';

/*
 * A real Terraform judges what becomes of virtual machines, pools and virtual container hosts by the schema of the real vSphere provider.
 * Nothing is behind that schema, so it says nothing of what vCenter refuses.
 */

const NAME = 'e2e-vsphere';
const folder = mkdtempSync(join(tmpdir(), 'berth-vsphere-'));
const output = join(folder, 'out');
const stackFolder = join(output, 'stacks', NAME);
let vsphere: TestedProvider;

beforeAll(async () => {
  vsphere = await schemaProvider('vsphere-provider-2.15.0.json', {
    vsphere_virtual_machine: { default_ip_address: '10.0.0.5', disks: [{ size: 20, thin_provisioned: true, eagerly_scrub: false }] },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

const options = () => ({
  cwd: stackFolder,
  env: {
    TF_CLI_CONFIG_FILE: '/dev/null',
    CHECKPOINT_DISABLE: '1',
    TF_CLI_ARGS: '-no-color',
    ...Object.fromEntries(['user', 'password', 'secret'].map((name) => [`TF_VAR_${name}`, `the-${name}`])),
  },
});
const terraform = (...args: readonly string[]) => run('terraform', args, options());

/** Synthesizes a stack and initializes Terraform. */
async function synthesize(fill: (stack: TerraformStack) => void): Promise<void> {
  const app = new App({ outdir: output });
  const stack = new TerraformStack(app, NAME);
  new LocalBackend(stack, { path: 'terraform.tfstate' });
  fill(stack);
  app.synth();
  installProvider(stackFolder, vsphere);
  await terraform('init', '-input=false');
}

const planned = () => plannedIn(options());
const validate = () => validatedIn(options());

const inWords = (changes: readonly ResourceChange[]) => changes.map(({ address, change }) => `${change.actions.join()} ${address}`).sort();

test('the schema accepts what each prop of a machine becomes', async () => {
  const fields = Object.entries(MACHINE_FIELDS).flatMap(([path, field]) => (typeof field === 'string' ? [] : [{ path, ...field }]));
  await synthesize((stack) => {
    const world = new World(stack);
    fields.forEach(({ path, props }) => new VSphereVirtualMachine(stack, path.replaceAll('.', '-'), world.machine(props(world))));
  });
  expect(await validate()).toEqual([]);
  expect(await planned()).toHaveLength(fields.length);
});

test('the schema accepts all that is found in a vCenter', async () => {
  await synthesize((stack) => {
    const world = new World(stack);
    const { vcenter, cluster, template, esxi: esxiHost } = world;
    new VSphereVirtualMachine(stack, 'machine', {
      ...world.machine({ source: VSphereSource.linkedClone(template), disks: undefined }),
      compute: vcenter.findResourcePool('pool', 'cluster-1/Resources/production', cluster),
      esxiHost,
      datastore: undefined,
      datastoreCluster: vcenter.findDatastoreCluster('pod', 'pod-1'),
      storagePolicy: vcenter.findStoragePolicy('policy', 'gold'),
      networks: [{ network: vcenter.findNetwork('lan', 'lan', { distributedSwitchUuid: '50 1a' }) }],
      tags: [vcenter.findTag('tag', 'stage', 'production')],
      customAttributes: [{ attribute: vcenter.findCustomAttribute('owner', 'owner'), value: 'shop' }],
      customization: VSphereCustomization.spec(vcenter.findCustomizationSpec('spec', 'linux')),
    });
    new VSphereVirtualMachine(stack, 'from-library', {
      ...world.machine(), source: VSphereSource.libraryItem(vcenter.findLibraryItem('item', 'images', 'debian-12')),
    });
  });
  expect(await validate()).toEqual([]);
  const made = (await planned()).find(({ address }) => /^vsphere_virtual_machine\.machine(_|$)/.test(address));
  expect(made!.change.after).toMatchObject({
    custom_attributes: { 'id of vsphere_custom_attribute': 'shop' },
    disk: [{ label: 'disk0', size: 20, thin_provisioned: true, eagerly_scrub: false }],
    storage_policy_id: 'id of vsphere_storage_policy',
  });
});

test('hosts, pools of them and a virtual container host are planned', async () => {
  await synthesize((stack) => {
    const world = new World(stack);
    const settings = { name: undefined, identityFile: __filename, source: VSphereSource.linkedClone(world.template), disks: undefined };
    const image = BaseImage.fromRegistry('nginx:1.27');
    new VSphereHost(stack, 'single', {
      ...world.host({ ...settings, jumpHost: { hostname: 'bastion', hostKey: OTHER_KEY, user: 'jump', identityFile: __filename } }),
      firmware: VSphereFirmware.EFI,
      secureBoot: true,
      tpm: VSphereTpm.V2_0,
    }).addContainer('web', { image });
    new VSphereHostPool(stack, 'workers', world.pool({ ...settings, antiAffinity: VSphereAntiAffinity.REQUIRED }))
      .addCloneSet('web', { replicas: 4, image });
    const vch = new VSphereVirtualContainerHost(stack, 'shop', {
      ...world.pool(settings),
      bounds: { memoryAllocation: { reservation: Size.gibibytes(8), limit: Size.gibibytes(16), shares: VSphereShares.HIGH } },
    });
    vch.addCloneSet('web', { replicas: 4, image });
    vch.addVirtualMachine('legacy', { ...world.machine(), customization: VSphereCustomization.linux({ domain: 'example.com' }) });
  });
  expect(await validate()).toEqual([]);
  const changes = await planned();
  const count = (type: string) => changes.filter(({ address }) => address.startsWith(`${type}.`)).length;
  expect(Object.fromEntries([
    'vsphere_virtual_machine', 'vsphere_resource_pool', 'vsphere_compute_cluster_vm_anti_affinity_rule', 'docker_container',
    'docker_clone_set',
  ].map((type) => [type, count(type)]))).toEqual({
    vsphere_virtual_machine: 6,
    vsphere_resource_pool: 1,
    vsphere_compute_cluster_vm_anti_affinity_rule: 2,
    docker_container: 1,
    docker_clone_set: 2,
  });
  // No plan that people read has the private key, nor the user data that it is in.
  expect(await terraform('show', 'last.plan')).not.toMatch(/the-secret|H4sI/);
});

/** The vSphere part of a virtual container host: a pool with a number of machines in it, one of them cloned from a snapshot of another. */
function machines(count: number, limit: Size): (stack: TerraformStack) => void {
  return (stack) => {
    const world = new World(stack);
    const { vcenter, cluster } = world;
    const pool = new VSphereResourcePool(stack, 'pool', { vcenter, parent: cluster, memoryAllocation: { limit } });
    const disks = [{ size: Size.gibibytes(20) }, { size: Size.gibibytes(5), controller: VSphereDiskController.SATA }];
    const settings = { ...world.machine({ name: undefined, compute: pool, disks, controllers: { sata: 1 } }) };
    const made = Array.from({ length: count }, (_, index) => new VSphereVirtualMachine(stack, `machine-${index}`, settings));
    const snapshot = new VSphereSnapshot(stack, 'snapshot', { vcenter, of: made[0]!.asTemplate() });
    new VSphereVirtualMachine(stack, 'clone', {
      ...settings,
      source: VSphereSource.linkedClone(snapshot.template, { snapshot }),
      disks: [{ existingPath: 'a.vmdk' }],
      controllers: undefined,
    });
    new TerraformOutput(stack, 'address', { value: made[0]!.address });
  };
}

test('an apply makes machines in a pool, and the next plan is empty', async () => {
  await synthesize(machines(3, Size.gibibytes(32)));
  await terraform('apply', '-auto-approve', '-input=false');
  expect((await terraform('output', '-raw', 'address')).trim()).toBe('10.0.0.5');
  expect(await planned()).toEqual([]);
});

test('fewer machines take away the last one, and a bound changes in place', async () => {
  await synthesize(machines(2, Size.gibibytes(64)));
  expect(inWords(await planned())).toEqual([
    expect.stringMatching(/^delete vsphere_virtual_machine\.machine-2_/),
    expect.stringMatching(/^update vsphere_resource_pool\.pool_/),
  ]);
  await terraform('apply', '-auto-approve', '-input=false');
  expect(await planned()).toEqual([]);
  await terraform('destroy', '-auto-approve', '-input=false');
});
