import { observe } from '../../../src/shared/controls/observe';
import { describeTask } from '../../../src/shared/controls/task';

const options = { isUnknown: (value: unknown) => value === '${unknown}' };

// Linux, security/apparmor: `do_setattr()` and `aa_lookupn_profile()`.
test.each([
  ...['unconfined', ' unconfined', 'unconfined ', '\tunconfined', 'u', 'unc', 'unconfined\0x', ':x:', ':x:y', ':x://y', '&x', 'x//&y', 'x y']
    .map((name) => [name, 'none'] as const),
  ...['docker-default', 'Unconfined', 'unconfined2', 'x//y', '/usr/bin/x', 'snap.docker.dockerd'].map((name) => [name, [name]] as const),
  ['', ['docker-default']] as const,
  ['${unknown}', undefined] as const,
])('the AppArmor profile %j is %j', (name, value) => {
  const option = name === '${unknown}' ? name : `apparmor=${name}`;
  expect(observe({ security_opts: [option] }, options).apparmor).toEqual(value);
});

const isConfined = (label: object) => {
  const privileges = [{ se_linux_context: [label] }];
  return observe(describeTask({ task_spec: [{ container_spec: [{ privileges }] }] }, options.isUnknown), options).selinux;
};

test.each([
  ...[
    { type: 'spc_t' }, { type: 'container_t', user: 'unconfined_u' }, { role: 'unconfined_r' }, { type: 'container_t:s0' },
    { disable: true },
  ].map((label) => [label, 'any'] as const),
  ...[
    {}, { type: 'container_t' }, { level: 's0:c1,c2', type: '' }, { user: '', role: '', type: '', level: '', disable: false },
    { type: null },
  ].map((label) => [label, 'confined'] as const),
  // Judged at the apply.
  [{ type: '${unknown}' }, 'confined'] as const,
])('the label %j of a service is %s', (label, value) => {
  expect(isConfined(label)).toBe(value);
});
