import { Container as ContainerResource } from '@cdktf/provider-docker/lib/container';
import { TerraformOutput, TerraformResource, Testing } from 'cdktf';
import { Backend, Capability, ContainerHost, Control, Exemption, IsolationReport } from '../../src';
import { Synthesized, anImage, refusal, testHost, testStack } from '../assertions';

const SECURE = {
  ipc_mode: 'private',
  cgroupns_mode: 'private',
  pids_limit: 10,
  security_opts: ['no-new-privileges'],
  memory: 64,
  cpus: '1',
  capabilities: [{ drop: ['ALL'] }],
  ulimit: [{ name: 'nofile', soft: 1, hard: 1 }],
};

test('can be synthesized to HCL', () => {
  const host = testHost();
  new IsolationReport(host, 'Report', { host });
  host.addContainer('Web', { image: anImage });
  const hcl = Testing.synthHcl(host._placement.stack, true);
  expect(hcl).toMatch(/directory = "isolation\/Host-Report"\s+probe = true/);
  expect(hcl).toMatch(/container \{\s+id = "\$\{docker_container.Host_Web_59305F32.id\}"/);
  expect(hcl).toMatch(/isolation_policy = "baseline@1"/);
});

test('attests every container of its host, whenever it was added, and no container of another host', () => {
  const stack = testStack();
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  const other = ContainerHost.fromUnixSocket(stack, 'Other');
  new IsolationReport(stack, 'Report', { host, directory: '/srv/reports', probe: false });
  new IsolationReport(stack, 'OtherReport', { host: other });
  host.addContainer('Web', { image: anImage });
  const exemptions = [Exemption.of(Control.CAPABILITIES, 'it pings')];
  host.addContainer('Worker', { image: anImage, capabilities: [Capability.NET_RAW], exemptions });
  other.addContainer('Web', { image: anImage });
  const secure = {
    image: 'busybox',
    ipcMode: 'private',
    securityOpts: ['no-new-privileges'],
    memory: 64,
    cpus: '1',
    capabilities: { drop: ['ALL'] },
    ulimit: [{ name: 'nofile', soft: 1, hard: 1 }],
  };
  const raw = new ContainerResource(stack, 'Raw', { name: 'raw', ...secure });
  const overriding = new ContainerResource(stack, 'Overriding', { name: 'overriding-${count.index}', ...secure });
  overriding.addOverride('count', 2);
  const many = new ContainerResource(stack, 'Many', { name: 'many', count: 2, ...secure });
  const explicit = new ContainerResource(stack, 'Explicit', { name: 'explicit', provider: host.provider, ...secure });
  const overridden = new ContainerResource(stack, 'Overridden', { name: 'overridden', ...secure });
  overridden.addOverride('provider', 'docker.Other');
  for (const resource of [raw, overriding, many, explicit, overridden]) {
    resource.addOverride('pids_limit', 10);
    resource.addOverride('cgroupns_mode', 'private');
  }

  const reports = Object.values(Synthesized.of(stack).resources('docker_isolation'));
  const reportIn = (directory: string) => reports.find((each) => each.directory === directory)!;
  const [first, second] = [reportIn('/srv/reports'), reportIn('isolation/OtherReport')];
  expect(first.container.map(({ name }: { name: string }) => name)).toEqual(['stack-host-web', 'stack-host-worker', 'raw', 'explicit']);
  expect(first.dynamic).toEqual({
    container: ['Overriding', 'Many'].map((id) => ({
      for_each: `\${docker_container.${id}}`,
      content: { id: '${container.value.id}', name: '${container.value.name}', isolation_policy: first.container[2].isolation_policy },
    })),
  });
  expect(first.lifecycle.replace_triggered_by).toContain('docker_container.Many');
  expect(first.probe).toBe(false);
  expect(first.container[1].isolation_exemptions).toEqual({ capabilities: 'it pings' });
  expect(first.container[2].isolation_policy).toBe('baseline@1');
  expect(second.container.map(({ name }: { name: string }) => name)).toEqual(['stack-other-web', 'overridden']);
  expect(second.provider).toBe('docker.Other');
});

test('attests each of the clone sets that Terraform repeats', () => {
  const stack = testStack();
  const host = ContainerHost.fromEnvironment(stack, 'Host');
  new IsolationReport(stack, 'Report', { host });
  const set = (id: string) => new TerraformResource(stack, id, { terraformResourceType: 'docker_clone_set' });
  for (const [each, name] of [[set('One'), 'one'], [set('Many'), 'many-${count.index}']] as const) {
    each.addOverride('name', name);
    each.addOverride('replicas', 2);
    each.addOverride('host', [{ name: 'here' }]);
    each.addOverride('template', [{ image: 'busybox', ...SECURE }]);
    if (name !== 'one') each.addOverride('count', 2);
  }
  const [report] = Object.values(Synthesized.of(stack).resources('docker_isolation'));
  expect(report!.clone_set).toMatchObject([{
    id: '${docker_clone_set.One.id}', name: 'one', replicas: '${docker_clone_set.One.placement["here"]}',
  }]);
  expect(report!.dynamic).toEqual({
    clone_set: [{
      for_each: '${docker_clone_set.Many}',
      content: {
        id: '${clone_set.value.id}',
        name: '${clone_set.value.name}',
        replicas: '${clone_set.value.placement["here"]}',
        imported: '${clone_set.value.imported}',
        isolation_policy: 'baseline@1',
      },
    }],
  });
});

test('passes the paths of the report to Terraform', () => {
  const host = testHost();
  const report = new IsolationReport(host, 'Report', { host });
  new TerraformOutput(host, 'Json', { value: report.jsonPath });
  new TerraformOutput(host, 'Html', { value: report.htmlPath });
  const { output } = Synthesized.of(host).json;
  const folder = '${docker_isolation.Host_Report_650D1FE9.directory}';
  const values = Object.values(output).map((each) => (each as { value: string }).value);
  expect(values.sort()).toEqual([`${folder}/isolation.html`, `${folder}/isolation.json`]);
});

test('fails on a back end without the resource', () => {
  const host = testHost({ backend: Backend.KREUZWERKER });
  expect(refusal(() => new IsolationReport(host, 'Report', { host }))).toBe(
    '[stack/Host/Report] An isolation report is not supported by the back end kreuzwerker/docker: leave it out, or use Backend.BERTH.',
  );
});
