import { HOSTS_KERNEL, RUNTIME_EVIDENCE } from '../../../provider/attestation/evidence/runtime';
import { Subject } from '../../../provider/attestation/subject';

const HOST = 'Linux version 6.1.0\n';
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
const RUNSC = '254:0 77';

interface Case {
  readonly twin?: Readonly<Record<string, string>> | null;
  readonly runtime?: string;
  readonly exe?: string;
  readonly program?: string | undefined;
  readonly programs?: ReadonlyMap<string, string>;
  readonly devices?: readonly string[];
  readonly inHosts?: boolean;
}

const GVISOR = { '/proc/version': 'Linux version 4.4.0 #1\n' };

function found(one: Case) {
  const { runtime = 'runsc', exe = '/usr/bin/runsc', devices = ['0:54'], inHosts = false } = one;
  const twin: Case['twin'] = one.twin === undefined ? GVISOR : one.twin;
  const program = 'program' in one ? one.program : RUNSC;
  const host: Readonly<Record<string, string>> = { '/proc/version': HOST, [BOOT_ID]: 'one\n' };
  const link = (kind: string) => `${kind}:[${inHosts ? 1 : 2}]`;
  const process = (file: string) => file === 'exe' ? exe : link(file.slice(3));
  return RUNTIME_EVIDENCE.runtime.sandbox({
    inspect: { HostConfig: { Runtime: runtime } },
    configured: { runtime: [runtime] },
    mounts: devices.map((device) => ({ device })),
    files: { process, program, ...(twin !== null && { twin: (file: string) => twin[file] }) },
    evidence: {
      host: (file: string) => host[file],
      runtimePrograms: one.programs ?? new Map([['runsc', RUNSC]]),
      namespaceMembers: new Map(['mnt:[1]', 'pid:[1]'].map((each) => [each, ['host']])),
    },
  } as unknown as Subject);
}

test('gVisor: another kernel in the twin, and the runtime\'s file as the process', () => {
  expect(found({})).toEqual({
    value: ['runsc'], from: 'its process is the runtime\'s program /usr/bin/runsc, with a kernel of its own: 4.4.0',
  });
});

test('Kata: another boot in the twin, also of the same version, and a virtual machine monitor in the host\'s namespaces', () => {
  const kata = { runtime: 'kata-qemu', exe: '/opt/kata/bin/qemu-system-x86_64', program: '254:0 99', inHosts: true };
  expect(found({ ...kata, twin: { '/proc/version': HOST, [BOOT_ID]: 'two\n' } })).toMatchObject({ value: ['kata-qemu'] });
  expect(found({ ...kata, twin: { '/proc/version': HOST, [BOOT_ID]: 'two\n' }, inHosts: false })).not.toHaveProperty('value');
});

test.each<[string, Case]>([
  ['a runtime that only has the name', { twin: { '/proc/version': HOST, [BOOT_ID]: 'one\n' } }],
  ['such a runtime, with another version in its /proc', { twin: { ...GVISOR, [BOOT_ID]: 'one\n' } }],
  ['such a runtime that hides the boot id', { twin: { '/proc/version': HOST } }],
  ['a program of the container with the runtime\'s name and path', { program: '0:54 77' }],
  ['the same under the name of a virtual machine monitor', { runtime: 'kata', exe: '/qemu-system-x86_64', program: '0:54 77' }],
])('%s runs on the host\'s kernel', (_, one) => {
  expect(found(one).value).toBe(HOSTS_KERNEL);
});

test.each<[string, Case]>([
  ['no twin', { twin: null }],
  ['an unreadable program', { program: undefined }],
  ['a runtime whose program is unknown', { programs: new Map() }],
  ['a program that is neither the runtime\'s nor the container\'s', { program: '254:0 78' }],
])('%s is no evidence', (_, one) => {
  expect(found(one)).not.toHaveProperty('value');
});
