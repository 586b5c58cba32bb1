import fc from 'fast-check';
import { controls } from './values';
import { normalControls } from '../../../src/shared/controls/compare';
import { MalformedPolicy } from '../../../src/shared/controls/errors';
import { SharedFolder } from '../../../src/shared/controls/host-path';
import { fromAttributes, toAttributes } from '../../../src/shared/controls/policy-attributes';
import { formatPolicy, parsePolicy } from '../../../src/shared/controls/policy-text';
import { BASELINE_CONTROLS, PRIVILEGED_CONTROLS, RESTRICTED_CONTROLS } from '../../../src/shared/controls/profiles';
import { sharingProblem } from '../../../src/shared/controls/shared-folder';
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
  const path = fc.string({ unit: 'grapheme' }).map((name) => `/srv/${name}`);
  const folder = fc.record({ path, readOnly: fc.boolean() }).filter((each) => sharingProblem(each) === undefined);
  const folders = fc.uniqueArray(folder, { maxLength: 3, selector: (each) => each.path });
  fc.assert(fc.property(controls, folders, (policy, sharedFolders) => {
    const text = written(policy, sharedFolders);
    expect(text).not.toMatch(/\n/);
    expect(parsePolicy(text)).toEqual({ controls: normalControls(policy), sharedFolders });
    expect(formatPolicy(parsePolicy(text))).toBe(text);
  }));
});

test('a text that is read is written like that, in some order, with plain spaces', () => {
  const words = [
    'none@1', 'baseline@1', 'restricted@1', 'restricted@01', 'baseline@1+gvisor', ' ', '  ', '\u00a0', '\n', '\t', 'runtime=any',
    'runtime=any,runc', 'runtime=runc', 'runtime=none', 'seccomp=default', 'seccomp<=default', 'seccomp=default,read', 'memory<=512m',
    'memory<=0512m', 'memory<=1024m', 'memory=limited', 'apparmor=none', 'apparmor=some', 'capabilities=KILL,CHOWN', 'cpus<=1.50',
    'cpus<=.5', 'share=/srv', 'share=/srv:rw', 'share=/srv:ro', 'share=/srv:RW', 'share=/srv/%2e%2e/etc', 'share=/srv/..',
    'share=//srv', 'share=/srv/', 'share=/%73rv', 'share=/srv/%0a', 'share=/srv/%E2%80%AE', 'share=/var/run', 'share=/proc', ':rw', ',',
    '=', '%41',
  ];
  let read = 0;
  const someWords = fc.array(fc.constantFrom(...words));
  fc.assert(fc.property(fc.constantFrom('none@1', 'baseline@1'), someWords, fc.boolean(), (head, parts, spaced) => {
    const text = [head, ...parts].join(spaced ? ' ' : '');
    let policy;
    try {
      policy = parsePolicy(text);
    } catch (error) {
      if (!(error instanceof MalformedPolicy)) throw error;
      return;
    }
    read++;
    const terms = text.split(' ').filter((each) => each !== '');
    // Each term is the only one that says so.
    for (const term of terms.slice(1)) expect([term, 'capabilities=CHOWN,KILL']).toContain(alone(term));
    expect(parsePolicy(formatPolicy(policy))).toEqual(policy);
  }), { numRuns: 5_000 });
  expect(read).toBeGreaterThan(100);
});

/** Returns how a term is written in a policy that differs from a profile in nothing else, or the term itself if the profile says so. */
function alone(term: string): string {
  const profile = term.endsWith('=any') ? 'baseline@1' : 'none@1';
  return formatPolicy(parsePolicy(`${profile} ${term}`)).split(' ')[1] ?? term;
}

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
  ['baseline@01', 'The only version of the profiles is 1; given: 01.'],
  ['baseline@1\u00a0memory=any', 'It has to begin with a profile and its version'],
  ['baseline@1\nmemory=any', 'It has to begin with a profile and its version'],
  ['baseline@1 memory=any\ncpus=any', '"memory=any\ncpus=any" is no term.'],
  ['baseline@1 memory<=1024m', '`memory<=1024m` has to be written as `memory<=1g`.'],
  ['baseline@1 cpus<=01', '`cpus<=01` has to be written as `cpus<=1`.'],
  ['baseline@1 seccomp<=default', '`seccomp` can\'t be `<=default`.'],
  ['baseline@1 runtime=any,runc', '`runtime` can\'t be `=any,runc`. It can be `=` and names, separated by commas, `=none` or `=any`.'],
  ['baseline@1 apparmor=none', '`apparmor` can\'t be `=none`. It can be `=` and names, separated by commas, `=some` or `=any`.'],
  ['baseline@1 runtime=r%75nc', '`runtime=r%75nc` has to be written as `runtime=runc`.'],
  ['baseline@1 share=/srv share=/srv:rw', 'The folder "/srv" is shared twice.'],
  ['baseline@1 share=/srv/x/..', '"/srv/x/.." is not the shortest path of a shared folder. Write "/srv".'],
  ['baseline@1 share=/srv/%2e%2e', '"/srv/.." is not the shortest path of a shared folder. Write "/".'],
  ['baseline@1 share=/%73rv', '`share=/%73rv` has to be written as `share=/srv`.'],
  ['baseline@1 share=/srv:RW', '`share=/srv:RW` has to be written as `share=/srv%3ARW`.'],
  ['baseline@1 share=/srv:ro', '`share=/srv:ro` has to be written as `share=/srv%3Aro`.'],
  ['baseline@1 share=/srv/\u00a0', '`share=/srv/\u00a0` has to be written as `share=/srv/%C2%A0`.'],
  ['baseline@1 share=/srv/%1b', 'The shared folder "/srv/\\u{1b}" has a character in its name that a reader does not see.'],
  ['baseline@1 share=/proc', 'The shared folder "/proc" is where the kernel shows and changes the machine. Share another folder.'],
  ['baseline@1 share=/etc/cron.d:rw', 'can\'t be shared for writing (CIS Docker Benchmark 5.6).'],
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
