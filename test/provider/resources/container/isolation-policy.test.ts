import { modelOf } from './support';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Unknown } from '../../../../provider/framework/value/value';
import { remedyFor, requirePolicy } from '../../../../provider/isolation/judge';
import { schema } from '../../../../provider/resources/container/fields/schema';
import { RESTRICTED_CONTROLS } from '../../../../src/shared/controls/profiles';
import { CONTROL_NAMES } from '../../../../src/shared/controls/table';

const BASELINE_CONTAINER = {
  name: 'web',
  image: 'busybox',
  capabilities: [{ drop: ['ALL'], add: ['CHOWN'] }],
  security_opts: ['no-new-privileges'],
  ipc_mode: 'private',
  cgroupns_mode: 'private',
  memory: 64,
  cpus: '0.5',
  pids_limit: 50,
  ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }],
};

const config = (more: object) => fromModel(schema, { ...BASELINE_CONTAINER, ...more });
const policy = (text: string, reasons: object = {}) => ({ isolation_policy: text, isolation_exemptions: reasons });

function refused(container: object): string[] {
  try {
    requirePolicy(container as never);
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ detail }) => /^`(\w+)`/.exec(detail!)![1]!);
  }
}

test('a container that is as strict as its policy passes, as configuration and as desired state', () => {
  expect(refused(config(policy('baseline@1')))).toEqual([]);
  expect(refused(modelOf({ ...BASELINE_CONTAINER, ...policy('baseline@1') }))).toEqual([]);
});

test('a refusal lists each weaker control', () => {
  expect(refused(config(policy('restricted@1'))).sort()).toEqual(['capabilities', 'read_only_root', 'user']);
});

test.each([
  ['privileged', { privileged: true }],
  ['capabilities', { capabilities: [{ add: ['sys_admin'] }] }],
  ['no_new_privileges', { security_opts: ['no-new-privileges=false'] }],
  ['user_namespace', { userns_mode: 'host' }],
  ['pid_namespace', { pid_mode: 'host' }],
  ['ipc_namespace', { ipc_mode: 'host' }],
  ['uts_namespace', { uts_mode: 'host' }],
  ['network_namespace', { network_mode: 'host' }],
  ['cgroup_namespace', { cgroupns_mode: 'host' }],
  ['seccomp', { security_opts: ['no-new-privileges', 'seccomp=unconfined'] }],
  ['apparmor', { security_opts: ['no-new-privileges', 'apparmor=unconfined'] }],
  ['selinux', { security_opts: ['no-new-privileges', 'label=type:spc_t'] }],
  ['devices', { devices: [{ host_path: '/dev/kvm' }] }],
  ['kernel_paths', { masked_paths: [] }],
  ['kernel_paths', { readonly_paths: ['/proc/bus'] }],
  ['sysctls', { sysctls: { 'kernel.shmmax': '1' } }],
  ['engine_socket', { volumes: [{ host_path: '/var/run/docker.sock', container_path: '/s' }] }],
  ['host_paths', { mounts: [{ type: 'bind', source: '/etc', target: '/host' }] }],
  ['memory', { memory: null }],
  ['cpus', { cpus: null }],
  ['processes', { pids_limit: null }],
  ['open_files', { ulimit: [] }],
])('refused if %s is weaker', (control, weaker) => {
  expect(refused(config({ ...weaker, ...policy('baseline@1') }))).toContain(control);
});

test.each([['apparmor='], ['apparmor:'], []])('the engine\'s own AppArmor profile satisfies a policy that demands it: %s', (...options) => {
  expect(refused(config({ security_opts: options, ...policy('none@1 apparmor=docker-default') }))).toEqual([]);
  expect(refused(config({ security_opts: options, ...policy('none@1 apparmor=mine') }))).toEqual(['apparmor']);
});

test('exempt controls pass, and no others', () => {
  const exempt = { memory: 'it caches' };
  expect(refused(config({ memory: null, cpus: null, ...policy('baseline@1', exempt) }))).toEqual(['cpus']);
  const privileged = { privileged: 'it belongs to the host' };
  expect(refused(config({ privileged: true, ...policy('baseline@1', privileged) }))).toEqual([]);
});

test('values that are known only after apply pass', () => {
  expect(refused({ ...config(policy('baseline@1')), memory: Unknown.PLAIN, security_opts: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({}), isolation_policy: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({ memory: null, ...policy('baseline@1') }), isolation_exemptions: Unknown.PLAIN })).toEqual([]);
});

test('a refusal has the required value, the actual value, the standards, and the remedy', () => {
  expect(() => requirePolicy(config({ memory: null, ...policy('none@1 memory<=64m') }))).toThrow(expect.objectContaining({
    diagnostics: [{
      severity: 'error',
      summary: 'Container "web" is weaker than its isolation policy: memory',
      detail: [
        '`memory`: the policy requires 64 MiB, but the value is unlimited.',
        'Asked for by CIS Docker Benchmark 5.11.',
        '',
        'Set `memory`, in MiB, to at most 64 MiB. Remove `memory_swap`, or set it to at most twice that. '
        + 'Remove an `oom_score_adj` below 0. '
        + 'Or exempt this container, with a reason: `isolation_exemptions = { memory = "..." }`.',
      ].join('\n'),
      path: ['isolation_policy'],
    }],
  }));
});

test.each(CONTROL_NAMES)('%s has a remedy', (control) => {
  expect(remedyFor(control, RESTRICTED_CONTROLS[control] ?? ['one'])).toMatch(/\.$/);
});
