import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container as RawContainer } from '@cdktf/provider-docker/lib/container';
import { TerraformIterator, TerraformOutput, TerraformResource, TerraformStack } from 'cdktf';
import { BaseImage, Capability, ContainerHost, Control, Exemption, IsolationPolicy, IsolationReport, ContainerOptions } from '../../../src';
import { AppliedStack } from '../constructs/stack';
import { docker } from '../engine/docker';

const NAME = 'e2e-report';
const busybox: ContainerOptions = { image: BaseImage.fromRegistry('busybox:latest'), init: true, command: ['sleep', '1000'] };

const stack = new AppliedStack(NAME);
afterAll(async () => {
  await stack.destroy();
  expect(await docker.listContainers({ all: true, filters: { name: [NAME] } })).toEqual([]);
});

function describeStack(within: TerraformStack): IsolationReport {
  const host = ContainerHost.fromEnvironment(within, 'host');
  const report = new IsolationReport(host, 'report', { host });
  host.addContainer('plain', busybox);
  host.addContainer('restricted', { ...busybox, isolation: IsolationPolicy.RESTRICTED, user: '65532:65532' });
  host.addContainer('sandboxed', { ...busybox, isolation: IsolationPolicy.SANDBOXED });
  host.addContainer('exempted', {
    ...busybox, capabilities: [...Capability.baseline(), Capability.NET_RAW], exemptions: [Exemption.of(Control.CAPABILITIES, 'it pings')],
  });
  const secure = {
    image: host.addImage(busybox.image).imageId,
    init: true,
    command: ['sleep', '1000'],
    destroyGraceSeconds: 0,
    networkMode: 'none',
    ipcMode: 'private',
    cgroupnsMode: 'private',
    securityOpts: ['no-new-privileges'],
    capabilities: { drop: ['ALL'] },
    memory: 64,
    cpus: '1',
    ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }],
  };
  for (const [id, more] of Object.entries({
    explicit: { name: `${NAME}-raw-explicit`, provider: host.provider },
    counted: { name: `${NAME}-raw-\${count.index}`, count: 2 },
    each: { name: `${NAME}-raw-\${each.key}`, forEach: TerraformIterator.fromMap({ a: 1 }) },
  })) {
    new RawContainer(within, id, { ...secure, ...more }).addOverride('pids_limit', 10);
  }
  const sets = new TerraformResource(within, 'sets', { terraformResourceType: 'docker_clone_set' });
  const set = { count: 2, name: `${NAME}-set-\${count.index}`, replicas: 1, host: [{ name: 'here' }], template: [templateOf(secure)] };
  Object.entries(set).forEach(([name, value]) => sets.addOverride(name, value));
  new TerraformOutput(within, 'json', { value: report.jsonPath });
  return report;
}

/** Returns the template of a set whose clones are like a container. */
function templateOf({ capabilities, ...container }: { readonly capabilities: object }): object {
  const named = Object.entries(container).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]);
  return { ...Object.fromEntries(named), capabilities: [capabilities], pids_limit: 10 };
}

test('attests the isolation that a stack declares, and the next plan is empty', async () => {
  stack.synthesize(describeStack);
  await stack.apply();
  const { containers, weaknesses } = JSON.parse(readFileSync(join(stack.folder, await stack.output('json')), 'utf8'));
  expect(weaknesses).toEqual([]);
  const verdicts = Object.fromEntries(containers.map(({ name, controls, exemptions }: any) => [
    name, { exemptions, not: Object.keys(controls).filter((control) => ['fail', 'exempt'].includes(controls[control].verdict)) },
  ]));
  expect(verdicts).toEqual({
    ...Object.fromEntries(['explicit', '0', '1', 'a'].map((id) => [`${NAME}-raw-${id}`, { exemptions: [], not: [] }])),
    ...Object.fromEntries(['0-0', '1-0'].map((id) => [`${NAME}-set-${id}`, { exemptions: [], not: [] }])),
    [`${NAME}-host-plain`]: { exemptions: [], not: [] },
    [`${NAME}-host-restricted`]: { exemptions: [], not: [] },
    [`${NAME}-host-sandboxed`]: { exemptions: [], not: [] },
    [`${NAME}-host-exempted`]: { exemptions: [{ control: 'capabilities', reason: 'it pings' }], not: ['capabilities'] },
  });
  expect(await stack.isUpToDate()).toBe(true);
});

test('the next plan reports drift, and the next apply repairs and attests it', async () => {
  const { Id: id } = await docker.getContainer(`${NAME}-host-plain`).inspect();
  await docker.getContainer(id).update({ PidsLimit: -1 });
  const { exitCode, stdout } = await stack.plan();
  expect(exitCode).toBe(2);
  expect(stdout).toContain(
    `${NAME}-host-plain: processes: wanted: limited; configured: unlimited; in force: unlimited (its control group)`,
  );
  await stack.apply();
  expect(await stack.isUpToDate()).toBe(true);
  expect((await docker.getContainer(id).inspect()).HostConfig.PidsLimit).toBeGreaterThan(0);
});

test('the provider refuses a policy violation if the stack\'s validations are skipped', async () => {
  stack.synthesize((within) => {
    const { resource } = ContainerHost.fromEnvironment(within, 'host').addContainer('plain', busybox);
    resource.addOverride('pid_mode', 'host');
  }, { skipValidation: true });
  await stack.initialize();
  const { exitCode, stdout, stderr } = await stack.plan();
  expect(exitCode).toBe(1);
  expect(stdout + stderr).toContain(`Container "${NAME}-host-plain" is weaker than its isolation policy: process namespace`);
  stack.synthesize(describeStack);
});
