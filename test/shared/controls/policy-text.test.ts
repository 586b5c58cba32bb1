import fc from 'fast-check';
import { controls } from './values';
import { normalControls } from '../../../src/shared/controls/compare';
import { SharedFolder } from '../../../src/shared/controls/host-path';
import { fromAttributes, toAttributes } from '../../../src/shared/controls/policy-attributes';
import { formatPolicy, parsePolicy } from '../../../src/shared/controls/policy-text';
import { BASELINE_CONTROLS, PRIVILEGED_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { Controls } from '../../../src/shared/controls/table';
import { GVISOR_RUNTIMES, MICRO_VM_RUNTIMES, SANDBOXED_RUNTIMES } from '../../../src/shared/runtimes';
import VERSION_1 from '../../fixtures/policies/version-1.json';

const written = (some: Controls, sharedFolders: readonly SharedFolder[] = []) => formatPolicy({ controls: some, sharedFolders });

test.each<[string, Controls]>([
  ['none@1', PRIVILEGED_CONTROLS],
  ['baseline@1', BASELINE_CONTROLS],
  ['restricted@1', RESTRICTED_CONTROLS],
  ['none@1+sandboxed', { runtime: SANDBOXED_RUNTIMES }],
  ['baseline@1+micro_vm', { ...BASELINE_CONTROLS, runtime: MICRO_VM_RUNTIMES }],
  ['restricted@1+gvisor memory<=512m', { ...RESTRICTED_CONTROLS, runtime: GVISOR_RUNTIMES, memory: 512 * 1024 ** 2 }],
  ['baseline@1 pid_namespace=any', { ...BASELINE_CONTROLS, pid_namespace: 'host' }],
  ['baseline@1 pid_namespace=private', { ...BASELINE_CONTROLS, pid_namespace: 'private' }],
  ['baseline@1 capabilities=none cpus<=0.5', { ...BASELINE_CONTROLS, capabilities: [], cpus: 0.5 }],
  ['none@1 capabilities=CHOWN,KILL', { capabilities: ['KILL', 'CHOWN'] }],
  ['none@1 seccomp=default apparmor=some', { seccomp: 'default', apparmor: [] }],
  ['none@1 apparmor=%6eone', { apparmor: ['none'] }],
  ['none@1 apparmor=a%20b,c%2Cd', { apparmor: ['c,d', 'a b'] }],
  ['none@1 memory<=1000 processes<=100', { memory: 1000, processes: 100 }],
  ['none@1 memory=limited', { memory: 'limited' }],
])('%s', (text, policy) => {
  expect(written(policy)).toBe(text);
  expect(parsePolicy(text)).toEqual({ controls: normalControls(policy), sharedFolders: [] });
});

test('shared folders follow, read-only unless they are marked', () => {
  const folders = [
    { path: '/srv/my models', readOnly: true }, { path: '/scratch:rw', readOnly: true }, { path: '/scratch', readOnly: false },
  ];
  const text = 'baseline@1 share=/srv/my%20models share=/scratch%3Arw share=/scratch:rw';
  expect(written(BASELINE_CONTROLS, folders)).toBe(text);
  expect(parsePolicy(text).sharedFolders).toEqual(folders);
});

test('every policy can be written and read', () => {
  const path = fc.string({ unit: 'grapheme' }).map((name) => `/${name}`);
  const folders = fc.array(fc.record({ path, readOnly: fc.boolean() }), { maxLength: 3 });
  fc.assert(fc.property(controls, folders, (policy, sharedFolders) => {
    const text = written(policy, sharedFolders);
    expect(text).not.toMatch(/\n/);
    expect(parsePolicy(text)).toEqual({ controls: normalControls(policy), sharedFolders });
    expect(formatPolicy(parsePolicy(text))).toBe(text);
  }));
});

// A plan that someone approved must keep its meaning. If a profile changes, add a version of the profiles.
test('what version 1 means never changes', () => {
  const names = ['none@1', 'baseline@1', 'restricted@1', 'none@1+gvisor', 'none@1+micro_vm', 'none@1+sandboxed'];
  expect(Object.fromEntries(names.map((name) => [name, parsePolicy(name).controls]))).toEqual(VERSION_1);
});

test.each([
  ['', 'It has to begin with a profile and its version, such as "baseline@1"; given: "".'],
  ['baseline', 'It has to begin with a profile and its version, such as "baseline@1"; given: "baseline".'],
  ['strict@1', 'There is no profile "strict". There are: none, baseline, restricted.'],
  ['baseline@2', 'The only version of the profiles is 1; given: 2. A later version needs a later Berth.'],
  ['baseline@1+xen', 'There is no kernel "xen". There are: gvisor, micro_vm, sandboxed.'],
  ['baseline@1 memory', '"memory" is no term. Write `<control>=<value>`, `<control><=<amount>` or `share=<folder>`.'],
  ['baseline@1 memory<=x', '`memory` can\'t be `<=x`. It can be `=limited`, `<=` and a number above 0, or `=any`.'],
  [`baseline@1 memory<=${'9'.repeat(400)}`, '`=limited`, `<=` and a number above 0'],
  ['baseline@1 memory<=0m', '`memory` can\'t be `<=0m`.'],
  ['baseline@1 cpus<=1k', '`cpus` can\'t be `<=1k`.'],
  ['baseline@1 privileged=maybe', '`privileged` can\'t be `=maybe`. It can be `=allowed`, `=denied`.'],
  ['baseline@1 privileged<=denied', '`privileged` can\'t be `<=denied`.'],
  ['baseline@1 capabilities=no/cap', '`capabilities` can\'t be `=no/cap`.'],
  ['baseline@1 capabilities=CHOWN,', '`capabilities` can\'t be `=CHOWN,`.'],
  ['baseline@1 cpus=any cpus<=1', 'The control "cpus" is written twice.'],
  ['baseline@1 magic=any', 'There is no control "magic". There are: privileged,'],
  ['baseline@1 share=srv', 'A shared folder has to be an absolute path; given: "srv".'],
  ['baseline@1 share=/%zz', '"/%zz" has a "%" that is not followed by two hexadecimal digits. Write "%25" for it.'],
])('refuses "%s"', (text, problem) => {
  expect(() => parsePolicy(text)).toThrow(problem);
});

test('exemptions are attributes of their own, each with its reason', () => {
  const exemptions = [{ control: 'memory' as const, reason: 'it caches' }];
  const policy = { controls: { memory: 'limited' as const }, exemptions, sharedFolders: [] };
  const attributes = { isolation_policy: 'none@1 memory=limited', isolation_exemptions: { memory: 'it caches' } };
  expect(toAttributes(policy)).toEqual(attributes);
  expect(fromAttributes({ ...attributes })).toEqual(policy);
  expect(fromAttributes({ ...attributes, isolation_exemptions: { memory: null, magic: 'x' } })).toEqual({ ...policy, exemptions: [] });
  expect(fromAttributes({ isolation_policy: null })).toBeUndefined();
});

test('a policy that is not known yet is none', () => {
  const isUnknown = (value: unknown) => value === 'unknown';
  expect(fromAttributes({ isolation_policy: 'unknown' }, isUnknown)).toBeUndefined();
  expect(fromAttributes({ isolation_policy: 'none@1', isolation_exemptions: 'unknown' }, isUnknown)).toBeUndefined();
});
